"""Whatever a file holds or a person types is read or refused in words: inputs that are right, changed at random.

Most rounds call a reader as the commands do. Every twentieth goes through the real program, which never says that it
made a mistake; and whatever it has taken from a file, every question is answered afterwards.
"""

from __future__ import annotations

import json
import signal
import traceback
from collections import Counter
from datetime import date, datetime
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import inputs
from inputs import changed, changed_bytes
from program import BAD, DEMO, TODAY, Answer, Program, furnish

from followup.core.contacts.fields import set_field, unset_field
from followup.core.contacts.names import split_name
from followup.core.contacts.occasion_text import read_occasion
from followup.core.contacts.phones import parse_phone
from followup.core.contacts.search_text import sort_text
from followup.core.dates.parsing import parse_day, parse_week, parse_when
from followup.core.dates.partial import parse_chinese_altbday, parse_partial_date
from followup.core.importing.draft import Draft
from followup.core.model.contact import Contact, Occasion, Phone
from followup.core.model.grades import parse_grade
from followup.core.model.ids import parse_record_id
from followup.core.model.money import parse_money
from followup.core.text.folding import fold, fold_text
from followup.core.text.pinyin import pinyin_of
from followup.errors import FollowupError
from followup.exchange.detect import open_reader
from followup.exchange.edit_form import from_toml, to_toml
from followup.exchange.icalendar.busy import read_busy
from followup.exchange.spreadsheet.sales import read_sales
from followup.settings.config import parse_settings
from followup.storage.book.book import open_book
from followup.storage.contacts.lookup import find_matches
from followup.storage.query.context import QueryContext
from followup.storage.query.search import find

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import FrameType

SHORT = 800
EACH_THROUGH_THE_PROGRAM = 20
SECONDS_A_ROUND = 20
DAY = date.fromisoformat(TODAY)
PERSON = Contact(
    1, "张伟", added=DAY, phones=(Phone("work", "138 0013 8000"),), groups=("VIP",), fields={"hobby": "tea"},
    occasions=(Occasion("birthday", 1985, 4, 15),),
)  # fmt: skip
QUESTIONS = (
    ("list",), ("agenda",), ("remind",), ("history",), ("review",), ("warnings",), ("value",), ("duplicates",),
    ("task", "list"), ("sale", "list"), ("group", "list"), ("export", "--to", "-", "--format", "csv"),
    ("export", "--to", "-", "--format", "vcf"),
)  # fmt: skip


class Target(NamedTuple):
    """Something that reads, and inputs that it can read."""

    samples: Sequence[str | bytes]
    read: Callable[[Any], object]


class HangError(BaseException):
    """A round took longer than any may."""


def run(seed: int, rounds: int, folder: Path) -> Counter[str]:
    """Read `rounds` changed inputs; what was tried, and what came of it."""
    random = Random(seed)
    counts: Counter[str] = Counter()
    with Program(folder) as program:
        furnish(program)
        through = _Through(program, random)
        with open_book(program.book) as book:
            targets = _targets(book.connection, random)
            for number in range(rounds):
                if number % EACH_THROUGH_THE_PROGRAM == 0:
                    kind, outcome = through.round(number // EACH_THROUGH_THE_PROGRAM)
                else:
                    kind = sorted(targets)[number % len(targets)]
                    outcome = _outcome(targets[kind], random)
                counts["rounds"] += 1
                counts[kind] += 1
                counts[f"{outcome} ({kind})" if outcome.startswith(BAD) else outcome] += 1
    return counts


def _targets(connection: sqlite3.Connection, random: Random) -> dict[str, Target]:
    def query(text: str) -> object:
        return find(text, QueryContext(connection, DAY))

    def busy(text: str) -> object:
        return read_busy(text, datetime(2026, 6, 1), datetime(2026, 7, 1))  # noqa: DTZ001 - local days

    def fields(text: str) -> None:
        name, _, value = text.partition("=")
        _all(text, lambda _: set_field(PERSON, name, value, "CN"), lambda _: unset_field(PERSON, name))

    sheet = inputs.excel()
    return {
        "contacts' files": Target(inputs.contact_files(), _contacts),
        "Excel": Target([sheet], _contacts),
        "Excel, a part": Target([sheet], lambda data: _contacts(inputs.excel_with_a_changed_part(sheet, random))),
        "sales": Target(
            [(DEMO / "orders.csv").read_bytes(), sheet], lambda data: read_sales(data, "a.csv", DAY, "CNY")
        ),
        "calendars": Target([inputs.ICS], busy),
        "settings": Target([inputs.SETTINGS], parse_settings),
        "contact as TOML": Target([to_toml(PERSON)], lambda text: from_toml(text, PERSON, "CN")),
        "queries": Target(inputs.QUERIES, query),
        "dates": Target(inputs.DATES, _dates),
        "amounts": Target(inputs.AMOUNTS, lambda text: _all(text, parse_money, lambda it: parse_money(it, "EUR"))),
        "names": Target(inputs.NAMES, lambda text: _all(text, split_name, fold, fold_text, pinyin_of, sort_text)),
        "phones": Target(inputs.PHONES, lambda text: (parse_phone(text, "CN"), parse_phone(text, ""))),
        "who": Target((*inputs.NAMES, *inputs.PHONES), lambda text: find_matches(connection, text)),
        "ids": Target(inputs.IDS, lambda text: _all(text, parse_record_id, parse_grade)),
        "fields": Target([f"{name}={value}" for name, value in inputs.FIELDS], fields),
    }


def _all(text: str, *readers: Callable[[str], object]) -> None:
    """Try each reader, also where one before it has refused the text."""
    for reader in readers:
        try:
            reader(text)
        except FollowupError:
            continue


def _dates(text: str) -> None:
    _all(
        text, lambda it: parse_when(it, DAY, "ahead"), lambda it: parse_day(it, DAY, "back"),
        lambda it: parse_week(it, DAY), parse_partial_date, parse_chinese_altbday,
        lambda it: read_occasion("birthday", it),
    )  # fmt: skip


def _contacts(data: bytes) -> None:
    reading = open_reader(data, "a")
    for draft in reading.drafts:
        assert not isinstance(draft, Draft) or draft.name


def _outcome(target: Target, random: Random) -> str:
    sample = random.choice(target.samples)
    data = changed_bytes(sample, random) if isinstance(sample, bytes) else changed(sample, random)
    usual = signal.signal(signal.SIGALRM, _hang)
    signal.setitimer(signal.ITIMER_REAL, SECONDS_A_ROUND)
    try:
        target.read(data)
    except FollowupError:
        return "refused in words"
    except HangError:
        return f"{BAD}hung"
    except Exception as error:  # noqa: BLE001 - each is what this looks for
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{BAD}{type(error).__name__} in {place.name}, {place.filename.rpartition('/')[2]}:{place.lineno}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, usual)
    return "read"


