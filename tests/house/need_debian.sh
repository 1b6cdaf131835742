#!/bin/sh
# Install the Debian packages named, if their commands are missing: need_debian.sh strace tmux
# Where the command is called otherwise than its package: need_debian.sh task=taskwarrior
# Law: a package is only installed by root or with sudo; otherwise one sentence says what to do.
set -eu
missing=""
for name in "$@"; do
  command -v "${name%%=*}" > /dev/null 2>&1 || missing="$missing ${name##*=}"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null 2>&1; then
  asroot=""
elif command -v sudo > /dev/null 2>&1 && command -v apt-get > /dev/null 2>&1; then
  asroot="sudo"
else
  echo "This run needs:$missing. Install them, for instance with: apt-get install$missing" >&2
  exit 1
fi
echo "Installing:$missing"
$asroot apt-get update -qq
# shellcheck disable=SC2086 # several names on purpose
DEBIAN_FRONTEND=noninteractive $asroot apt-get install -y -qq $missing > /dev/null
