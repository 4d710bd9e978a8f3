"""Three related families with a mark in every personal field: what goes out has the subject's and nobody else's.

Robin lives with Mona and a half-brother, Barnaby. Robin's father Derek left and has Hal with Petra. Barnaby is at his
grandmother Gwen's at weekends, and has a file there too.
"""

import base64
import hashlib
import json
from dataclasses import dataclass

import pytest

from cases.documents.models import FileType
from cases.families.models import PersonName, Relationship
from privacy.data_map import PERSONAL
from privacy.models import Pack
from privacy.redaction.actions.decisions import decision_add
from privacy.redaction.actions.reading import hits_now, reproduced
from privacy.redaction.models import Output, Passage, Review
from tests.database import as_owner
from tests.factories.accounts import make_member
from tests.factories.canaries import plant_canaries
from tests.factories.contacts import make_contact
from tests.factories.documents import make_document
from tests.factories.families import REASON, FamilyFile, make_family, make_person
from tests.factories.redaction import approve, decide_all, every_byte, make_review, pdf_file, photo, word_file

WITHHELD = {f"{entry.model}.{name}" for entry in PERSONAL for name in entry.withheld}
OTHERS = ("zqb", "zqh")
HIDDEN = ["hidlayer", "hidtitle", "hidnote", "hidgone", "hidvanish", "hidcomment", "hidauthor", "hidcamera"]


@dataclass
class Families:
    robin: FamilyFile
    marks: dict[str, str]
    others: dict[str, str]


def related(person, relative, kind):
    Relationship(person=person, relative=relative, kind=kind).save_by(by=None, reason=REASON)


@pytest.fixture
def families(council):
    with as_owner():
        robin, mona, barnaby = (make_person(name, "Vale") for name in ("Robin", "Mona", "Barnaby"))
        derek, petra, hal = (make_person(name, "Oakes") for name in ("Derek", "Petra", "Hal"))
        gwen = make_person("Gwenllian", "Pryce")
        first = make_family(council.north_hub, robin, mona, barnaby)
        second = make_family(council.south_hub, hal, petra, derek)
        third = make_family(council.south_hub, barnaby, gwen)
        for parent, child in (
            (mona, robin),
            (mona, barnaby),
            (derek, robin),
            (derek, hal),
            (petra, hal),
            (gwen, mona),
        ):
            related(parent, child, "parent")
        related(robin, barnaby, "half_sibling")
        related(robin, hal, "half_sibling")
        related(mona, derek, "former_partner")
        PersonName(person=hal, name="Hedgehog", kind="nickname").save_by(by=None, reason=REASON)
        planted = ((second, "zqh"), (third, "zqb"))
        others = {}
        for file, prefix in planted:
            found = plant_canaries(file, staff=council.other_hub_worker, prefix=prefix)
            others |= {f"{prefix} {field}": mark for field, mark in found.items()}
        marks = plant_canaries(first, staff=council.hub_worker, prefix="zqs")
        Pack.objects.all().delete()  # the planted ones are copies of what they were made from
        marks = {
            field: mark for field, mark in marks.items() if not field.startswith("release.")
        }  # gone with them
        robin.refresh_from_db()
        said = "Robin drew marktoldone. Hedgehog broke markheldone at the contact centre and everybody was cross."
        make_contact(
            first, council.hub_worker, what_happened=said + "\n\nHedgehog said markheldtwo again and again."
        )
        both = {robin: {"seen": True}, barnaby: {"seen": True}}
        make_contact(first, council.hub_worker, about=both, what_happened="Barnaby was ill markheldthree.")
        with_files(first, council.hub_worker)
    return Families(first, marks, others)


def with_files(file, by):
    pdf = pdf_file(shown="Seen marktoldpdf", hidden="hidlayer", title="hidtitle", attached="hidnote")
    word = word_file(
        shown="Robin came marktoldword. ", deleted="hidgone", hidden="hidvanish", comment="hidcomment",
        author="hidauthor", inserted=" And marktoldnew.",
    )  # fmt: skip
    make_document(file, by, content=pdf, title="Letter about marktoldtitle")
    make_document(file, by, content=word, file_type=FileType.WORD, title="Note")
    make_document(file, by, content=photo(made_by="hidcamera"), file_type=FileType.JPEG, title="Photo")


def is_others(passage: Passage) -> bool:
    return any(prefix in passage.text for prefix in OTHERS)


def answered(families, council) -> Output:
    review = make_review(families.robin.person, council.information_officer)
    with as_owner():
        assert review.state == "reviewing"
        decide_all(review, council.information_officer, cut=is_others)
        second = make_member("Second Reader", council.north_hub, "information_officer")
    review = approve(review, council.information_officer, second)
    with as_owner():
        output = Output.objects.get(review=review)
    assert review.state == "ready", output.hits
    return output


def images(contents) -> bytes:
    found = [
        page["image"].split(",", 1)[1]
        for section in contents["sections"]
        for item in section["items"]
        for page in item.get("pictures", ())
        if page["image"]
    ]
    return b"".join(base64.b64decode(image) for image in found)


def test_what_goes_out_has_every_mark_of_the_subject_and_none_of_anybody_else(families, council):
    output = answered(families, council)
    data, document = bytes(output.data).decode(), every_byte(bytes(output.document))
    expected = {field: mark for field, mark in families.marks.items() if field.split(" ")[0] not in WITHHELD}
    printed = "".join(document.split())
    assert len(expected) > 40
    assert {field for field, mark in expected.items() if mark not in data} == set()
    assert {field for field, mark in expected.items() if "".join(mark.split()) not in printed} == set()
    assert {field for field, mark in families.others.items() if mark in data or mark in printed} == set()
    for told in ("marktoldword", "marktoldnew", "marktoldtitle"):
        assert told in data
        assert told in printed
    held = ["markheldone", "markheldtwo", "markheldthree", "Hedgehog", *HIDDEN]
    pixels = images(json.loads(data)).decode("latin-1")
    assert [mark for mark in held if mark in data or mark in printed or mark in pixels] == []
    assert "[held back: about somebody else]" in data


def test_the_log_gives_the_very_same_bytes_again(families, council):
    output = answered(families, council)
    with as_owner():
        output = Output.objects.select_related("review__pack__request").get(pk=output.pk)
        Passage.objects.filter(review=output.review, never_all=False).update(
            state="", cuts=[]
        )  # the log alone counts
        assert reproduced(output) == (output.digest, output.data_digest)
    assert hashlib.sha256(bytes(output.document)).hexdigest() == output.digest


def test_a_nickname_left_open_is_found_and_its_place_is_named(families, council):
    review = make_review(families.robin.person, council.information_officer)
    with as_owner():
        decide_all(review, council.information_officer, cut=is_others)
        row = Passage.objects.get(review=review, text__contains="markheldtwo")
        decision_add(
            review_id=review.pk, kind="keep", passages=[row.number], at=review.started_at,
            by=council.information_officer,
        )  # fmt: skip
        review = Review.objects.select_related("pack__request").get(pk=review.pk)
        hits = hits_now(review)
        hal = next(one["name"] for one in review.people if "Hedgehog" in one["names"])
    assert [(hit.passage, hit.what) for hit in hits] == [
        (first_of_value(row), f"A name of {hal}, who is held back elsewhere")
    ]
    assert "Visits, calls and meetings" in hits[0].place


def first_of_value(row: Passage) -> int:
    """The first passage of the value the words stand in."""
    with as_owner():
        rows = Passage.objects.filter(review=row.review_id, item=row.item, place=row.place).order_by("number")
        return rows[0].number
