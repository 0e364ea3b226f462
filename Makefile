# Every target sets up .venv by itself; all that the machine needs is Python 3.11 or later with pip and venv, make and git.
# `make PYTHON=/path/to/python …` chooses another interpreter for the set-up.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
HOST ?= 127.0.0.1
PORT ?= 8000
DEMO_FOLDER ?= demo
BENCH ?=
LOAD ?=

.PHONY: help setup serve test demo check check-all bench soak load profile bench-accuracy docs clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.dev-ready ## set up .venv with everything that developers need

serve: .venv/.ready ## serve on http://127.0.0.1:8000 (HOST=, PORT=)
	$(BIN)/piaoju serve --host $(HOST) --port $(PORT)

demo: .venv/.ready ## draw a document of each type that reads, read it, show fields and checks
	$(BIN)/piaoju demo --folder $(DEMO_FOLDER)

test: .venv/.dev-ready ## the tests that CI runs, those with models included
	$(BIN)/python -m pytest --cov --cov-report=term
	$(BIN)/python -m coverage report --include='src/piaoju/numbers/*,src/piaoju/dialects/*' --fail-under=100

check: .venv/.dev-ready ## format, lint, types, import contracts, fast tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -m 'not models and not samples and not slow'

check-all: check test ## check, and every lane of tests

docs: .venv/.dev-ready ## write the generated pages of docs/ anew
	$(BIN)/python -m scripts.generate_docs

bench: .venv/.bench-ready ## speed, memory and accuracy beside other readers; half an hour (BENCH=--quick: minutes)
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.latency $(BENCH)

soak: .venv/.ready ## the same results with many threads, no more memory after thousands of readings; an hour
	$(BIN)/python -m benchmarks.soak

load: .venv/.ready ## the server under 1, 8 and 64 clients, beside offline reading; ten minutes (LOAD="--seconds 5": quick)
	$(BIN)/python -m benchmarks.load $(LOAD)

profile: .venv/.ready ## where the time of one reading goes
	$(BIN)/python -m benchmarks.profile

bench-accuracy: .venv/.bench-ready ## accuracy on the frozen sets, written to docs/benchmarks.md; hours (BENCH="--size 2 --compared 14": minutes)
	$(BIN)/python -m benchmarks.accuracy_report $(BENCH)

clean: ## remove .venv, the demo documents and all caches
	rm -rf .venv $(DEMO_FOLDER) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage

# An interpreter counts only if it runs, is recent enough and can make environments: distributions ship python3
# without venv, and version managers leave names on the path that lead nowhere.
.venv/bin/python:
	@for python in $(PYTHON) python3.11 python3.12 python3.13 python3 python; do \
	  if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "setting up .venv with $$("$$python" --version)"; exec "$$python" -m venv --clear .venv; \
	  fi; \
	done; \
	echo 'no Python 3.11 or later with pip and venv was found; name one with make PYTHON=/path/to/python' >&2; exit 2

.venv/.ready: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) --editable .
	@touch $@

.venv/.dev-ready: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) --editable '.[dev]'
	@touch .venv/.ready $@

.venv/.bench-ready: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) --editable '.[bench]'
	@touch .venv/.ready $@
