#!/usr/bin/env bash
# A throw-away PostgreSQL for tests and benches, on a socket in a folder of its own.
#   postgres.sh run COMMAND…   runs it beside a server of its own, named by KARYA_TEST_POSTGRES
#   postgres.sh start DIR      prints a connection string
#   postgres.sh stop DIR       removes it
# fsync stays on only with KARYA_PG_FSYNC=on (benches).
set -eu
action=$1; shift
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

start() { # DIR
  mkdir -p "$1"
  [ "$(id -u)" != 0 ] || chown postgres "$1"
  chmod 700 "$1"
  as_postgres "$bin/initdb" -D "$1/data" -U karya --auth=trust --no-sync \
    --locale=C.UTF-8 --encoding=UTF8 >&2
  fsync=${KARYA_PG_FSYNC:-off}
  settings="-c listen_addresses='' -c unix_socket_directories='$1'"
  settings+=" -c unix_socket_permissions=0777 -c fsync=$fsync -c max_connections=200"
  as_postgres "$bin/pg_ctl" -D "$1/data" -w -l "$1/log" -o "$settings" start >/dev/null
  chmod 755 "$1"
  echo "host=$1 user=karya dbname=postgres"
}

stop() { # DIR
  if [ -d "$1/data" ]; then
    as_postgres "$bin/pg_ctl" -D "$1/data" -m immediate stop >/dev/null 2>&1 || true
  fi
  rm -rf "$1"
}

case $action in
start) start "$1" ;;
stop) stop "$1" ;;
run)
  dir=$(mktemp -d "${TMPDIR:-/tmp}/karya-pg-XXXXXX")
  trap 'stop "$dir"' EXIT
  KARYA_TEST_POSTGRES=$(start "$dir" 2>/dev/null); export KARYA_TEST_POSTGRES
  "$@"
  ;;
esac
