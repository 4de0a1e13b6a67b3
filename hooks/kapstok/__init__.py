"""Kapstok: from Markdown files to a searchable static site.

The flow, one module (or package) per arrow::

    practices/*.md, register/*            files that people write
      -> read        bytes to raw records that remember their line numbers (front_matter, raw)
      -> check       raw records to typed ones (model, field_types), or problems in the words of their rule (rules);
                     former names and published addresses (history, published) are looked after here
      -> catalogue   frozen, sorted, every reference resolved in both directions
      -> overview    what follows from all records together: the search index (search, stem) and which practices
                     resemble one another (reading, related, reasons); made beside all else, in a process of its own (aside)
         pages       catalogue to page contents, by templates/ (render, markdown, brackets, cartography, share)
         selection   catalogue to what a reader's own selection needs
         gazetteer   catalogue to the names by which municipalities are looked for
         exports     catalogue to open data
         check_facts catalogue to what the check in the browser reads (model_facts)
      -> site        page contents into shells, plus lists for other sites, index, names, exports and sitemap
                     (repository: where a file is edited; policy: what a browser may do on a page)
         style       style sheets of theme and site to one, without rules that no page can use
      -> publish     the next site is made beside site/ (tree), links checks it, and the two change places
                     (exchange); what did not change is not made again (chapters, fingerprint, memo, memory)

Practices also come in by the command line: ``answers`` and ``listed`` (a spreadsheet, ``sheet``) make ``drafts``,
which are checked with the whole catalogue and written by ``practice_file``, the one writer of a practice.
Beside it, for maintainers: ``report`` says what to look at on a day, ``web`` asks whether addresses of others
still answer.

Adapters stand outside the flow: ``hooks/mkdocs_hook.py`` gives the shells (the theme's complete HTML around
slots) to ``hooks/publisher.py``, or in a preview ``hooks/preview.py``; ``unhooked`` finds them in the output of an engine without hooks, ``engine`` is what both ask for;
``commands`` are the command line (``__main__``). ``finished`` counts the pages of a site that is there already.
Beside it stand what follows from model and registers for editors, hosts and the guide (``schema``,
``snippets``, ``issue_forms``, ``fields``).
Nothing in this package imports MkDocs, so that another engine can supply the shells.

Only ``read`` reads content, only ``drafts`` writes it and only ``publish`` writes the site (templates and word
lists of our own are read where they are used, commands write what they are asked for); everything between is pure: the same input gives the same
output in the same order, and today's date is an argument.
"""
