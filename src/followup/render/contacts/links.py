"""Who is what to whom, and the tree of referrals: for a person and for a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.dates.formatting import amount_text
from followup.core.model.money import format_money
from followup.render.formats.table import table
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from followup.core.contacts.links import End, Link
    from followup.core.value.referrals import Referral


def link_json(link: Link) -> dict[str, object]:
    """A link's keys; the `id` of an end is null where only a card names it. `text` says it in a sentence."""
    return {"kind": link.kind, "who": _end(link.who), "of": _end(link.of), "text": str(link)}


def links_text(links: Sequence[Link], word: str = "") -> str:
    """Links as sentences, a line each, behind a word that says what became of them."""
    return "".join(f"{word}{one_line(str(link))}\n" for link in links)


def referrals_json(
    branches: Sequence[Referral], people: Mapping[int, tuple[str, str | None]]
) -> list[dict[str, object]]:
    """The tree line by line; `people` are names and grades, numbers below 0 no contacts.

    `again`: shown above, with all that hangs on it.
    """
    return [
        {
            "contact": _contact(each.id, people),
            "by": None if each.by is None else _contact(each.by, people),
            "depth": each.depth,
            "profit": format_money(each.profit),
            "through": format_money(each.through),
            "again": each.again,
        }
        for each in branches
    ]


def referrals_text(branches: Sequence[Referral], people: Mapping[int, tuple[str, str | None]]) -> str:
    """The tree with its profits: each one's own, what came through it, and both."""
    rows = [
        (*_amounts(each), str(each.id) if each.id > 0 else "", _indented(each, people[each.id][0])) for each in branches
    ]
    return table(("own", "through others", "together", "id", "who"), rows, right={0, 1, 2})


def _amounts(branch: Referral) -> tuple[str, ...]:
    if branch.again:
        return "", "", ""
    return tuple(map(amount_text, (branch.profit, branch.through, branch.profit + branch.through)))


def _indented(branch: Referral, name: str) -> str:
    return f"{'· ' * branch.depth}{name}{' (no contact)' if branch.id < 0 else ' (see above)' if branch.again else ''}"


def _contact(number: int, people: Mapping[int, tuple[str, str | None]]) -> dict[str, object]:
    name, grade = people[number]
    return {"id": number if number > 0 else None, "name": name, "grade": grade}


def _end(end: End) -> dict[str, object]:
    return {"id": end.id, "name": end.name}
