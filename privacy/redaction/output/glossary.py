"""What codes and short words of a pack mean, for somebody who does not work here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MEANINGS: Mapping[str, str] = {
    "ABC": "acceptable behaviour contract: an agreement about how somebody behaves",
    "ADHD": "attention deficit hyperactivity disorder",
    "ASB": "anti-social behaviour",
    "ASD": "autism spectrum disorder",
    "CAMHS": "child and adolescent mental health services, part of the NHS",
    "CIN": "child in need: help under section 17 of the Children Act 1989",
    "CP": "child protection",
    "CSC": "children’s social care",
    "DA": "domestic abuse",
    "DBS": "Disclosure and Barring Service, which checks people who work with children",
    "DOB": "date of birth",
    "DPA": "Data Protection Act 2018",
    "DSL": "designated safeguarding lead: the person in a school who looks after children’s safety",
    "EHA": "early help assessment",
    "EHCP": "education, health and care plan",
    "ESOL": "English for speakers of other languages",
    "FH": "family hub; a number that begins with it is that of a family",
    "GP": "family doctor",
    "HV": "health visitor",
    "IDVA": "independent adviser for people who live with domestic abuse",
    "LAC": "looked-after child: a child in care",
    "LADO": "the officer who looks into worries about people who work with children",
    "MARAC": "a meeting of services about people at high risk of domestic abuse",
    "MASH": "multi-agency safeguarding hub: where worries about children arrive",
    "NEET": "not in education, employment or training",
    "NFA": "no further action",
    "NHS": "National Health Service",
    "PN": "a number that begins with it is that of a person",
    "PR": "parental responsibility: the rights and duties of a parent",
    "SALT": "speech and language therapy",
    "SEN": "special educational needs",
    "SENCO": "the teacher who looks after special educational needs",
    "SEND": "special educational needs and disabilities",
    "TAF": "team around the family: a meeting of the family and those who help it",
    "UK GDPR": "the United Kingdom’s General Data Protection Regulation",
    "YJS": "youth justice service",
    "YOT": "youth offending team",
}
WORD = re.compile(rf"\b(?:{'|'.join(sorted(MEANINGS, key=len, reverse=True))})\b")
ALWAYS = {"DR": "a number that begins with it is that of a request like yours"}


def glossary_of(sections: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """Those short words that stand in these records, by the alphabet."""
    found = {word for text in _texts(sections) for word in WORD.findall(text)}
    return [
        [word, meaning]
        for word, meaning in sorted({**MEANINGS, **ALWAYS}.items())
        if word in found or word in ALWAYS
    ]


def _texts(sections: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    for section in sections:
        for item in section["items"]:
            yield from (text for _, text in item["fields"])
            for version in item["versions"]:
                yield version["why"]
                yield from (text for _, text in version["fields"])
