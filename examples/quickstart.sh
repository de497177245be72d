#!/usr/bin/env bash
# Installs what is missing, builds, and runs the main job on the sample study: returns of the pilots go in, a
# comparison comes out. Everything it makes is under build/; run it as often as you like.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
. .ci/setup.sh

install_packages
build release core/all schemas/all plugins/all

work=build/quickstart
rm -rf "$work"
mkdir -p "$work"
export PATH="$root/build/release/bin:$PATH" PILOTAGE_STORE=$work/evaluation.sqlite

# say COMMAND ...: shows a command as one would type it, then runs it. Findings (exit 1) are part of the tour.
say() {
    printf '\n$ %s\n' "$*"
    "$@" || [ $? -eq 1 ]
}

echo
echo "The sample study: the returns of seven pilots and a comparison council, all of it synthetic."
say pilotage init "$work/evaluation.sqlite" --study examples/study/programme.toml --key "$work/pseudonym.key"
say pilotage ingest examples/study/returns
say pilotage status
say pilotage findings
say pilotage compare
say pilotage release "$work/release"
echo
echo "The store is $work/evaluation.sqlite, what may be published is in $work/release."
echo "Next: pilotage trace --store $work/evaluation.sqlite --help, or read the five-minute tour in README.md."
