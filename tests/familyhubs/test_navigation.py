"""The menu: what each role may open, few enough words for two lines, and the way to everything in a section."""

import html5lib
import pytest
from django.urls import reverse

from familyhubs.navigation import ACCESS, DUTIES, ENTRIES, TEAM


@pytest.fixture
def links(page, council):
    """The menu and the pages of the section of one page, for somebody, as [(words, address, where)]."""

    def read(who, route="home"):
        page.force_login(getattr(council, who))
        tree = html5lib.parse(page.get(reverse(route)).content, namespaceHTMLElements=False)
        return [
            [
                ("".join(link.itertext()).strip(), link.get("href"), link.get("aria-current"))
                for link in tree.findall(f".//nav[@class='{kind}']//a")
            ]
            for kind in ("govuk-service-navigation__wrapper", "moj-sub-navigation")
        ]

    return read


def test_a_manager_has_one_place_for_the_team_and_one_for_checks_of_access(links):
    menu, pages = links("hub_manager")
    words = [word for word, _, _ in menu]
    assert (TEAM in words, ACCESS in words) == (True, True)
    assert "Emergency access" not in words
    assert len(words) == len(set(words)) <= 9
    assert pages == []


@pytest.mark.parametrize("route", ["families:break_glass_list", "access_patterns", "access_review"])
def test_each_page_of_a_section_shows_the_way_to_the_others_and_where_the_reader_is(links, route):
    menu, pages = links("hub_manager", route)
    assert [(word, where) for word, _, where in menu if where] == [(ACCESS, "true")]
    assert [address for _, address, where in pages if where == "page"] == [reverse(route)]
    assert {word for word, _, _ in pages} == {"Emergency access", "Access patterns", "Access review"}


@pytest.mark.parametrize(
    "who", ["hub_worker", "hub_manager", "information_officer", "records_officer", "admin"]
)
def test_everything_a_role_may_open_is_in_the_menu_or_one_page_further(links, council, who):
    user = getattr(council, who)
    allowed = {entry for entry in ENTRIES if user.can(entry.permission)}
    menu, _ = links(who)
    reached = {address for _, address, _ in menu}
    for section in (TEAM, ACCESS, DUTIES):
        first = next(
            (entry.route for entry in ENTRIES if entry in allowed and entry.section == section), None
        )
        if first:
            reached |= {address for _, address, _ in links(who, first)[1]}
    assert reached == {reverse(entry.route) for entry in allowed}


def test_a_worker_has_no_section_with_one_page(links):
    words = [word for word, _, _ in links("hub_worker")[0]]
    assert TEAM not in words
    assert ACCESS not in words
