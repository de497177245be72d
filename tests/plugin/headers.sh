#!/bin/sh
# headers.sh COMPILER STANDARD ROOT HEADER...: each header is compiled alone, with warnings as errors.
compiler=$1 standard=$2 root=$3
shift 3
for header in "$@"; do
    printf '#include "%s"\n' "$header" |
        "$compiler" "$standard" -x c++ - -fsyntax-only -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror -I "$root" ||
        { echo "$header does not compile alone" >&2; exit 1; }
done
