"""Random sequences of the real commands, undone step by step or at once: each step gives back what was before it.

The commands come from the program's own table of contents: one that is new there and not here fails. What only asks
changes nothing of the salesperson's.
"""

from __future__ import annotations

import json
import warnings
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

from program import BAD, Program, content, furnish, open_plainly

from followup.cli.app import SHORT as COMMANDS
from followup.cli.app import root

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHORT = 70
LONGEST = 14
NAMES = ("张伟", "王芳", "Anna Lindqvist", "O'Brien, Pat", "欧阳娜娜", "José", "x")
TEXTS = ("green **tea**", "报价\n第二行", "a; b: c", "O'Brien", "🙂", "…")
DAYS = ("today", "-3d", "2026-05-01", "last fri")
AHEAD = ("fri", "+9d", "2026-07-01", "next mon")
FIELDS = (
    "title=buyer", "hobby=tea", "birthday=农历三月初三", "cadence.visit=30", "language=zh", "private=yes", "area=north",
    "nickname=小张", "phone.work=010 6552 9988", "email=a@b.example", "important=yes", "stage=client",
)  # fmt: skip


class Draw:
    """What a command may be told, out of the book as it is now."""

    def __init__(self, program: Program, random: Random) -> None:
        self.program = program
        self.random = random
        self.one_of = random.choice

    def some(self, table: str, condition: str = "1") -> str:
        """The id of a row; 1 where there is none: then the command says so."""
        with open_plainly(self.program.book) as connection:
            found = [row[0] for row in connection.execute(f"SELECT id FROM {table} WHERE {condition} ORDER BY id")]
        return str(self.random.choice(found or [1]))

    @property
    def who(self) -> str:
        return self.some("contact")

    def group(self, condition: str = "1") -> str:
        """The name of a group, mostly one that is there."""
        with open_plainly(self.program.book) as connection:
            found = [row[0] for row in connection.execute(f"SELECT name FROM groups WHERE {condition} ORDER BY id")]
        return str(self.random.choice([*found, "nobody's"]))

    @property
    def query(self) -> str:
        return self.random.choice(
            (f"id:{self.who},{self.who}", "city:上海", "grade:A", "no:email", self.name, "idle:>10d")
        )

    @property
    def name(self) -> str:
        return self.random.choice(NAMES)

    @property
    def new(self) -> str:
        """A name that nobody has yet."""
        return f"new {self.random.randrange(10**9)}"

    @property
    def text(self) -> str:
        return self.random.choice(TEXTS)

    @property
    def grade(self) -> str:
        return self.random.choice("ABCDE")

    @property
    def record(self) -> str:
        kind, table = self.random.choice((("n", "note"), ("i", "interaction"), ("t", "task"), ("s", "sale")))
        return f"{kind}{self.some(table)}"

    @property
    def item(self) -> str:
        """A line of this week's agenda."""
        items = json.loads(self.program.done("agenda", "--json").out)["items"]
        return str(self.random.choice(items)["id"]) if items else "v1"


def _amended(draw: Draw) -> tuple[str, ...]:
    record = draw.record
    return ("amend", record, draw.text, *(("--on", draw.one_of(DAYS)) if record[0] != "t" else ("--due", "+4d")))


