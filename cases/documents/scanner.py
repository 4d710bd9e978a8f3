"""Asks the council's ClamAV about a file before it is kept: clamd's INSTREAM, as its manual describes it.

The file goes in pieces, each led by its length in four bytes; a piece of no length ends it. The answer is one line:
"stream: OK", "stream: <name> FOUND" or a fault. Anything but OK is no permission to keep the file.
"""

from __future__ import annotations

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

PIECE = 64 * 1024
SECONDS = 20
CLAMD = 3310
LONGEST_ANSWER = 4096


class VirusFoundError(Exception):
    """The scanner says that this file does harm."""


class ScannerUnreachableError(Exception):
    """The scanner is set up and gave no answer that can be trusted."""


def scan(content: bytes) -> None:
    """Return when the file is clean, or when the council has set up no scanner.

    Raises ``VirusFoundError`` or ``ScannerUnreachableError``; the file must not be kept then.
    """
    if not settings.CLAMD_ADDRESS:
        return
    try:
        answer = _ask(content)
    except OSError as error:
        raise ScannerUnreachableError("The scanner does not answer") from error
    if answer.endswith(" FOUND"):
        raise VirusFoundError
    if answer != "stream: OK":
        raise ScannerUnreachableError("The scanner gave an answer that is not understood")


def _ask(content: bytes) -> str:
    parts = urlsplit(settings.CLAMD_ADDRESS)
    where = (str(parts.hostname), parts.port or CLAMD)
    with socket.create_connection(where, timeout=SECONDS) as connection:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            connection.sendall(struct.pack("!I", len(piece)) + piece)
        connection.sendall(struct.pack("!I", 0))
        answer = b""
        while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
            received = connection.recv(LONGEST_ANSWER)
            if not received:
                break
            answer += received
    return answer.partition(b"\0")[0].decode(errors="replace").strip()
