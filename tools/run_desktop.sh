#!/bin/sh
# QGIS Desktop with the plugin, on the demo municipality, in a profile that is not the user's own.
set -eu
cd "$(dirname "$0")/.."
port=${1:-8080}
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "run: QGIS Desktop needs a screen, and there is none here" >&2
    exit 1
fi
QT_QPA_PLATFORM=offscreen .venv/bin/python -m demo.service start --port "$port" --queue "${QUEUE:-3000}"
project=$(QT_QPA_PLATFORM=offscreen .venv/bin/python -m demo.run "$port")
[ "${LC_ALL:-}" != C.UTF-8 ] || unset LC_ALL # the Makefile's, where QGIS should speak the language of the desktop
PYTHONPATH=$(.venv/bin/python -c "import sysconfig; print(sysconfig.get_path('purelib'))")
export PYTHONPATH # Shapely 2, which QGIS brings along elsewhere
exec qgis --profiles-path build/profile --profile default --nologo "$project"
