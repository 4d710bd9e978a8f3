"""What the scanner says decides; no answer, or one that is not understood, is no permission."""

import socket
from typing import Any

import pytest

from cases.documents.scanner import ScannerUnreachableError, VirusFoundError, scan
from familyhubs import env
from tests.factories.documents import EICAR, PDF


def test_a_clean_file_is_sent_whole_in_pieces_and_called_clean(clamd: Any) -> None:
    scanner = clamd()
    scan(PDF * 2000)
    assert scanner.scanned[-1] == len(PDF) * 2000


def test_a_virus_is_found(clamd: Any) -> None:
    clamd()
    with pytest.raises(VirusFoundError):
        scan(EICAR)


@pytest.mark.parametrize("says", [b"", b"stream: OK?", b"INSTREAM: Can't allocate memory ERROR"])
def test_any_other_answer_is_no_permission(clamd: Any, says: bytes) -> None:
    clamd(says=says)
    with pytest.raises(ScannerUnreachableError):
        scan(PDF)


def test_a_file_longer_than_the_scanner_takes_is_no_permission(clamd: Any) -> None:
    clamd(limit=10)
    with pytest.raises(ScannerUnreachableError):
        scan(PDF)


def test_a_scanner_that_is_down_is_no_permission(settings: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.CLAMD_ADDRESS = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(ScannerUnreachableError):
            scan(PDF)


def test_without_a_scanner_nothing_is_called(settings: Any) -> None:
    settings.CLAMD_ADDRESS = ""
    scan(EICAR)


@pytest.mark.parametrize(
    ("given", "read"), [("tcp://clamav", "tcp://clamav:3310"), ("tcp://[::1]:99", "tcp://[::1]:99")]
)
def test_its_address_is_read_and_may_be_called(monkeypatch: Any, given: str, read: str) -> None:
    monkeypatch.setenv("CLAMD_ADDRESS", given)
    assert env.scanner() == read
    assert len(env.outbound_hosts({"HOST": "", "PORT": ""}, env.scanner())) == 1


@pytest.mark.parametrize("given", ["clamav:3310", "http://clamav", "tcp://", "tcp://x:y", "tcp://a@h:1"])
def test_a_bad_address_is_refused_in_one_sentence(monkeypatch: Any, given: str) -> None:
    monkeypatch.setenv("CLAMD_ADDRESS", given)
    with pytest.raises(env.SettingError, match="CLAMD_ADDRESS must"):
        env.scanner()
