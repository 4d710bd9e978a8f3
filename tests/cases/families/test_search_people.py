"""Who is found, by what, and by whom."""

import datetime
import threading

import pytest
from django.db import ProgrammingError, connection, transaction

from accounts.actor import acting_as, acting_as_system
from cases.families.models import Address, PersonName, Phone
from cases.families.search.people import Hit, find_people
from cases.families.search.query import read_query
from cases.families.search.reasons import Reason
from tests.database import as_owner, as_web, as_worker
from tests.factories.accounts import Council
from tests.factories.families import REASON, make_family, make_person, make_service

TODAY = datetime.date(2026, 11, 22)
BORN = datetime.date(2015, 3, 12)
SEARCH_TABLES = ("families_searchword", "families_searchname")


def find(text: str) -> list[Hit]:
    return find_people(read_query(text, today=TODAY))


def found(text: str) -> list[str]:
    return [hit.full_name for hit in find(text)]


@pytest.fixture
def sam(council: Council):
    """Samuel Khan of the north hub, born 12 March 2015."""
    with as_owner():
        person = make_person("Samuel", "Khan", date_of_birth=BORN)
        make_family(council.north_hub, person, name="Khan")
    return person


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("samuel khan", Reason.NAME_SAME),
        ("Khan, Samuel", Reason.NAME_SAME),
        ("sam khan", Reason.NICKNAME),
        ("samual kahn", Reason.NAME_SOUNDS),
        ("samuyl khan", Reason.NAME_SOUNDS),
        ("samuel khqn", Reason.NAME_SPELT),
        ("samu kha", Reason.NAME_BEGINS),
        ("khan", Reason.NAME_SAME),
        ("Sâmuel KHÁN", Reason.NAME_SAME),
        ("12/3/2015", Reason.BIRTH_DATE),
        ("3/12/2015", Reason.BIRTH_DATE_SWAPPED),
        ("sam khan 2015", Reason.BIRTH_YEAR),
        ("sam khan 2016", Reason.BIRTH_YEAR_NEAR),
    ],
)
def test_a_person_is_found_with_the_reason(council: Council, sam, text: str, reason: Reason) -> None:
    with acting_as(council.hub_worker):
        (hit,) = find(text)
    assert hit.person_id == sam.pk
    assert hit.is_visible
    assert reason in hit.reasons


@pytest.mark.parametrize(
    ("given", "family", "text"),
    [
        ("Zoë", "Müller", "zoe muller"),
        ("Zoe", "Muller", "zoë müller"),
        ("Łukasz", "Wójcik", "lukasz wojcik"),
        ("Siobhan", "O'Brien", "siobhan obrien"),
        ("Siobhan", "O’Brien", "siobhan o brien"),
        ("Anne-Marie", "Smith-Jones", "annemarie jones"),
        ("Anne-Marie", "Smith-Jones", "smith-jones"),
        ("Mohammed", "Ali", "muhamad ali"),
        ("Catherine", "Stephenson", "kathryn stevenson"),
        ("William", "Clarke", "bill clark"),
        ("Фатіма", "Коваль", "коваль"),
        ("明", "李", "李 明"),
    ],
)
def test_names_meet_across_spelling(council: Council, given: str, family: str, text: str) -> None:
    with as_owner():
        make_family(council.north_hub, make_person(given, family), make_person("Priya", "Patel"))
    with acting_as(council.hub_worker):
        assert found(text)[0] == f"{given} {family}"


def test_another_name_finds_the_person_and_the_card_shows_the_main_name_only(council: Council, sam) -> None:
    with as_owner():
        PersonName(person=sam, name="Bobby Razor").save_by(by=None, reason=REASON)
    for user in (council.hub_worker, council.other_hub_worker):
        with acting_as(user):
            (hit,) = find("bobby razer")
        assert hit.full_name == "Samuel Khan"
        assert hit.reasons == (Reason.ALIAS,)


