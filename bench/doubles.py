"""A book whose doubles are known: how many `followup duplicates` finds, and how many of those it offers are doubles.

    python bench/doubles.py 20000        (needs followup installed)

One person in ten is in the book twice, written another way: in pinyin, by a short form or a title, with a slip of the
finger, with a new number, or as another program spells it. There are people who only look like doubles, too: namesakes,
couples at one number, colleagues at one landline and mailbox, numbers that were given to somebody else.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from people import FAMILIES, GIVENS, people

from followup.core.matching.duplicates import Person as Compared
from followup.core.matching.duplicates import find_duplicates
from followup.core.text.folding import fold
from followup.core.text.pinyin import pinyin_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from people import Person

SEED = 20260603
ONE_IN = 10
SHORT = {
    "James": "Jim", "Robert": "Bob", "Michael": "Mike", "David": "Dave", "Susan": "Sue", "Thomas": "Tom",
    "Daniel": "Dan", "Peter": "Pete", "John": "Jack",
}  # fmt: skip
TITLES = ("总", "经理", "老师", "工")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Double(NamedTuple):
    """Somebody once more: the sort of double, and how they are written this time."""

    sort: str
    person: Compared


def number(digits: int) -> str:
    """A mobile that nobody has."""
    return f"+86199{digits:08d}"


def first(person: Person) -> Compared:
    """A person as in the book for the first time; one in five has no e-mail, one in five no firm, half a birthday."""
    mobile = person.mobile.replace(" ", "").replace("-", "")
    return Compared(
        person.number * 2 + 1, person.name, "", fold(person.organization) if person.number % 5 else "",
        numbers=(mobile, "+86" + person.landline[1:].replace("-", "")),
        emails=(person.email,) if person.number % 5 != 1 else (),
        birthday=person.birthday if person.number % 2 else "",
    )  # fmt: skip


def spelled(person: Person, there: Compared, draw: random.Random) -> Compared | None:
    """As another program has it, in Latin letters: the mobile, or firm and e-mail, are the same."""
    if not person.chinese:
        return None
    given, family = pinyin_of(person.given)[0].title(), pinyin_of(person.family + "王王")[0].removesuffix("wangwang")
    name = draw.choice((f"{given} {family.title()}", f"{family.title()} {given}", f"{family}{given}".lower()))
    return one_way(there, draw)._replace(name=name)


def one_way(there: Compared, draw: random.Random) -> Compared:
    """With the mobile alone, or the e-mail if there is one."""
    if there.emails and draw.random() < 0.4:
        return there._replace(numbers=())
    return there._replace(numbers=there.numbers[:1], emails=())


def shortened(person: Person, there: Compared, draw: random.Random) -> Compared | None:
    """By a short form, a title, or as one calls a friend; without firm, with the number."""
    known = one_way(there, draw)._replace(birthday="")
    if person.chinese:
        name = draw.choice(
            (person.family + draw.choice(TITLES), f"小{person.family}", f"{person.name}({person.title})")
        )
        return known._replace(name=name, organization="")
    short = SHORT.get(person.given)
    return known._replace(name=f"{short} {person.family}") if short else None


def mistyped(person: Person, there: Compared, draw: random.Random) -> Compared | None:
    """A letter wrong, missing, doubled or swapped; a character that sounds the same."""
    if person.chinese:
        same = [
            one for one in GIVENS if one != person.given[-1] and pinyin_of(one)[:1] == pinyin_of(person.given[-1])[:1]
        ]
        return one_way(there, draw)._replace(name=person.name[:-1] + draw.choice(same)) if same else None
    name, at = person.name, draw.randrange(1, len(person.name) - 1)
    if " " in name[at - 1 : at + 2]:
        return None
    slip = draw.choice((name[at] * 2, "", draw.choice(LETTERS), None))
    written = (
        name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :] if slip is None else name[:at] + slip + name[at + 1 :]
    )
    if fold(written) == fold(name):
        return None
    by_firm = there.organization and draw.random() < 0.3
    known = there._replace(numbers=(), emails=()) if by_firm else one_way(there, draw)
    return known._replace(name=written, birthday="")


def renumbered(person: Person, there: Compared, draw: random.Random) -> Compared | None:
    """With another number: the firm, the e-mail or the birthday is the same, and what is not is missing."""
    new = there._replace(numbers=(number(person.number),))
    kept = [one for one in ("organization", "emails", "birthday") if getattr(there, one)]
    if not kept:
        return None
    keep = draw.choice(kept)
    return new._replace(
        organization=new.organization if keep == "organization" else "",
        emails=new.emails if keep == "emails" else (),
        birthday=new.birthday if keep == "birthday" else "",
    )


def respelled(_: Person, there: Compared, draw: random.Random) -> Compared | None:
    """The same person out of another program: case, order and titles differ, the number is the same."""
    name = f"{there.name}先生" if not there.name.isascii() else " ".join(reversed(there.name.upper().split()))
    return one_way(there, draw)._replace(name=name, birthday="", organization="")


SORTS: dict[str, Callable[[Person, Compared, random.Random], Compared | None]] = {
    "pinyin": spelled, "nickname": shortened, "typo": mistyped, "changed number": renumbered, "spelling": respelled,
}  # fmt: skip


def others(count: int, draw: random.Random, there: list[Compared]) -> list[Compared]:
    """People who only look like doubles, a twentieth of the book."""
    made = []
    for place in range(count // 20):
        one, ident = draw.choice(there), count * 4 + place
        name = draw.choice(FAMILIES) + "".join(draw.choices(GIVENS, k=2))
        made.append(
            (
                one._replace(id=ident, organization="", numbers=(number(50_000_000 + place),), emails=(), birthday=""),
                Compared(ident, name, numbers=one.numbers[:1], birthday="1975-03-03"),
                Compared(ident, name, "", one.organization, numbers=one.numbers[1:], emails=(f"info@{place}.example",)),
                Compared(ident, name, numbers=(*one.numbers[:1], number(60_000_000 + place))),
                Compared(ident, f"{one.name}太太" if not one.name.isascii() else f"Mary {one.name.split()[-1]}son",
                         numbers=one.numbers[:1]),
            )[place % 5]
        )  # fmt: skip
    return made


def book(count: int) -> tuple[list[Compared], dict[tuple[int, int], str]]:
    """The people, and the pairs that are one person with the sort of double."""
    draw = random.Random(SEED)
    there, truth = [], {}
    doubles = []
    for person in people(count, SEED):
        one = first(person)
        there.append(one)
        if person.number % ONE_IN == 0:
            sort = draw.choice(list(SORTS))
            if double := SORTS[sort](person, one, draw):
                doubles.append(double._replace(id=one.id + 1))
                truth[one.id, one.id + 1] = sort
    return [*there, *doubles, *others(count, draw, there)], truth


def judged(count: int) -> tuple[float, float, dict[str, float]]:
    """Precision and recall at the threshold that `duplicates` has by itself, and the recall a sort."""
    everybody, truth = book(count)
    found = {(pair.contact, pair.other) for pair in find_duplicates(everybody)}
    right = found & truth.keys()
    sorts = {}
    for sort in SORTS:
        pairs = {pair for pair, its in truth.items() if its == sort}
        sorts[sort] = len(pairs & found) / len(pairs)
    return len(right) / len(found), len(right) / len(truth), sorts


def main() -> None:
    precision, recall, sorts = judged(int(sys.argv[1]))
    told = ", ".join(f"{sort} {share:.3f}" for sort, share in sorts.items())
    print(f"{precision:.4f} {recall:.4f} {told}")


if __name__ == "__main__":
    main()
