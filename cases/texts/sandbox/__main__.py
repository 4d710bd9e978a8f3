"""`python -m cases.texts.sandbox`: the sandbox as a process of its own, until Ctrl-C or SIGTERM."""

import argparse
import json
import os
import signal
from pathlib import Path
from threading import Event
from uuid import uuid4

from cases.texts.sandbox.delivery import Pace
from cases.texts.sandbox.receipts import RETRY_SECONDS
from cases.texts.sandbox.server import NotifySandbox
from cases.texts.sandbox.templates import Template
from cases.texts.sandbox.tokens import ApiKey, KeyKind


def main(arguments: list[str] | None = None) -> None:
    """Start, print the address, serve, stop."""
    options = _parser().parse_args(arguments)
    keys = options.api_key or _keys_from_environment()
    made_keys = not keys
    if made_keys:
        service_id = uuid4()
        keys = [ApiKey.generate(service_id, kind) for kind in KeyKind]
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with NotifySandbox(
        options.templates or [],
        keys=keys,
        host=options.host,
        port=options.port,
        callback_url=options.callback_url,
        callback_token=options.callback_token,
        control_token=options.control_token,
        daily_limit=options.daily_limit,
        pace=Pace(created=options.created_seconds, sending=options.sending_seconds),
        retry_seconds=options.retry_seconds,
    ) as sandbox:
        print(f"Notify sandbox on {sandbox.url}", flush=True)
        if made_keys:
            for key in keys:
                print(f"{key.kind} key: {key.text}", flush=True)
        stop.wait()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cases.texts.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free port (the default)")
    parser.add_argument(
        "--templates",
        type=_templates,
        help="JSON file: a list of {id, name, body, version}",
    )
    parser.add_argument(
        "--api-key",
        type=_key,
        action="append",
        metavar="KIND:KEY",
        help="live:, team: or test: and the key; repeatable. Or NOTIFY_SANDBOX_KEYS, comma-separated",
    )
    parser.add_argument("--callback-url", help="where receipts are posted")
    parser.add_argument("--callback-token", default=os.environ.get("NOTIFY_SANDBOX_CALLBACK_TOKEN", ""))
    parser.add_argument("--control-token", default=os.environ.get("NOTIFY_SANDBOX_CONTROL_TOKEN"))
    parser.add_argument("--daily-limit", type=int, default=250_000)
    parser.add_argument(
        "--created-seconds",
        type=float,
        default=1.0,
        help="how long a text stays created",
    )
    parser.add_argument(
        "--sending-seconds",
        type=float,
        default=3.0,
        help="how long a text stays sending",
    )
    parser.add_argument(
        "--retry-seconds",
        type=float,
        default=RETRY_SECONDS,
        help="between tries of a receipt",
    )
    return parser


def _key(text: str) -> ApiKey:
    kind, _, key = text.strip().partition(":")
    return ApiKey.parse(key, KeyKind(kind))


def _keys_from_environment() -> list[ApiKey]:
    return [_key(text) for text in os.environ.get("NOTIFY_SANDBOX_KEYS", "").split(",") if text.strip()]


def _templates(name: str) -> list[Template]:
    try:
        entries = json.loads(Path(name).read_text(encoding="utf-8"))
        if not isinstance(entries, list):
            raise TypeError
        return [Template.read(entry) for entry in entries]
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise argparse.ArgumentTypeError(
            f"{name} is not a list of templates ({type(error).__name__})"
        ) from None


if __name__ == "__main__":
    main()
