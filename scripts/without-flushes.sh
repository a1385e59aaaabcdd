#!/usr/bin/env bash
# Runs a command whose files need not outlive the machine: flushing to the disk does nothing (libeatmydata), in it and in all that it starts.
#
#     scripts/without-flushes.sh scripts/with-postgres.sh swift test
#
# The gate asks whether the program is right; whether what was acknowledged is on the disk is the torture's question (docs/reliability.md),
# which flushes as in service. Without the library the command runs all the same, only slower.
set -u
library=$(ldconfig -p 2>/dev/null | awk '/libeatmydata\.so/ { print $NF; exit }')
if [ -n "$library" ]; then
    export LD_PRELOAD="$library${LD_PRELOAD:+:$LD_PRELOAD}" KEPU_TEST_FLUSH=off
else
    echo "without-flushes: libeatmydata is not installed; flushing as usual" >&2
fi
exec "$@"
