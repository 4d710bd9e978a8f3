"""`python -m familyhubs.ask_health`: a container's own check of the process in it, web or beat."""

import http
import http.client
import os
import sys
import time
from pathlib import Path

PATIENCE_SECONDS = 4
# Beat writes its schedule down every three minutes; three in a row missed means that it hangs.
BEAT_SILENCE_SECONDS = 600


def main(argv: list[str]) -> int:
    """0 when the process can work, else 1: `beat FOLDER` looks at beat's files there, nothing asks the web process."""
    well = beat_is_well(Path(argv[1])) if argv[:1] == ["beat"] else web_is_well()
    return 0 if well else 1


def web_is_well() -> bool:
    """Whether /health/ready/ on this machine says that pages can be served."""
    server = http.client.HTTPConnection(
        "127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=PATIENCE_SECONDS
    )
    try:
        server.request("GET", "/health/ready/")
        return server.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False


def beat_is_well(folder: Path) -> bool:
    """Whether beat wrote in its folder lately; it answers no questions."""
    written = [path.stat().st_mtime for path in folder.iterdir()] if folder.is_dir() else []
    return bool(written) and time.time() - max(written) < BEAT_SILENCE_SECONDS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
