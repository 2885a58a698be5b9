# netsurvey: `make demo` to see it work, `make test` to check everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NETSURVEY_THIRD_PARTY ?= $(wildcard $(CURDIR)/../shared/data)
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check format lint types contracts compiled bundle unit journeys notebooks docs reference picture clean

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

check: $(VENV)/installed-dev
	$(MAKE) -j 2 compiled types format lint contracts docs
	$(MAKE) notebooks
	$(MAKE) unit journeys

format: $(VENV)/installed-dev
	$(BIN)/ruff format --check .

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

contracts: $(VENV)/installed-dev
	$(BIN)/lint-imports

compiled: $(VENV)/installed ## compile the inner loops once, before several processes each do
	folder=$$(mktemp -d) && $(BIN)/netsurvey demo $$folder/village > $$folder/said && rm -r $$folder

# The longest first, and in this order, so that neither process is left with a long one at the end.
JOURNEYS := tests/test_wheel.py tests/docs tests/cli tests/pipeline tests/playback/browser tests/third_party
SIDE_BY_SIDE := -n 2 --dist loadfile --no-loadscope-reorder

bundle: $(VENV)/installed-dev ## the playback page, after a change in src/netsurvey/playback/page
	$(BIN)/python hatch_build.py

unit: $(VENV)/installed-dev bundle ## tests of one room at a time, with branch coverage
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) --cov --cov-report=term --cov-fail-under=90 \
		$(JOURNEYS:%=--ignore=%) tests

journeys: $(VENV)/installed-dev bundle ## whole commands, pages and examples, real data, a browser, the wheel
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) --doctest-modules $(JOURNEYS) src

notebooks: $(VENV)/installed-dev bundle
	$(BIN)/python -m pytest -n 2 --nbmake --nbmake-timeout=300 -W default notebooks

docs: $(VENV)/installed-dev
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going docs docs/_build/html

reference: $(VENV)/installed-dev ## write the generated reference pages anew
	$(BIN)/python docs/generate.py

picture: $(VENV)/installed ## draw the README's picture anew
	$(BIN)/python docs/picture.py

clean:
	rm -rf $(VENV) demo docs/_build
