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
say pilotage findings --site focus --severity error
say pilotage compare --measure days_request_to_assessment --measure reviews_within_twelve_months \
    --measure later_receipt_of_care
say pilotage release "$work/release"
echo
echo "The store is $work/evaluation.sqlite, what may be published is in $work/release."
echo "pilotage findings and pilotage compare, as they stand, tell of all sites and all measures."
echo "Next: pilotage trace --store $work/evaluation.sqlite --help, or read the five-minute tour in README.md."
