# Every command sets up what it needs by itself; `make help` lists them.
.DEFAULT_GOAL := help
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
RUNTIME := $(VENV)/.runtime-installed
TOOLS := $(VENV)/.tools-installed
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help install run test test-all check format requirements

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(PY):
	@sh cpd/bootstrap.sh $(VENV)

$(RUNTIME): requirements.txt | $(PY)
	$(PY) -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(TOOLS): requirements-dev.txt $(RUNTIME)
	$(PY) -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

install: $(RUNTIME) ## Make .venv with what the site needs to run

run: install ## Start the demo on http://localhost:8000 (or PORT)
	@$(PY) manage.py demo --banner-port $(PORT)
	@PORT=$(PORT) exec $(VENV)/bin/gunicorn -c cpd/gunicorn.py cpd.wsgi

test: $(TOOLS) ## Run the whole suite on SQLite
	$(PY) -m pytest -n auto

test-all: $(TOOLS) ## Add PostgreSQL, Redis, browser and PDF checks where they are found
	sh tests/all.sh

check: $(TOOLS) ## Format, lint, types, layers, templates, migrations, deploy check
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy .
	$(VENV)/bin/lint-imports --no-cache
	git ls-files -z 'templates/*.html' | xargs -0 $(VENV)/bin/djade --target-version 6.0 --check
	git ls-files -z 'templates/*.html' | xargs -0 $(VENV)/bin/djhtml --check --tabwidth 2
	$(PY) manage.py makemigrations --check --dry-run
	env MODE=production $$(cat tests/production.env) $(PY) manage.py check --deploy --fail-level WARNING

format: $(TOOLS) ## Put the code in form
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .
	git ls-files -z 'templates/*.html' | xargs -0 $(VENV)/bin/djade --target-version 6.0
	git ls-files -z 'templates/*.html' | xargs -0 $(VENV)/bin/djhtml --tabwidth 2

requirements: ## Pin the dependencies anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.12 --generate-hashes --no-header -o requirements.txt
	uv pip compile pyproject.toml --group dev --group browser --group pdfcheck -c requirements.txt \
	  --universal --python-version 3.12 --generate-hashes --no-header -o requirements-dev.txt
