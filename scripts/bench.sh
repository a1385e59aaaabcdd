#!/usr/bin/env bash
# Public pages beside the same bytes served by nginx as a file, in the same run; appends to docs/performance.md.
set -euo pipefail
cd "$(dirname "$0")/.."
missing=(); command -v wrk >/dev/null || missing+=(wrk); command -v nginx >/dev/null || missing+=(nginx-light)
if [ ${#missing[@]} -gt 0 ]; then apt-get install -y -qq "${missing[@]}" >/dev/null; fi

folder=$(mktemp -d); chmod 755 "$folder"
kepu= ; nginx_pid=
cleanup() { [ -n "$kepu" ] && kill "$kepu" 2>/dev/null; [ -n "$nginx_pid" ] && kill "$nginx_pid" 2>/dev/null; rm -rf "$folder"; }
trap cleanup EXIT

port=18080; limit=18081
.build/release/kepu serve --demo --port $port --database "sqlite:$folder/bench.db" >"$folder/kepu.log" 2>&1 & kepu=$!
for _ in $(seq 600); do curl -sf "http://127.0.0.1:$port/" >/dev/null && break; sleep 0.5; done
mkdir -p "$folder/www"
cat >"$folder/nginx.conf" <<CONF
daemon off; worker_processes 1; pid $folder/nginx.pid; error_log $folder/error.log;
events { worker_connections 1024; }
http { access_log off; client_body_temp_path $folder/a; proxy_temp_path $folder/b; fastcgi_temp_path $folder/c; uwsgi_temp_path $folder/d; scgi_temp_path $folder/e;
  server { listen 127.0.0.1:$limit; root $folder/www; default_type text/html; } }
CONF
nginx -c "$folder/nginx.conf" & nginx_pid=$!
sleep 1

rate() { wrk -t1 -c32 -d5s "$1" | awk '/Requests\/sec/ { print $2 }'; }
{
    echo; echo "### Public pages, $(date -u +%F)"; echo
    echo "| page | Kepu /s | nginx, same bytes /s | share |"; echo "|---|--:|--:|--:|"
    for path in / /activities '/activities?q=science' /figures/demo-science-month /campaigns; do
        curl -s "http://127.0.0.1:$port$path" >"$folder/www/page.html"
        ours=$(rate "http://127.0.0.1:$port$path"); theirs=$(rate "http://127.0.0.1:$limit/page.html")
        echo "| \`$path\` | $ours | $theirs | $(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.3f", a / b }') |"
    done
} | tee -a docs/performance.md
