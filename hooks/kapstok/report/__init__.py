"""What a maintainer looks at: what may no longer be true, what is missing, what stands there twice.

``parts``     what a report is made of, as data
``confirm``   which facts to confirm first, and why
``gaps``      what is missing: partners, places, practices; and subsidies that close
``doubles``   names that are nearly the same
``web``       what the link checker found
``whole``     the parts together: ``report`` is a function of the catalogue, the day and those results
``written``   a report as Markdown; the page is ``templates/report.html``
"""

from .parts import Item, Part, Report, Table
from .whole import report

__all__ = ["Item", "Part", "Report", "Table", "report"]
