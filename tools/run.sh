#!/usr/bin/env bash
# ./do run [--lan]: the demonstration in ./demo-data, served on this machine; with --lan also to the
# local network, over TLS with a certificate of its own, so that phones may use cookies and camera.
set -euo pipefail
cd "$(dirname "$0")/.."
karya=$PWD/build/release/karya
folder=$PWD/demo-data
lan=no
for word in "$@"; do
  case $word in
  --lan) lan=yes ;;
  *) echo "usage: ./do run [--lan]" >&2; exit 2 ;;
  esac
done
umask 077
english() { case ${LANG:-} in en*) true ;; *) false ;; esac; }
say() { if english; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi; }

free_port() { # the first port from $1 on that nobody listens on
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  echo "$port"
}

# A certificate for this address, signed by an authority of its own that may speak for this address
# only: a browser gives a page its service worker (the till without a network) when it trusts the
# authority; to have clicked a warning away is not enough.
certify() { # certify FOLDER ADDRESS
  local only="permitted;IP:$2/255.255.255.255,permitted;IP:127.0.0.1/255.255.255.255"
  local made=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)
  openssl req -x509 "${made[@]}" -days 90 -subj "/CN=Karya $2" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign" \
    -addext "nameConstraints=critical,$only,permitted;DNS:localhost" \
    -keyout "$1/authority.pem" -out "$1/karya.crt" 2>/dev/null
  openssl req "${made[@]}" -subj "/" -keyout "$1/key.pem" -out "$1/request.pem" 2>/dev/null
  openssl x509 -req -in "$1/request.pem" -CA "$1/karya.crt" -CAkey "$1/authority.pem" -days 90 \
    -extfile <(echo "subjectAltName=critical,IP:$2,IP:127.0.0.1,DNS:localhost
extendedKeyUsage=serverAuth") -out "$1/server.pem" 2>/dev/null
  cat "$1/server.pem" "$1/karya.crt" >"$1/certificate.pem"
  rm "$1/authority.pem" "$1/request.pem" "$1/server.pem" # nobody signs with it again
  echo "$2" >"$1/address"
}

children=()
stop_children() {
  trap - EXIT INT TERM
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  wait 2>/dev/null || true
}
trap stop_children EXIT
trap 'exit 0' INT TERM

"$karya" demo --data "$folder"
port=$(free_port 8080)
serve=("$karya" serve --data "$folder" --listen "127.0.0.1:$port" --quiet)

if [ $lan = yes ]; then
  if ! command -v nginx >/dev/null; then
    say "Pasang nginx dahulu: ./do setup" "Install nginx first: ./do setup" >&2
    exit 1
  fi
  address=$(ip -4 route get 192.0.2.1 2>/dev/null | sed -n 's/.* src \([0-9.]*\).*/\1/p')
  address=${address:-$(hostname -I | cut -d' ' -f1)}
  secure=$(free_port 8443)
  front=$folder/lan
  mkdir -p "$front"
  [ "$(cat "$front/address" 2>/dev/null)" = "$address" ] || certify "$front" "$address"
  plain=$(free_port 8081)
  cat >"$front/nginx.conf" <<CONF
worker_processes 1;
daemon off;
pid $front/nginx.pid;
error_log $front/error.log;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path $front/body;
  proxy_temp_path $front/proxy;
  fastcgi_temp_path $front/unused;
  uwsgi_temp_path $front/unused;
  scgi_temp_path $front/unused;
  client_max_body_size 16m;
  server {
    listen 0.0.0.0:$plain;
    location = /karya.crt {
      default_type application/x-x509-ca-cert;
      return 200 "$(cat "$front/karya.crt")";
    }
    location / { return 302 https://$address:$secure\$request_uri; }
  }
  server {
    listen 0.0.0.0:$secure ssl;
    ssl_certificate $front/certificate.pem;
    ssl_certificate_key $front/key.pem;
    location / {
      proxy_pass http://127.0.0.1:$port;
      proxy_http_version 1.1;
      proxy_set_header Host \$http_host;
      proxy_set_header Connection "";
      proxy_set_header X-Forwarded-For \$remote_addr;
      proxy_set_header X-Forwarded-Proto https;
      proxy_buffering off;
      proxy_read_timeout 1h;
    }
  }
}
CONF
  serve+=(--origin "https://$address:$secure" --trusted-proxy 127.0.0.1 --per-address 1000)
  nginx -e "$front/error.log" -c "$front/nginx.conf" &
  children+=($!)
fi

"${serve[@]}" &
server=$!
children+=("$server")
for _ in $(seq 100); do
  (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
  kill -0 "$server" 2>/dev/null || exit 1
  sleep 0.1
done
# About one sale every two seconds, so that the board lives.
"$karya" demo --data "$folder" --play 20 >/dev/null 2>&1 &
children+=($!)

say "Karya berjalan. Hentikan dengan Ctrl+C." "Karya is running. Stop it with Ctrl+C."
if [ $lan = yes ]; then
  say "  Buka https://$address:$secure dari komputer atau ponsel di jaringan ini." \
    "  Open https://$address:$secure/en/ on any computer or phone in this network."
  say "  Sertifikatnya buatan sendiri: setujui peringatan peramban satu kali." \
    "  Its certificate is home-made: accept the browser's warning once."
  say "  Agar kasir jalan tanpa jaringan, pasang dahulu sertifikat CA ini di ponsel:" \
    "  For the till without a network, first install this CA certificate on the phone:"
  say "  http://$address:$plain/karya.crt" "  http://$address:$plain/karya.crt"
else
  say "  Etalase   http://127.0.0.1:$port/" "  Shop      http://127.0.0.1:$port/en/"
  say "  Papan     http://127.0.0.1:$port/papan" "  Board     http://127.0.0.1:$port/en/papan"
  say "  Masuk     http://127.0.0.1:$port/masuk" "  Sign in   http://127.0.0.1:$port/en/masuk"
  say "  Kasir     http://127.0.0.1:$port/kasir" "  Counter   http://127.0.0.1:$port/en/kasir"
fi
wait "$server"
