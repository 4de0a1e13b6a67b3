#!/bin/sh
# What the tests need beside Python: a Chromium (the system's, else Debian's package, else
# Playwright's own), faketime, hunspell with the Dutch dictionary and nginx (Debian's packages where that is possible).
# Usage: ensure_tools.sh <bin folder of the virtual environment>
set -eu

debian_package() { sh "$(dirname "$0")/debian_package.sh" "$@"; }

if ! "$1/python" -c 'import sys; sys.path.insert(0, "tests"); import chromium; sys.exit(chromium.path() is None)'; then
  if ! debian_package chromium; then
    echo "Installing Playwright's own Chromium"
    "$1/python" -m playwright install chromium
  fi
fi

if ! command -v faketime >/dev/null 2>&1; then
  debian_package faketime || echo "No faketime: the test of a clock that jumps will be skipped."
fi

if ! { command -v hunspell >/dev/null 2>&1 && echo fiets | hunspell -d nl -l >/dev/null 2>&1; }; then
  debian_package hunspell hunspell-nl || echo "No hunspell with a Dutch dictionary: the spelling test will be skipped."
fi

# Debian starts nginx when it installs it, so only where that bothers nobody: in CI, or where nothing starts services.
if ! { command -v nginx || [ -x /usr/sbin/nginx ]; } >/dev/null 2>&1; then
  if { [ -n "${CI:-}" ] || [ ! -d /run/systemd/system ]; } && debian_package nginx; then :; else
    echo "No nginx: the tests of hosting/nginx.conf will be skipped."
  fi
fi
