#!/usr/bin/env bash
# Makes the virtual environment: setup.sh VENV LOCK, from the repository root.
# PYTHON chooses the interpreter; otherwise the newest python3.14 ... python3.11, then python3, is taken.
# Every package comes from the lock with its hash checked; Detente itself is installed in place, with the
# build backend that the lock holds.
set -euo pipefail
venv=$1
lock=$2

new_enough() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3 python}; do
        if new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    {
        echo "setup: no Python 3.11 or newer with venv was found (looked for: ${PYTHON:-python3.14 ... python3.11, python3, python})."
        echo "Try: install one (on Debian: apt-get install python3 python3-venv), or name one: make setup PYTHON=/path/to/python3"
    } >&2
    return 1
}

if [ -x "$venv/bin/python" ] && ! new_enough "$venv/bin/python"; then
    rm -rf "$venv"   # left by an older Python, or broken
fi
if [ ! -x "$venv/bin/python" ]; then
    python=$(find_python)
    echo "setup: making $venv with $("$python" --version) ($python)"
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi

pip=("$venv/bin/python" -m pip --disable-pip-version-check --quiet --quiet)
echo "setup: installing the locked packages (the first time, this takes a minute or more)"
"${pip[@]}" install --require-hashes --only-binary :all: -r "$lock"
echo "setup: installing Detente in place"
"${pip[@]}" install --no-deps --no-build-isolation --no-index --editable .
