"""followup edit: change a contact, by options or in the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from followup.cli.files.drafts import drafting
from followup.cli.files.editor import edit_checked
from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.field_options import hand_picked_groups, parse_assignments, region_for, report_misspellings
from followup.cli.input.options import (
    BookFile,
    ConfigFile,
    Json,
    Today,
    Who,
    Yes,
    ask_yes_no,
    can_ask,
    command_app,
    stamp,
)
from followup.cli.input.prompts import echo_unsaved
from followup.core.contacts.diff import difference_text, differences
from followup.core.contacts.fields import set_field, unset_field
from followup.render.formats.output import say, show_json, show_text
from followup.render.formats.text import one_line
from followup.settings.config import load_settings
from followup.storage.book.book import open_book
from followup.storage.book.meanwhile import check_unchanged
from followup.storage.contacts.groups import hand_picked
from followup.storage.contacts.reads import load_contact
from followup.storage.query.context import QueryContext
from followup.storage.query.stages import with_stage

if TYPE_CHECKING:
    from followup.core.model.contact import Contact
    from followup.storage.book.book import Book

app = command_app()


@app.command()
def edit(
    who: Who,
    *,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="title, city, birthday, phone.work, hobby ...; repeatable."),
    ] = None,
    unset: Annotated[
        list[str] | None, typer.Option("--unset", metavar="NAME", help="Take a field away; may be repeated.")
    ] = None,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Change a contact; without --set and --unset everything about it opens in your editor.

    \b
    Example:
      followup edit 张伟 --set title=采购总监 --set cadence.visit=30 --unset nickname
      followup edit 张伟
    """
    settings = load_settings(config_file)
    with open_book(book_file) as book:
        number, name = choose_contact(book.connection, who)
        before = load_contact(book.connection, number)
        region = region_for(book.connection, settings, [])
        pairs = list(report_misspellings(before, parse_assignments(set_)))
        in_editor = not set_ and not unset
        if in_editor:
            after = _in_editor(book, before, region, yes=yes)
        else:
            after = _by_options(before, pairs, unset or [], region)
        changes = differences(before, after)
        if after != before:
            from followup.exchange.edit_form import to_toml
            from followup.storage.contacts.phone_region import parse_phones_anew, settle_region
            from followup.storage.contacts.writes import replace_contact

            words = ", ".join(dict.fromkeys(change.name for change in changes))
            anew = [parse_phones_anew(contact, region) for contact in (before, after)]
            with (
                echo_unsaved(to_toml(after) if in_editor else ""),
                book.writing(f"Changed {before.name}: {words}", at=stamp(today)) as writing,
            ):
                now = load_contact(book.connection, number)
                if in_editor:
                    check_unchanged(name, before, now)
                elif now != before:
                    before, after = now, _by_options(now, pairs, unset or [], region)
                    anew = [parse_phones_anew(contact, region) for contact in (before, after)]
                settle_region(writing, settings.phone_region)
                replace_contact(writing, *anew)
        after = load_contact(book.connection, number)
        shown = with_stage(QueryContext(book.connection, today, settings.rules), after) if json else after
    if before.private and after.private and any(change.name == "private" for change in changes):
        say(f"{name} stays private: as a member of a private group")
    if json:
        from followup.render.contacts.listing import contact_json

        show_json(contact_json(shown))
    elif after == before:
        show_text(f"Nothing changed about {one_line(name)}.\n")
    else:
        show_text(
            f"Changed {one_line(name)}: {one_line('; '.join(map(difference_text, differences(before, after))))}\n"
        )


def _by_options(contact: Contact, pairs: list[tuple[str, str]], unset: list[str], region: str) -> Contact:
    for name in unset:
        contact = unset_field(contact, name)
    for name, value in pairs:
        contact = set_field(contact, name, value, region)
    return contact


def _in_editor(book: Book, before: Contact, region: str, *, yes: bool) -> Contact:
    """Return the contact as edited, where the person confirms the changes; else as it was."""
    from followup.exchange.edit_form import from_toml, to_toml

    def checked(text: str) -> Contact:
        after = from_toml(text, before, region)
        hand_picked(book.connection, after.groups)
        return after

    with drafting(book.path, f"contact-{before.id}", ".toml", to_toml(before)) as draft:
        after = edit_checked(draft, checked)
    if after is None or after == before:
        return before
    hand_picked_groups(book.connection, [name for name in after.groups if name not in before.groups])
    if yes or not can_ask():
        return after
    for change in differences(before, after):
        say(f"  {difference_text(change)}")
    return after if ask_yes_no(f"Change {one_line(before.name)} so?") else before
