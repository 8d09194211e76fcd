# Everything is one command. Each target first makes ready what it needs, only once:
# an environment in .venv, the locked packages, and the system libraries of Qt.

READY := sh packaging/setup/ready.sh
BIN = $(if $(wildcard .venv/Scripts),.venv/Scripts,.venv/bin)

.DEFAULT_GOAL := help
.PHONY: help run test bench soak lock texts ready clean clean-all

help:
	@echo 'make run        the window with the sample course (with no display: the whole story, in pictures)'
	@echo 'make test       format, lint, types, contracts and all tests, as they are checked before each change'
	@echo 'make bench      speed and memory against other ways, as JSON lines'
	@echo 'make soak       the long fault tests: kills, power cuts, cut connections'
	@echo 'make lock       write requirements.lock anew from pyproject.toml'
	@echo 'make texts      collect the texts of the interface for translators, compile translations'
	@echo 'make clean      remove what was made here, but the environment; make clean-all removes it too'

run:
	@sh packaging/setup/run.sh

test:
	@$(READY)
	@sh packaging/setup/test.sh $(ARGS)

bench:
	@$(READY)
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/benchmarks/run.py $(ARGS)

soak:
	@$(READY)
	@COURSEFOLK_SOAK=1 sh packaging/setup/pytest.sh -m soak $(ARGS)

lock:
	@sh packaging/setup/lock.sh

texts:
	@sh packaging/setup/texts.sh

ready:
	@$(READY)

clean:
	rm -rf build dist out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find app editor sync tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

clean-all: clean
	rm -rf .venv
