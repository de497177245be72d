#!/usr/bin/env bash
# make_samples.sh [PROGRAM [FOLDER]]: makes the sample returns of the study again; with the same program nothing changes.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
generate=${1:-$root/build/release/bin/pilotage-generate}
returns=${2:-$root/examples/study/returns}
# make SITE FOLDER SEED PERIOD...
make() {
    local site=$1 folder=$2 seed=$3 period
    for period in "${@:4}"; do
        "$generate" --site "$site" --period "$period" --seed "$seed" --flaws 0.03 "$returns/$folder/$period"
    done
}
for site in focus people2people sensing_change; do
    make "$site" "$site" 22 2012-13 2013-14
done
# Activ8 was withdrawn in the middle of 2013-14, with the collection of data already over.
make activ8 activ8 20 2011-12 2012-13
# Topaz sends its workbook again when the people of a period have been followed up.
make topaz topaz 20 2011-12 2012-13 2013-14
# The practice of Stoke-on-Trent was the last to start.
make stoke_neuro stoke_neuro 22 2012-13 2013-14
make firstpoint firstpoint 22 2011-12 2012-13 2013-14
# The comparison council's file has the shape of a later collection.
make cld comparison 22 2012-13 2013-14
