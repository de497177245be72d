#!/usr/bin/env bash
# Makes the sample returns of the study again; with the same program nothing changes.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
generate=${1:-$root/build/release/bin/pilotage-generate}
for site in focus people2people sensing_change; do
    for period in 2012-13 2013-14; do
        "$generate" --site "$site" --period "$period" --seed 22 --flaws 0.03 "$root/examples/study/returns/$site/$period"
    done
done