def test_a_telephone_number_postcode_and_reference_find_the_person(council: Council, sam) -> None:
    with as_owner():
        Phone(person=sam, number="+447700900123").save_by(by=None, reason=REASON)
        Address(person=sam, lines="1 High Street", postcode="LE1 5WW").save_by(by=None, reason=REASON)
        family = sam.family_memberships.get().family
    with acting_as(council.other_hub_worker):
        assert find("07700 900123")[0].reasons == (Reason.PHONE,)
        assert find("le15ww")[0].reasons == (Reason.POSTCODE,)
        assert find(sam.reference)[0].reasons == (Reason.REFERENCE,)
        assert find(family.reference)[0].person_id == sam.pk


def test_the_better_match_comes_first(council: Council, sam) -> None:
    with as_owner():
        people = [
            make_person("Samuel", "Khan", date_of_birth=datetime.date(1980, 1, 1)),
            make_person("Samina", "Kahn"),
        ]
        make_family(council.north_hub, *people)
    with acting_as(council.hub_worker):
        hits = find("samuel khan 12/3/2015")
    assert hits[0].person_id == sam.pk
    assert hits[0].reasons == (Reason.NAME_SAME, Reason.BIRTH_DATE)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_searcher_without_access_gets_an_index_card(council: Council, sam) -> None:
    with acting_as(council.other_hub_worker):
        (hit,) = find("sam khan")
    assert not hit.is_visible
    assert (hit.full_name, hit.born, hit.team_ids) == ("Samuel Khan", 2015, (council.north_hub.pk,))


@pytest.mark.parametrize("text", ["07700 900123", "LE1 5WW"])
def test_a_confidential_contact_point_is_found_by_those_who_see_it_alone(
    council: Council, sam, text: str
) -> None:
    secret = {"is_confidential": True, "confidential_from": "Her former partner"}
    with as_owner():
        Phone(person=sam, number="+447700900123", **secret).save_by(by=None, reason=REASON)
        Address(person=sam, lines="1 High Street", postcode="LE1 5WW", **secret).save_by(
            by=None, reason=REASON
        )
    with acting_as(council.hub_worker):
        assert found(text) == ["Samuel Khan"]
    for outsider in (council.other_hub_worker, council.information_officer):
        with acting_as(outsider):
            assert found(text) == []
            (by_name,) = find(f"samuel khan {text}")
        assert by_name.reasons == (Reason.NAME_SAME,)


def test_an_older_open_row_does_not_give_a_confidential_number_away(council: Council, sam) -> None:
    with as_owner():
        Phone(person=sam, number="+447700900123", ended_on=TODAY).save_by(by=None, reason=REASON)
        Phone(
            person=sam,
            number="+447700900123",
            started_on=TODAY,
            is_confidential=True,
            confidential_from="Father",
        ).save_by(by=None, reason=REASON)
    with acting_as(council.other_hub_worker):
        assert found("07700900123") == []


def test_whoever_moved_out_is_not_traced_by_the_old_households_workers(council: Council) -> None:
    with as_owner():
        person = make_person("Dina", "Safe")
        make_family(council.north_hub, person)
        membership = person.family_memberships.get()
        membership.ended_on = datetime.date(2025, 1, 1)
        membership.save_by(by=None, reason=REASON)
        make_family(council.south_hub, person, started_on=datetime.date(2025, 1, 2))
        Address(
            person=person, lines="Refuge", postcode="LE1 5WW", started_on=datetime.date(2025, 1, 2),
            is_confidential=True, confidential_from="Former partner",
        ).save_by(by=None, reason=REASON)  # fmt: skip
    with acting_as(council.hub_worker):
        assert found("LE1 5WW") == []
    with acting_as(council.other_hub_worker):
        assert found("LE1 5WW") == ["Dina Safe"]


def test_a_victim_is_found_by_the_victim_team_alone(council: Council) -> None:
    with as_owner():
        service = make_service("Victim support", "victim_service")
        make_family(council.victims, make_person("Vera", "Wall"), service=service)
    with acting_as(council.victim_worker):
        assert found("vera wall") == ["Vera Wall"]
    for user in (council.hub_worker, council.yj_officer, council.hub_manager):
        with acting_as(user):
            assert found("vera wall") == []


