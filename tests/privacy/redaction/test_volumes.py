"""A very large answer comes as volumes, each a tagged PDF of its own; nothing is lost between them."""

import io

import pypdf
import pytest

from privacy.redaction.output.setting import TEMPLATE, documents_of
from privacy.redaction.output.volumes import PICTURE, said_besides, volumes_of

TOLD = {
    "title": "Information we hold about Robin Vale", "organisation": "Example", "reference": "DR-1", "mark": "Official",
    "made_on": "1 March 2027", "letter": ["Dear Robin,"], "searched": [], "complain": "Tell us.", "held_back": [],
    "about": [], "glossary": [],
}  # fmt: skip


def section(title, count, *, withheld=(), pictures=0):
    picture = {"label": "Page", "held_back": "Held back", "image": ""}
    items = [
        {"fields": [["What", f"{title}mark{n}end"]], "versions": [], "pictures": [picture] * pictures}
        for n in range(count)
    ]
    return {"title": title, "items": items, "withheld": list(withheld)}


def of(*sections):
    return {**TOLD, "sections": list(sections)}


def printed(document):
    return " ".join(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document)).pages).split()
    )


def test_a_usual_answer_is_one_volume_that_says_nothing_of_volumes():
    (only,) = volumes_of(of(section("Visits", 3), section("Texts", 0)))
    assert only["volumes"] == []
    (document,) = documents_of(of(section("Visits", 3)), TEMPLATE.read_text())
    assert "olume" not in printed(document)
    assert "Visits, 3 of 3" in printed(document)


@pytest.mark.parametrize("counts", [(5, 0, 7), (10,), (11, 1), (1, 9, 10, 1), (25,)])
def test_no_record_is_lost_or_told_twice_and_each_keeps_its_number(counts):
    sections = [section(f"S{n}", count, withheld=[["a", "b"]]) for n, count in enumerate(counts)]
    volumes = volumes_of(of(*sections), most=10)
    told = [
        (part["title"], part["first"] + number, item)
        for volume in volumes
        for part in volume["sections"]
        for number, item in enumerate(part["items"])
    ]
    assert told == [
        (one["title"], number, item) for one in sections for number, item in enumerate(one["items"])
    ]
    assert all(sum(len(part["items"]) for part in volume["sections"]) <= 10 for volume in volumes)
    ends = [part["title"] for volume in volumes for part in volume["sections"] if part["withheld"]]
    assert ends == [one["title"] for one in sections]  # what was held back is said once, at the section's end


def test_pages_of_documents_weigh_more_and_one_that_is_too_large_stands_alone():
    volumes = volumes_of(of(section("Copies", 3, pictures=2)), most=2 * PICTURE)
    assert [len(volume["sections"][0]["items"]) for volume in volumes] == [1, 1, 1]


def test_each_volume_is_tagged_says_which_it_is_and_the_first_lists_them(monkeypatch):
    monkeypatch.setattr("privacy.redaction.output.volumes.MOST", 4)
    contents = of(section("Visits", 6), section("Texts", 3))
    documents = documents_of(contents, TEMPLATE.read_text())
    assert documents == documents_of(contents, TEMPLATE.read_text())
    words = [printed(document) for document in documents]
    assert len(words) == 3
    assert "Volume 2: from Visits, 5 of 6, to Texts, 2 of 3" in words[0]
    assert "Dear Robin" in words[0]
    assert not any("Dear Robin" in more for more in words[1:])
    for number, (document, told) in enumerate(zip(documents, words, strict=True), 1):
        assert f"Volume {number} of 3" in told
        assert pypdf.PdfReader(io.BytesIO(document)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Visits, continued" in words[1]
    whole = " ".join(words)
    assert all(
        whole.count(f"{title}mark{n}end") == 1
        for title, count in (("Visits", 6), ("Texts", 3))
        for n in range(count)
    )
    besides = list(said_besides(volumes_of(contents, 4)))
    assert besides.count("Visits") == 2


def test_a_template_kept_from_before_there_were_volumes_sets_one():
    old = "#let pack = json(bytes(sys.inputs.data))\n#set document(title: pack.title)\n#pack.title"
    assert len(documents_of(of(section("Visits", 2_001)), old)) == 1
