# `make report` and `make test` are all a new user needs: git, make and Python 3.11 or newer.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BENCH := .venv-bench
BENCH_READY := $(BENCH)/.bench-ready

.DEFAULT_GOAL := help
.PHONY: help report figures test test-all mutants evaluate docs lint lab lock fuzz bench clean

help:            ## this list
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /: /'

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed, this is " + sys.version.split()[0]'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

report: $(READY) ## run the notebooks, draw the figures, write report/index.html
	$(BIN)/readouts report

figures: $(READY) ## draw the figures alone
	$(BIN)/readouts figures

test: $(READY)   ## the tests, on all cores, without the slow ones
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not slow"

test-all: $(READY) ## every test: also in a browser, on a cluster, with kills, long fuzz, the wheel
	$(BIN)/python -m pytest -n auto --dist loadfile

mutants: $(READY) ## do the tests notice one-token changes of the code? SAMPLE=200 SEED=1 ONLY=dates
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.mutants --sample $(or $(SAMPLE),200) --seed $(or $(SEED),1) $(if $(ONLY),--only $(ONLY))

evaluate: $(READY) ## how well are pages read and sentences tagged? PAGES=folder CODED=folder WRONG=1 RENEW=1
	@$(BIN)/python -m tests.evaluate $(if $(PAGES),--pages "$(PAGES)") $(if $(CODED),--coded "$(CODED)") $(if $(WRONG),--wrong) $(if $(RENEW),--renew)

docs: $(READY)   ## write docs/command-line.md, take docs/pictures (these need chromium and chromium-driver)
	$(BIN)/python docs/make.py

lint: $(READY)   ## ruff, mypy, and the order of the packages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lab: $(READY)    ## JupyterLab on the notebooks
	$(BIN)/readouts lab

lock:            ## make requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra scale --extra exchange --group dev --universal --python-version 3.11 --fork-strategy fewest \
	  --generate-hashes --no-annotate --no-header --no-config --quiet --output-file requirements.lock
	uv pip compile benchmarks/requirements.in --constraint requirements.lock --universal --python-version 3.11 --fork-strategy fewest \
	  --generate-hashes --no-annotate --no-header --no-config --quiet --output-file benchmarks/requirements.lock

fuzz: $(READY)   ## look for inputs that break the readers: SECONDS=60 for each of them
	$(BIN)/python -m tests.robustness.fuzz --seconds $(or $(SECONDS),20)

# spaCy and the others weigh 200 MB that no user of the project needs: they have an environment of their own.
$(BENCH_READY): requirements.lock pyproject.toml benchmarks/requirements.lock
	$(MAKE) VENV=$(BENCH) $(BENCH)/.ready
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement benchmarks/requirements.lock
	touch $@

bench: $(BENCH_READY) ## speed and memory beside other tools: SIZE=64 (MB) TEXT=file ONLY=tools,sizes,... SAMPLE=200
	$(BENCH)/bin/python -m benchmarks $(if $(SIZE),--size $(SIZE)) $(if $(TEXT),--text "$(TEXT)") $(if $(ONLY),--only $(ONLY)) \
	  $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(DATE),--date "$(DATE)") $(OPTIONS)

clean:           ## remove the environment and caches
	rm -rf $(VENV) $(BENCH) .pytest_cache .mypy_cache .ruff_cache .hypothesis
