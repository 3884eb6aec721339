#!/bin/bash
# Makes a fresh Debian 12 or 13 able to run Bürger-GIS: QGIS, nginx and Xvfb by apt, the rest in .venv.
# Needs root or sudo for the first part only. Running it again costs a second.
set -euo pipefail
cd "$(dirname "$0")/.."

QGIS=(qgis qgis-server python3-qgis)
PACKAGES=(
    at-spi2-core ca-certificates dbus-daemon fonts-dejavu-core gdal-bin gir1.2-atspi-2.0 libgl1-mesa-dri nginx-light
    openssl postgresql postgresql-postgis procps python3-gdal python3-gi python3-lxml python3-numpy python3-venv xauth
    xvfb
)
MINIMUM=3.40
WANTED=${QGIS_SUITE:-} # e.g. trixie-backports: take QGIS from there even where an older one would do
PYTHON=/usr/bin/python3

say() { printf 'setup: %s\n' "$*"; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
        -o Acquire::Retries=5 -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@"
}
installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
all_installed() { local p; for p in "$@"; do installed "$p" || return 1; done; }
new_enough() { [ -n "$1" ] && dpkg --compare-versions "$1" ge "$MINIMUM"; }
qgis_version() { dpkg-query -W -f '${Version}' qgis 2>/dev/null || true; }
candidate() { apt-cache policy qgis | sed -n 's/^ *Candidate: \(.*\)/\1/p'; }
suite_known() { apt-cache policy | grep -q "n=$1,"; }

system_ready() {
    all_installed "${QGIS[@]}" "${PACKAGES[@]}" && new_enough "$(qgis_version)" && from_wanted
}
from_wanted() { [ -z "$WANTED" ] || [[ $(qgis_version) == *~bpo* ]]; }

mirror() { # the archive this machine already uses for its release
    apt-get indextargets --format '$(REPO_URI)' "Codename: $1" 'Created-By: Packages' | head -n 1
}

add_source() { # $1 = suite
    local release=${1%-backports} uri
    uri=$(mirror "$release")
    [ -n "$uri" ] || { say "apt knows no archive for $release; add $1 to its sources yourself"; exit 1; }
    say "adding $1 to apt's sources"
    printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' \
        "$uri" "$1" /usr/share/keyrings/debian-archive-keyring.gpg |
        as_root tee "/etc/apt/sources.list.d/buergergis-$1.sources" >/dev/null
    apt update
}

choose_suite() { # prints the suite QGIS must come from; nothing where the release's own will do
    if [ -n "$WANTED" ]; then echo "$WANTED"; return; fi
    new_enough "$(candidate)" && return
    (. /etc/os-release && echo "$VERSION_CODENAME-backports")
}

prefer() { # only what is built from QGIS's source comes from the suite, everything else from the release
    [ -n "$1" ] || { echo /etc/apt/preferences; return; }
    printf 'Package: src:qgis\nPin: release n=%s\nPin-Priority: 990\n' "$1" >build/apt-preferences
    echo "$PWD/build/apt-preferences"
}

hold_services() { # a package's own services stay off while it is installed: we run our own nginx
    [ -e /usr/sbin/policy-rc.d ] && return
    printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
    as_root chmod 755 /usr/sbin/policy-rc.d
    trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
}

no_cluster() { # the tests start PostgreSQL themselves; the package makes no database of its own
    installed postgresql-common && return
    as_root mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' |
        as_root tee /etc/postgresql-common/createcluster.d/buergergis.conf >/dev/null
}

install_system() {
    local suite had_nginx=yes
    installed nginx || had_nginx=no
    hold_services
    no_cluster
    apt update
    suite=$(choose_suite)
    if [ -n "$suite" ]; then
        suite_known "$suite" || add_source "$suite"
    fi
    say "installing QGIS${suite:+ from $suite} and what it needs"
    apt -o "Dir::Etc::Preferences=$(prefer "$suite")" install --no-install-recommends "${QGIS[@]}" "${PACKAGES[@]}"
    new_enough "$(qgis_version)" || { say "QGIS $MINIMUM or newer is needed, apt offers $(qgis_version)"; exit 1; }
    if [ "$had_nginx" = no ]; then as_root update-rc.d nginx disable >/dev/null 2>&1 || true; fi
}

venv_key() { # what .venv was made from; a moved checkout or a new Python makes a new one
    { pwd; "$PYTHON" -VV; numpy_pin; cat requirements.txt; } | sha256sum | cut -d ' ' -f 1
}
numpy_pin() { "$PYTHON" -c 'import numpy; print("numpy==" + numpy.__version__)'; }

make_venv() {
    say "making .venv from $("$PYTHON" -V)"
    "$PYTHON" -m venv --system-site-packages --clear .venv
    mkdir -p .venv/share
    ln -s /usr/share/proj .venv/share/proj # pyproj looks beside its interpreter
    numpy_pin >build/constraints.txt
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --retries 5 \
        --only-binary :all: --constraint build/constraints.txt --requirement requirements.txt
    .venv/bin/python tools/check_setup.py
    venv_key >.venv/made-from
}

mkdir -p build
exec 9>build/setup.lock
flock 9 # two makes at once: the second waits and finds everything there
if system_ready; then say "QGIS $(qgis_version) is there"; else install_system; fi
if [ "$(cat .venv/made-from 2>/dev/null)" = "$(venv_key)" ]; then say ".venv is there"; else make_venv; fi
mkdir -p build/plugins build/runtime
chmod 700 build/runtime # Qt wants a place of its own where no session gives it one
ln -sfn ../.. build/plugins/buergergis # QGIS finds the plugin under its name, whatever the clone is called
