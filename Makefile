# The words a person types. Everything made lands in .venv/, node_modules/ and var/; none of it is committed.
.DEFAULT_GOAL := help
PORT ?= 8000
SIZE ?= S
BIN := .venv/bin
# A command that needs a database gets one of its own, unless DATABASE_URL names another.
WITH_DATABASE := $(BIN)/python -m familyhubs.postgres var/lint

.PHONY: help install assets demo demo-reset test lint bench

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

install: ## install exactly what the lock file names
	@./install.sh

assets: install ## build the CSS and scripts of the pages
	@$(BIN)/python -m govuk.build
	@$(BIN)/python manage.py collectstatic --noinput --verbosity=0

demo: assets ## run the whole portal here with made-up data (PORT=8123 moves it; Ctrl-C stops it)
	@exec $(BIN)/python -m familyhubs.demo --port "$(PORT)" --follow-parent

demo-reset: install ## throw the demo's data away
	@exec $(BIN)/python -m familyhubs.demo reset

test: assets ## run every test (PYTEST="-k name" narrows it)
	@$(BIN)/python -m tests $(PYTEST)

lint: assets ## check style, types, import directions, templates, settings and migrations
	@status=0; run() { echo "\$$ $$*"; "$$@" || status=1; }; \
	run $(BIN)/ruff check .; \
	run $(BIN)/ruff format --check .; \
	run $(BIN)/mypy; \
	run $(BIN)/lint-imports --no-cache; \
	run $(BIN)/djlint --check templates govuk/templates; \
	run $(BIN)/djlint --quiet --lint templates govuk/templates; \
	run $(BIN)/python manage.py check --fail-level WARNING; \
	run $(BIN)/python -m tests.production check --deploy --fail-level WARNING; \
	run $(WITH_DATABASE) $(BIN)/python manage.py makemigrations --check --dry-run; \
	exit $$status

bench: assets ## measure speed beside its floor (SIZE=S, M or L)
	@$(BIN)/python -m bench --size "$(SIZE)"
