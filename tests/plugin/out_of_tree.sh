#!/bin/sh
# out_of_tree.sh BUILD SOURCE: installs the build, builds the example plugin against the installation as its README says, and uses it.
set -eu
build=$1 source=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset PILOTAGE_PLUGIN_PATH PILOTAGE_WORKER PILOTAGE_SCHEMAS

cmake --install "$build" --prefix "$scratch/prefix" >"$scratch/install.log" || { cat "$scratch/install.log"; exit 1; }
cp -R "$source/examples/out_of_tree_plugin" "$scratch/riverside"
cd "$scratch/riverside"
cmake -G Ninja -B build -DCMAKE_PREFIX_PATH="$scratch/prefix" -DCMAKE_INSTALL_PREFIX="$scratch/prefix" >"$scratch/cmake.log" || { cat "$scratch/cmake.log"; exit 1; }
cmake --build build

PATH="$scratch/prefix/bin:$PATH"
expect() { # what: a line of standard input holds it
    grep -q -- "$1" || { echo "missing: $1" >&2; exit 1; }
}
pilotage plugins --plugin-dir build/plugins --json | expect '"name":"riverside".*"usable":true'
pilotage check --plugin riverside --plugin-dir build/plugins --json sample.csv >check.json || test $? -eq 1
expect '"verdict":"accepted in part"' <check.json
expect '"read":10,"accepted":8,"rejected":2' <check.json
expect 'sample.csv:4:4' <check.json

cmake --install build >/dev/null
pilotage plugins --json | expect '"name":"riverside".*"usable":true'
pilotage plugins --json | expect '"name":"focus".*"usable":true'
