#!/bin/bash
# Collects what tr() and translate() show into i18n/*.ts, keeping the translations, and compiles them to .qm.
set -euo pipefail
cd "$(dirname "$0")/.."
shopt -s nullglob
sources=(i18n/*.ts)
if [ ${#sources[@]} = 0 ]; then echo "i18n: there is nothing to translate into yet (i18n/*.ts)"; exit 1; fi
for tool in pylupdate5 lrelease; do
    command -v $tool >/dev/null || { echo "i18n: $tool is missing (apt install pyqt5-dev-tools qttools5-dev-tools)"; exit 1; }
done
mapfile -t code < <(git ls-files 'plugin/*.py')
for ts in "${sources[@]}"; do pylupdate5 -noobsolete "${code[@]}" -ts "$ts"; done
lrelease "${sources[@]}"
