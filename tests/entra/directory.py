"""Starts the provider of ``provider.mjs`` and signs in at it, as a browser would."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from django.test import Client
from django.urls import reverse

from govuk import build

TENANT, OTHER_TENANT = "3f0c4a52-98c1-4f9e-8f43-2f7f3d3b9b10", "9d5a6a0e-1111-4222-8333-444455556666"
CLIENT, SECRET = "family-hubs", "a secret of the test"
ALL_HOPS = 12


@dataclass
class Directory:
    """A running provider."""

    issuer: str
    process: subprocess.Popen[str]

    def app(self, **changed: Any) -> dict[str, Any]:
        """What `familyhubs.env.entra_app` makes of the settings that point here."""
        own = {"server_url": self.issuer, "origin": self.issuer, "tenant": TENANT, "uid_field": "oid"}
        app = {"provider_id": "entra", "name": "Entra ID", "client_id": CLIENT, "secret": SECRET}
        return {**app, "settings": own, **changed}

    def stop(self) -> None:
        """Take it away."""
        self.process.kill()
        self.process.communicate()


@contextmanager
def directory(users: dict[str, Any]) -> Iterator[Directory]:
    """A provider that knows these people: login, the claims in their token, how to forge it."""
    back = f"http://testserver{reverse('openid_connect_callback')}"
    clients = [
        {
            "client_id": CLIENT,
            "client_secret": SECRET,
            "redirect_uris": [back],
            "token_endpoint_auth_method": "client_secret_post",
        }
    ]
    node = build._node_folder() / "bin" / "node"
    command = [
        str(node),
        str(Path(__file__).with_name("provider.mjs")),
        json.dumps({"clients": clients, "users": users}),
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=build.ROOT
    )
    assert process.stdout
    issuer = process.stdout.readline().strip()
    found = Directory(issuer, process)
    try:
        assert issuer, process.communicate()[1]
        yield found
    finally:
        found.stop()


def ask(client: Client, **fields: str) -> str:
    """Press the button of the sign-in page; the address the portal sends the browser to."""
    answer = client.post(reverse("openid_connect_login"), fields)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def vouched(address: str, login: str) -> str:
    """Sign in and consent on the provider's own pages; the address it sends the browser back to."""
    with requests.Session() as browser:
        answer = browser.get(address, allow_redirects=False, timeout=10)
        for _ in range(ALL_HOPS):
            if answer.is_redirect:
                address = urljoin(address, answer.headers["Location"])
                if urlsplit(address).hostname == "testserver":
                    return address
                answer = browser.get(address, allow_redirects=False, timeout=10)
            else:
                address, fields = _form(address, answer.text)
                answer = browser.post(
                    address, {**fields, "login": login, "password": "any"}, allow_redirects=False, timeout=10
                )
    raise AssertionError(f"the provider stopped at {answer.status_code} {address}: {answer.text}")


def _form(address: str, page: str) -> tuple[str, dict[str, str]]:
    action = re.search(r'<form[^>]* action="([^"]+)"', page)
    assert action, page
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return urljoin(address, unescape(action[1])), hidden


def path_of(address: str) -> str:
    """The part of an address that Django's client wants."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"
