"""followup grade: who matters how much, by hand, and how it came about."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from followup.actions.grading import GradeByHand, apply_grading, grade_by_hand, grade_by_policy
from followup.cli.input.choose_contact import choose_contact
from followup.cli.input.confirm import (
    change_text,
    confirm_many,
    find_to_change,
    names_by_id,
    names_or_count,
    query_context,
)
from followup.cli.input.options import BookFile, ConfigFile, Json, Today, Who, Yes, command_app, stamp
from followup.core.contacts.field_values import clean
from followup.core.model.grades import GRADES, grade_label, parse_grade
from followup.core.model.money import parse_money
from followup.core.model.rules import GradeRules
from followup.errors import WrongUsageError
from followup.render.formats.output import say, show_json, show_text
from followup.render.formats.table import table
from followup.render.formats.text import one_line
from followup.render.value.grading import grading_json, grading_text, shown_moves
from followup.settings.config import load_settings
from followup.settings.kinds import MOST_LIMITS
from followup.storage.book.book import open_book
from followup.storage.query.search import find
from followup.storage.value.grades import grade_history

app = command_app("Grade contacts from A to E: who matters how much.")
_BY_HAND = "by hand"
_HUNDREDTHS = 100
_LIMIT_SEPARATORS = "/;；、|"


@app.command("set")
def set_(
    words: Annotated[
        list[str],
        typer.Argument(metavar="QUERY GRADE", help="Whom: words, field:value, id:42; and then A, B, C, D, E, or none."),
    ],
    *,
    lock: Annotated[
        bool | None,
        typer.Option("--lock/--no-lock", show_default=False, help="Grades by hand are locked; --no-lock lets them go."),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for the history.")] = _BY_HAND,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Give contacts a grade by hand. It is locked, so that no policy changes it. Asks from three on.

    \b
    Example:
      followup grade set 张伟 A --reason "decides for the whole group"
      followup grade set "org:华为 no:grade" B
      followup grade set id:42 none
    """
    settings = load_settings(config_file)
    labels = settings.grade_labels
    query, grade = _whom_and_what(words)
    wanted = parse_grade(grade, labels)
    locked = wanted is not None if lock is None else lock
    reason = clean("--reason", reason) or _BY_HAND
    with open_book(book_file) as book:
        question = query_context(book, settings, today)
        found = find_to_change(question, query)
        private = set(find("private:yes", question))
        ids = [number for number in found if number not in private or wanted is None]
        people = names_by_id(book.connection, ids)
        label = grade_label(wanted, labels) or "none"
        confirm_many("Grade", people, yes=yes, rest=f" {label}")
        given = GradeByHand(wanted, locked, reason)
        changed = grade_by_hand(book, ids, given, f"Graded {names_or_count(people)} {label}", today, stamp(today))
    if len(ids) < len(found):
        say(f"{len(found) - len(ids)} private of the {len(found)} found left out: private people have no grade")
    if json:
        show_json({"grade": wanted, "locked": locked, "contacts": ids, "changed": changed})
    elif ids:
        same = f" ({len(ids) - changed} had it already)" if changed < len(ids) else ""
        show_text(change_text("Graded", people, f" {label}{', locked' if locked else ''}{same}"))


def _whom_and_what(words: list[str]) -> tuple[list[str], str]:
    """Return the query and the grade behind it. WrongUsageError says which is missing where there is one word only."""
    *query, grade = words
    if query:
        return query, grade
    if grade.upper() in GRADES:
        raise WrongUsageError(f"it is not said who becomes {grade}", f"followup grade set 张伟 {grade}")
    raise WrongUsageError(f'the grade is missing behind "{grade}"', f'followup grade set "{grade}" A')


