# `make report` and `make test` are all a new user needs: git, make and Python 3.11 or newer.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LAB_READY := $(VENV)/.lab-ready
DEV_READY := $(VENV)/.dev-ready
# A lock lists every package with its checksum, so pip need not look for more; what is used compiles when it is first used.
PIP := -m pip install --quiet --disable-pip-version-check --no-deps
LOCKED := $(PIP) --no-compile --require-hashes --requirement
BENCH := .venv-bench
BENCH_READY := $(BENCH)/.bench-ready

.DEFAULT_GOAL := help
.PHONY: help report figures test test-all mutants evaluate docs lint lab lock fuzz bench clean

help:            ## this list
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /: /'

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed, this is " + sys.version.split()[0]'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(LOCKED) requirements.lock
	$(BIN)/python $(PIP) --no-build-isolation --editable .
	touch $@

$(VENV)/.%-ready: $(READY) requirements-%.lock
	$(BIN)/python $(LOCKED) requirements-$*.lock
	touch $@

report: $(READY) ## run the notebooks, draw the figures, write report/index.html
	$(BIN)/readouts report

figures: $(READY) ## draw the figures alone
	$(BIN)/readouts figures

test: $(DEV_READY) ## the tests, on all cores, without the slow ones
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m "not slow"

test-all: $(DEV_READY) $(LAB_READY) ## every test: also in a browser, on a cluster, with kills, long fuzz, the wheel
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

mutants: $(DEV_READY) ## do the tests notice one-token changes of the code? SAMPLE=200 SEED=1 ONLY=dates
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.mutants --sample $(or $(SAMPLE),200) --seed $(or $(SEED),1) $(if $(ONLY),--only $(ONLY))

evaluate: $(DEV_READY) ## how well are pages read and sentences tagged? PAGES=folder CODED=folder WRONG=1 RENEW=1
	@$(BIN)/python -m tests.evaluate $(if $(PAGES),--pages "$(PAGES)") $(if $(CODED),--coded "$(CODED)") $(if $(WRONG),--wrong) $(if $(RENEW),--renew)

docs: $(LAB_READY) $(DEV_READY) ## write docs/command-line.md, take docs/pictures (these need chromium and chromium-driver)
	$(BIN)/python -m docs.make

lint: $(DEV_READY) ## ruff, mypy, and the order of the packages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lab: $(LAB_READY) ## JupyterLab on the notebooks
	$(BIN)/readouts lab

UV := uv pip compile --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-annotate --no-header --no-config --quiet
lock:            ## make the locks anew from pyproject.toml (needs uv)
	$(UV) pyproject.toml --group build --output-file requirements.lock
	$(UV) --group lab --constraint requirements.lock --output-file requirements-lab.lock
	$(UV) --group dev --constraint requirements.lock --constraint requirements-lab.lock --output-file requirements-dev.lock
	$(UV) benchmarks/requirements.in --constraint requirements.lock --constraint requirements-dev.lock --output-file benchmarks/requirements.lock

fuzz: $(DEV_READY) ## look for inputs that break the readers: SECONDS=60 for each, or RUNS=500 of the same inputs each time
	$(BIN)/python -m tests.robustness.fuzz --seconds $(or $(SECONDS),20) $(if $(RUNS),--runs $(RUNS))

# spaCy and the others weigh 200 MB that no user of the project needs: they have an environment of their own.
$(BENCH_READY): requirements.lock pyproject.toml benchmarks/requirements.lock
	$(MAKE) VENV=$(BENCH) $(BENCH)/.ready
	$(BENCH)/bin/python $(LOCKED) benchmarks/requirements.lock
	touch $@

bench: $(BENCH_READY) ## speed and memory beside other tools: SIZE=64 (MB) TEXT=file ONLY=tools,sizes,... SAMPLE=200
	$(BENCH)/bin/python -m benchmarks $(if $(SIZE),--size $(SIZE)) $(if $(TEXT),--text "$(TEXT)") $(if $(ONLY),--only $(ONLY)) \
	  $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(DATE),--date "$(DATE)") $(OPTIONS)

clean:           ## remove the environment and caches
	rm -rf $(VENV) $(BENCH) .pytest_cache .mypy_cache .ruff_cache .hypothesis
