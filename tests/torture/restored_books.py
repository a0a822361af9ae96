"""A book's JSON with one value changed: it is refused in our own words, or every command works on what it restores."""

from __future__ import annotations

import io
import json
import os
import random
import sys
import warnings
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from followup.cli.app import _run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = "2026-06-02"
BAD = "bad: "
SHORT = 12
"""Rounds of the short form."""
OURS = frozenset({0, 1, 2, 3, 4, 5, 6, 7})
UNEXPECTED = ("followup made a mistake", "Traceback", "constraint failed")
_SALES = "Date,Customer,Amount\n2026-03-01,张伟,1200\n2026-04-01,王芳,800\n"
_CARD = """\
BEGIN:VCARD\r\nVERSION:3.0\r\nFN:赵敏\r\nN:赵;敏;;;\r\nTEL;TYPE=CELL:+8613900001111\r\nEMAIL:zhao@example.com\r
CATEGORIES:VIP\r\nBDAY:1990-05-05\r\nNOTE:likes tea\r\nX-SKILL:chess\r\nPHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=\r
END:VCARD\r\n"""
_STORY = (
    ("add", "张伟", "--phone", "+86 138 0013 8000", "--email", "zhang@example.com", "--org", "华为", "--grade", "A"),
    ("add", "王芳", "--set", "birthday=06-04", "--set", "hobby=fishing", "--grade", "B"),
    ("add", "李雷", "--set", "birthday=农历四月二十", "--set", "language=zh"),
    ("add", "Bob Stone", "--set", "city=杭州", "--set", "cadence.visit=30"),
    ("add", "Eve Stone"),
    ("import", "card.vcf"),
    ("group", "create", "VIP partners", "--visit", "14"),
    ("group", "add", "VIP partners", "张伟"),
    ("group", "create", "in town", "--query", "city:杭州"),
    ("group", "create", "family", "--private"),
    ("group", "add", "family", "Eve Stone"),
    ("note", "张伟", "asks about *delivery*"),
    ("note", "王芳", "a second one"),
    ("log", "张伟", "visit", "looked at the samples", "--on", "2026-05-01", "--minutes", "45"),
    ("log", "王芳", "call", "no answer", "--on", "2026-05-20", "--no-answer"),
    ("log", "李雷", "meal", "--on", "2026-04-20"),
    ("task", "add", "张伟", "send the offer", "--due", "2026-06-03"),
    ("task", "add", "王芳", "demo", "--due", "2026-06-04 10:00", "--minutes", "60"),
    ("sale", "add", "张伟", "1200", "--on", "2026-01-05", "--product", "desk"),
    ("sale", "add", "张伟", "3400", "--on", "2025-06-05"),
    ("sale", "add", "王芳", "80", "--on", "2026-05-05"),
    ("sale", "import", "sales.csv"),
    ("complaint", "open", "张伟", "late delivery"),
    ("link", "张伟", "王芳", "--as", "boss"),
    ("link", "李雷", "张伟", "--as", "referred"),
    ("away", "add", "2026-06-05"),
    ("agenda",),
    ("snooze", "c2", "2026-06-09"),
    ("agenda",),
    ("remind",),
    ("pin", "v1", "wed"),
    ("edit", "李雷", "--set", "title=buyer"),
    ("lose", "Bob Stone", "--reason", "moved", "--note", "far away"),
    ("delete", "n2", "--yes"),
    ("remove", "Eve Stone", "--yes"),
)
_AFTERWARDS = (
    ("list",),
    ("list", "--json"),
    ("show", "1"),
    ("show", "2", "--json"),
    ("remind",),
    ("agenda",),
    ("agenda", "--week", "2026-06-08"),
    ("brief", "1"),
    ("review",),
    ("warnings",),
    ("value",),
    ("cadence", "show", "1"),
    ("group", "list"),
    ("duplicates",),
    ("task", "list"),
    ("referrals",),
    ("history",),
    ("export", "--to", "-", "--format", "vcf"),
    ("export", "--to", "-", "--format", "csv"),
    ("export", "--to", "-", "--format", "google"),
    ("export", "--to", "-", "--format", "ics"),
    ("export", "--to", "-", "--format", "json"),
    ("add", "New Person"),
    ("note", "1", "one more"),
    ("log", "2", "call", "spoke"),
    ("grade", "set", "id:1", "B"),
    ("sale", "add", "2", "15"),
    ("done", "t1"),
    ("undo",),
    ("undo", "7"),
    ("undo", "20"),
    ("list",),
    ("show", "1"),
    ("export", "--to", "-", "--format", "vcf"),
    ("add", "Newer Person"),
)
_NOTHING = object()
_STRINGS = (
    "", "x", "not json", "[]", "{}", "null", "lunar", "never", "0", "-1", "2026-02-30", "9999-12-31", "0001-01-01",
    "25:99", "A", "F", "a\0b", "\x1b[2J\u202e", "\r=cmd", "t", "t1-", "v999999999999999999", "日本", "[" * 2000,
    "z" * 70_000, 'group:"in town"', "(", '{"contact": -1}', "\ud800",
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 7, 10**6, 10**15, 2**53, 2**63, 10**40, 0.5, -1e300, float("inf"), [], {}, [1],
    {"a": 1}, [[[]]], *_STRINGS,
)  # fmt: skip


