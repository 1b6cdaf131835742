# Nivel: `make demo` shows it, `make test` checks it. Both set everything up in .venv by themselves;
# the machine needs Python 3.11 or newer (with venv and pip) and make.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PREFIX ?= $(HOME)/.local
PROGRAM := $(PREFIX)/share/nivel/program
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; \
  done)
PIP := -m pip --disable-pip-version-check --quiet
# Storage keeps people's words; the terminal is also watched by the tests that press its keys.
STORAGE_COVERED := 95
TERMINAL_COVERED := 85

.PHONY: help demo test check tests covered bench faults install clean
help:
	@echo "make demo     a made-up office, unlocked, in this terminal"
	@echo "make test     every check and every test (up to 20 minutes on two cores)"
	@echo "make install  the program 'nivel' for daily use, in $(PREFIX)/bin"
	@echo "make faults   the fault campaign (20 minutes; FULL=1 for all of it)"
	@echo "make bench    how fast it is, next to its peers"
	@echo "make clean    remove .venv and what the checks left"

demo: $(READY)
	@$(BIN)/nivel demo

# --- what make test runs, in the order of what fails fastest ---------------------------------------

test: check tests covered

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	$(BIN)/python tests/house/key_table.py --check

tests: $(READY)
	@rm -f .coverage .coverage.*
	$(BIN)/python -m pytest -n 2 --cov --cov-report=

covered: tests
	@$(BIN)/coverage report --format=total --include='storage/*' > /dev/null
	$(BIN)/coverage report --include='storage/*' --fail-under=$(STORAGE_COVERED)
	$(BIN)/coverage report --include='tui_app/*,themes/*' --fail-under=$(TERMINAL_COVERED)

# --- long runs -------------------------------------------------------------------------------------

bench: $(READY)
	@sh tests/house/need_debian.sh task=taskwarrior age
	$(BIN)/python -m tests.bench

faults: $(READY)
	@sh tests/house/need_debian.sh strace tmux age syncthing
	$(BIN)/python -m tests.faults

# --- setting up ------------------------------------------------------------------------------------

# The lock names everything, so nothing is resolved (--no-deps): pip would take the newest release of
# a part asked for with an extra ("coverage[toml]") before it sees the pin, and refuse it for having
# no hash. `pip check` says whether the lock misses a part.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Nivel needs Python 3.11 or newer. On Debian: apt-get install python3 python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python cannot make an environment. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Setting up $(VENV): this takes a minute, and needs the network once."
	@$(BIN)/python $(PIP) install --no-deps --require-hashes -r requirements.lock
	@PYTHONWARNINGS=ignore $(BIN)/python $(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python $(PIP) check
	@touch $(READY)

# The program alone, in an environment of its own: it stays when this folder goes.
install: $(READY)
	@rm -rf build/wheel && mkdir -p build/wheel $(PREFIX)/bin
	@sed '/^# --- to check it with/,$$d' requirements.lock > build/wheel/run.lock
	@$(BIN)/python $(PIP) wheel --no-deps --no-build-isolation --wheel-dir build/wheel .
	@$(PYTHON) -m venv --clear $(PROGRAM)
	@$(PROGRAM)/bin/python $(PIP) install --no-deps --require-hashes -r build/wheel/run.lock
	@$(PROGRAM)/bin/python $(PIP) install --no-deps --no-index build/wheel/nivel-*.whl
	@$(PROGRAM)/bin/python $(PIP) check
	@ln -sf $(PROGRAM)/bin/nivel $(PREFIX)/bin/nivel
	@echo "Installed: $(PREFIX)/bin/nivel"

clean:
	rm -rf $(VENV) build *.egg-info .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
