"""Groups as a table, one group with its members, and both for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from followup.core.model.grades import grade_label
from followup.render.formats.table import table
from followup.render.formats.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from followup.core.model.contact import Contact


class Group(Protocol):
    """What is shown of a group; `query` is None for a hand-picked group."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def query(self) -> str | None: ...  # noqa: D102
    @property
    def private(self) -> bool: ...  # noqa: D102
    @property
    def cadence_visit(self) -> str: ...  # noqa: D102
    @property
    def cadence_call(self) -> str: ...  # noqa: D102


def group_json(group: Group, size: int | None) -> dict[str, object]:
    """A group's keys; `size` is the number of its members, None where its query cannot be run."""
    return {
        "name": group.name,
        "query": group.query,
        "private": group.private,
        "cadence": {"visit": _days(group.cadence_visit), "call": _days(group.cadence_call)},
        "members": size,
    }


def members_json(members: Sequence[Contact]) -> list[dict[str, object]]:
    """The members of a group, with id, name and grade."""
    return [{"id": contact.id, "name": contact.name, "grade": contact.grade} for contact in members]


def group_table(sizes: Sequence[tuple[Group, int | None]]) -> str:
    """All groups, a line each: name, number of members, kind."""
    rows = [(group.name, "?" if size is None else str(size), _kind(group)) for group, size in sizes]
    return table(("group", "members", ""), rows)


def group_text(group: Group, members: Sequence[Contact], labels: str = "letters") -> str:
    """A group and its members; `labels` is the setting `grade.labels`."""
    head = one_line(f"{group.name}: {len(members)} {'member' if len(members) == 1 else 'members'}; {_kind(group)}")
    if not members:
        return f"{head}\n"
    rows = [(str(member.id), member.name, member.organization, grade_label(member.grade, labels)) for member in members]
    return f"{head}\n\n" + table(("id", "name", "organization", "grade"), rows)


def _days(cadence: str) -> int | str | None:
    return int(cadence) if cadence.isdecimal() else cadence or None


def _kind(group: Group) -> str:
    words = ["hand-picked" if group.query is None else f"smart: {group.query}"]
    words += ["private"] if group.private else []
    words += [
        f"{way} {days if days == 'never' else f'every {days} days'}"
        for way, days in (("visit", group.cadence_visit), ("call", group.cadence_call))
        if days
    ]
    return ", ".join(words)
