# Kepu. `make serve` and `make test` are the two commands; everything else is for those who work on it.
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
.PHONY: setup setup-serve serve test tour outside torture bench story format lint tour look

setup: ## installs what is missing and says what
	@scripts/setup.sh test

setup-serve:
	@scripts/setup.sh serve

serve: setup-serve ## runs the program on http://127.0.0.1:8080, with its demonstration on first start
	swift build --product kepu
	@mkdir -p data
	.build/debug/kepu serve --demo

test: setup ## every change's gate
	swift build --build-tests
	@# What is right is asked here; what the disk keeps, by `make torture`, which flushes. Some at a time: hundreds at once would wait for each other longer than what they test may take. What failed is told again at the end; a run that hangs is ended, and told with what hung.
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=8 timeout --foreground 45m scripts/without-flushes.sh scripts/with-postgres.sh swift test --skip-build --skip MemoryTests 2>&1 | awk -f scripts/told-again.awk
	@# What a hostile file may take is measured on a process that does nothing else.
	swift test --skip-build --filter MemoryTests --no-parallel
	@$(MAKE) --no-print-directory -j2 tour outside

tour: setup ## in a real browser, with axe: the README's tour, entering an activity, its way from last year's entry to the public, an application's papers, a call from both sides, files in pieces, a resource pack from a stick, resources shared out, the door without a network
	swift build --product filestand
	@# Two beside each other: each has a program, a copy of one demonstration and a browser of its own.
	@KEPU_DEMONSTRATION=$$(mktemp -d /tmp/kepu-demonstration.XXXXXX); export KEPU_DEMONSTRATION; trap 'rm -rf "$$KEPU_DEMONSTRATION"' EXIT; \
	walk() { for part in "$$@"; do python3 -u Tests/Browser/$$part.py || return 1; done; }; \
	walk tour & first=$$!; \
	walk entering papers calls uploads packs path sharing booking door || { kill $$first; wait $$first; exit 1; }; \
	wait $$first

outside: setup ## the API, the formats and the pages judged by others' tools; LONG=1 asks many more questions, SEED=1 the same ones again
	swift build --product kepu
	python3 -u Tests/Outside/outside.py $(if $(LONG),--long) $(if $(SEED),--seed $(SEED))

story: setup ## the twelve steps of the golden thread with their numbers, on both engines
	swift build --product story
	scripts/with-postgres.sh .build/debug/story

torture: setup ## the long form, in parts of at most 30 minutes: PART=kills SEED=1 ROUNDS=20; results go to docs/reliability.md
	swift build --build-tests
	scripts/with-postgres.sh .build/debug/torture $(PART) $(if $(SEED),--seed $(SEED)) $(if $(ROUNDS),--rounds $(ROUNDS))

bench: setup ## timings, always beside a limit measured in the same run: BENCH="--sizes 5000 --parts search" for a part of them
	swift build -c release --product kepu
	swift build -c release --product filestand
	scripts/with-postgres.sh scripts/bench.sh $(BENCH)

look: setup ## pictures of the pages, and axe on them
	swift build --product kepu
	python3 Tests/Look/shoot.py --specimen
	python3 Tests/Look/shoot.py --axe

format: ## lays out the source
	swift format format --in-place --recursive Sources Tests Package.swift

lint: ## says where the layout differs
	swift format lint --recursive Sources Tests Package.swift
