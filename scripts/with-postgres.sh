#!/usr/bin/env bash
# Runs a command beside a throw-away PostgreSQL server and removes the server afterwards.
#
#     scripts/with-postgres.sh swift test
#
# The command finds the server's address in KEPU_TEST_POSTGRES. Socket only, flushing as in service (fsync on)
# unless KEPU_TEST_FLUSH is off; then nothing is vacuumed either, for hundreds of schemas live for a minute each.
set -u

fail() { echo "with-postgres: $*" >&2; exit 1; }

[ $# -gt 0 ] || fail "say which command to run: scripts/with-postgres.sh COMMAND…"

# The newest server that is installed, unless one is in PATH.
bin=$(command -v initdb 2>/dev/null) && bin=$(dirname "$(readlink -f "$bin")")
[ -n "${bin:-}" ] || bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "${bin:-}/initdb" ] || fail "no PostgreSQL server found (on Debian: apt-get install postgresql)"

# A short path: a socket's may not exceed 107 letters.
folder=$(mktemp -d /tmp/kepu-pg.XXXXXX) || fail "cannot make a folder in /tmp"

# PostgreSQL refuses to run as root. It must not keep our open files either, such as the lock of a build.
as_owner() {
    (
        for fd in /proc/self/fd/*; do
            fd=${fd##*/}
            [ "$fd" -gt 2 ] && [ "$fd" -ne 255 ] && eval "exec $fd>&-" 2>/dev/null
        done
        cd "$folder" || exit 1
        if [ "$(id -u)" -eq 0 ]; then exec runuser -u postgres -- "$@"; else exec "$@"; fi
    )
}

child=
cleanup() {
    trap - EXIT INT TERM HUP
    [ -n "$child" ] && kill -TERM "$child" 2>/dev/null && wait "$child" 2>/dev/null
    [ -f "$folder/data/postmaster.pid" ] && as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1
    rm -rf "$folder"
}
trap cleanup EXIT
trap 'cleanup; exit 130' INT
trap 'cleanup; exit 143' TERM HUP

if [ "$(id -u)" -eq 0 ]; then
    id postgres >/dev/null 2>&1 || fail "PostgreSQL does not run as root, and there is no user postgres"
    chown postgres "$folder"
fi
chmod 755 "$folder"

as_owner "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >"$folder/initdb.log" 2>&1 ||
    fail "initdb failed: $(tail -n 2 "$folder/initdb.log" | tr '\n' ' ')"
as_owner "$bin/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/data/server.log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c max_connections=600 -c fsync=${KEPU_TEST_FLUSH:-on} -c autovacuum=${KEPU_TEST_FLUSH:-on} -c port=5432 -c deadlock_timeout=100ms" start \
    >"$folder/start.log" 2>&1 </dev/null ||
    fail "the server does not start: $(tail -n 2 "$folder/data/server.log" 2>/dev/null | tr '\n' ' ')"

export KEPU_TEST_POSTGRES="postgres:///postgres?host=$folder&user=postgres"
"$@" <&0 &
child=$!
wait "$child"
status=$?
child=
exit "$status"
