"""followup add: a contact by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli.input.completion import complete_group
from followup.cli.input.confirm import confirm
from followup.cli.input.field_options import hand_picked_groups, parse_assignments, region_for, report_misspellings
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, Yes, can_ask, command_app, stamp
from followup.core.contacts.field_values import clean, new_email, new_phone
from followup.core.contacts.fields import set_field
from followup.core.contacts.names import split_name
from followup.core.matching.duplicates import Lookalike, lookalikes
from followup.core.model.contact import Contact
from followup.core.model.grades import parse_grade
from followup.errors import WrongUsageError
from followup.render.formats.output import say, show_json, show_text
from followup.render.formats.text import one_line
from followup.settings.config import load_settings
from followup.storage.book.book import open_book
from followup.storage.contacts.reads import load_contact
from followup.storage.matching.lookalikes import contacts_like
from followup.storage.query.context import QueryContext
from followup.storage.query.stages import with_stage

if TYPE_CHECKING:
    from followup.storage.book.book import Book

app = command_app()


@app.command()
def add(
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help="As it is written: 张伟, John Smith, 'Smith, John'.")
    ],
    *,
    phone: Annotated[list[str] | None, typer.Option("--phone", metavar="NUMBER", help="May be repeated.")] = None,
    email: Annotated[list[str] | None, typer.Option("--email", metavar="ADDRESS", help="May be repeated.")] = None,
    org: Annotated[str, typer.Option("--org", metavar="NAME", help="The organization.")] = "",
    title: Annotated[str, typer.Option("--title", help="The position there.")] = "",
    birthday: Annotated[
        str, typer.Option("--birthday", metavar="DAY", help="1985-04-15, 04-15, 1985 or 农历三月初三.")
    ] = "",
    group: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="NAME", help="May be repeated.", shell_complete=complete_group),
    ] = None,
    grade: Annotated[str, typer.Option("--grade", help="A, B, C, D or E.")] = "",
    city: Annotated[str, typer.Option("--city", help="Where the contact lives or works.")] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A first note, in Markdown.")] = "",
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Any other field; may be repeated.")
    ] = None,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Add a contact by hand.

    \b
    Example:
      followup add 张伟 --phone "138 0013 8000" --org 华为 --birthday 农历三月初三 --group VIP
      followup add John Smith --email john@example.com --set language=en --set hobby=golf
    """
    settings = load_settings(config_file)
    fields = [("organization", org), ("title", title), ("birthday", birthday), ("city", city), *parse_assignments(set_)]
    with open_book(book_file, create=True) as book:
        region = region_for(book.connection, settings, phone or [])
        contact = _contact(" ".join(name), today, phone or [], email or [], region)
        for field, value in report_misspellings(contact, fields):
            contact = set_field(contact, field, value, region)
        groups = hand_picked_groups(book.connection, group or [])
        contact = contact._replace(groups=tuple(groups))
        wanted = parse_grade(grade, settings.grade_labels) if grade else None
        if wanted and (contact.private or any(one and one.private for one in groups.values())):
            raise WrongUsageError("private people have no grade", "leave --grade away")
        _check_lookalikes(lookalikes(contact, contacts_like(book.connection, contact)), contact.name, yes=yes)
        number = _write(book, contact, wanted, note.strip(), today, settings.phone_region)
        contact = load_contact(book.connection, number)
        if json:
            contact = with_stage(QueryContext(book.connection, today, settings.rules), contact)
    if json:
        from followup.render.contacts.listing import contact_json

        show_json(contact_json(contact))
    else:
        show_text(f"Added {one_line(contact.name)} (id {number}).\n")


def _contact(name: str, today: date, phones: list[str], emails: list[str], region: str) -> Contact:
    parts = split_name(clean("the name", name))
    if not parts.name:
        raise WrongUsageError("a contact needs a name", "followup add 张伟")
    return Contact(
        id=0, name=parts.name, family=parts.family, given=parts.given, prefix=parts.prefix, suffix=parts.suffix,
        company=parts.company, organization=parts.name if parts.company else "", source="hand", added=today,
        phones=tuple(new_phone(clean("phone", value), "", region) for value in phones),
        emails=tuple(new_email(clean("email", value), "") for value in emails),
    )  # fmt: skip


def _check_lookalikes(similar: list[Lookalike], name: str, *, yes: bool) -> None:
    """Ask before adding a contact that may be in the book already; with --yes or in a script, only say so."""
    for like in similar:
        words = f"{like.name} (id {like.id}) {like.why}"
        if like.same or can_ask():
            confirm(f"Add another {one_line(name)}?", f"{words}: the contact may be there already", yes=yes)
            return
        say(f"note: {words}")


def _write(book: Book, contact: Contact, grade: str | None, note: str, today: date, region: str) -> int:
    from followup.storage.activities.notes import add_note
    from followup.storage.contacts.phone_region import settle_region
    from followup.storage.contacts.writes import add_contacts, next_id
    from followup.storage.value.grades import set_grade

    with book.writing(f"Added {contact.name}", at=stamp(today), plain=not grade) as writing:
        settle_region(writing, region)
        number = next_id(book.connection)
        add_contacts(writing, [contact._replace(id=number)])
        if grade:
            set_grade(writing, [number], grade, locked=True, day=today, reason="by hand")
        if note:
            add_note(writing, number, today, note)
    return number
