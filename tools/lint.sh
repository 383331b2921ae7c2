#!/usr/bin/env bash
# clang-tidy over the sources, with the flags of the tidy build; a breach ends it with 1.
#   tools/lint.sh            every source that has changed since it was last found clean
#   tools/lint.sh FILE…      these, with those that are compiled together with them
# Sources are read as they are compiled, several of a module at once (cmake/together.cmake): eight
# take 30 s so and 200 s apart. A clean result is remembered under a hash of the sources, every
# header, the flags and the checks.
set -euo pipefail
cd "$(dirname "$0")/.."
clang_tidy=${CLANG_TIDY:-clang-tidy-19}
command -v "$clang_tidy" > /dev/null || {
    echo "$clang_tidy is missing: ./do setup check" >&2
    exit 1
}
build=build/tidy
[ -f $build/build.ninja ] || cmake --preset tidy > /dev/null
ninja -C $build karya_generated > /dev/null

# Precompiled headers belong to one compiler and its flags, so clang-tidy reads the plain one.
mkdir -p $build/lint/clean
python3 - $build <<'PY'
import json, os, sys
build = sys.argv[1]
entries = json.load(open(f"{build}/compile_commands.json"))
kept = []
for entry in entries:
    words = entry["command"].split()
    while words and "clang" not in os.path.basename(words[0]):
        words.pop(0)  # the compiler cache and its environment
    flags, skip = [], 0
    for word in words:
        if skip:
            skip -= 1
        elif word == "-Xclang":
            continue
        elif word in ("-include-pch", "-emit-pch"):
            skip = word == "-include-pch"
        elif "cmake_pch" in word:
            if flags and flags[-1] == "-include":
                flags.pop()
        elif word != "-fpch-instantiate-templates" and word != "-Winvalid-pch":
            flags.append(word)
    if "cmake_pch" in entry["file"] or "/gen/" in entry["file"]:
        continue
    flags[1:1] = ["-include", os.path.abspath("cmake/precompiled.h")]
    kept.append({**entry, "command": " ".join(flags)})
json.dump(kept, open(f"{build}/lint/compile_commands.json", "w"))
PY

common=$(cat .clang-tidy $build/lint/compile_commands.json cmake/precompiled.h \
    <(find src tests -name '*.h' | sort | xargs cat) | sha256sum)

# What one run reads: a source, or CMake's list of several.
sources_of() {
    case $1 in
    */Unity/*) sed -n 's/^#include "\(.*\)"$/\1/p' "$1" ;;
    *) echo "$1" ;;
    esac
}
mapfile -t units < <(python3 -c '
import json, sys
print("\n".join(sorted({entry["file"] for entry in json.load(open(sys.argv[1]))})))
' $build/lint/compile_commands.json)

todo=()
for unit in "${units[@]}"; do
    sources=$(sources_of "$unit")
    wanted=$#
    for name in "$@"; do
        grep -qxF "$(realpath "$name")" <<< "$sources" && wanted=0
    done
    [ "$wanted" = 0 ] || continue
    mark=$(sha256sum <<< "$common $(xargs cat <<< "$sources")" | cut -c 1-32)
    [ -e "$build/lint/clean/$mark" ] || todo+=("$mark $unit")
done
echo "clang-tidy: ${#todo[@]} of ${#units[@]} units" >&2
[ ${#todo[@]} -gt 0 ] || exit 0
export clang_tidy build
look() {
    local mark=${1%% *} unit=${1#* }
    if said=$("$clang_tidy" --quiet -p "$build/lint" "$unit" 2>/dev/null); then
        touch "$build/lint/clean/$mark"
    else
        printf '%s\n' "$said"
        return 1
    fi
}
export -f look
printf '%s\0' "${todo[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'look "$0"'
