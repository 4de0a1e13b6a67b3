#!/bin/sh
# Installs packages of Debian by these names, when this user may; fails when not.
# Usage: debian_package.sh <name>...
set -eu

command -v apt-get >/dev/null 2>&1 || exit 1
if [ "$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo"; else exit 1; fi
echo "Installing with apt-get: $*"
$sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null
