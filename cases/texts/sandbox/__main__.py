"""`python -m cases.texts.sandbox`: the sandbox as a process of its own, until Ctrl-C or SIGTERM."""

import argparse
import json
import os
import signal
from pathlib import Path
from threading import Event

from cases.texts.sandbox.delivery import Pace
from cases.texts.sandbox.errors import NotifyError
from cases.texts.sandbox.numbers import recipient
from cases.texts.sandbox.receipts import RETRY_SECONDS
from cases.texts.sandbox.server import NotifySandbox
from cases.texts.sandbox.templates import Template
from cases.texts.sandbox.tokens import ApiKey, KeyKind


def main(arguments: list[str] | None = None) -> None:
    """Start, print the address, serve until told to stop."""
    parser = _parser()
    options = parser.parse_args(arguments)
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    given_keys = options.api_key or _keys_from_environment(parser)
    try:
        sandbox = _sandbox(options, given_keys)
    except OSError as error:
        parser.exit(1, f"Cannot listen on {options.host} port {options.port}: {error.strerror}\n")
    with sandbox:
        print(f"Notify sandbox on {sandbox.url}", flush=True)
        if not given_keys:
            for key in sandbox.keys:
                print(f"{key.kind} key: {key.text}", flush=True)
        stop.wait()


def _sandbox(options: argparse.Namespace, keys: list[ApiKey]) -> NotifySandbox:
    return NotifySandbox(
        options.templates or [],
        keys=keys,
        host=options.host,
        port=options.port,
        callback_url=options.callback_url,
        callback_token=options.callback_token,
        control_token=options.control_token,
        sender=options.sender,
        team=options.team,
        daily_limit=options.daily_limit,
        pace=Pace(created=options.created_seconds, sending=options.sending_seconds),
        retry_seconds=options.retry_seconds,
    )


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
    parser.add_argument("--sender", default="FamilyHubs", help="the name a text comes from")
    parser.add_argument(
        "--team", type=_number, action="append", default=[], help="a number a team key may reach"
    )
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


def _keys_from_environment(parser: argparse.ArgumentParser) -> list[ApiKey]:
    texts = os.environ.get("NOTIFY_SANDBOX_KEYS", "").split(",")
    try:
        return [_key(text) for text in texts if text.strip()]
    except ValueError:
        parser.error("NOTIFY_SANDBOX_KEYS must hold keys like live:name-serviceuuid-secretuuid")


def _number(text: str) -> str:
    try:
        recipient(text)
    except NotifyError:
        raise argparse.ArgumentTypeError("a team number must be a mobile number") from None
    return text


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
