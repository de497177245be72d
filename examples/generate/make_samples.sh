#!/usr/bin/env bash
# make_samples.sh [PROGRAM [FOLDER]]: makes the sample returns of the study again; with the same program nothing changes.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
generate=${1:-$root/build/release/bin/pilotage-generate}
returns=${2:-$root/examples/study/returns}
for site in focus people2people sensing_change; do
    for period in 2012-13 2013-14; do
        "$generate" --site "$site" --period "$period" --seed 22 --flaws 0.03 "$returns/$site/$period"
    done
done
# Activ8 was withdrawn in the middle of 2013-14, with the collection of data already over.
for period in 2011-12 2012-13; do
    "$generate" --site activ8 --period "$period" --seed 20 --flaws 0.03 "$returns/activ8/$period"
done
# Topaz sends its workbook again when the people of a period have been followed up.
for period in 2011-12 2012-13 2013-14; do
    "$generate" --site topaz --period "$period" --seed 20 --flaws 0.03 "$returns/topaz/$period"
done
# The practice of Stoke-on-Trent was the last to start.
for period in 2012-13 2013-14; do
    "$generate" --site stoke_neuro --period "$period" --seed 22 --flaws 0.03 "$returns/stoke_neuro/$period"
done
for period in 2011-12 2012-13 2013-14; do
    "$generate" --site firstpoint --period "$period" --seed 22 --flaws 0.03 "$returns/firstpoint/$period"
done
# The comparison council's file has the shape of a later collection.
for period in 2012-13 2013-14; do
    "$generate" --site cld --period "$period" --seed 22 --flaws 0.03 "$returns/comparison/$period"
done
