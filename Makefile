# Detente. A fresh machine needs Python 3.11 or newer and make, nothing else:
#   make demo    from the bundled case to a brief that opens in a browser
#   make test    style, types and the whole test suite
# Both make .venv first. `make setup PYTHON=/path/to/python3` chooses the Python.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements/all.lock
STAMP := $(VENV)/.installed
PYTHON ?=
UV ?= uv
# How many test processes; 0 runs them in this one.
JOBS ?= 2
# 1 counts branch coverage in `make test`; it takes half as long again.
COVERAGE ?=
PYTEST_ARGS ?=
DEMO_ARGS ?=

.PHONY: help setup demo test style types bench docs lock clean

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

setup: $(STAMP) ## make .venv and install everything from the lock, hashes checked

$(STAMP): $(LOCK) pyproject.toml src/detente/_version.py requirements/setup.sh
	@PYTHON="$(PYTHON)" bash requirements/setup.sh $(VENV) $(LOCK)
	@touch $@

demo: setup ## the bundled case, from statements to brief, into ./detente-demo
	@$(BIN)/detente demo $(DEMO_ARGS)

style: setup ## formatting and lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup ## mypy --strict over src and tests
	$(BIN)/mypy

test: style types ## style, types, then every test; COVERAGE=1 counts branches too, which have a floor
	$(BIN)/python -m pytest -n $(JOBS) $(if $(COVERAGE),--cov --cov-report=term-missing:skip-covered) $(PYTEST_ARGS)

bench: setup ## side by side with peers; the figures go to bench/RESULTS.md
	$(BIN)/python -m bench

docs: setup ## write the generated reference pages anew
	$(BIN)/python -m docs.generate

lock: ## resolve the dependencies anew (needs uv; make lock UV=/path/to/uv)
	$(UV) pip compile pyproject.toml --no-config --universal --python-version 3.11 --fork-strategy fewest \
	  --all-extras --prerelease if-necessary-or-explicit --generate-hashes --no-emit-index-url --no-header \
	  --upgrade --quiet --output-file $(LOCK)

clean: ## remove .venv and all that the tools left behind
	rm -rf $(VENV) .coverage .coverage.* htmlcov .hypothesis .mypy_cache .pytest_cache .ruff_cache \
	  .import_linter_cache build dist detente-demo
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