def _hang(_signal: int, _frame: FrameType | None) -> None:
    raise HangError


class _Through:
    """Rounds that go through the real program, on a book that is put back each time."""

    def __init__(self, program: Program, random: Random) -> None:
        self.program = program
        self.random = random
        self.book = program.kept()
        self.json = program.done("export", "--to", "-", "--format", "json").out
        self.kinds = (self._typed, self._restored, self._imported, self._configured)

    def round(self, number: int) -> tuple[str, str]:
        """Go through the program once; what was tried, and the outcome."""
        self.program.put_back(self.book)
        (self.program.folder / "config.toml").write_text("", encoding="utf-8")
        kind = self.kinds[number % len(self.kinds)]
        answer = kind()
        asked = [self.program(*words) for words in self.random.sample(QUESTIONS, 3)] if answer.code == 0 else []
        asked += [self.program("undo")] if answer.code == 0 else []
        for each in (answer, *asked):
            if each.fault or not each.is_clear:
                return f"program: {kind.__name__[1:]}", f"{BAD}{each.fault or 'no clear line'}: {each.err[-120:]!r}"
        return f"program: {kind.__name__[1:]}", "refused in words" if answer.code else "read"

    def _typed(self) -> Answer:
        def some(samples: Sequence[str]) -> str:
            text = changed(self.random.choice(samples), self.random)
            return text.replace("\0", "").encode("utf-8", "replace").decode()  # what a shell can hand on

        name, value = self.random.choice(inputs.FIELDS)
        words = self.random.choice([
            ("list", some(inputs.QUERIES)), ("show", some(inputs.NAMES)), ("sale", "add", "1", some(inputs.AMOUNTS)),
            ("add", some(inputs.NAMES), "--phone", some(inputs.PHONES), "--birthday", some(inputs.DATES), "--yes"),
            ("note", "1", some(inputs.NAMES), "--on", some(inputs.DATES)), ("away", "add", some(inputs.DATES)),
            ("task", "add", "1", some(inputs.NAMES), "--due", some(inputs.DATES)),
            ("delete", some(inputs.IDS), "--yes"), ("done", some(inputs.IDS), some(inputs.NAMES)),
            ("edit", "1", "--set", f"{name}={some([value])}"), ("snooze", some(inputs.IDS), some(inputs.DATES)),
            ("group", "create", some(inputs.NAMES), "--query", some(inputs.QUERIES)),
            ("agenda", "--week", some(inputs.DATES)), ("grade", "set", some(inputs.QUERIES), "A", "--yes"),
        ])  # fmt: skip
        return self.program(*words)

    def _restored(self) -> Answer:
        """A whole book, one of its values poisoned or its text changed."""
        self.program.put_back({})
        text = self._poisoned() if self.random.random() < 0.7 else changed(self.json, self.random)
        (self.program.folder / "book.json").write_bytes(text.encode("utf-8", "replace"))
        return self.program("import", "book.json", "--yes")

    def _poisoned(self) -> str:
        book = json.loads(self.json)
        table = self.random.choice([[book["sequences"]], *(rows for rows in book["tables"].values() if rows)])
        place = self.random.choice(table)
        name = self.random.choice(sorted(place))
        values: list[object] = [None, 0, -1, 2**70, 0.5, "", "[]", "not json", "lunar", "9999-99-99", [], {}, True]
        place[name] = self.random.choice([*values, changed(str(place[name]), self.random)])
        return json.dumps(book, ensure_ascii=False)

    def _imported(self) -> Answer:
        data = changed_bytes(self.random.choice(inputs.contact_files()), self.random)
        (self.program.folder / "changed.vcf").write_bytes(data)
        return self.program("import", "changed.vcf", "--yes")

    def _configured(self) -> Answer:
        text = changed(inputs.SETTINGS, self.random)
        (self.program.folder / "config.toml").write_bytes(text.encode("utf-8", "replace"))
        (self.program.folder / "a.ics").write_bytes(changed(inputs.ICS, self.random).encode("utf-8", "replace"))
        return self.program("agenda")
