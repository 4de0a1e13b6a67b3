#!/bin/sh
# A Chromium for the browser tests: the system's, else Debian's package, else Playwright's own.
# Usage: ensure_browser.sh <bin folder of the virtual environment>
set -eu

if "$1/python" -c 'import sys; sys.path.insert(0, "tests"); import chromium; sys.exit(chromium.path() is None)'; then
  exit 0
fi

if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo"; else sudo="none"; fi
  if [ "$sudo" != none ]; then
    echo "Installing Chromium with apt-get for the browser tests …"
    $sudo apt-get update -qq
    if $sudo apt-get install -y -qq --no-install-recommends chromium >/dev/null; then exit 0; fi
  fi
fi

echo "Installing Playwright's own Chromium for the browser tests …"
exec "$1/python" -m playwright install chromium
