# Everything a developer types.  `make demo` and `make test` need Python 3.11 to 3.13 and nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test format floors pythons clean

demo: $(VENV)/.installed  ## set up, then make and publish a briefing of the sample article
	$(BIN)/briefing make examples/tour-eiffel.md

test: $(VENV)/.dev  ## set up, then check everything: format, lint, types, tests
	$(BIN)/ruff format --check briefing tests tools
	$(BIN)/ruff check briefing tests tools
	$(BIN)/mypy
	$(BIN)/pytest $(CHOSEN)

format: $(VENV)/.dev  ## bring the code into shape
	$(BIN)/ruff check --fix briefing tests tools
	$(BIN)/ruff format briefing tests tools

floors: $(VENV)/.dev  ## keep today's scores as those that may not be lost
	$(BIN)/python -m tests.quality.scores --raise

# Other people's programs (browsers, servers, timers) and what becomes of a killed process are the
# same under every Python, and the voices are blended once.
ELSEWHERE := -m "not clients" $(addprefix --ignore=tests/,robust publish schedule test_blend.py)
pythons:  ## the same on every other Python we support that is on this machine
	for python in $$(tools/pythons $(PYTHON)); do \
		$(MAKE) test PYTHON=$$python VENV=.venv-$$(basename $$python) \
			CHOSEN='$(ELSEWHERE)' || exit 1; \
	done

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.installed

clean:
	rm -rf .venv .venv-* build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
