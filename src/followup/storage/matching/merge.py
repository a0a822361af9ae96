"""Merge two contacts of the book: every row that belongs to the other one moves to the one that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup.storage.contacts.writes import remove_contacts, replace_contact

if TYPE_CHECKING:
    from followup.core.model.contact import Contact, Occasion
    from followup.storage.book.book import Writing


def merge_into(writing: Writing, kept: Contact, other: Contact, merged: Contact) -> None:
    """Write `merged` over `kept`, move all rows that belong to `other` to it, and remove `other`.

    Cards move too, so that importing the same file again still knows them. The photos of both stay, `kept`'s first.
    Occasions keep their ids, which greetings that were sent refer to.
    """
    occasions = _move_occasions(writing, kept, other, merged)
    replace_contact(
        writing, kept._replace(occasions=occasions), merged._replace(occasions=_with_ids(occasions, merged))
    )
    _move_rows(writing, kept.id, other.id)
    _move_photos(writing, kept.id, other.id)
    _move_relations(writing, kept.id, other.id)
    _move_items(writing, kept.id, other.id)
    _move_snoozes(writing, kept.id, other.id)
    _move_not_same(writing, kept.id, other.id)
    _move_loss(writing, kept.id, other.id)
    remove_contacts(writing, [other.id])


def _move_rows(writing: Writing, kept: int, other: int) -> None:
    from sqlmodel import update

    from followup.storage.schema import tables

    moving: list[Any] = [
        tables.NoteRow, tables.InteractionRow, tables.TaskRow, tables.SaleRow, tables.ComplaintRow,
        tables.GradeChangeRow, tables.CardRow, tables.ImportedFactRow,
    ]  # fmt: skip
    for table in moving:
        writing.session.execute(update(table).where(table.contact_id == other).values(contact_id=kept))


def _move_occasions(writing: Writing, kept: Contact, other: Contact, merged: Contact) -> tuple[Occasion, ...]:
    """Move those occasions of the other one that the merged contact has; return all that `kept` has then."""
    from sqlmodel import col, update

    from followup.storage.schema.tables import OccasionRow

    wanted = [occasion._replace(id=None) for occasion in merged.occasions if occasion.id is None]
    moved = [occasion for occasion in other.occasions if occasion._replace(id=None) in wanted]
    for occasion in moved:
        writing.session.execute(
            update(OccasionRow).where(col(OccasionRow.id) == occasion.id).values(contact_id=kept.id)
        )
    return (*kept.occasions, *moved)


def _with_ids(stored: tuple[Occasion, ...], merged: Contact) -> tuple[Occasion, ...]:
    """Return the merged contact's occasions, with the ids that these have in the book."""
    free = list(stored)
    result = []
    for occasion in merged.occasions:
        known = next((one for one in free if occasion.id is None and one._replace(id=None) == occasion), occasion)
        result.append(known)
        free = [one for one in free if one is not known]
    return tuple(result)


def _move_photos(writing: Writing, kept: int, other: int) -> None:
    """Move photos behind those of the kept contact, which shows its first; a picture that both have is not doubled."""
    from sqlmodel import col, delete

    from followup.storage.schema.tables import PhotoRow

    select = "SELECT mime, data FROM photo WHERE contact_id = ? ORDER BY id"
    mine, theirs = (writing.connection.execute(select, (number,)).fetchall() for number in (kept, other))
    writing.session.execute(delete(PhotoRow).where(col(PhotoRow.contact_id) == other))
    writing.insert_many(
        PhotoRow,
        [{"contact_id": kept, "mime": mime, "data": data} for mime, data in theirs if (mime, data) not in mine],
    )


def _move_relations(writing: Writing, kept: int, other: int) -> None:
    """Let those who were linked to the other one be linked to the kept one; remove links between the two."""
    from sqlmodel import col, update

    from followup.storage.schema.tables import RelationRow

    towards = update(RelationRow).where(col(RelationRow.other_id) == other)
    writing.session.execute(towards.where(col(RelationRow.contact_id) != kept).values(other_id=kept))
    itself = update(RelationRow).where(
        col(RelationRow.contact_id) == kept, col(RelationRow.other_id).in_([kept, other])
    )
    writing.session.execute(itself.values(other_id=None))


def _move_items(writing: Writing, kept: int, other: int) -> None:
    """Rename the agenda items of the contact (v42, c42, w42) in what was done about them, and in the kept week."""
    from sqlmodel import col, update

    from followup.storage.schema.tables import InteractionRow

    for letter in "vcw":
        writing.session.execute(
            update(InteractionRow).where(col(InteractionRow.item) == f"{letter}{other}").values(item=f"{letter}{kept}")
        )
        # Rows of the kept week are not the salesperson's data: of two that get one name, the kept contact's stays.
        names = (f"{letter}{kept}", f"{letter}{other}")
        writing.connection.execute("UPDATE OR IGNORE kept_item SET item = ? WHERE item = ?", names)
        writing.connection.execute("DELETE FROM kept_item WHERE item = ?", names[1:])
    writing.connection.execute("UPDATE kept_item SET contact_id = ? WHERE contact_id = ?", (kept, other))


def _move_snoozes(writing: Writing, kept: int, other: int) -> None:
    """Move what was put off; where the same is put off for both, the kept contact's day stays."""
    from sqlmodel import col, update

    from followup.storage.schema.tables import SnoozeRow

    mine = writing.connection.execute("SELECT item FROM snooze WHERE contact_id = ?", (kept,)).fetchall()
    writing.session.execute(
        update(SnoozeRow)
        .where(col(SnoozeRow.contact_id) == other, col(SnoozeRow.item).not_in([item for (item,) in mine]))
        .values(contact_id=kept)
    )


def _move_not_same(writing: Writing, kept: int, other: int) -> None:
    from followup.storage.schema.tables import NotSameRow

    rows = writing.connection.execute(
        "SELECT contact_id, other_id FROM not_same WHERE ? IN (contact_id, other_id) OR ? IN (contact_id, other_id)",
        (kept, other),
    ).fetchall()
    known = {tuple(sorted(pair)) for pair in rows}
    moved = {tuple(sorted(kept if number == other else number for number in pair)) for pair in rows}
    writing.insert_many(
        NotSameRow,
        [{"contact_id": one, "other_id": two} for one, two in sorted(moved - known) if one != two],
    )


def _move_loss(writing: Writing, kept: int, other: int) -> None:
    """Take over when and why the other one was lost, where the kept one was not."""
    from sqlmodel import col, update

    from followup.storage.schema.tables import ContactRow

    select = "SELECT lost_on, lost_reason FROM contact WHERE id = ?"
    (mine, _), (theirs, reason) = (writing.connection.execute(select, (number,)).fetchone() for number in (kept, other))
    if theirs and not mine:
        from datetime import date

        writing.session.execute(
            update(ContactRow)
            .where(col(ContactRow.id) == kept)
            .values(lost_on=date.fromisoformat(theirs), lost_reason=reason)
        )
