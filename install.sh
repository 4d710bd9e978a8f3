#!/bin/sh
# Brings .venv in line with uv.lock. Needs Python 3.11 or newer and nothing else: uv comes from PyPI when it is absent,
# into var/ (many machines refuse pip outside a virtual environment).
set -eu
cd "$(dirname "$0")"

python=""
for candidate in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14 python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$("$candidate" -c 'import sys; print(sys.executable)')
        break
    fi
done
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed, and none was found." >&2
    exit 1
fi

uv=uv
if ! uv --version >/dev/null 2>&1; then
    uv=var/tools/bin/uv
    if ! "$uv" --version >/dev/null 2>&1; then
        echo "Fetching uv into var/tools."
        rm -rf var/tools
        mkdir -p var
        # Some distributions ship Python without venv, some without pip; either will do.
        { "$python" -m venv var/tools && var/tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'; } >var/install.log 2>&1 ||
            { rm -rf var/tools && "$python" -m pip install --quiet --disable-pip-version-check --target var/tools 'uv>=0.9'; } >>var/install.log 2>&1 ||
            {
                echo "uv could not be fetched (see var/install.log): Python needs its venv or pip module, and the network." >&2
                exit 1
            }
    fi
fi

# The Python that runs this is the one to use; uv must not fetch another.
sync() { UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv "$uv" sync --locked --quiet --python "$python"; }

mkdir -p var
# Where a network opens TLS with a certificate of its own, only the system's store knows that certificate.
sync 2>var/sync.log || UV_SYSTEM_CERTS=true UV_NATIVE_TLS=true sync
