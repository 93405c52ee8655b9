# One definition of every task. `make run` and `make test` set up what they need.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup run example packages test test-postgresql test-long check prove mutate bench docs lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/:/' | column -t -s:

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Wervel needs Python 3.11 or newer: install it, or say make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

setup: $(READY)  ## the environment, from the lock file

run: $(READY)  ## the web app with a sample practice, on this machine; its address and sign-ins are printed
	$(BIN)/wervel serve --sample

example: $(READY)  ## the pathway on an example case: a hockey player with a fresh sprain
	$(BIN)/wervel plan examples/hockey_sprain.yaml --lang en

packages:
	@tests/debian_packages.sh

test: $(READY) packages  ## every test, and those of the web app on PostgreSQL too
	$(BIN)/python -m pytest -q
	$(MAKE) test-postgresql

test-postgresql: $(READY) packages  ## the tests of the web app on PostgreSQL, in a folder that goes when they end
	$(BIN)/python -m tests.web.postgres -m pytest -q tests/web --ignore-glob='*_browser.py' --ignore-glob='*selfcheck*' --ignore-glob='*look*'

test-long: $(READY)  ## the generative tests with thousands of examples
	$(BIN)/python -m pytest -q tests/generative --hypothesis-profile=long

check: $(READY)  ## style, types, layers, and the guideline with its cases
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/wervel check

prove: $(READY)  ## the safety properties, over everybody who can exist
	$(BIN)/wervel prove --lang en

mutate: $(READY)  ## one change at a time to every rule: do examples and properties notice? (most of an hour)
	$(BIN)/python -m tests.mutation.mutants

bench: $(READY)  ## speed, as ratios against the reference evaluation in the same run
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/planner.py
	$(BIN)/python -m bench.web

docs: $(READY)  ## the language manual and the README's transcript
	$(BIN)/python -m tests.docs.generated

lock:  ## requirements.lock anew, with hashes and without hosts (needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --group dev --all-extras --python-version 3.11 --quiet --custom-compile-command "make lock" pyproject.toml -o requirements.lock

clean:  ## remove the environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
