# Bandwise's tasks. `make` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

version := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
logs := .tools/logs
generated = find internal/api frontend/src/api -type f -print0 | sort -z | xargs -0 sha256sum
frontend_sources := $(shell find frontend '(' -name node_modules -o -name dist -o -name e2e -o -name test-results ')' -prune \
	-o -type f -print)

# One setting for the program, its tests and the linter, so that nothing is compiled twice.
export CGO_ENABLED := 0
export GOFLAGS := $(strip $(GOFLAGS) -trimpath -buildvcs=false)

# Piped output keeps no colours, so that the runners' closing lines can be told by their text, in CI too.
export NO_COLOR := 1

.PHONY: help
help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: build ## install, build and start with the demo trust; its data stays in ./data
	@BANDWISE_DEMO=1 bin/bandwise serve

.PHONY: build
build: frontend/dist/index.html ## build bin/bandwise with the browser application inside
	go build -ldflags '-s -w -X main.version=$(version)' -o bin/bandwise ./cmd/bandwise

frontend/dist/index.html: $(frontend_sources)
	@.ci/install frontend
	cd frontend && npm run --silent build

.PHONY: generate
generate: ## regenerate the contract's Go and TypeScript from internal/api/openapi
	@.ci/install frontend
	go generate ./internal/api/...
	cd frontend && npm run --silent generate

.PHONY: test
test: ## everything: lint, Go on both databases, frontend, browser journeys
	@.ci/install
	@$(MAKE) lint
	@$(MAKE) test-go
	@$(MAKE) test-frontend
	@$(MAKE) test-browser
	@printf '\nAll passed. The runners said:\n'
	@grep -hE '^ok ' $(logs)/go
	@grep -hE '^ *(Test Files|Tests) ' $(logs)/frontend
	@grep -hE '^ *[0-9]+ (passed|flaky|skipped)' $(logs)/browser-sqlite $(logs)/browser-postgres

.PHONY: lint
lint: ## formatting, linters, import rules, and that generated code is up to date
	@.ci/install tools frontend
	.tools/bin/golangci-lint run
	go run ./cmd/licences -check
	cd frontend && npm run --silent lint
	@before="$$($(generated))"; $(MAKE) generate; \
	if [ "$$($(generated))" != "$$before" ]; then \
		echo 'Generated code was not up to date. It is now: look at the difference and commit it.' >&2; exit 1; \
	fi

.PHONY: licences
licences: ## write docs/licences.md anew: whose work is in the program and the pages
	@go run ./cmd/licences

# The program that reads the modules of a program is fetched at this version, as the linter is.
cyclonedx := github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0

