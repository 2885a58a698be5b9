# netsurvey: `make demo` to see it work, `make test` to check everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NETSURVEY_THIRD_PARTY ?= $(wildcard $(CURDIR)/../shared/data)

.PHONY: demo test check format lint types contracts unit notebooks docs reference picture clean

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev
	touch $@

demo: $(VENV)/installed ## the sample study, from spreadsheet to sociogram, in ./demo
	$(BIN)/netsurvey demo demo

test: check ## every check there is

check: format lint types contracts unit notebooks docs

format: $(VENV)/installed-dev
	$(BIN)/ruff format --check .

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

contracts: $(VENV)/installed-dev
	$(BIN)/lint-imports

unit: $(VENV)/installed-dev ## tests and doctests, with branch coverage
	$(BIN)/python -m pytest -n 2 --doctest-modules --cov --cov-report=term --cov-fail-under=90 src tests

notebooks: $(VENV)/installed-dev
	$(BIN)/python -m pytest --nbmake --nbmake-timeout=300 -W default notebooks

docs: $(VENV)/installed-dev
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going docs docs/_build/html

reference: $(VENV)/installed-dev ## write the generated reference pages anew
	$(BIN)/python docs/generate.py

picture: $(VENV)/installed ## draw the README's picture anew
	$(BIN)/python docs/picture.py

clean:
	rm -rf $(VENV) demo docs/_build
