# Sourced by examples/quickstart.sh and tests/run.sh: installs what is missing and builds a preset.
# Nothing is fetched when all packages are there.

# install_packages [FILE]: apt-get installs the packages of .ci/packages.txt, or of FILE, that are missing, as root or
# through sudo.
install_packages() {
    local wanted missing=() as_root=()
    mapfile -t wanted < <(grep -vE '^\s*(#|$)' "$root/${1:-.ci/packages.txt}")
    local package
    for package in "${wanted[@]}"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "Installing ${#missing[@]} missing Debian packages: ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "Please install them as root: apt-get install ${missing[*]}" >&2; return 3; }
        as_root=(sudo)
    fi
    ${as_root[@]+"${as_root[@]}"} apt-get -qq update
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
}

# build PRESET [TARGET ...]: configures and builds into build/PRESET; quiet unless something fails.
build() {
    local preset=$1 log targets=()
    shift
    [ $# -eq 0 ] || targets=(--target "$@")
    mkdir -p "$root/build"
    log=$root/build/$preset.log
    echo "Building ($preset) into build/$preset ..."
    if ! { cmake -S "$root" --preset "$preset" && cmake --build "$root/build/$preset" ${targets[@]+"${targets[@]}"}; } >"$log" 2>&1; then
        tail -n 60 "$log" >&2
        echo "The build failed; the whole log is build/$preset.log" >&2
        return 3
    fi
}