def run(seed: int, rounds: int, folder: Path) -> Counter[str]:
    """Restore so many damaged copies of a rich book; what happened, counted. What begins with `bad:` may not be."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    with _surroundings(folder):
        whole = _rich_book(folder)
        for number in range(rounds):
            document = json.loads(whole)
            place = _damage(document, chance)
            counts["rounds"] += 1
            counts.update(_round(json.dumps(document), f"{number}: {place}", folder))
    return counts


def _round(document: str, place: str, folder: Path) -> list[str]:
    """Restore one document, and use what came of it."""
    (folder / "damaged.json").write_text(document, encoding="utf-8")
    for file in folder.glob("new.db*"):
        file.unlink()
    code, out, said = answer("import", "damaged.json", "--book", "new.db")
    if code:
        found = ["refused"]
        if code not in OURS or any(word in said for word in UNEXPECTED):
            found.append(f"{BAD}{place}: import: {code} {said.strip()[:300]}")
        if (folder / "new.db").exists() and answer("list", "--json", "--book", "new.db")[1].count('"id"'):
            found.append(f"{BAD}{place}: refused, and something stays: {out}")
        return found
    found = ["restored"]
    for words in _AFTERWARDS:
        code, _, said = answer(*words, "--book", "new.db")
        if code not in OURS or any(word in said for word in UNEXPECTED):
            found.append(f"{BAD}{place}: {' '.join(words)}: {code} {said.strip()[:300]}")
        found.append(f"exit {code}")
    return found


def answer(*words: str) -> tuple[int, str, str]:
    """Run a command in this process; its exit code, what it answered, and what it said besides."""
    before = sys.stdin, sys.stdout, sys.stderr
    bytes_of = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(stream, "utf-8", write_through=True) for stream in bytes_of)
    with open(os.devnull, encoding="utf-8") as nothing:  # noqa: PTH123
        try:
            sys.stdin, sys.stdout, sys.stderr = nothing, out, err
            code = _run(list(words))
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        finally:
            sys.stdin, sys.stdout, sys.stderr = before
    answered, said = (stream.getvalue().decode("utf-8", "replace") for stream in bytes_of)
    return code, answered, said


@contextmanager
def _surroundings(folder: Path) -> Iterator[None]:
    """A day, a folder, settings, and nothing of the machine's own."""
    (folder / "config.toml").write_text('[agenda]\ncountry = "CN"\n', encoding="utf-8")
    (folder / "card.vcf").write_text(_CARD, encoding="utf-8", newline="")
    (folder / "sales.csv").write_text(_SALES, encoding="utf-8")
    ours = {"FOLLOWUP_TODAY": TODAY, "FOLLOWUP_CONFIG": str(folder / "config.toml"), "FOLLOWUP_BOOK": "book.db"}
    before, here = dict(os.environ), os.getcwd()  # noqa: PTH109 - where we were
    os.environ.update(ours)
    os.chdir(folder)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a warning of a library is an error for pytest, and nothing for a person
            yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)


def _rich_book(folder: Path) -> str:
    for words in _STORY:
        code, _, said = answer(*words)
        if code:
            raise AssertionError((words, code, said))
    code, _, said = answer("export", "--to", "rich.json")
    if code:
        raise AssertionError(said)
    return (folder / "rich.json").read_text(encoding="utf-8")


def _damage(document: dict[str, Any], chance: random.Random) -> str:
    """Change one value of the document, anywhere; where, and what it became."""
    if not chance.randrange(12):
        place: Any = chance.choice([document, document["sequences"], document["tables"]])
        name = "the head"
    else:
        table = chance.choice([table for table, rows in document["tables"].items() if rows])
        number = chance.randrange(len(document["tables"][table]))
        place, name = document["tables"][table][number], f"{table}[{number}]"
    key = chance.choice(list(place))
    old = place[key]
    new = _another(old, chance)
    if new is _NOTHING:
        del place[key]
    elif not chance.randrange(40):
        place["extra"] = new
    else:
        place[key] = new
    return f"{name}.{key} = {'nothing' if new is _NOTHING else repr(new)[:60]}"


def _another(old: object, chance: random.Random) -> object:
    """Another value: none, one of the odd ones, or the old one with something changed inside."""
    if not chance.randrange(12):
        return _NOTHING
    if isinstance(old, str) and old.startswith(("{", "[")) and chance.randrange(2):
        inner = json.loads(old)
        if inner:
            keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
            inner[chance.choice(keys)] = chance.choice(_VALUES)
            return json.dumps(inner)
    if isinstance(old, int) and not chance.randrange(3):
        return old + chance.choice((-1, 1, 1000))
    return chance.choice(_VALUES)
