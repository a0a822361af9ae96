"""Books that a disk, a bad copy or another program damaged: what the commands say to them.

A damaged book is refused in a line with exit code 6. Answered (0, or 3 and 4 for a name that is no longer found) may be
where the structure is sound and only a value's bytes are others: nobody can see that. `run` counts what came of each.
"""

from __future__ import annotations

import io
import os
import random
import sqlite3
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout, suppress
from typing import TYPE_CHECKING
from warnings import catch_warnings

from followup.cli.app import _run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHORT = 60
"""Rounds of the short form."""
BAD = "bad: "
PAGE = 4096
TODAY = "2026-06-02"
MADE = (
    (
        "add",
        "王芳",
        "--phone",
        "13800138000",
        "--email",
        "fang@example.com",
        "--birthday",
        "1980-05-01",
        "--grade",
        "A",
    ),
    ("add", "Emma", "--phone", "+44 7700 900178", "--org", "Barometers Ltd", "--group", "fair", "--note", "green tea"),
    ("add", "李娜"),
    ("edit", "李娜", "--set", "hobby=chess", "--set", "city=苏州"),
    ("note", "王芳", "Likes **tea**"),
    ("log", "王芳", "visit", "showed the new line", "--next", "send the quote", "--due", "fri"),
    ("task", "add", "Emma", "call back", "--due", "2026-06-03 14:00", "--important"),
    ("sale", "add", "王芳", "12000", "--profit", "3000", "--product", "X200"),
    ("sale", "add", "Emma", "800"),
    ("complaint", "open", "Emma", "came late"),
    ("link", "王芳", "Emma", "--as", "referred"),
    ("group", "create", "south", "--query", "city:苏州"),
    ("away", "add", "2026-08-03..2026-08-07", "holiday"),
    ("lose", "李娜", "--reason", "price"),
    ("edit", "王芳", "--set", "title=Buyer", "--set", "cadence.visit=30"),
    ("snooze", "k1", "fri"),
    ("remind",),
    ("agenda",),
)
ASKED: tuple[tuple[str, ...], ...] = (
    ("list",),
    ("list", "tea"),
    ("show", "id:1", "--json"),
    ("remind",),
    ("agenda", "--json"),
    ("value", "--json"),
    ("export", "--to", "-"),
    ("history",),
    ("note", "id:1", "kept?"),
    ("edit", "id:2", "--set", "title=Head"),
    ("undo",),
)
ANSWERED = {0, 3, 4}
REFUSED = 6


def run(seed: int, rounds: int, folder: Path) -> Counter[str]:
    """Damage `rounds` books, each in another way by `seed`, and run the commands on each.

    What should not be begins with `bad: `, and tells the way of the damage, the command and what it said.
    """
    chance = random.Random(seed)
    with _surroundings(folder):
        sound = folder / "sound.db"
        _make(sound, folder)
        content = sound.read_bytes()
        before = {words: _told(words, content, folder)[:2] for words in ASKED}
        counts: Counter[str] = Counter()
        for _ in range(rounds):
            way = chance.choice(WAYS)
            damaged = way(chance, content)
            if damaged == content:
                continue
            whole = _is_sound(damaged, content, folder)
            for words in chance.sample(ASKED, 4):
                code, out, err = _told(words, damaged, folder)
                counts[_verdict(way.__name__.strip("_"), words, (code, out, err), before[words], whole)] += 1
    return counts


def _verdict(way: str, words: tuple[str, ...], told: tuple[int, str, str], before: tuple[int, str], whole: bool) -> str:
    code, out, err = told
    if code == REFUSED:
        lines = 5 if "--json" in words else 1
        named = "damaged.db" in err and len(err.splitlines()) == lines
        return "refused" if named else f"{BAD}{way} {words[0]}: {err[:300]}"
    if code not in ANSWERED:
        return f"{BAD}{way} {words[0]} {code}: {err[:300]}"
    if whole:
        return "answered, structure sound"
    if (code, out) == before:
        return "answered as before, damaged elsewhere"
    return f"{BAD}{way} {words[0]} answered from a damaged part"


def _surroundings(folder: Path) -> _Environment:
    return _Environment({
        "FOLLOWUP_TODAY": TODAY, "FOLLOWUP_CONFIG": str(folder / "config.toml"), "FOLLOWUP_BOOK": "", "COLUMNS": "100",
    })  # fmt: skip


class _Environment:
    def __init__(self, wanted: dict[str, str]) -> None:
        self.wanted = wanted
        self.before = {name: os.environ.get(name) for name in wanted}

    def __enter__(self) -> None:
        os.environ.update(self.wanted)

    def __exit__(self, *_: object) -> None:
        for name, value in self.before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def _make(book: Path, folder: Path) -> None:
    (folder / "config.toml").touch()
    for words in MADE:
        code, _, err = _call(words, book)
        assert code == 0, (words, err)
    connection = sqlite3.connect(book)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _told(words: tuple[str, ...], content: bytes, folder: Path) -> tuple[int, str, str]:
    """What a command says to a book of these bytes."""
    for left in folder.glob("damaged.db*"):
        left.unlink()
    book = folder / "damaged.db"
    book.write_bytes(content)
    return _call(words, book)


