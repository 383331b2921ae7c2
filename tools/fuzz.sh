#!/usr/bin/env bash
# Every fuzz target for so many seconds each, from the seeds in tests/corpus/<target>. What is found
# anew is kept in build/corpus/<target>; what breaks a target lies in build/fuzz-broken.
#   tools/fuzz.sh [SECONDS] [TARGET…]     default: 60, all
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
[ $# -eq 0 ] || shift
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
    for source in src/*/*_fuzz.cpp; do targets+=("$(basename "$source" .cpp)"); done
fi

# What each target must take at most: a photo may have 15 MB, but small ones find more.
length_max() {
    case $1 in
    image_fuzz) echo 65536 ;;
    http_fuzz | xlsx_fuzz) echo 16384 ;;
    totp_fuzz) echo 64 ;;
    *) echo 4096 ;;
    esac
}

mkdir -p build/fuzz-broken
broken=()
for target in "${targets[@]}"; do
    program=build/fuzz/$target
    [ -x "$program" ] || { echo "$program is not built: ./do build fuzz" >&2; exit 1; }
    mkdir -p "build/corpus/$target" "tests/corpus/$target"
    printf '%-12s ' "$target"
    if "$program" "build/corpus/$target" "tests/corpus/$target" \
        -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -max_len="$(length_max "$target")" -artifact_prefix="build/fuzz-broken/$target-" \
        > "build/corpus/$target.log" 2>&1; then
        awk '/number_of_executed_units/ { runs = $2 } /new_units_added/ { found = $2 }
             END { printf "%d inputs, %d kept\n", runs, found }' "build/corpus/$target.log"
    else
        echo "BROKEN (build/corpus/$target.log)"
        tail -n 30 "build/corpus/$target.log" >&2
        broken+=("$target")
    fi
done
[ ${#broken[@]} -eq 0 ] || { echo "broken: ${broken[*]}" >&2; exit 1; }
