#!/usr/bin/env bash
# The program as GCC sees it: the tests are built by Clang, the release by GCC, and each refuses
# what the other takes. Reads every source with the release's flags and makes no code of it.
#   tools/gcc.sh [JOBS]     default: 1
set -euo pipefail
cd "$(dirname "$0")/.."
build=build/release
[ -f $build/build.ninja ] || cmake --preset release > /dev/null
ninja -C $build karya_generated CMakeFiles/karya_base.dir/cmake_pch.hxx.gch > /dev/null
python3 - $build <<'PY' > $build/read.txt
import json, re, shlex, sys

for entry in json.load(open(f"{sys.argv[1]}/compile_commands.json")):
    target = re.search(r"-o CMakeFiles/(\w+)\.dir", entry["command"])[1]
    program = target == "karya" or target.startswith("karya_") and target != "karya_support"
    if not program or "cmake_pch" in entry["file"] or "/gen/" in entry["file"]:
        continue
    words = shlex.split(entry["command"])
    while "c++" not in words[0] and "g++" not in words[0]:
        words.pop(0)  # the compiler cache and its environment
    words[words.index("-o"):words.index("-o") + 2] = ["-fsyntax-only"]
    print(shlex.join(words))
PY
[ -s $build/read.txt ]
cd $build
tr '\n' '\0' < read.txt | xargs -0 -n 1 -P "${1:-1}" bash -c 'eval "$0"'
echo "$(wc -l < read.txt) sources"