WRITING: dict[str, Callable[[Draw], tuple[str, ...]]] = {
    "add": lambda it: ("add", it.new, "--phone", "138 1234 5678", "--group", it.group(), "--note", it.text, "--grade",
                       it.grade, "--set", it.one_of(FIELDS), "--yes"),
    "edit": lambda it: ("edit", it.who, "--set", it.one_of(FIELDS), "--set", it.one_of(FIELDS[:4]), "--yes"),
    "remove": lambda it: ("remove", f"id:{it.who},{it.who},{it.who}", "--yes"),
    "merge": lambda it: ("merge", it.who, it.who, "--yes"),
    "duplicates": lambda it: ("duplicates", "--not-same", it.who, it.who),
    "import": lambda it: ("import", it.one_of(("phone.vcf", "fair.csv", "changed.vcf")), "--yes", "--prefer",
                          it.one_of(("book", "file")), "--group", it.one_of((it.new, "fair"))),
    "group create": lambda it: ("group", "create", it.new, *it.one_of(((), ("--query", it.query), ("--visit", "20")))),
    "group edit": lambda it: ("group", "edit", it.group(), *it.one_of((("--private",), ("--call", "9")))),
    "group add": lambda it: ("group", "add", it.group("query IS NULL"), it.query, "--yes"),
    "group remove": lambda it: ("group", "remove", it.group("query IS NULL"), it.query, "--yes"),
    "group rename": lambda it: ("group", "rename", it.group(), it.new),
    "group delete": lambda it: ("group", "delete", it.group(), "--yes"),
    "grade set": lambda it: ("grade", "set", it.query, it.grade, "--yes", it.one_of(("--lock", "--no-lock"))),
    "grade auto": lambda _: ("grade", "auto", "--yes"),
    "sale add": lambda it: ("sale", "add", it.who, it.one_of(("12万", "99.50", "-500")), "--on", it.one_of(DAYS)),
    "sale import": lambda _: ("sale", "import", "orders.csv"),
    "log": lambda it: ("log", it.who, it.one_of(("visit", "电话", "gift")), it.text, "--on", it.one_of(DAYS), "--next",
                       it.text, "--due", it.one_of(AHEAD)),
    "note": lambda it: ("note", it.who, it.text, "--on", it.one_of(DAYS)),
    "task add": lambda it: ("task", "add", it.who, it.text, "--due", it.one_of(("fri 14:00", *AHEAD))),
    "done": lambda it: ("done", it.one_of((f"t{it.some('task')}", it.item)), it.text, "--next", it.text),
    "amend": _amended,
    "delete": lambda it: ("delete", it.record, "--yes"),
    "complaint open": lambda it: ("complaint", "open", it.who, it.text, "--on", it.one_of(DAYS)),
    "complaint resolve": lambda it: ("complaint", "resolve", f"k{it.some('complaint')}", it.text, "--cause", "late"),
    "complaint satisfied": lambda it: ("complaint", "satisfied", f"k{it.some('complaint', 'resolved IS NOT NULL')}"),
    "lose": lambda it: ("lose", it.who, *it.one_of((("--reason", "price", "--note", it.text), ("--back",)))),
    "link": lambda it: ("link", it.who, it.who, *it.one_of((("--as", "spouse"), ("--as", "referred"), ("--remove",))),
                        "--yes"),
    "snooze": lambda it: ("snooze", it.item, it.one_of(AHEAD)),
    "away add": lambda it: ("away", "add", it.one_of(AHEAD), it.text, *it.one_of(((), ("--half",)))),
    "away remove": lambda it: ("away", "remove", f"a{it.some('away')}"),
}  # fmt: skip
"""What is written and taken back by `undo`."""
ASKING: dict[str, Callable[[Draw], tuple[str, ...]]] = {
    "remind": lambda _: ("remind",),
    "agenda": lambda it: ("agenda", "--week", it.one_of(("last", "next"))),
    "pin": lambda it: ("pin", it.item, "fri"),
    "skip": lambda it: ("skip", it.item),
    "review": lambda _: ("review", "--week", "this"),
    "away list": lambda _: ("away", "list", "--all"),
    "brief": lambda it: ("brief", it.who),
    "warnings": lambda _: ("warnings",),
    "list": lambda it: ("list", it.query),
    "show": lambda it: ("show", it.who),
    "export": lambda it: ("export", "--to", it.one_of(("a.vcf", "a.csv", "a.json", "a.ics")), "--yes"),
    "group list": lambda _: ("group", "list"),
    "group show": lambda it: ("group", "show", it.group()),
    "grade history": lambda it: ("grade", "history", it.who),
    "cadence show": lambda it: ("cadence", "show", it.who),
    "sale list": lambda it: ("sale", "list", it.query),
    "value": lambda it: ("value", "--by", it.one_of(("rank", "grade", "group", "organization"))),
    "task list": lambda it: ("task", "list", it.query),
    "complaint list": lambda _: ("complaint", "list", "--all"),
    "complaint causes": lambda _: ("complaint", "causes"),
    "referrals": lambda _: ("referrals",),
    "history": lambda _: ("history",),
    "config show": lambda _: ("config", "show"),
    "config path": lambda _: ("config", "path"),
}
"""What changes nothing of the salesperson's: it asks, or plans the week."""
ELSEWHERE = {"undo", "demo", "config edit"}
"""What this is about; what has a book of its own; what changes the settings."""


