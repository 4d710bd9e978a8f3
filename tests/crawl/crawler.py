"""Follows every link and sends every form, as one member of staff or as nobody, and notes what is wrong.

Of each route a few pages are opened, and one more for each word in the address (a part of the record, say) and each
set of names in the query. Each form is sent empty, filled in, and filled in once more after it was accepted, as a
double click does; whatever it wrote is undone.
"""

import datetime
import io
import json
import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit
from uuid import UUID

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from docx import Document
from pypdf import PdfReader

from cases.families.use_locked import STATUS
from tests.crawl.answers import empty, filled
from tests.crawl.canaries import Marks
from tests.crawl.need_to_know import Known, known_to
from tests.crawl.pages import Form, Page, read
from tests.database import as_owner, own_business, written

EXAMPLES = 3  # of each route; a word in the address or a query makes a kind of its own, seen once
# Each of these may stand elsewhere on its way, with other things to do next.
MORE_EXAMPLES = {"privacy:request": 20, "rights:request": 20}
HOST = "testserver"
ACCEPTED = {200, 302}
TWICE = ACCEPTED | {409}  # 409: it says kindly that this was changed meanwhile
LOCKED = "is kept and may not be used"  # on every page of a file that is locked for use
WORDS_OF_ADDRESS = {"part", "app_label"}  # whatever else an address holds is a key
SUMMARY = re.compile(r"<li>(?:<a href=\"#[^\"]*\">)?([^<]+)(?:</a>)?</li>")  # of the errors
Kind = tuple[Any, ...]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass
class Crawl:
    """One persona's walk. ``faults`` is what to read; the rest says how far it came."""

    client: Client
    marks: Marks
    user: UUID | None
    today: datetime.date
    searches: list[str] = field(default_factory=list)
    references: dict[str, str] = field(
        default_factory=dict
    )  # what to type for a family's reference, and a person's
    faults: list[str] = field(default_factory=list)
    reached: Counter[str] = field(default_factory=Counter)  # pages by route
    sent: Counter[str] = field(default_factory=Counter)  # forms by the route they go to
    accepted: Counter[str] = field(default_factory=Counter)
    refused: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # why not, by route

    def __post_init__(self) -> None:
        self.known = self._known()
        self.chance = Random(17)
        self.waiting: deque[tuple[str, str]] = deque()
        self.asked: dict[str, str] = {}
        self.examples: Counter[Kind] = Counter()
        self.forms: Counter[Kind] = Counter()
        self.places: dict[str, set[str]] = {}
        self.pointed: list[tuple[str, str, str]] = []

    def run(self, start: str) -> "Crawl":
        """Walk until nothing new is offered."""
        self._offer(start, "the address bar")
        sign_out: list[str] = []
        while self.waiting:
            url, offered_by = self.waiting.popleft()
            page, landed = self._get(url, offered_by)
            if page:
                for form in page.forms:
                    self._try(form, landed)
                self._follow(page, landed)
                sign_out += [f.action for f in page.forms if route_of(f.action) == "account_logout"]
        if sign_out:
            self._arrive(self.client.post(sign_out[0]), sign_out[0], "the header")
        for url, place, offered_by in self.pointed:
            if place not in self.places.get(url, {place}):
                self.faults.append(
                    f"{offered_by}: a link to {route_of(url)} points to #{place}, which is not there"
                )
        return self

    # --- pages

    def _follow(self, page: Page, url: str) -> None:
        """Put the links of a page in the queue, in no particular order."""
        links = [link for link in dict.fromkeys(page.links) if not link.startswith(("#", "mailto:", "tel:"))]
        self.chance.shuffle(links)
        for link in links:
            self._offer(urljoin(url, link), route_of(url))

    def _offer(self, url: str, offered_by: str) -> None:
        parts = urlsplit(url)
        if parts.netloc not in {"", HOST}:
            return  # a link to another website; it is for the reader to follow
        if parts.fragment:
            self.pointed.append((parts._replace(fragment="").geturl(), parts.fragment, offered_by))
            url = parts._replace(fragment="").geturl()
        if url in self.asked or (kind := kind_of(url)) is None:
            if url not in self.asked:
                self.asked[url] = offered_by
                self.faults.append(f"{offered_by}: {parts.path} leads nowhere")
            return
        if self.examples[kind] < most_of(kind):
            self.examples[kind] += 1
            self.asked[url] = offered_by
            self.waiting.append((url, offered_by))

    def _get(self, url: str, offered_by: str) -> tuple[Page | None, str]:
        """Open a page and whatever it leads on to; the page, if it is one, and where it was."""
        with undone(keep=lambda wrote: not wrote) as wrote:
            response, landed = self._arrive(self.client.get(url), url, offered_by)
        if wrote:
            self.faults.append(f"{route_of(url)}: reading it wrote to {sorted(wrote)}")
        if response is None:
            return None, landed
        page = self._read(response, landed)
        self.places[url] = page.places if page else set()
        return page, landed

    def _arrive(self, response: Any, url: str, offered_by: str) -> tuple[Any, str]:
        """Follow redirects within the portal. ``None`` for an answer that is a fault."""
        for _ in range(5):
            if response.status_code not in {301, 302}:
                break
            target = urljoin(url, response.headers["Location"])
            if urlsplit(target).netloc not in {"", HOST}:
                self.faults.append(f"{offered_by}: {route_of(url)} sends to another host")
                return None, url
            url = target
            response = self.client.get(url)
        if response.status_code != 200:
            self.faults.append(f"{offered_by} offers {route_of(url)}, which answers {response.status_code}")
            return None, url
        self.reached[route_of(url)] += 1
        return response, url

    def _read(self, response: HttpResponse, url: str) -> Page | None:
        """Look for marks of other families; then what can be done from here."""
        text, headers = words_of(response), " ".join(f"{name}: {value}" for name, value in response.items())
        for kind, owner in self.marks.on(f"{text} {headers}"):
            if not self.known.may_see(kind, owner, route_of(url)):
                self.faults.append(
                    f"{route_of(url)}: a mark of kind {kind} of somebody else's family ({owner})"
                )
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return None
        try:
            return read(text, url)
        except AssertionError as broken:
            self.faults.append(f"{route_of(url)}: {broken}")
            return None

    # --- forms

    def _try(self, form: Form, url: str) -> None:
        """Send a form in every way, unless enough of its kind were sent."""
        action = urljoin(url, form.action)
        if urlsplit(action).netloc not in {"", HOST}:
            self.faults.append(f"{route_of(url)}: a form goes to another host")
            return
        kind = (kind_of(action) or (), form.method, tuple(sorted(form.controls)), form.button)
        route = route_of(action)
        if self.forms[kind] >= most_of(kind[0]) or route in {"account_logout", *LEFT_ALONE}:
            return
        self.forms[kind] += 1
        way = self.sent[route] // 2 % 3
        answers = filled(form, way=way, today=self.today, chance=self.chance, known=self.references)
        if "query" in form.controls and self.searches:
            answers["query"] = [self.searches[way % len(self.searches)]]
        if form.method == "get":
            self._offer(f"{urlsplit(action).path}?{urlencode(answers, doseq=True)}", route_of(url))
            return
        if self.forms[kind] == 1:
            self._send(action, empty(form), url, may_be_accepted=False)
        self._send(action, answers, url, may_be_accepted=True)

    def _send(
        self, action: str, data: dict[str, list[str]], offered_by: str, *, may_be_accepted: bool
    ) -> None:
        cookies = {name: morsel.value for name, morsel in self.client.cookies.items()}
        page_of_form = offered_by
        route, offered_by = route_of(action), route_of(offered_by)
        self.sent[route] += 1
        with undone(keep=lambda wrote: not wrote) as wrote:
            response = self.client.post(action, data)
            if response.status_code == STATUS and self._says_locked(page_of_form):
                self.refused[route].add(LOCKED)
            elif response.status_code not in ACCEPTED:
                self.faults.append(
                    f"{offered_by}: the form to {route} answers {response.status_code}: {told(data)}"
                )
            elif response.status_code == 302 and may_be_accepted:
                self.accepted[route] += 1
                again = self.client.post(action, data)
                if again.status_code not in TWICE:
                    self.faults.append(
                        f"{offered_by}: the form to {route} sent twice answers {again.status_code}"
                    )
                self.known = self._known()  # what was just written may be a ground
            elif may_be_accepted:
                self.refused[route] |= set(SUMMARY.findall(response.content.decode()))
            arrived, landed = (
                self._arrive(response, action, route) if response.status_code in ACCEPTED else (None, "")
            )
            page = self._read(arrived, landed) if arrived else None
            for link in self._new(page, landed) if page else []:
                self._get(link, route_of(landed))
        if wrote:
            self.client.cookies.load(cookies)
            self.known = self._known()
        elif page:
            self._follow(page, landed)
            for form in page.forms:
                self._try(form, landed)

    def _says_locked(self, url: str) -> bool:
        """Whether the page of a form said beforehand that nothing of this file may be changed for now."""
        return LOCKED in self.client.get(url).content.decode()

    def _known(self) -> Known:
        with as_owner():
            return known_to(self.user, self.today)

    def _new(self, page: Page, url: str) -> Iterator[str]:
        """Links of kinds that were never offered before: they may be there only after the form."""
        for link in dict.fromkeys(page.links):
            target = urljoin(url, link)
            kind = kind_of(target) if urlsplit(target).netloc in {"", HOST} else None
            if kind and not any(seen[0] == kind[0] for seen in self.examples):
                self.examples[kind] += 1
                yield urlsplit(target)._replace(fragment="").geturl()