.PHONY: sbom
sbom: ## write the bill of materials of the program and of the pages into bin/sbom (CycloneDX)
	@.ci/install frontend
	@mkdir -p bin/sbom
	@GOFLAGS=-trimpath go run $(cyclonedx) app -json -licenses -main cmd/bandwise -output bin/sbom/program.cdx.json .
	@cd frontend && npm sbom --sbom-format cyclonedx --omit dev >../bin/sbom/pages.cdx.json
	@for f in bin/sbom/*.json; do echo "$$f: $$(grep -c '"purl"' "$$f") components"; done

.PHONY: test-go
test-go: ## Go tests, on SQLite and PostgreSQL
	@.ci/install postgresql
	@mkdir -p $(logs)
	.ci/postgres run go test -timeout 30m ./... 2>&1 | tee $(logs)/go

.PHONY: test-frontend
test-frontend: ## the frontend's unit tests
	@.ci/install frontend
	@mkdir -p $(logs)
	cd frontend && npm run --silent test 2>&1 | tee ../$(logs)/frontend

# The databases share the machine, so axe looks at the pages in one of the two runs: what it finds is the page's, not the
# database's.
.PHONY: test-browser
test-browser: build ## browser journeys on SQLite and on PostgreSQL at the same time, with axe on the latter
	@.ci/install chromium postgresql frontend
	@mkdir -p $(logs)
	@export BANDWISE_E2E_CHROMIUM="$$(command -v chromium)" BANDWISE_DATABASE_URL=; cd frontend; failed=; \
	env --unset=BANDWISE_TEST_POSTGRES_URL BANDWISE_E2E_PORT=$$(($${BANDWISE_E2E_PORT:-4174} + 1)) ../.ci/postgres run bash -c \
		'BANDWISE_DATABASE_URL=$$BANDWISE_TEST_POSTGRES_URL npm run --silent e2e' >../$(logs)/browser-postgres 2>&1 & postgres=$$!; \
	BANDWISE_E2E_AXE=no npm run --silent e2e 2>&1 | tee ../$(logs)/browser-sqlite || failed=yes; \
	wait $$postgres || failed=yes; cat ../$(logs)/browser-postgres; \
	if [ -n "$$failed" ]; then printf '\nWhat failed in the browser:\n' >&2; \
		sed -sn '/^  1) \[/,$$p' ../$(logs)/browser-sqlite ../$(logs)/browser-postgres >&2; exit 1; fi

.PHONY: bench
bench: build ## time the application beside bare handlers on the same database, its start, its memory and its size
	@.ci/install postgresql
	@BANDWISE_POSTGRES_DURABLE=1 .ci/postgres run go run ./cmd/bench $(bench)

.PHONY: bench-browser
bench-browser: build ## Lighthouse on the four main pages, and the timeline over a slow network
	@.ci/install chromium frontend lighthouse
	@cd frontend && BANDWISE_PROGRAM=$(CURDIR)/bin/bandwise BANDWISE_E2E_CHROMIUM="$$(command -v chromium)" \
		BANDWISE_LIGHTHOUSE=$(CURDIR)/.tools/lighthouse/node_modules/lighthouse/core/index.js node scripts/measure-pages.mjs

# The headcounts, for example: make bench-scale sizes="1000 10000"
sizes ?= 1000 10000 100000

.PHONY: bench-scale
bench-scale: ## time the pages of an organisation, and an import of staff, with 1,000, 10,000 and 100,000 staff (sizes="..."); plans go to bin/bench-scale
	@.ci/install postgresql
	@mkdir -p bin/bench-scale
	@.ci/postgres run go run ./cmd/bench-scale -sizes "$(sizes)" -plans bin/bench-scale | tee bin/bench-scale/report.md

# Some of them, for example: make drill drills="SQLite slow"
.PHONY: drill
drill: build ## break a running Bandwise on purpose, and count what was tried, acknowledged and lost
	@.ci/install postgresql
	@BANDWISE_POSTGRES_DURABLE=1 .ci/postgres run go run ./cmd/drill $(drills)

# How many requests are made up from the contract for each database, from which seed, and how long each parser is tried.
requests ?= 20000
seed ?= $(shell date +%Y%m%d)
time ?= 30s

.PHONY: fuzz
fuzz: ## try made-up requests and files on the contract and on every parser (requests=20000 seed=... time=30s)
	@.ci/install postgresql
	@mkdir -p bin/fuzz && rm -f bin/fuzz/contract.md
	@.ci/postgres run go test ./internal/app -run TestEveryAnswerKeepsTheContract -count 1 -timeout 60m \
		-contract.requests $(requests) -contract.seed $(seed) -contract.report $(CURDIR)/bin/fuzz/contract.md
	@cat bin/fuzz/contract.md
	@.ci/fuzz $(time) | tee bin/fuzz/parsers.md

.PHONY: secrets
secrets: secrets/database_url secrets/secret_key ## make the secret files that docker-compose.yml reads, once

# The files are readable inside the containers, whose users are not yours; the folder keeps other people out.
secrets/database_url:
	@mkdir -p -m 700 secrets && echo '*' >secrets/.gitignore
	@password=$$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n'); \
	printf %s "$$password" >secrets/database_password; \
	printf 'postgres://bandwise:%s@database:5432/bandwise?sslmode=disable' "$$password" >$@
	@chmod 644 secrets/database_password $@

secrets/secret_key: | secrets/database_url
	@head -c 32 /dev/urandom | base64 >$@ && chmod 644 $@

.PHONY: clean
clean: ## remove what was built and installed here; ./data and ./secrets stay
	rm -rf bin .tools frontend/node_modules frontend/test-results frontend/playwright-report
	find frontend/dist -mindepth 1 -not -name .gitkeep -delete
