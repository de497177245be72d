#!/bin/sh
# run.sh REPORT.html...: checks reports with axe-core in Chromium. Both, and Node, are no needed packages of the project:
# without Chromium or Node it says so and ends with 3; axe-core and puppeteer-core come from npm at the versions of
# package.json, into a folder beside the build.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for tool in node npm "${CHROMIUM:-chromium}"; do
    command -v "$tool" > /dev/null || { echo "$tool is not here, so nothing was checked." >&2; exit 3; }
done
work=${ACCESSIBILITY_FOLDER:-$here/../../../build/accessibility}
mkdir -p "$work"
cp "$here/package.json" "$work/"
[ -d "$work/node_modules/axe-core" ] || (cd "$work" && npm install --no-audit --no-fund --ignore-scripts > npm.log 2>&1) ||
    { echo "npm could not install axe-core and puppeteer-core; see $work/npm.log" >&2; exit 3; }
CHROMIUM=$(command -v "${CHROMIUM:-chromium}")
export CHROMIUM
for report in "$@"; do
    shift
    set -- "$@" "$(realpath "$report")"
done
cd "$work"
exec node "$here/check.mjs" "$@"
