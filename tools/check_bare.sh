#!/bin/bash
# Proves the promise of the README in a root where nothing was installed:
#   tools/check_bare.sh bookworm|trixie [--backports] [--fresh] [make targets; default: demo test]
# Each target runs twice in a clone of the last commit. Needs root and debootstrap. ROOTS= says where the
# roots are kept; a kept one shows the quick second time, --fresh starts again from the bare one. TESTS= names
# the tests to run, in place of all.
set -euo pipefail
cd "$(dirname "$0")/.."

suite=${1:?bookworm or trixie}; shift
name=$suite; qgis_suite=; fresh=
while [ "${1:-}" != "${1#--}" ]; do
    case $1 in
        --backports) qgis_suite=$suite-backports; name=$qgis_suite ;;
        --fresh) fresh=yes ;;
        *) echo "check_bare: unknown option $1" >&2; exit 2 ;;
    esac
    shift
done
targets=("$@"); [ $# -gt 0 ] || targets=(demo test)

ROOTS=$(mkdir -p "${ROOTS:=build/roots}" && cd "$ROOTS" && pwd)
MIRROR=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)}
bare=$ROOTS/$suite.tar
root=$ROOTS/$name
say() { printf '\ncheck_bare: %s\n' "$*"; }

make_bare() {
    mkdir -p "$ROOTS/cache"
    rm -rf "$root.new"
    debootstrap --variant=minbase --include=ca-certificates,git,make --cache-dir="$ROOTS/cache" \
        "$suite" "$root.new" "$MIRROR"
    tar --one-file-system -C "$root.new" -cf "$bare.new" .
    mv "$bare.new" "$bare"
    rm -rf "$root.new"
}

unpack() {
    rm -rf --one-file-system "$root"
    mkdir -p "$root"
    tar -C "$root" -xf "$bare"
}

reach_the_network() { # the way this machine reaches its archives is the root's way too
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
    apt-config dump | grep -E '^Acquire::(Check|https?|ForceIPv|Retries)' >"$root/etc/apt/apt.conf.d/00host" || true
}

clone() { # shared test data is taken along where there is some
    mkdir -p "$root/src/shared"
    if [ -d "$root/src/house/.git" ]; then
        git -C "$root/src/house" fetch -q "$PWD/.git" HEAD && git -C "$root/src/house" reset -q --hard FETCH_HEAD
    else
        git clone -q --no-hardlinks . "$root/src/house"
    fi
    [ ! -d ../shared ] || cp -a ../shared/. "$root/src/shared/"
}

ENTER='mount -t proc proc "$0/proc" && mount --rbind --make-rslave /dev "$0/dev" && exec chroot "$0" "$@"'
inside() { # only what a fresh login has, and what pip needs to find its index (a folder of ours is not there)
    local pip=(); mapfile -t pip < <(env | grep '^PIP_' | grep -v '^PIP_FIND_LINKS=' || true)
    # in namespaces of its own: mounts and forgotten processes end with it
    unshare --mount --pid --fork --kill-child bash -c "$ENTER" "$root" \
        env -i HOME=/root TERM=dumb PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        "${pip[@]}" ${qgis_suite:+QGIS_SUITE="$qgis_suite"} ${TESTS:+TESTS="$TESTS"} "$@"
}

timed() { # $1 = which time, $2 = target
    local start=$SECONDS rc=0
    say "$name: make $2, $1 time"
    inside make -C /src/house "$2" || rc=$?
    results+=("$(printf '%-18s make %-10s %-7s %5d s  exit %d' "$name" "$2" "$1" $((SECONDS - start)) "$rc")")
    [ "$rc" = 0 ] || failed=yes
}

[ "$(id -u)" = 0 ] || { echo "check_bare: debootstrap and chroot need root" >&2; exit 1; }
[ -e "$bare" ] || make_bare
[ -z "$fresh" ] && [ -d "$root/etc" ] || unpack
reach_the_network
clone
results=(); failed=
for target in "${targets[@]}"; do timed first "$target"; done
for target in "${targets[@]}"; do timed second "$target"; done
say "results at $(git rev-parse --short HEAD)"
printf '%s\n' "${results[@]}"
[ -z "$failed" ]
