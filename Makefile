# Every target makes what it needs, the venv included: Python 3.11 or newer, make and a package registry are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PAKKETTEN := budget engine flows tui

.PHONY: demo test check beelden lang meten lock clean omgeving
.DEFAULT_GOAL := test

omgeving: $(VENV)/.klaar

$(VENV)/.klaar: requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: omgeving
	$(BIN)/doorbraak demo

test: omgeving
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	rm -f .coverage .coverage.*
	$(BIN)/coverage run -m pytest -n 2 --dist loadfile -m "not lang and not meting"
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

check: test

beelden: omgeving
	DOORBRAAK_BEELDEN=nieuw $(BIN)/pytest -q tests/tui/test_schermbeelden.py tests/tui/test_platen.py tests/tui/test_opname.py

lang: omgeving
	$(BIN)/pytest -m lang

meten: omgeving
	$(BIN)/pytest -m meting -s tests/metingen

lock: omgeving
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --extra dev --extra demo --extra pdf --extra landelijk pyproject.toml -o requirements/dev.txt

clean:
	rm -rf $(VENV) dist build doorbraak-demo .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis
