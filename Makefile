# Every target sets up what it needs; finished work is not repeated. The logic is in bootstrap/.
PYTHON ?= python3

.PHONY: help run test check e2e bench images schema lock
help: ## what there is
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
run: ## the product with its demo, at http://127.0.0.1:8000 (PORT, VETTING_HOME); Ctrl-C stops it
test: ## everything: lint, types, architecture, every test, on PostgreSQL and on SQLite
check: ## the fast part of it, under a minute
e2e: ## the journeys in a real browser
bench: ## what a run costs, against a bare process on this machine
images: ## build the sandbox images that the container engine lacks
schema: ## write the API's schema and the front end's types from the code
lock: ## write the hash-locked requirements from the ranges
run test check e2e bench images schema lock:
	@exec $(PYTHON) -m bootstrap $@
