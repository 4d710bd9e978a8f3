"""A folder of one's own for each test, and a scanner that can be told what to say."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.factories.documents import EICAR

VIRUS = EICAR[-68:]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Where the files of this test are."""
    settings.DOCUMENT_FOLDER = str(tmp_path / "documents")
    return tmp_path / "documents"


def files_in(folder: Path) -> list[Path]:
    """Every file on the disk, half-written ones too."""
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


class Clamd:
    """Stands in for clamd: keeps to INSTREAM as the manual of ClamAV publishes it, and finds one well-known mark.

    ``limit`` is its StreamMaxLength; ``says`` is answered instead, whatever came.
    """

    def __init__(self, *, limit: int = 25_000_000, says: bytes | None = None) -> None:
        self.limit, self.says, self.scanned = limit, says, [0]
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as sent:
                connection.sendall(self._answer(sent) + b"\0")

    def _answer(self, sent: Any) -> bytes:
        if sent.read(10) != b"zINSTREAM\0":
            return b"UNKNOWN COMMAND"
        content = b""
        while length := struct.unpack("!I", sent.read(4))[0]:
            content += sent.read(length)
            if len(content) > self.limit:
                return b"INSTREAM size limit exceeded. ERROR"
        self.scanned.append(len(content))
        if self.says is not None:
            return self.says
        return b"stream: Eicar-Test-Signature FOUND" if VIRUS in content else b"stream: OK"


@pytest.fixture
def clamd(settings: Any) -> Iterator[Callable[..., Clamd]]:
    """Starts a scanner and names it in the settings."""
    started: list[Clamd] = []

    def start(**how: Any) -> Clamd:
        started.append(Clamd(**how))
        settings.CLAMD_ADDRESS = started[-1].address
        return started[-1]

    yield start
    for each in started:
        each.listener.close()
