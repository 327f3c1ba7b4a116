# Quiz Designer from a fresh checkout: `make run` opens it, `make test` checks and tests everything.
# Nothing has to be activated or installed beforehand; `make help` lists the rest.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
# Further words for pytest: make test PYTEST_ARGS="tests/quiz -x"
PYTEST_ARGS ?=
# How many tests run side by side; with 0 they run in this very process, where a debugger can stop them.
WORKERS ?= 2
# How many quizzes and kills: make faults FAULTS="200 2"
FAULTS ?=
# Further words for the lock: make lock LOCK_ARGS=--upgrade
LOCK_ARGS ?=

# Chromium inside the web engine refuses to be sandboxed as root. Test machines are often root; what is shipped never
# sets this.
AS_ROOT := $(if $(filter 0,$(shell id -u)),QTWEBENGINE_DISABLE_SANDBOX=1)
HEADLESS := QT_QPA_PLATFORM=offscreen $(AS_ROOT)

# The first Python that is new enough. `make setup PYTHON=...` chooses another.
CANDIDATES := python3 python3.11 python3.12 python3.13 /usr/bin/python3
PYTHON ?= $(shell for python in $(CANDIDATES); do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$python && break; done)

.PHONY: help run test check setup system browser lock screenshots bench soak faults wheel clean

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' Makefile | while IFS='|' read -r name words; do \
		printf '%-20s %s\n' "$$name" "$$words"; done

run: setup  ## Open Quiz Designer with a starter project
	@$(BIN)/quizdesigner open --demo

test: setup browser check  ## Check everything, then run all tests
	@$(HEADLESS) $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(PYTEST_ARGS) </dev/null

check: setup  ## Style, types and the direction of imports
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { \
		$(BIN)/ruff format --check . ; echo 'Put right with: $(BIN)/ruff format .'; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@report=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$report"; exit 1; }
	@echo 'Checked: style, types, direction of imports.'

setup: system $(VENV)/.installed  ## Make .venv with exactly what requirements.txt says

system:  ## Install the system libraries Qt needs, or say which command does
	@tools/system-libraries

# Chromium is for the tests alone, so `make run` does not ask for it.
browser:
	@tools/system-libraries --browser

# The lock is compared by content: a checkout touches files that did not change. A changed one gets a fresh environment,
# because Qt moves files between its packages from one version to the next and an upgrade in place mixes them.
$(VENV)/.locked: requirements.txt
	@if cmp -s requirements.txt $@; then touch $@; exit 0; fi; \
	if [ -z '$(PYTHON)' ]; then \
		echo 'Quiz Designer needs Python 3.11 or later, and found none.'; \
		echo 'On Debian: sudo apt-get install -y python3 python3-venv'; exit 1; fi; \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || tools/system-libraries python3-venv || exit 1; \
	echo 'Making $(VENV) (once; some 300 MB are fetched) ...'; \
	rm -rf $(VENV) && $(PYTHON) -m venv $(VENV) \
	&& $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --root-user-action=ignore \
		--require-hashes -r requirements.txt </dev/null \
	&& cp requirements.txt $@

$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --root-user-action=ignore \
		--no-index --no-deps --no-build-isolation --editable . </dev/null
	@touch $@

# The hashes have to be those of the public files, whatever indexes and local wheels this machine is set up with.
lock: setup  ## Make requirements.txt anew from pyproject.toml (LOCK_ARGS=--upgrade for newer versions)
	@report=$$(env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null \
		$(BIN)/pip-compile --quiet --extra dev --generate-hashes --strip-extras --unsafe-package quizdesigner \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
		--no-header --no-annotate $(LOCK_ARGS) --output-file requirements.txt pyproject.toml 2>&1) \
		|| { echo "$$report"; exit 1; }
	@{ echo '# Everything needed to run, test and build, with hashes: for Linux, Python 3.11 or later.'; \
		echo '# Made from pyproject.toml by "make lock"; not to be edited by hand.'; \
		sed '/^ *#/d' requirements.txt; } > requirements.txt.new && mv requirements.txt.new requirements.txt

screenshots: setup  ## Draw the pictures in docs/screenshots anew
	@$(HEADLESS) $(BIN)/python -m quizdesigner tour --screenshots docs/screenshots

bench: setup  ## Measure (benchmarks/)
	@for script in benchmarks/*.py; do \
		[ -e "$$script" ] || { echo 'Nothing to measure: benchmarks/ is empty.'; break; }; \
		echo "== $$script"; $(HEADLESS) $(BIN)/python "$$script" || exit 1; done

soak: setup browser  ## Run the tests that take minutes on purpose
	@$(HEADLESS) $(BIN)/python -m pytest -m soak $(PYTEST_ARGS) </dev/null

faults: setup  ## Send 2,000 finished quizzes while services fail and the host is killed; prints what arrived
	@$(BIN)/python -m tests.faults.run $(FAULTS)

wheel: setup  ## Build dist/quizdesigner-*.whl
	@report=$$($(BIN)/python -m build --wheel --no-isolation 2>&1) || { echo "$$report"; exit 1; }
	@ls dist/*.whl

clean:  ## Remove everything the other targets made
	@rm -rf $(VENV) .cache build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find quizdesigner tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
