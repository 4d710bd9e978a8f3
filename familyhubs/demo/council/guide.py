"""The sign-ins of the demo and what each persona may try first, as `make demo` prints them."""

from __future__ import annotations

import json
from pathlib import Path

from familyhubs.demo.council.plan import MISSPELT, SEARCHED_MOTHER, SEARCHED_SURNAME
from familyhubs.demo.council.staff import PERSONAS, Staff

FILE = "personas.json"
TRY = {
    "hub_worker": f"search for “{MISSPELT}” to find {SEARCHED_MOTHER} {SEARCHED_SURNAME}; finish a draft; send a text;"
    " take a register",
    "hub_manager": "sees the families of all four hubs; work that waits for a worker, families of workers who leave;"
    " has an emergency to look at, a question to ask about looks,"
    " staff to confirm, and children and a family on record twice to put together",
    "yj_officer": "sees youth justice families, some of them also with a hub",
    "victim_worker": "sees the victims of youth crime, whom nobody else sees",
    "information_officer": "a data request with its due date; make a pack, look through one, send an answer",
    "information_officer_2": "reads as the second reader what the first information officer decided to hold back",
    "records_officer": "a disposal list to look through and submit",
    "records_officer_2": "approves what the first records officer submitted",
    "admin": "staff, teams, services, the notice and the schedule in the admin; no family",
    "triage_officer": "the referrals that came in: who is late, who was here before, what to decide",
    "other_hub_worker": "another hub: other families, index cards of the rest, which can be opened in an emergency",
}


def guide_of(staff: Staff) -> list[dict[str, str]]:
    """One row for each persona: who, how to sign in, what to try."""
    return [
        {
            "persona": persona.code,
            "email": staff.personas[persona.code].email,
            "password": staff.passwords[persona.code],
            "try": TRY[persona.code],
        }
        for persona in PERSONAS
    ]


def guide_write(staff: Staff, folder: Path) -> Path:
    """Keep the guide beside the demo's database, for its owner's eyes only; tells where."""
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    path, fresh = folder / FILE, folder / f"{FILE}.new"
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(guide_of(staff), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    fresh.replace(path)
    return path
