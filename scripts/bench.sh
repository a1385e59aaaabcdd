#!/usr/bin/env bash
# Installs what the measurements need beside the tests' tools, then measures: `scripts/bench.py --help` says what can be chosen.
set -euo pipefail
cd "$(dirname "$0")/.."
missing=()
command -v wrk >/dev/null || missing+=(wrk)
command -v nginx >/dev/null || missing+=(nginx-light)
command -v sqlite3 >/dev/null || missing+=(sqlite3)
if [ ${#missing[@]} -gt 0 ]; then apt-get install -y -qq "${missing[@]}" >/dev/null; fi
exec python3 -u scripts/bench.py "$@"