def test_the_function_answers_nobody_without_the_permission(council: Council, sam) -> None:
    assert found("samuel khan") == []
    with acting_as(None):
        assert found("samuel khan") == []
    with acting_as(council.admin):
        assert found("samuel khan") == []
    with as_web(), acting_as_system("retention"):
        assert found("samuel khan") == []
    with as_worker(), acting_as_system("retention"):
        assert found("samuel khan") == []


def test_only_the_question_may_be_asked(council: Council, sam) -> None:
    statements = [
        *(f"SELECT * FROM {table}" for table in SEARCH_TABLES),
        *(f"DELETE FROM {table}" for table in SEARCH_TABLES),
        "SELECT search_names_add('{}')",
        "SELECT search_words_like(1, 'khan', '{}')",
        "SELECT * FROM families_searchname WHERE false",
    ]
    for role in (as_web, as_worker):
        with role(), acting_as(council.hub_worker), connection.cursor() as cursor:
            for statement in statements:
                with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                    cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("table", SEARCH_TABLES)
def test_the_words_of_names_are_behind_row_security(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [table]
        )
        assert cursor.fetchone() == (True, True)


def words() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM families_searchword")
        return {word for (word,) in cursor.fetchall()}


def test_a_rare_surname_leaves_with_its_last_bearer(council: Council) -> None:
    with as_owner():
        first, second = make_person("Ada", "Quillfeather"), make_person("Bert", "Quillfeather")
        PersonName(person=first, name="Moonbeam").save_by(by=None, reason=REASON)
        assert words() == {"ada", "bert", "quillfeather", "moonbeam"}
        first.names.get().delete_by(by=None, reason=REASON)
        assert words() == {"ada", "bert", "quillfeather"}
        first.delete_by(by=None, reason=REASON)
        assert words() == {"bert", "quillfeather"}
        second.family_name = "Plain"
        second.save_by(by=None, reason=REASON)
        assert words() == {"bert", "plain"}
    with as_worker(), acting_as_system("retention"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM families_person")
    with as_owner(), connection.cursor() as cursor:
        assert words() == set()
        cursor.execute("SELECT count(*) FROM families_searchname")
        assert cursor.fetchone() == (0,)


def test_a_corrected_name_is_found_at_once_and_the_old_one_no_more(council: Council, sam) -> None:
    with acting_as(council.hub_worker):
        sam.given_name, sam.family_name = "Tobias", "Winterbottom"
        sam.save_by(by=council.hub_worker, reason="Adopted")
        assert found("samuel khan") == []
        assert found("toby winterbotham") == ["Tobias Winterbottom"]


def test_names_without_letters_and_very_long_ones_do_no_harm(council: Council) -> None:
    with as_owner():
        make_family(council.north_hub, make_person("---", "…"), make_person("x" * 100, "y-" * 49))
    with acting_as(council.hub_worker):
        assert found("x" * 100 + " khan")
        assert found("'; DROP TABLE families_person; --") == []
        assert found("%_%") == []


def test_no_more_than_asked_for_are_answered_and_own_families_are_among_them(council: Council) -> None:
    with as_owner():
        others = [
            make_person("Pat", "Smith", date_of_birth=datetime.date(1950 + n % 50, 1, 1)) for n in range(320)
        ]
        make_family(council.south_hub, *others)
        make_family(council.north_hub, make_person("Pat", "Smith", date_of_birth=datetime.date(2020, 1, 1)))
    with acting_as(council.hub_worker):
        hits = find_people(read_query("smith", today=TODAY), at_most=10)
    assert len(hits) == 10
    assert hits[0].is_visible


def test_a_name_entered_while_its_last_bearer_is_destroyed_is_found(own_database: str) -> None:
    with as_owner():
        make_person("Ada", "Quillfeather")

    def enter() -> None:
        with as_owner():
            make_person("Bert", "Quillfeather")
        connection.close()

    with as_owner():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM families_person")
            other = threading.Thread(target=enter)
            other.start()
            other.join(timeout=0.5)
            assert other.is_alive()  # it waits for the word that this transaction is about to remove
        other.join()
        assert words() == {"bert", "quillfeather"}
