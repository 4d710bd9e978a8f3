"""`python -m familyhubs.ask_health`: the container's own check that its web process can serve pages."""

import http
import http.client
import os
import sys

PATIENCE_SECONDS = 4


def main() -> int:
    """0 when /health/ready/ says so, else 1."""
    server = http.client.HTTPConnection(
        "127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=PATIENCE_SECONDS
    )
    try:
        server.request("GET", "/health/ready/")
        return 0 if server.getresponse().status == http.HTTPStatus.OK else 1
    except OSError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