LEFT_ALONE = {"admin:accounts_membership_change"}
"""Forms not sent: an administrator who gives away their own role is no administrator when they press twice."""


def most_of(kind: Kind) -> int:
    """How many pages of a kind to open."""
    return MORE_EXAMPLES.get(kind[0], EXAMPLES) if kind and not any(kind[1:]) else 1


def kind_of(url: str) -> Kind | None:
    """What pages alike have in common; ``None`` for an address that no route has."""
    parts = urlsplit(url)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return None
    words = tuple(value for name, value in sorted(found.kwargs.items()) if name in WORDS_OF_ADDRESS)
    names = tuple(sorted({name for name, _ in parse_qsl(parts.query)}))
    if found.route.startswith("admin/"):
        names = names[:1]  # Django carries every filter along
    return found.view_name or found.route, words, names


def route_of(url: str) -> str:
    """The name of the route, for people to read; no keys."""
    try:
        found = resolve(urlsplit(url).path)
    except Resolver404:
        return urlsplit(url).path
    return found.view_name or found.route


def words_of(response: HttpResponse) -> str:
    """Everything a reader of the answer could read."""
    if response.headers.get("Content-Type") == "application/pdf":
        pages = PdfReader(io.BytesIO(response.content)).pages
        return "\n".join(page.extract_text() for page in pages)
    if response.headers.get("Content-Type") == WORD:
        document = Document(io.BytesIO(response.content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if response.headers.get("Content-Type") == "application/json":
        return json.dumps(json.loads(response.content), ensure_ascii=False)
    return response.content.decode()


def told(data: dict[str, list[str]]) -> str:
    """What was sent, without what the page hid in it."""
    return ", ".join(f"{name}={values[0][:30]}" for name, values in data.items())


@contextmanager
def undone(*, keep: Callable[[set[str]], bool]) -> Iterator[set[str]]:
    """Do something and undo what it wrote, unless it is to be kept. Yields the tables, filled in at the end."""
    tables: set[str] = set()
    with transaction.atomic():
        before = written()
        yield tables
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        tables |= {table for table, _ in written().items() - before.items() if not own_business(table)}
        if not keep(tables):
            transaction.set_rollback(True)
