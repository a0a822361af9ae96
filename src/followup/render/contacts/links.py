"""Links between contacts and the tree of referrals: for a person and for a script."""

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
    """A link's keys; `id` is null where the person is named on a card only. `text` is the link as a sentence."""
    return {"kind": link.kind, "who": _end(link.who), "of": _end(link.of), "text": str(link)}


def links_text(links: Sequence[Link], word: str = "") -> str:
    """Links as sentences, a line each; `word` in front of each says what was done with it."""
    return "".join(f"{word}{one_line(str(link))}\n" for link in links)


def referrals_json(
    branches: Sequence[Referral], people: Mapping[int, tuple[str, str | None]]
) -> list[dict[str, object]]:
    """The tree as a list, parents before children; `people` has names and grades, ids below 0 stand for no contact.

    `again` is true where a contact was listed before, with its own referrals.
    """
    return [
        {
            "contact": _contact(branch.id, people),
            "by": None if branch.by is None else _contact(branch.by, people),
            "depth": branch.depth,
            "profit": format_money(branch.profit),
            "through": format_money(branch.through),
            "again": branch.again,
        }
        for branch in branches
    ]


def referrals_text(branches: Sequence[Referral], people: Mapping[int, tuple[str, str | None]]) -> str:
    """The tree, a line a contact: its own profit, that of all who came through it, and both together."""
    rows = [
        (*_amounts(branch), str(branch.id) if branch.id > 0 else "", _indented(branch, people[branch.id][0]))
        for branch in branches
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
