#!/usr/bin/env bash
# Installs what is missing, builds, and runs all tests: optimised, under the sanitizers, and the command line once more
# in a locale with a decimal comma.
#   tests/run.sh                 everything
#   tests/run.sh --quick         the optimised build only
#   tests/run.sh -- -R store     arguments behind -- go to ctest
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
. .ci/setup.sh

quick=no
ctest_arguments=()
while [ $# -gt 0 ]; do
    case $1 in
    --quick) quick=yes ;;
    --) shift; ctest_arguments=("$@"); break ;;
    -h | --help) sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "tests/run.sh: unknown option $1 (see --help)" >&2; exit 2 ;;
    esac
    shift
done

passed=0 failed=0
# run_ctest TITLE PRESET [ENV=VALUE ...] -- [CTEST ARGUMENTS]
run_ctest() {
    local title=$1 preset=$2 environment=() log
    shift 2
    while [ "$1" != -- ]; do environment+=("$1"); shift; done
    shift
    log=build/$preset-${title//[^a-z]/-}.log
    echo "== $title"
    local status=0
    env ${environment[@]+"${environment[@]}"} ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -j "$(nproc)" \
        "$@" ${ctest_arguments[@]+"${ctest_arguments[@]}"} >"$log" 2>&1 || status=$?
    # "98% tests passed, 2 tests failed out of 100"
    local total bad
    read -r bad total < <(sed -nE 's/.*tests passed, ([0-9]+) tests failed out of ([0-9]+).*/\1 \2/p' "$log" | tail -n 1) || true
    if [ -z "${total:-}" ] || { [ "$status" -ne 0 ] && [ "${bad:-0}" -eq 0 ]; }; then
        tail -n 100 "$log" >&2
        echo "$title: ctest did not run to its end; the whole log is $log" >&2
        exit 3
    fi
    if [ "$bad" -gt 0 ]; then
        grep -nE 'Failure|FAILED|\*\*\*' "$log" | head -n 60 >&2 || true
        sed -n '/The following tests FAILED/,$p' "$log" >&2
        echo "The whole log is $log" >&2
    fi
    passed=$((passed + total - bad)) failed=$((failed + bad))
    echo "   $((total - bad)) of $total passed"
    grep -E '\(Skipped\)' "$log" | sed 's/^/   left out: /' | sort -u | head -n 40 || true
}

install_packages
build release
run_ctest optimised release --
mkdir -p build/locale
[ -d build/locale/de_DE.UTF-8 ] || localedef -i de_DE -f UTF-8 build/locale/de_DE.UTF-8
run_ctest "decimal comma" release "LOCPATH=$root/build/locale" LC_ALL=de_DE.UTF-8 -- -L cli
if [ "$quick" = no ]; then
    build asan
    run_ctest sanitizers asan --
fi
echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
