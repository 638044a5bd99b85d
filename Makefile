# Two commands: `make demo` and `make test`. Each sets up what it needs in .venv first.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint types unit bench mutants coverage lock samples dictionary clean

demo: .venv/ready  ## build the datasets from samples/ into outputs/ and print the summary
	$(BIN)/tongbao build samples --out outputs --fail-on never

test: .venv/ready lint types unit  ## all checks: format, lint, types, tests

lint: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/ready
	$(BIN)/mypy

unit: .venv/ready
	$(BIN)/pytest

bench: .venv/ready  ## every benchmark with moderate counts, one table (floors, aims, peers)
	$(BIN)/python -m benchmarks

coverage: .venv/ready  ## lines and branches that the tests reach; takes three times as long as they do
	$(BIN)/python -m pip install -q --disable-pip-version-check "coverage>=7.10,<8"
	$(BIN)/python -m coverage run -m pytest -q
	$(BIN)/python -m coverage combine -q
	$(BIN)/python -m coverage report --skip-covered --sort=cover

MODULES ?=
SAMPLE ?= 60
mutants: .venv/ready  ## changes the arithmetic in one place at a time: does a test notice?
	nice -n 19 $(BIN)/python -m benchmarks.mutation.run $(MODULES) --sample $(SAMPLE)

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

lock:  ## needs uv; the lock names packages, versions and hashes, no addresses
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links -o requirements.lock

dictionary: .venv/ready  ## write the data dictionary and the pages of the rules anew from schemas/
	$(BIN)/tongbao schema --format markdown > DATA_DICTIONARY.md
	$(BIN)/python -c "from pipeline.explain import rules_markdown; print(rules_markdown(), end='')" > RULES.md

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
