#!/usr/bin/env bash
# clang-tidy over the sources, with the flags of the tidy build; a breach ends it with 1.
#   tools/lint.sh            every source that has changed since it was last found clean
#   tools/lint.sh FILE…      these, with those that are compiled together with them
# Sources are read as they are compiled, several of a module at once (cmake/together.cmake): eight
# take 30 s so and 200 s apart. A clean result is remembered under a hash of the sources, the
# headers they read (as the debug build, made before, tells), the flags and the checks.
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
# Prints a mark and the unit for each one not found clean yet (or that holds a named file).
mkdir -p $build/lint/clean
python3 - $build "$@" > $build/lint/todo <<'PY'
import hashlib, json, os, pathlib, re, subprocess, sys

build, named = sys.argv[1], {os.path.realpath(name) for name in sys.argv[2:]}


def plain(command):
    words = command.split()
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
    flags[1:1] = ["-include", os.path.abspath("cmake/precompiled.h")]
    return " ".join(flags)


def read_by_objects():
    """Our own files that each object of the debug build was made of."""
    told = subprocess.run(["ninja", "-C", "build/debug", "-t", "deps"], text=True, check=True,
                          stdout=subprocess.PIPE).stdout
    found = {}
    for block in told.split("\n\n"):
        head, *files = block.strip().splitlines() or [""]
        found[head.split(":")[0]] = [file.strip()[6:] for file in files
                                     if re.match(r"\s+\.\./\.\./(src|tests|cmake)/", file)]
    return found


def sources_of(unit):
    if "/Unity/" not in unit:
        return [unit]
    return re.findall(r'^#include "(.*)"$', pathlib.Path(unit).read_text(), re.M)


entries = [{**entry, "command": plain(entry["command"])}
           for entry in json.load(open(f"{build}/compile_commands.json"))
           if "cmake_pch" not in entry["file"] and "/gen/" not in entry["file"]]
json.dump(entries, open(f"{build}/lint/compile_commands.json", "w"))
read_by = read_by_objects()
headers = [str(path) for path in pathlib.Path("src").rglob("*.h")]
for entry in sorted(entries, key=lambda one: one["file"]):
    sources = sources_of(entry["file"])
    if named and not named & set(sources):
        continue
    output = re.search(r"-o (\S+)", entry["command"])[1]
    mark = hashlib.sha256(entry["command"].encode())
    read = [*sources, *read_by.get(output, headers), ".clang-tidy", "cmake/precompiled.h"]
    for file in sorted(set(read)):
        mark.update(pathlib.Path(file).read_bytes())
    if not os.path.exists(f"{build}/lint/clean/{mark.hexdigest()[:32]}"):
        print(mark.hexdigest()[:32], entry["file"])
PY
mapfile -t todo < $build/lint/todo
echo "clang-tidy: ${#todo[@]} units" >&2
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