def run(seed: int, rounds: int, folder: Path) -> Counter[str]:
    """Run `rounds` commands and undo them; what was tried, and what came of it."""
    random = Random(seed)
    counts: Counter[str] = Counter()
    strange = _commands() ^ (WRITING.keys() | ASKING.keys() | ELSEWHERE)
    if strange:
        counts[f"{BAD}to be told in tests/torture/undo.py: {', '.join(sorted(strange))}"] += 1
    with Program(folder) as program:
        furnish(program)
        draw = Draw(program, random)
        waiting: list[str] = []
        while counts["rounds"] < rounds:
            if len(waiting) < LONGEST:
                waiting += random.sample(sorted(WRITING), len(WRITING)) + random.sample(sorted(ASKING), 6)
                random.shuffle(waiting)
            length = min(random.randint(1, LONGEST), rounds - counts["rounds"])
            _sequence(draw, [waiting.pop() for _ in range(length)], counts)
    return counts


def _commands() -> set[str]:
    """All commands of the program, with those below them: `add`, `group create`."""
    found = set()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # typer's, of its own way to complete
        for name in COMMANDS:
            below = getattr(root().commands[name], "commands", None)
            found |= {f"{name} {each}" for each in below} if below else {name}
    return found


def _sequence(draw: Draw, names: list[str], counts: Counter[str]) -> None:
    """Run commands one after the other, and take them all back."""
    path = draw.program.book
    before: list[tuple[str, list[str]]] = []
    now = content(path)
    for name in names:
        words = (WRITING.get(name) or ASKING[name])(draw)
        answer = draw.program(*words)
        then, now = now, content(path)
        counts["rounds"] += 1
        if answer.fault or not answer.is_clear:
            counts[f"{BAD}{name}: {answer.fault or 'no clear line'}"] += 1
        if now == then:
            counts["asked" if name in ASKING else "nothing to change" if answer.code == 0 else "refused in words"] += 1
            continue
        counts["written"] += 1
        before.append((name, then))
        if name in ASKING:
            counts[f"{BAD}{name} changed the book"] += 1
        if _told(now) != _told(then) + 1:
            counts[f"{BAD}{name} is {_told(now) - _told(then)} lines of the history"] += 1
    _take_back(draw, before, counts)


def _told(lines: list[str]) -> int:
    return sum(line.startswith("command ") for line in lines)


def _take_back(draw: Draw, before: list[tuple[str, list[str]]], counts: Counter[str]) -> None:
    at_once = draw.random.random() < 0.3
    for number in range(len(before), 0, -1):
        if at_once and number > 1:
            continue
        name, then = before[number - 1]
        answer = draw.program("undo", str(len(before)) if at_once else "1")
        counts["undone"] += len(before) if at_once else 1
        if answer.code:
            counts[f"{BAD}undo of {name} ended with {answer.code}"] += 1
        if content(draw.program.book) != then:
            counts[f"{BAD}undo of {'all up to ' if at_once else ''}{name} does not give back what was before"] += 1
