"""`python -m tests.fetch_browser`: a Chromium from npm for machines without one, for CI and the browser tests.

`@sparticuz/chromium` carries a whole headless browser in its package, so the registry is all the network it takes.
"""

import os
import shutil
import sys

from govuk import build
from tests.chromium import FETCHED, runs

FOLDER = FETCHED.parent.parent
PACKAGE = "@sparticuz/chromium@153.0.0"
UNPACK = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();"
# The package unpacks itself into the temporary folder, and its libraries only where it believes to be at Amazon's.
UNPACKING = {"TMPDIR": str(FETCHED.parent), "AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}


def main() -> int:
    """Fetch it, put it in place and try it; 1 when that cannot be done."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FETCHED.parent.mkdir(parents=True)
    (FOLDER / "package.json").write_text('{"private": true, "type": "module"}\n')
    (FOLDER / "unpack.js").write_text(UNPACK)
    try:
        install = ("install", "--prefix", str(FOLDER), "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE)
        build._run_node(build._npm(), *install)
        os.environ.update(UNPACKING)
        build._run_node(FOLDER / "unpack.js")
    except (OSError, build.BuildError) as error:
        print(f"No browser could be fetched: {error}", file=sys.stderr)
        return 1
    if not runs(str(FETCHED)):
        shutil.rmtree(FOLDER)
        print("A browser was fetched, but this machine lacks libraries that it needs.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
