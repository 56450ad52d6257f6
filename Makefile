# make run    the window on the bundled sample; without a display, the sample's submission as a Word file
# make check  style, types and the quick tests, in under three minutes
# make test   style, types and every test
# make installer, make deb   what users install, into dist/; make check-windows and make check-deb try them
# make lint, make coverage, make bench, make fuzz, make soak, make validate, make accessibility, make picture, make wheel, make release-check, make clean
PYTHON ?= python3
BIN := .venv/bin

# A desktop has a display; Linux without one needs no Qt libraries, since there the command line does the main job.
DISPLAYED := $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter-out Linux,$(shell uname -s)))

.PHONY: run check test lint coverage bench fuzz soak validate accessibility picture clean prepare-tests installer check-windows deb check-deb wheel release-check

run:
	@$(PYTHON) packaging/prepare.py $(if $(DISPLAYED),window,program)
	@$(BIN)/python -m app.cli.demo build

# Bytecode is kept for the next run even where Python is told to write none, but not among the sources: compiling all modules and
# rewriting the asserts of all tests takes each process 15 s, and the program is started hundreds of times.
check test coverage: export PYTHONDONTWRITEBYTECODE =
check test coverage: export PYTHONPYCACHEPREFIX = $(CURDIR)/.venv/bytecode

# The marks are those of tests/lanes.py.
check: lint
	@HYPOTHESIS_PROFILE=quick QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadgroup \
	  -m "not (corpus or judge or journey or program or languages or tool or slow)" $(ARGS)

test: lint
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

lint: prepare-tests
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check --quiet .
	@$(BIN)/python -m mypy

coverage: prepare-tests
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.coverage $(ARGS)

bench: prepare-tests
	@$(BIN)/python -m tests.bench.run $(ARGS)

fuzz: prepare-tests
	@$(BIN)/python -m tests.fuzz.fuzz_word $(ARGS)
	@$(BIN)/python -m tests.fuzz.fuzz_akoma_ntoso $(ARGS)
	@$(BIN)/python -m tests.fuzz.fuzz_library $(ARGS)
	@$(BIN)/python -m tests.fuzz.fuzz_pdf $(ARGS)

soak: prepare-tests
	@$(BIN)/python -m tests.soak.soak $(ARGS)
	@$(BIN)/python -m tests.soak.compare
	@$(BIN)/python -m tests.soak.edits
	@$(BIN)/python -m tests.soak.merges
	@$(BIN)/python -m tests.soak.amendment_sets
	@$(BIN)/python -m tests.soak.sharing
	@$(BIN)/python -m tests.soak.sharing --each 10000
	@$(BIN)/python -m tests.soak.layers
	@$(BIN)/python -m tests.soak.library

validate: prepare-tests
	@$(BIN)/python -m tests.validate.validate $(ARGS)

accessibility: prepare-tests
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/accessibility -o python_files="test_*.py orca_*.py" $(ARGS)

installer:
	@$(PYTHON) packaging/prepare.py installer
	@$(BIN)/python packaging/windows/build.py $(ARGS)

check-windows:
	@$(PYTHON) packaging/prepare.py installer
	@$(BIN)/python packaging/windows/check.py $(ARGS)

deb:
	@$(PYTHON) packaging/prepare.py deb
	@$(BIN)/python packaging/linux/build_deb.py

check-deb:
	@$(PYTHON) packaging/prepare.py deb
	@$(BIN)/python packaging/linux/check_deb.py $(ARGS)

wheel:
	@$(PYTHON) packaging/prepare.py program
	@$(BIN)/python packaging/build_wheel.py

# All that must hold before a tag is set; takes half an hour.
release-check: export TEST_LANGUAGES = all
release-check: test wheel deb check-deb installer check-windows
	@$(BIN)/python packaging/check_release.py

picture:
	@$(PYTHON) packaging/draw_house.py

prepare-tests:
	@$(PYTHON) packaging/prepare.py tests

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
