# Every target makes its own .venv with nothing but Python (3.11 or newer) and make.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# An editable checkout is compiled once, not at every start.
export PYTHONDONTWRITEBYTECODE :=
export PIP_DISABLE_PIP_VERSION_CHECK := 1

TESTS ?= tests/core tests/exchange tests/render tests/cli tests/settings tests/storage tests/startup/test_house.py

.PHONY: help demo test check quick lint types imports tests torture format bench docs clean

help:  ## say what there is
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1 — \2/p' $(MAKEFILE_LIST)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "followup needs Python 3.11 or newer; say which: make PYTHON=python3.12 ...")'
	@echo "preparing $(VENV) (once; a minute or two)" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q -c constraints.txt hatchling
	@$(BIN)/python -m pip install -q -c constraints.txt --no-build-isolation -e '.[dev]'
	@touch $@

demo: $(READY)  ## an invented book, from the phone's file to the week's agenda, in front of your eyes
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/followup demo

test: check  ## everything that must be green: lint, types, layers, and all tests with their coverage

check: lint types imports tests  ## the same, as CI calls it

# TESTS="tests/render tests/scenarios/test_agenda.py" runs those tests instead.
quick: lint types imports  ## between two edits, within a minute: no coverage, nothing that starts the program, nothing slow
	$(BIN)/python -m pytest -n auto --dist worksteal -q -m "not slow" $(TESTS)

lint: $(READY)  ## format and lint
	$(BIN)/ruff format --check
	$(BIN)/ruff check

types: $(READY)  ## mypy, strict
	$(BIN)/mypy

imports: $(READY)  ## who may import whom
	$(BIN)/lint-imports

# One worker more than there are processors: some tests wait, for cron's next minute or for a locked book.
tests: $(READY)  ## pytest on all processors, then coverage: the rules wholly, all else by 95 %
	@rm -f .coverage .coverage.*
	$(BIN)/python -m pytest -n $$($(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 1)') --dist worksteal --cov --cov-report=
	$(BIN)/coverage report --include='src/followup/core/*' --fail-under=100
	$(BIN)/coverage report --fail-under=95

# FOLLOWUP_TORTURE=20 takes longer, FOLLOWUP_SEED=7 does the same again, ONLY="kills undo" leaves the others out.
torture: $(READY)  ## kills, write errors, changed inputs, undo, many at once: ten times what make test runs of it
	PYTHONPATH=tests/setups $(BIN)/python tests/torture $(ONLY)

format: $(READY)  ## put the code into shape
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(READY)  ## measure an installed wheel against bare Python
	$(BIN)/python bench/run.py

docs: $(READY)  ## the command reference and the README's picture, from the program itself
	$(BIN)/python docs/make_reference.py
	$(BIN)/python docs/make_picture.py

clean:  ## remove what the other targets made
	rm -rf $(VENV) .venv-bench .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis \
	  .import_linter_cache build dist bench/.books
	find src tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} +
