#!/bin/bash
# The zip that QGIS's plugin manager installs:
#   tools/package.sh [--worktree] [OUTPUT; default build/buergergis.zip]
# of the last commit; with --worktree of what lies here now, as tests want it. .gitattributes says what is left out.
set -euo pipefail
cd "$(dirname "$0")/.."

tree=HEAD
if [ "${1:-}" = --worktree ]; then
    shift
    index=$(mktemp -u build/index.XXXXXX)
    trap 'rm -f "$index"' EXIT
    export GIT_INDEX_FILE=$index # not the one of whoever is about to commit
    git read-tree HEAD
    git add --all
    tree=$(git write-tree)
fi
output=${1:-build/buergergis.zip}

words=$(mktemp -d build/words.XXXXXX)
trap 'rm -rf "$words" "${index:-}"' EXIT
git archive "$tree" i18n | tar -x -C "$words"
.venv/bin/python -m tools.i18n compile "$words/i18n"
added=()
for file in "$words"/i18n/*.qm; do added+=(--add-file="$file"); done
git archive --prefix=buergergis/i18n/ "${added[@]}" --prefix=buergergis/ --output="$output" --format=zip "$tree"
echo "$output"
