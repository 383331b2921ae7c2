#!/usr/bin/env bash
# A throw-away PostgreSQL for tests and benches, on a socket in a folder of its own.
#   postgres.sh start DIR   prints a connection string     postgres.sh stop DIR   removes it
# fsync stays on only with KARYA_PG_FSYNC=on (benches).
set -eu
action=$1 dir=$2
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
case $action in
start)
  mkdir -p "$dir"
  [ "$(id -u)" != 0 ] || chown postgres "$dir"
  chmod 700 "$dir"
  as_postgres "$bin/initdb" -D "$dir/data" -U karya --auth=trust --no-sync \
    --locale=C.UTF-8 --encoding=UTF8 >&2
  fsync=${KARYA_PG_FSYNC:-off}
  settings="-c listen_addresses='' -c unix_socket_directories='$dir'"
  settings+=" -c unix_socket_permissions=0777 -c fsync=$fsync -c max_connections=200"
  as_postgres "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" -o "$settings" start >/dev/null
  chmod 755 "$dir"
  echo "host=$dir user=karya dbname=postgres"
  ;;
stop)
  if [ -d "$dir/data" ]; then
    as_postgres "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true
  fi
  rm -rf "$dir"
  ;;
esac
