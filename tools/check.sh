#!/usr/bin/env bash
# Format, house rules and types, in seconds. Prints breaches only; exit 1 if there is any.
#   tools/check.sh          looks
#   tools/check.sh --fix    formats the C++ sources in place first
set -uo pipefail
cd "$(dirname "$0")/.."
clang_format=${CLANG_FORMAT:-clang-format-19}
status=0

mapfile -t sources < <(find src tests -name '*.h' -o -name '*.cpp' | sort)
if command -v "$clang_format" > /dev/null; then
    [[ ${1:-} == --fix ]] && "$clang_format" -i "${sources[@]}"
    # One line a file is enough: `--fix` is the answer to all of them.
    unformatted=$("$clang_format" --dry-run --Werror "${sources[@]}" 2>&1 |
        sed -n 's/^\([^ :]*\):[0-9]*:[0-9]*: error.*/\1/p' | sort -u)
    for source in $unformatted; do
        echo "$source:1: not as clang-format writes it (tools/check.sh --fix)"
        status=1
    done
else
    echo "tools/check.sh: $clang_format is missing; ./do setup installs it"
    status=1
fi

python3 tools/tidy.py || status=1
tested=$(python3 tools/tidy_test.py 2>&1) || { echo "$tested"; status=1; }

if [[ -x ui/node_modules/.bin/tsc ]]; then
    (cd ui && node_modules/.bin/tsc --noEmit --pretty false) || status=1
fi
exit $status
