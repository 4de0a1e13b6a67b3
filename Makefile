# One command each. `make` alone prints this list.
# Everything below sets itself up: a virtual environment in .venv with the locked packages.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
STAMP := .venv/.stamp
COMPILE = $(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
export NO_MKDOCS_2_WARNING := 1
export PYTHONPATH := hooks

.DEFAULT_GOAL := help
.PHONY: help serve build properdocs zensical pages check addresses report links new test fuzz quality search-bench bench schema hook pictures page-bench load-bench audit lint lock clean tools

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 21

serve: $(STAMP) ## preview on http://127.0.0.1:8000/, rebuilt at every change (PORT=… for another port)
	@echo "Kapstok: http://127.0.0.1:$(PORT)/ (stop with Ctrl+C)"
	@SITE_URL=http://127.0.0.1:$(PORT)/ $(BIN)/mkdocs serve --livereload --dev-addr 127.0.0.1:$(PORT)

build: $(STAMP) ## write the site to site/
	@$(BIN)/mkdocs build --strict

properdocs: $(STAMP) ## the same with ProperDocs in the place of MkDocs
	@PYTHONPATH=hooks:tests $(BIN)/python -m engines properdocs site

zensical: $(STAMP) ## the same with Zensical, which runs no hooks: it renders the frames, the package fills them
	@PYTHONPATH=hooks:tests $(BIN)/python -m engines zensical site

pages: $(STAMP) ## look whether the built site has every page, whatever built it (SITE=folder)
	@$(BIN)/python -m kapstok pages $(SITE)

check: $(STAMP) ## check every practice and register file, and the spelling
	@$(BIN)/python -m kapstok check $(if $(FORMAT),--format $(FORMAT))
	@$(if $(filter json gitlab,$(FORMAT)),,$(BIN)/python -m kapstok spell)

report: $(STAMP) ## what to look at this month: report/report.md and report/report.html (TODAY=2026-11-02)
	@$(BIN)/python -m kapstok report $(if $(TODAY),--today $(TODAY))

links: $(STAMP) ## ask politely whether the web addresses of others still answer (ONLY=register/partners)
	@$(BIN)/python -m kapstok links $(if $(ONLY),--only $(ONLY))

addresses: $(STAMP) ## add the new pages to the list of addresses that live for ever
	@$(BIN)/python -m kapstok addresses

new: $(STAMP) ## make a practice by answering questions
	@$(BIN)/python -m kapstok new

test: $(STAMP) tools ## prove that it works: all tests, with a real browser
	@$(BIN)/python -m pytest --numprocesses 2

fuzz: $(STAMP) tools ## invent hostile content and kill builds for a while (MINUTES=10); what fails is kept in .cache/fuzz
	@$(BIN)/python tests/fuzz.py $(or $(MINUTES),10)

quality: $(STAMP) tools ## measure what search finds on judged queries (PART=end, BASELINES=1, FAILURES=1, JSON=file)
	@PYTHONPATH=hooks:tests $(BIN)/python -m search.quality --part $(or $(PART),develop) \
	  $(if $(BASELINES),--baselines) $(if $(FAILURES),--failures) $(if $(JSON),--json $(JSON))

search-bench: $(STAMP) tools ## measure the bytes and the speed of search (N="real 1000 10000", PROFILE=1, JSON=file)
	@PYTHONPATH=hooks:tests $(BIN)/python -m bench.search $(N) $(if $(PROFILE),--profile) $(if $(JSON),--json $(JSON))

bench: $(STAMP) ## compare builds with other engines (N="200 1000", RUNS=5, ENGINES="kapstok hugo", JSON=file, REPORT=1, WRITE=1, FRESH=1)
	@command -v hugo >/dev/null || sh tests/debian_package.sh hugo || true
	@PYTHONPATH=hooks:tests $(BIN)/python -m bench.builds $(N) $(if $(RUNS),--runs $(RUNS)) \
	  $(if $(ENGINES),--engines $(ENGINES)) $(if $(JSON),--json $(JSON)) $(if $(REPORT),--report) \
	  $(if $(WRITE),--write) $(if $(FRESH),--fresh)

page-bench: $(STAMP) tools ## measure what each kind of page weighs and scores (KINDS="home practice", RUNS=3, N=1000, JSON=file)
	@PYTHONPATH=hooks:tests $(BIN)/python -m bench.pages $(KINDS) $(if $(RUNS),--runs $(RUNS)) $(if $(N),--size $(N)) $(if $(JSON),--json $(JSON))

schema: $(STAMP) ## renew what follows from the model and the registers: schemas, snippets, issue forms
	@$(BIN)/python -m kapstok schema

hook: $(STAMP) ## check the content before every commit (switch it off: git config --unset core.hooksPath)
	@own="$$(git config --type=path core.hooksPath)"; [ "$$own" != hooks/git ] || exit 0; \
	for hook in $${own:-"$$(git rev-parse --git-path hooks)"/*}; do \
	  case "$$hook" in *.sample) continue;; esac; [ ! -e "$$hook" ] || { \
	  echo "There are git hooks already ($$hook), which would not run any more: call hooks/git/pre-commit from there."; exit 1; }; done
	@git config core.hooksPath hooks/git
	@echo "Vanaf nu controleert git de inhoud voor elke commit."

pictures: $(STAMP) tools ## take the pictures in the guide and in README.md anew
	@PYTHONPATH=hooks:tests $(BIN)/python -m pictures

load-bench: $(STAMP) tools ## measure what one small server holds, with nginx and wrk (SECONDS=10 each)
	@PYTHONPATH=hooks:tests $(BIN)/python -m bench.load $(SECONDS)

audit: $(STAMP) ## are the pinned packages as they should be, and is a hole in one of them known
	@PYTHONPATH=hooks:tests $(BIN)/python -m audit

lint: $(STAMP) ## code style
	@$(BIN)/ruff check hooks tests
	@$(BIN)/ruff format --check hooks tests

lock: $(STAMP) ## renew the lock files in requirements/: pyproject.toml, the other engines, the audit
	@$(BIN)/python -m pip install --quiet pip-tools
	@$(COMPILE) --extra test --output-file requirements/lock.txt pyproject.toml
	@cd requirements && for name in properdocs zensical audit; do ../$(COMPILE) --output-file $$name.txt $$name.in || exit 1; done

clean: ## remove what was built and installed here
	rm -rf .venv site .site.next .cache/build .pytest_cache .ruff_cache

tools: $(STAMP)
	@sh tests/ensure_tools.sh $(BIN)

$(STAMP): requirements/lock.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (found: $$($(PYTHON) --version)). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv || { \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv .venv; \
	  else echo "The venv module is missing. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; fi; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	@touch $(STAMP)
