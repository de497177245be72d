#!/usr/bin/env bash
# Installs the peers, builds, makes the data, and measures; README.md beside this file says what.
#   tests/benchmark/run.sh [--quick] [--runs N] [--output FILE] [WORK ...]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
. .ci/setup.sh
case " $* " in *" --help "* | *" -h "*) sed -n '2,3s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac

install_packages
install_packages tests/benchmark/packages.txt
build release core/all schemas/all plugins/all pilotage-generate benchmark_data benchmark_sax2
exec /usr/bin/python3 tests/benchmark/measure.py --bin build/release/bin --data build/benchmark "$@"
