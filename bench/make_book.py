"""Make what the measurements read: a .vcf of N people, and a book of them with a salesperson's years in it.

    python bench/make_book.py vcf 10000 people.vcf
    python bench/make_book.py book people.vcf book.db       (needs followup installed)

Everything is drawn from a seed, so two runs measure the same book.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))
from people import NOTES, Person, people

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20260601
TODAY = date(2026, 6, 2)
GRADES = "AABBBCCCCCDDDDDDEEEE"
KINDS = ("visit", "call", "message", "email", "meal", "meeting", "gift", "help")
PROMISES = ("send the quote", "报价发过去", "call back about delivery", "寄样品", "introduce to the engineer")


def card(person: Person) -> str:
    """One vCard 3.0 as a phone writes it, lines folded at 75 octets."""
    place, street, code = person.city
    lines = [
        "BEGIN:VCARD", "VERSION:3.0", f"N:{person.family};{person.given};;;", f"FN:{person.name}",
        f"ORG:{person.organization};Purchasing", f"TITLE:{person.title}",
        f"TEL;TYPE=CELL,VOICE:{person.mobile}", f"TEL;TYPE=WORK:{person.landline}",
        f"EMAIL;TYPE=INTERNET:{person.email}",
        f"ADR;TYPE=WORK:;;{street} {person.number % 300 + 1};{place};;{code};",
        f"BDAY:{person.birthday}",
        "NOTE:" + person.note.replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n"),
        *([f"CATEGORIES:{','.join(person.labels)}"] if person.labels else []),
        f"UID:{person.number:08x}-0000-4000-8000-{SEED:012x}", "END:VCARD",
    ]  # fmt: skip
    return "".join(folded(line) + "\r\n" for line in lines)


def folded(line: str) -> str:
    """Fold at 75 octets, never inside a character."""
    parts, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > 75:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += width
    return "\r\n".join(parts)


def write_vcf(count: int, target: Path) -> None:
    """Write `count` cards."""
    with target.open("w", encoding="utf-8", newline="") as file:
        file.writelines(card(person) for person in people(count, SEED))


def write_book(vcf: Path, target: Path) -> None:
    """Import the cards with the program itself, then add the years: through the same storage layer commands use."""
    import subprocess

    run = [sys.executable, "-m", "followup", "import", str(vcf), "--book", str(target), "--today", "2026-01-05"]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
    from followup.storage.book.book import open_book

    with open_book(target) as book:
        ids = [number for (number,) in book.connection.execute("SELECT id FROM contact ORDER BY id")]
        with book.writing("years of work", at="2026-06-01T18:00:00") as writing:
            from sqlmodel import col, update

            from followup.storage.schema import tables

            draw = random.Random(SEED)
            chosen: dict[str, list[int]] = {grade: [] for grade in "ABCDE"}
            for number in ids:
                chosen[draw.choice(GRADES)].append(number)
            row = tables.ContactRow
            for grade, members in chosen.items():
                for start in range(0, len(members), 500):
                    some = members[start : start + 500]
                    where = col(row.id).in_(some)
                    writing.session.execute(update(row).where(where).values(grade=grade, graded=date(2026, 1, 6)))
            for table, rows in years(draw, ids):
                writing.insert_many(getattr(tables, table), rows)
        book.connection.execute("PRAGMA optimize")


def years(draw: random.Random, ids: list[int]) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """Five interactions, a note, a third of a task and half a sale a contact, over two years."""

    def day(last: int = 720) -> date:
        return TODAY - timedelta(days=int(last * draw.random() ** 2))

    yield "InteractionRow", [
        {"contact_id": number, "day": day(), "kind": draw.choice(KINDS), "summary": draw.choice(NOTES)[:20],
         "minutes": None, "outcome": "", "item": "", "search": draw.choice(NOTES)[:20].lower()}
        for number in ids for _ in range(5)
    ]  # fmt: skip
    yield "NoteRow", [
        {"contact_id": number, "day": day(), "text": (text := draw.choice(NOTES)), "search": text.lower()}
        for number in ids
    ]  # fmt: skip
    yield "TaskRow", [
        {"contact_id": number, "text": (text := draw.choice(PROMISES)), "search": text,
         "due": TODAY + timedelta(draw.randrange(-9, 60)), "done": None if draw.random() < 0.1 else day(90)}
        for number in ids[::3]
    ]  # fmt: skip
    yield "SaleRow", [
        {"contact_id": number, "day": day(), "amount": draw.randrange(10_000, 5_000_000),
         "profit": None, "product": "X200", "note": "", "fingerprint": ""}
        for number in ids[::2]
    ]  # fmt: skip


if __name__ == "__main__":
    what, source, made = sys.argv[1:4]
    if what == "vcf":
        write_vcf(int(source), Path(made))
    else:
        write_book(Path(source), Path(made))
