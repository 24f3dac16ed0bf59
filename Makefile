# make run    opens the window on the seed article (the first time it installs Reader into .venv)
# make test   lint, then every test, without a screen
# make lint   ruff, mypy, import-linter
# make bench  measures the budgets and prints them as JSON lines
# What the machine lacks is said in words, or installed, by .ci/setup.

PY := .venv/bin/python
PYTEST_ARGS ?=

.PHONY: run test lint bench

run:
	@.ci/setup run
	@.venv/bin/reader

test:
	@.ci/setup test
	@$(MAKE) --no-print-directory lint || { failed=1; echo "Lint failed (see above). Testing all the same."; }; \
	echo "Testing, without a screen ..."; \
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n 2 $(PYTEST_ARGS) || failed=1; \
	exit $${failed:-0}

lint:
	@.ci/setup test
	@echo "Linting ..."
	@$(PY) -m ruff check -q .
	@$(PY) -m ruff format -q --check . || { echo "Mend with: $(PY) -m ruff format ."; exit 1; }
	@$(PY) -m mypy --no-error-summary
	@contracts=$$(.venv/bin/lint-imports --no-logo 2>&1) || { echo "$$contracts"; exit 1; }

bench:
	@.ci/setup test
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.benchmarks
