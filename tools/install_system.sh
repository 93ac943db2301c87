#!/bin/sh
# Chromium (browser tests) and a Java runtime (Spark tests) where root and apt are there; otherwise a clear word.
missing=""
command -v chromium >/dev/null 2>&1 || missing="chromium"
command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the tests:$missing ..."
    apt-get update -qq >/dev/null 2>&1
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 && exit 0
fi
echo "Not installed and not installable here: $missing. The tests that need them will be skipped and say so."
exit 0
