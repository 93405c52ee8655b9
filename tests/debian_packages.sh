#!/usr/bin/env bash
# What tests need besides Python: Debian's chromium (pages in a real browser) and postgresql (the second database).
# Installs what is missing if it may, else says what to install.
set -euo pipefail

missing=()
command -v chromium >/dev/null || missing+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
[ ${#missing[@]} -eq 0 ] && exit 0

echo "The tests need: ${missing[*]}"
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "Install it and try again: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi
