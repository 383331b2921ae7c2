#!/usr/bin/env bash
# The one entry to Karya. ./do help lists the commands.
set -euo pipefail
cd "$(dirname "$0")"
say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

setup() { # installs what is missing, for the groups named
  local missing=() name
  for name in $(grep -hE "^($(IFS='|'; echo "$*")):" tools/packages.txt | cut -d: -f2); do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  # Node brings npm along when it does not come from Debian.
  command -v npm >/dev/null || missing+=(nodejs npm)
  if [ ${#missing[@]} -gt 0 ]; then
    say "Installing ${missing[*]}"
    local root=(); [ "$(id -u)" = 0 ] || root=(sudo)
    "${root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
  fi
  local folder
  for folder in ui tests/standins; do
    if [ $folder/package-lock.json -nt $folder/node_modules/.package-lock.json ]; then
      (cd $folder && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
    fi
  done
}

build() { # build PRESET [TARGET…]
  local preset=$1; shift
  node ui/build.mjs
  [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >/dev/null
  ninja -C "build/$preset" "$@" >&2
}

case ${1:-help} in
setup) setup build test check bench ;;
build) setup build; build "${2:-release}" ;;
run)
  shift; setup build $([ "${1:-}" != --lan ] || echo lan); build release karya
  exec tools/run.sh "$@" ;;
test)
  setup build test; build debug
  ctest --test-dir build/debug --output-on-failure -j2 ;;
check)
  setup build test check; build debug; tools/check.sh
  tools/lint.sh
  [ "${2:-}" != --long ] || { build asan
    LSAN_OPTIONS=suppressions=$PWD/tools/leaks.txt ctest --test-dir build/asan --output-on-failure
    build tsan; ctest --test-dir build/tsan --output-on-failure -R 'db|web|core'; } ;;
bench) setup build test bench; build release karya report_bench log_bench label_bench bundle_bench find_bench
  exec python3 tests/bench/bench.py "${2:-10}" ;;
fuzz) setup build; build fuzz; tools/fuzz.sh "${2:-60}" ;;
replay) setup build; build release karya; exec tools/replay.sh "${2:?./do replay DIR}" ;;
*)
  cat <<TXT
./do run [--lan]   set up, build, load the demonstration and serve it
./do test          set up, build and pass every test, on SQLite and PostgreSQL
./do build [preset]   debug | release (default) | asan | tsan | fuzz
./do check [--long]   format, house rules, clang-tidy; --long adds the sanitizers
./do bench [seconds]  speed as ratios against nginx and bare SQLite, that long a measurement
./do fuzz [seconds]   every parser, that long each
./do replay DIR    half a million real sale lines through the import, then verify
./do setup         only install what is needed
TXT
esac
