#!/usr/bin/env bash
# Builds the harnesses and runs each for so many seconds (60 when not told) from its seed corpus, as many at a time as
# there are processors. New inputs that are worth keeping, and what made a harness stop, are left in build/fuzz/found.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-60}
cmake --preset fuzz
cmake --build --preset fuzz

run() {
    local name=$1 found=build/fuzz/found/$1
    mkdir -p "$found"
    echo "fuzz_$name, $2 s"
    if ! build/fuzz/bin/fuzz_"$name" -max_total_time="$2" -max_len=8192 -timeout=20 -rss_limit_mb=2048 \
        -artifact_prefix="$found/stopped-" -print_final_stats=1 "$found" "tests/fuzz/corpus/$name" >"$found.log" 2>&1; then
        echo "fuzz_$name stopped; its input is in $found"
        tail -n 60 "$found.log"
        return 1
    fi
    grep -E "number_of_executed_units|peak_rss" "$found.log" | sed "s/^stat::/fuzz_$name: /"
}
export -f run
ls tests/fuzz/corpus | xargs -P "$(nproc)" -I{} bash -c 'run {} '"$seconds"
