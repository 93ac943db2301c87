# Two commands are all a new user needs: `make demo` and `make test`.
PYTHON ?= python3
PORT ?= 8000
SERVE ?= 1
VENV := .venv
RUN := $(VENV)/bin
UV := $(RUN)/uv

.PHONY: demo test check docs lock system clean

demo: .stamps/install
	@$(RUN)/openscrutiny demo demo --serve $(SERVE) --port $(PORT)

test: .stamps/install system
	@$(RUN)/python -m pytest

check: .stamps/install
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@$(RUN)/mypy
	@$(RUN)/lint-imports
	@$(RUN)/python tools/check_lock.py
	@$(RUN)/python tools/write_reference.py --check

# Rewrites the reference pages that come from the program: commands, Python, errors.
docs: .stamps/install
	@$(RUN)/python tools/write_reference.py

# Rewrites the lock after a change of pyproject.toml.
lock: $(VENV)
	@$(UV) pip compile -q pyproject.toml --all-extras --generate-hashes --universal --python-version 3.11 -o requirements.lock

# Chromium and Java for the tests that need them; says what is missing where it may not install.
system:
	@sh tools/install_system.sh

.stamps/install: requirements.lock pyproject.toml | $(VENV)
	@echo "Installing what requirements.lock names (the first time this takes a minute or two) ..."
	@$(UV) pip sync -q --require-hashes requirements.lock
	@$(UV) pip install -q --no-deps -e .
	@mkdir -p .stamps && touch $@

$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "OpenScrutiny needs Python 3.11 or later: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV)
	@$(RUN)/pip install -q "uv>=0.9,<1"

clean:
	rm -rf .stamps $(VENV) demo