@app.command()
def auto(
    *,
    by: Annotated[
        Literal["profit", "threshold", "rfm"] | None,
        typer.Option("--by", show_default=False, help="The policy; without it as grade.policy says."),
    ] = None,
    field: Annotated[
        str | None,
        typer.Option(
            "--field", metavar="NAME", show_default=False, help="threshold: a field's number, not the profit."
        ),
    ] = None,
    limits: Annotated[
        str | None,
        typer.Option(
            "--limits", metavar="N,N,N", show_default=False, help="threshold: 100000,200000,300000 or 10万/20万."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, write nothing.")] = False,
    yes: Yes = False,
    book_file: BookFile,
    config_file: ConfigFile = None,
    today: Today,
    json: Json = False,
) -> None:
    """Grade customers by what they are worth, with reasons. Asks from three on.

    By profit: A is the first 20 %, B to D the middle in thirds, E the last 20 %. Locked grades, private people and
    those without sales stay; new customers never fall below C.

    \b
    Example:
      followup grade auto --dry-run
      followup grade auto --by rfm
      followup grade auto --by threshold --field deposits --limits 10万/20万/30万
    """
    settings = load_settings(config_file)
    policy = _policy(settings.grading, by, field, limits)
    with open_book(book_file) as book:
        grading = grade_by_policy(query_context(book, settings, today), policy)
        listed = grading.moves if json or not dry_run else shown_moves(grading)
        people = names_by_id(book.connection, [move.id for move in (*listed, *grading.locked)])
        if not json:
            show_text(grading_text(grading, people, settings.rules, settings.grade_labels))
        if grading.moves and not dry_run:
            changed = {move.id: people[move.id] for move in grading.moves}
            confirm_many("Grade", changed, yes=yes, rest=f" by {policy.policy}")
            history = f"Graded {names_or_count(changed)} by {policy.policy}"
            apply_grading(book, grading, history, today, stamp(today))
            if not json:
                show_text(f"\nGraded {one_line(names_or_count(changed))}. Take it back with: followup undo\n")
    if json:
        show_json(grading_json(grading, people, policy.policy, settings.rules, dry_run=dry_run))


def _policy(settings: GradeRules, by: str | None, field: str | None, limits: str | None) -> GradeRules:
    """The policy as asked for, else as set; WrongUsageError for limits that no policy of the kind has."""
    policy = by or ("threshold" if field or limits else settings.policy)
    if policy != "threshold" and (field or limits):
        raise WrongUsageError(f"{policy} has no limits and no field", "say --by threshold")
    return GradeRules(
        policy, settings.field if field is None else field, _read_limits(limits) if limits else settings.limits
    )


def _read_limits(text: str) -> tuple[float, ...]:
    """Return the limits of `100000,200000,300000`; with commas inside the numbers, `/` goes between: 10万/20万/30万.

    Raises WrongUsageError for what is no amount, for more than four, and for two that are the same.
    """
    for sign in _LIMIT_SEPARATORS:
        text = text.replace(sign, "\n")
    parts = text.split("\n") if "\n" in text else text.split(",")
    limits = tuple(parse_money(part.strip()) / _HUNDREDTHS for part in parts if part.strip())
    if not 1 <= len(limits) <= MOST_LIMITS or len(set(limits)) < len(limits):
        raise WrongUsageError(
            f"--limits takes one to {MOST_LIMITS} different numbers", "write 100000,200000,300000, or 10万/20万/30万"
        )
    return tuple(sorted(limits))


@app.command()
def history(
    who: Who,
    *,
    book_file: BookFile,
    config_file: ConfigFile = None,
    json: Json = False,
) -> None:
    """Show how a contact's grade came about, the latest change first.

    \b
    Example:
      followup grade history 张伟
    """
    labels = load_settings(config_file).grade_labels
    with open_book(book_file) as book:
        number, name = choose_contact(book.connection, who)
        changes = grade_history(book.connection, number)
    if json:
        show_json(
            [
                {"on": str(change.day), "old": change.old, "new": change.new, "reason": change.reason}
                for change in changes
            ]
        )
    elif changes:
        rows = [
            (
                str(change.day),
                grade_label(change.old, labels) or "-",
                grade_label(change.new, labels) or "-",
                change.reason,
            )
            for change in changes
        ]
        show_text(table(("on", "from", "to", "why"), rows))
    else:
        show_text(f"{one_line(name)} was never graded.\n")
