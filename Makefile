# make demo and make test set up everything they need in .venv; nothing else has to be installed by hand.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo docs test types suite lint bench frame release promises sources sbom mutants fuzz clean

demo: $(READY)
	@mkdir -p demo
	@for request in tests/requests/*.yaml; do \
		$(BIN)/izacontract generate $$request -o demo/$$(basename $$request .yaml).docx --force \
			$(if $(FRAME),--frame $(FRAME)) || exit 1; \
		$(BIN)/izacontract memo $$request -o demo/$$(basename $$request .yaml)-memo.docx --force || exit 1; \
	done
	@echo "De vijf conceptcontracten, elk met hun memo, staan in $(CURDIR)/demo:" && ls demo/*.docx

# The tests start our command hundreds of times: without bytecode each start compiles all modules again.
test: export PYTHONDONTWRITEBYTECODE =
test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/python -m compileall -q -j 2 izacontract plugins docs tests
	@$(MAKE) --no-print-directory -j2 types suite

# Beside the suite, for on a clean checkout it takes a while; either that fails makes `make test` fail.
types: $(READY)
	$(BIN)/mypy --num-workers auto

suite: $(READY)
	$(BIN)/python -m pytest -n auto --dist loadgroup

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy

# Writes the pages that are made from the code, and builds the site in build/docs; a warning is an error.
docs: $(READY)
	$(BIN)/python -m docs.make
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs build/docs
	@echo "De documentatie staat in $(CURDIR)/build/docs/index.html"

# Prints every table with figures in the docs. docxtemplater and carbone take part when IZACONTRACT_NODE_MODULES names the
# folder in which npm installed them. SHORT=1 only shows that all runs; WRITE=1 puts the tables in the docs;
# BASE=REVISION only runs that older build beside this one.
bench: $(READY)
	$(BIN)/python -m benchmarks $(if $(BASE),--base $(BASE)) $(if $(SHORT),--short) $(if $(WRITE),--write)

frame: $(READY)
	$(BIN)/python clause_templates/frames/make_frame.py

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --upgrade pip
	@# an editable install on purpose: setuptools warns of it, and pip shows what a build warns of
	PYTHONWARNINGS='ignore:Editable installation' $(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

# Adds new clause texts to the locks; a released text that changed is refused (see CONTRIBUTING.md for --renew).
release: $(READY)
	$(BIN)/izacontract clauses release

# Lists what is gone and what is new of all that the last release promised; RECORD=VERSION writes the record of a release.
promises: $(READY)
	$(BIN)/python -m tests.promises $(if $(RECORD),--record $(RECORD))

# Holds every place in the accords that the data name against the texts in SOURCES, which are not ours to publish.
sources: $(READY)
	$(BIN)/python -m tests.sources $(SOURCES)

# Writes build/sbom/izacontract.cdx.json: what a base install with the pinned versions holds, and nothing else.
sbom:
	rm -rf build/sbom && mkdir -p build/sbom
	$(PYTHON) -m venv build/sbom/base && build/sbom/base/bin/python -m pip install --quiet --constraint constraints.txt .
	$(PYTHON) -m venv build/sbom/tool && build/sbom/tool/bin/python -m pip install --quiet cyclonedx-bom==7.5.0
	build/sbom/tool/bin/cyclonedx-py environment --pyproject pyproject.toml --of JSON -o build/sbom/izacontract.cdx.json build/sbom/base
	@echo "De lijst staat in $(CURDIR)/build/sbom/izacontract.cdx.json"

# Makes small mistakes in our own code and asks the nearest tests to notice them; all 10,000 take most of a day. ONLY names packages
# or modules, LIMIT takes so many of each by chance (SEED), MINUTES ends it, AGAIN=1 tries what was not noticed, WRITE=1 puts the
# table in docs/trust.md. See CONTRIBUTING.md.
mutants: $(READY)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt cosmic-ray coverage
	$(BIN)/python -m tests.mutants $(ONLY) $(if $(LIMIT),--limit $(LIMIT)) $(if $(SEED),--seed $(SEED)) \
		$(if $(MINUTES),--minutes $(MINUTES)) $(if $(AGAIN),--again) $(if $(WRITE),--write)

# Tries thousands of odd requests, workbooks, tables, libraries, forms, frames and returned documents; ends by itself after MINUTES
# (30), and with status 1 when a promise broke. ONLY names kinds, CASES how many (20000), SEED which, WRITE=1 puts the table in docs/trust.md.
fuzz: $(READY)
	$(BIN)/python -m tests.fuzz $(ONLY) $(if $(CASES),--cases $(CASES)) $(if $(SEED),--seed $(SEED)) $(if $(MINUTES),--minutes $(MINUTES)) $(if $(WRITE),--write)

clean:
	rm -rf $(VENV) demo build dist *.egg-info
