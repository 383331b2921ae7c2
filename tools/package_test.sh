#!/usr/bin/env bash
# Packs a release build, installs the package into an empty root and serves from there with the very
# line of its unit. The package stays in build/package.
#   tools/package_test.sh [BUILD_DIR]   default: build/release; ends with 77 when it is not built
set -euo pipefail
cd "$(dirname "$0")/.."
build=${1:-build/release}
[ -x "$build/karya" ] || { echo "$build has no karya: nothing to pack"; exit 77; }
work=$(mktemp -d)
server=
clean() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -z "$server" ] || wait "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap clean EXIT
fail() { echo "package_test: $*" >&2; exit 1; }

systemd-analyze security --offline=true --threshold=20 deploy/karya.service \
    > "$work/security" 2>&1 ||
    fail "the unit is exposed: $(tail -n 1 "$work/security")"
grep -q 'ignoring' "$work/security" && fail "$(grep 'ignoring' "$work/security")"

mkdir -p build/package
rm -f build/package/*.deb
cpack --config "$build/CPackConfig.cmake" -G DEB -B "$work/pack" > "$work/cpack.log" 2>&1 ||
    { cat "$work/cpack.log" >&2; fail "cpack failed"; }
cp "$work"/pack/*.deb build/package/
package=$(echo build/package/*.deb)

# What the program links is what the package asks for, each library with its least version.
depends=$(dpkg-deb --field "$package" Depends)
for library in libc6 libsqlite3-0 libpq5 libsodium23 libctemplate3 libwebp7; do
    [[ $depends == *"$library"* ]] || fail "Depends lacks $library: $depends"
done
dpkg-deb --contents "$package" | awk '{ print $1, $2 }' | sort -u > "$work/owners"
[ "$(grep -vc ' root/root$' "$work/owners")" = 0 ] || fail "files that are not root's"

root=$work/root
mkdir -p "$root/etc" "$root/var/lib/dpkg/updates" "$root/var/lib/dpkg/info"
touch "$root/var/lib/dpkg/status" "$root/var/lib/dpkg/available"
sudo=(); [ "$(id -u)" = 0 ] || sudo=(fakeroot)
# The libraries are those of this machine, so they are missing in the empty root.
installing=(dpkg --root="$root" --force-depends --force-script-chrootless --force-not-root)
"${sudo[@]}" "${installing[@]}" --install "$package" > "$work/dpkg.log" 2>&1 ||
    { cat "$work/dpkg.log" >&2; fail "dpkg --install failed"; }
grep -q '^karya:' "$root/etc/passwd" || fail "the account of the service was not made"
papers=$root/usr/share/doc/karya
for paper in copyright licences.txt docs/operating/install.md \
    $(grep -o '](\([A-Za-z/.-]*\))' README.md | tr -d ']()'); do
    [ -e "$papers/$paper" ] || fail "the package lacks $paper"
done

port=$(python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])')
line=$(sed -n 's/^ExecStart=//p' "$root/usr/lib/systemd/system/karya.service")
[[ $line == /usr/bin/karya\ serve* ]] || fail "ExecStart is odd: $line"
line=${line//\/usr\/bin\/karya/$root\/usr\/bin\/karya}
line=${line//\/var\/lib\/karya/$root\/var\/lib\/karya}
line=${line//127.0.0.1:8080/127.0.0.1:$port}
line=${line//127.0.0.1:9080/127.0.0.1:0}
line=${line//\$KARYA_OPTIONS/}
mkdir -p "$root/var/lib/karya"
env -u KARYA_DATABASE $line 2> "$work/serve.log" &
server=$!
for _ in $(seq 100); do
    curl -fs "http://127.0.0.1:$port/healthz" > /dev/null 2>&1 && break
    kill -0 "$server" 2>/dev/null || { cat "$work/serve.log" >&2; fail "the service ended"; }
    sleep 0.1
done
curl -fs "http://127.0.0.1:$port/healthz" > /dev/null || fail "no answer from the service"
curl -fs "http://127.0.0.1:$port/papan" > "$work/board.html" || fail "no board"
grep -q '<html' "$work/board.html" || fail "the board is no page"
kill "$server"
wait "$server" || fail "the service did not stop cleanly"
server=

"${sudo[@]}" "${installing[@]}" --purge karya > "$work/dpkg.log" 2>&1 ||
    { cat "$work/dpkg.log" >&2; fail "dpkg --purge failed"; }
[ ! -e "$root/usr/bin/karya" ] || fail "the program stayed after purging"
[ -s "$root/var/lib/karya/karya.db" ] || fail "purging took the books"
echo "$package: packed, installed, served, removed"
