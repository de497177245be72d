#!/usr/bin/env bash
# Builds the harnesses and runs each for so many seconds (60 when not told) from its seed corpus. New inputs that are worth
# keeping, and what made a harness stop, are left in build/fuzz/found.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-60}
cmake --preset fuzz
cmake --build --preset fuzz
for corpus in tests/fuzz/corpus/*/; do
    name=$(basename "$corpus")
    found=build/fuzz/found/$name
    mkdir -p "$found"
    echo "fuzz_$name, $seconds s"
    build/fuzz/bin/fuzz_"$name" -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2048 \
        -artifact_prefix="$found/stopped-" -verbosity=0 "$found" "$corpus"
done