def _call(words: tuple[str, ...], book: Path) -> tuple[int, str, str]:
    written = io.BytesIO()
    out, err = io.TextIOWrapper(written, encoding="utf-8"), io.StringIO()
    os.environ["FOLLOWUP_BOOK"] = str(book)
    with redirect_stdout(out), redirect_stderr(err), catch_warnings(action="ignore"):  # as in a process of its own
        code = _run(list(words))
    out.flush()
    return code, written.getvalue().decode(), err.getvalue()


def _is_sound(damaged: bytes, content: bytes, folder: Path) -> bool:
    """Whether SQLite itself finds nothing: the same tables, all pages and rows in order."""
    path = folder / "checked.db"
    shapes = []
    for each in (content, damaged):
        path.write_bytes(each)
        connection = sqlite3.connect(path)
        try:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return False
            shapes.append(connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall())
        except (sqlite3.Error, UnicodeDecodeError):
            return False
        finally:
            connection.close()
    return shapes[0] == shapes[1]


def _flipped_bits(chance: random.Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 1, 4, 40))):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _zeros(chance: random.Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    size = chance.choice((1, 16, 512, PAGE))
    start = chance.randrange(len(damaged)) // size * size
    damaged[start : start + size] = bytes(len(damaged[start : start + size]))
    return bytes(damaged)


def _garbage(chance: random.Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    size = chance.choice((2, 8, 64, 512, PAGE))
    start = chance.randrange(len(damaged) - size)
    damaged[start : start + size] = chance.randbytes(size)
    return bytes(damaged)


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(1, len(content))]


def _cut_between_pages(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(1, len(content) // PAGE) * PAGE]


def _swapped_pages(chance: random.Random, content: bytes) -> bytes:
    one, other = chance.sample(range(len(content) // PAGE), 2)
    damaged = bytearray(content)
    first, second = slice(one * PAGE, one * PAGE + PAGE), slice(other * PAGE, other * PAGE + PAGE)
    damaged[first], damaged[second] = damaged[second], damaged[first]
    return bytes(damaged)


def _header(chance: random.Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    damaged[chance.randrange(100)] = chance.randrange(256)
    return bytes(damaged)


def _page_head(chance: random.Random, content: bytes) -> bytes:
    """Garbage where a page says what it is, how many cells it has and where they are."""
    damaged = bytearray(content)
    start = chance.randrange(len(content) // PAGE) * PAGE
    damaged[start + (100 if start == 0 else 0) + chance.randrange(24)] = chance.randrange(256)
    return bytes(damaged)


def _schema_text(chance: random.Random, content: bytes) -> bytes:
    words = (b"CREATE TABLE", b"CREATE INDEX", b"CREATE TRIGGER", b"contact_id", b"search", b"day TEXT")
    place = content.find(chance.choice(words), chance.randrange(len(content) // 2))
    damaged = bytearray(content)
    damaged[place : place + 3] = b"xyz"
    return bytes(damaged)


def _dropped(chance: random.Random, content: bytes) -> bytes:
    """A table, an index or a trigger less."""
    return _by_sql(content, lambda connection: _drop(chance, connection))


def _drop(chance: random.Random, connection: sqlite3.Connection) -> None:
    kind, name = chance.choice(connection.execute(
        "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2").fetchall())  # fmt: skip
    connection.execute(f"DROP {kind} {name}")


def _odd_value(chance: random.Random, content: bytes) -> bytes:
    """A value that its column does not hold: another type, no day, no UTF-8, no JSON."""
    return _by_sql(content, lambda connection: _oddly(chance, connection))


def _oddly(chance: random.Random, connection: sqlite3.Connection) -> None:
    columns = connection.execute(
        "SELECT schema.name, col.name FROM sqlite_schema AS schema, pragma_table_info(schema.name) AS col"
        " WHERE schema.type = 'table' AND schema.name NOT LIKE 'sqlite_%' AND NOT col.pk ORDER BY 1, 2"
    ).fetchall()
    table, column = chance.choice(columns)
    value = chance.choice(("CAST(x'ff80' AS TEXT)", "x'00ff'", "-1", "1e300", "'odd'", "'2026-13-45'", "'{\"'", "''"))
    connection.execute("PRAGMA ignore_check_constraints = ON")
    with suppress(sqlite3.IntegrityError):
        connection.execute(f"UPDATE {table} SET {column} = {value}")


def _by_sql(content: bytes, change: Callable[[sqlite3.Connection], None]) -> bytes:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(_rollback(content))
    change(connection)
    damaged = connection.serialize()
    connection.close()
    return damaged


def _rollback(content: bytes) -> bytes:
    """The same book with a rollback journal: what lies in memory has no WAL."""
    return content[:18] + b"\x01\x01" + content[20:]


WAYS = (
    _flipped_bits, _zeros, _garbage, _cut, _cut_between_pages, _swapped_pages, _header, _page_head, _schema_text,
    _dropped, _odd_value,
)  # fmt: skip
