"""`python -m tests.fetch_browser`: a Chromium from npm for machines without one, for CI and the browser tests.

`@sparticuz/chromium` carries a whole headless browser in its package, so the registry is all the network it takes.
"""

import sys
from pathlib import Path

from govuk import build

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "tools" / "browser"
BROWSER = ROOT / "var" / "tools" / "chromium"
PACKAGE = "@sparticuz/chromium@153.0.0"
# The package unpacks itself into the temporary folder; from there it is moved to where the tests look for it.
UNPACK = """
import chromium from '@sparticuz/chromium';
import { chmodSync, copyFileSync } from 'node:fs';
copyFileSync(await chromium.executablePath(), process.argv[2]);
chmodSync(process.argv[2], 0o755);
"""


def main() -> int:
    """Fetch it and put it in place; 1 when that cannot be done."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "package.json").write_text('{"private": true, "type": "module"}\n')
    (FOLDER / "unpack.js").write_text(UNPACK)
    try:
        install = ("install", "--prefix", str(FOLDER), "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE)
        build._run_node(build._npm(), *install)
        build._run_node(FOLDER / "unpack.js", str(BROWSER))
    except (OSError, build.BuildError) as error:
        print(f"No browser could be fetched: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
