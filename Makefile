# Bürger-GIS. Every target sets up what it needs; on a fresh Debian 12 or 13 `make demo` is the only command.
SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory

PORT ?= 8080
BACKEND ?= gpkg
QUEUE ?= 3000
TESTS ?= tests
PYTEST_ARGS ?=
PY := .venv/bin/python
PURE := plugin/domain plugin/services plugin/formats plugin/workflows
PURE_TESTS := $(wildcard tests/domain tests/services tests/formats tests/workflows tests/language) tests/test_house.py
CODE := $(wildcard __init__.py plugin demo tests tools bench)
DISPLAY_RUN := xvfb-run -a -s "-screen 0 1600x1000x24"

export PYTHONNOUSERSITE := 1
export PYTHONUTF8 := 1
export LC_ALL ?= C.UTF-8
export XDG_RUNTIME_DIR := $(or $(XDG_RUNTIME_DIR),$(CURDIR)/build/runtime)
export QGIS_PLUGINPATH := $(CURDIR)/build/plugins

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):[^#]*## \(.*\)/  make \1#\2/p' $(MAKEFILE_LIST) | column -t -s '#' 2>/dev/null \
		|| sed -n 's/^\([a-z0-9-]*\):[^#]*## \(.*\)/  make \1 - \2/p' $(MAKEFILE_LIST)

setup: ## install QGIS, nginx, Xvfb (apt) and .venv (PyPI, pinned); a second time costs a second
	@tools/setup.sh
	@$(PY) -m tools.i18n compile || true

demo: setup ## play guest, contributors and reviewer against the real service; writes build/demo/report.html
	@QT_QPA_PLATFORM=offscreen $(PY) -m demo.play $(BACKEND)

test: setup ## everything: rules, QGIS, real servers, windows on a virtual screen
	@$(DISPLAY_RUN) $(PY) -m pytest $(PYTEST_ARGS) $(TESTS)

test-fast: setup ## rules, parsers and workflows only; no QGIS, no network, seconds
	@$(PY) -m pytest -q -p no:pytest_qgis -p no:pytest-qt -p tests.offline -m "not qgis and not live" \
		$(PYTEST_ARGS) $(PURE_TESTS)

test-344: ## the tests in a fresh Debian 13 with the newer QGIS of trixie-backports (root; minutes)
	@tools/check_bare.sh trixie --backports test

run: setup ## QGIS Desktop with the plugin and the demo service, in a profile of its own
	@tools/run_desktop.sh $(PORT)

serve: setup ## start the demo's service at http://127.0.0.1:PORT/ows/ (BACKEND=gpkg or postgis; QUEUE=3000 contributions; or PROJECT=, with HTPASSWD=)
	@QT_QPA_PLATFORM=offscreen $(PY) -m demo.service start --port $(PORT) --backend $(BACKEND) --queue $(QUEUE) \
		$(if $(PROJECT),--project "$(PROJECT)" --passwords "$(HTPASSWD)")

serve-stop: ## end that service
	@QT_QPA_PLATFORM=offscreen $(PY) -m demo.service stop --port $(PORT)

bench: setup ## every benchmark in bench/, each against a named peer; results in build/bench
	@for script in $(filter-out bench/__init__.py,$(wildcard bench/*.py)); do \
		QT_QPA_PLATFORM=offscreen $(PY) -m bench.$$(basename $$script .py) || failed=1; done; exit $${failed:-0}

attack: setup ## what a hostile client tries, against the real service; minutes (PART=list, parallel, postgis, stock, races, kills, fuzz)
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.attack $(PART)

lint: setup ## ruff, its format, mypy on the floors without QGIS
	@$(PY) -m ruff check $(CODE)
	@$(PY) -m ruff format --check $(CODE)
	@$(PY) -m mypy $(wildcard $(PURE))

i18n: setup ## collect the sentences to translate into i18n/*.ts and compile them
	@$(PY) -m tools.i18n collect
	@$(PY) -m tools.i18n compile

package: setup ## build/buergergis.zip of the last commit, as QGIS's plugin manager installs it
	@tools/package.sh

screenshots: setup ## pictures of every page in a real window, from the demo, into docs/images
	@$(PY) -m demo.screens

clean: ## remove what was made, except .venv and the Debian roots
	@find build -mindepth 1 -maxdepth 1 ! -name roots -exec rm -rf {} + 2>/dev/null || true
	@find . -name __pycache__ -not -path './.venv/*' -not -path './build/*' -prune -exec rm -rf {} +
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis i18n/*.qm

.PHONY: help setup demo test test-fast test-344 run serve serve-stop bench attack lint i18n package screenshots clean
