#!/bin/sh
# Makes the virtual environment named in $1 with the first Python >= 3.12 that really starts.
set -eu
venv=$1

is_good() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }

candidates() {
  [ -z "${PYTHON:-}" ] || echo "$PYTHON"
  printf '%s\n' python3 python3.14 python3.13 python3.12
  for root in "${PYENV_ROOT:-}" "$HOME/.pyenv"; do
    [ -d "$root/versions" ] || continue
    for version in 3.13 3.14 3.12; do
      ls -d "$root/versions/$version".*/bin/python 2>/dev/null || true
    done
  done
}

for python in $(candidates); do
  if is_good "$python"; then
    "$python" -m venv "$venv"
    exit 0
  fi
done
if command -v uv >/dev/null 2>&1 && uv venv --quiet --seed --python '>=3.12' "$venv"; then
  exit 0
fi
echo "No Python 3.12 or newer (with venv) was found. Install one, or name it: make run PYTHON=/path/to/python3.12" >&2
exit 1
