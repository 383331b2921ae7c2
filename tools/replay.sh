#!/usr/bin/env bash
# ./do replay DIR: every sale line of DIR/online-retail-*.csv.xz into a fresh folder, compared with
# DIR/golden.json, then verified.
set -euo pipefail
cd "$(dirname "$0")/.."
from=${1:?./do replay DIR}
folder=$(mktemp -d "${TMPDIR:-/tmp}/karya-replay-XXXXXX")
trap 'rm -rf "$folder"' EXIT
build/release/karya replay "$from" --data "$folder/data"
