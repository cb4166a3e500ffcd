# The project's whole interface: `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help run test browser tools lint serve bench format lock clean

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TOOLS := .venv-tools
PORT ?= 3000
# The lock is complete, so nothing is left to resolve.
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps
BENCHMARKS ?= tests/benchmarks

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(READY) ## read raw/ and publish warehouse/cooperation.duckdb
	@$(BIN)/cooperation run; code=$$?; if [ $$code -eq 3 ]; then exit 0; fi; exit $$code

test: lint browser tools ## lint, types, every test
	@$(BIN)/python -m pytest -n 2 --dist loadfile

browser: ## Debian's Chromium for the tests of the page, where it can be installed; else they are skipped
	@command -v chromium >/dev/null || { \
		[ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null && echo "Installing Chromium (once)" >&2 && \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core >/dev/null; } || \
		echo "No Chromium: what looks at the page in a browser is skipped (Debian: apt-get install chromium)" >&2

tools: $(TOOLS)/.ready ## Harlequin and marimo, in an environment of their own, for the tests of the recipes

lint: $(READY) ## style, types, SQL, generated lexicon
	@$(BIN)/ruff check --output-format concise .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/sqlfluff lint --disable-progress-bar sql
	@$(BIN)/python -m pipelines.lexicon.generate --check
	@$(BIN)/python -m pipelines.catalogue --check

serve: $(READY) ## Dagster's web page on 127.0.0.1:3000, schedule and file sensor on
	@home="$$($(BIN)/python -m pipelines.instance)" && \
	DAGSTER_HOME="$$home" exec $(BIN)/dagster dev -m pipelines.definitions -h 127.0.0.1 -p $(PORT)

bench: $(READY) ## how fast the reading is
	@$(BIN)/python -m pytest --benchmark-only $(BENCHMARKS)

format: $(READY) ## put the code in its form
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .
	@$(BIN)/sqlfluff fix --disable-progress-bar sql

lock: ## choose versions anew (needs uv); hashes, no addresses
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --group dev --output-file requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--group tools --output-file requirements-tools.lock

clean: ## remove the environment and what tests leave behind; warehouse/ stays
	rm -rf $(VENV) $(TOOLS) .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks

# Set up once; again only where the lock or the project's own metadata changed.
$(READY): requirements.lock pyproject.toml
	@python=; for candidate in python3 python3.13 python3.12 python3.11; do \
		if $$candidate -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; \
		then python=$$candidate; break; fi; done; \
	if [ -z "$$python" ]; then echo "Python 3.11, 3.12 or 3.13 is needed, and none was found on PATH." >&2; exit 1; fi; \
	echo "Setting up $(VENV) with $$($$python --version) (once; about a minute)" >&2; \
	$$python -m venv $(VENV) || { echo "$$python cannot make an environment: install its venv module." >&2; exit 1; }
	@{ command -v uv >/dev/null && \
		uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements.lock; } || \
	$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-build-isolation -e .
	@touch $(READY)

$(TOOLS)/.ready: requirements-tools.lock $(READY)
	@echo "Setting up $(TOOLS) (once; under a minute)" >&2
	@$(BIN)/python -m venv $(TOOLS)
	@{ command -v uv >/dev/null && \
		uv pip install --quiet --python $(TOOLS)/bin/python --no-deps --require-hashes -r requirements-tools.lock; } || \
	$(TOOLS)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements-tools.lock
	@touch $(TOOLS)/.ready
