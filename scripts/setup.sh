#!/usr/bin/env bash
# Installs what Kepu needs and the machine lacks, and says what. Needs only the Swift toolchain, make and apt.
set -euo pipefail

command -v swift >/dev/null || { echo "setup: the Swift toolchain (6.2 or newer) is missing: https://www.swift.org/install" >&2; exit 1; }

needed=()
need() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed' || needed+=("$1"); }
for package in libpq-dev libsodium-dev libzip-dev libexpat1-dev libqrencode-dev libxlsxwriter-dev libcairo2-dev libpango1.0-dev libsqlite3-dev zlib1g-dev pkg-config python3; do need "$package"; done
# The tests start a PostgreSQL server of their own.
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || needed+=(postgresql)
python3 -c 'import yaml' 2>/dev/null || needed+=(python3-yaml)

# The tour walks in a real browser, with Chinese letters.
[ -x /usr/bin/chromium ] || needed+=(chromium)
need fonts-noto-cjk
# The tests read the printed programme back.
need poppler-utils
python3 -m pip --version >/dev/null 2>&1 || needed+=(python3-pip)

if [ ${#needed[@]} -gt 0 ]; then
    echo "setup: installing ${needed[*]}"
    sudo=; [ "$(id -u)" -eq 0 ] || sudo=sudo
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${needed[@]}" >/dev/null
fi
# From PyPI, for this user alone; Debian's own python asks to be told so.
pip_install() {
    python3 -m pip install --quiet --root-user-action=ignore "$@" 2>/dev/null || python3 -m pip install --quiet --user --break-system-packages "$@"
}
python3 -c 'import yaml' 2>/dev/null || pip_install pyyaml
python3 -c 'import playwright, axe_playwright_python' 2>/dev/null || { echo "setup: installing playwright, axe"; pip_install playwright axe-playwright-python; }
python3 -c 'import icalendar, feedparser, openpyxl' 2>/dev/null || { echo "setup: installing icalendar, feedparser, openpyxl"; pip_install icalendar feedparser openpyxl; }
