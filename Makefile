# All paths are relative: the checkout may lie in a folder with spaces.
PYTHON ?= python3
PY := .venv/bin/python
UV := .data/uv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
      --no-header --no-annotate --no-emit-index-url --no-emit-find-links
# Of deduce only the word lists are read.
ZONDER := --no-emit-package docdeid --no-emit-package frozendict --no-emit-package numpy --no-emit-package regex
# `check --deploy` judges production; nothing connects with these.
PRODUCTIE := VIK_OMGEVING=productie DATABASE_URL=postgresql://localhost/vik ALLOWED_HOSTS=portaal.example \
             SITE_URL=https://portaal.example \
             SECRET_KEY=alleen-voor-make-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG

.DEFAULT_GOAL := help
.PHONY: help start test check bench bench-schaal lock clean venv venv-dev

help:  ## deze lijst
	@echo "make start   het portaal op deze machine (PORT=8311 make start kiest een andere poort)"
	@echo "make test    alle tests, ook die in de browser"
	@echo "make check   stijl, types, laaggrenzen, migraties, productie-instellingen"
	@echo "make bench   snelheid naast kaal Django"
	@echo "make bench-schaal   alle lijsten en overzichten met 65.000 mensen en 167 teams, naast de demowereld"
	@echo "make lock    requirements*.txt opnieuw vastleggen uit requirements*.in"
	@echo "make clean   terug naar een verse checkout (ook de demodatabase gaat weg)"

venv:
	@$(PYTHON) deploy/voorbereiden.py

venv-dev:
	@$(PYTHON) deploy/voorbereiden.py --dev

start: venv
	@exec $(PY) manage.py start

test: venv-dev
	@CHROMIUM="$$($(PY) deploy/chromium.py)" && export CHROMIUM && exec $(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: venv-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint --lint --quiet templates
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run
	$(PRODUCTIE) $(PY) manage.py check --deploy --fail-level WARNING
	@# Reports only: a new leak in a package must not stop work on something else, nor may a missing network.
	-@timeout 90 $(PY) -m pip_audit --disable-pip --require-hashes --progress-spinner off -r requirements.txt \
	  || echo "pip-audit: zie hierboven (alleen ter informatie)."

bench: venv-dev
	@exec $(PY) -m bench

bench-schaal: venv-dev
	@exec $(PY) -m bench schaal

# Pinned and hashed for every platform and Python >= 3.11; no index or download address gets into the files.
lock:
	@mkdir -p .data && $(PYTHON) -m venv .data/uv && .data/uv/bin/python -m pip install -q uv
	$(UV) $(ZONDER) requirements.in -o requirements.txt
	$(UV) requirements-dev.in -o requirements-dev.txt

clean:
	@$(PYTHON) deploy/opruimen.py
