"""How long a text may be, and how many values of a kind a contact may have: more than anybody needs.

Without limits one damaged or malicious card would make every list slow. `docs/reference/limits.md` lists them.
"""

from __future__ import annotations

from followup.errors import WrongUsageError

LONGEST_NOTE = 1_000_000
"""Bytes (UTF-8) of a note, of the summary of an interaction, of a task and the like."""
LONGEST_FIELD = 10_000
"""Characters of a text that may have several lines: a custom field, the street of an address."""
LONGEST_LINE = 1_000
"""Characters of a text on one line: a name, an organization, a number, a label."""
MOST_VALUES = 1_000
"""Phones, e-mails, groups, custom fields, ... of one contact."""
MOST_AT_ONCE = 10_000
"""Notes in one imported card; interactions, tasks and sales in one imported row."""


def check_note(text: str, what: str) -> str:
    """Return the text; WrongUsageError where it is longer than a note may be. `what` names the text in the error."""
    size = bytes_of(text)
    if size > LONGEST_NOTE:
        raise WrongUsageError(
            f"{what} is {megabytes(size)} long, and at most {megabytes(LONGEST_NOTE)} is kept",
            "nothing was changed; keep it in a file of its own and note where that is",
        )
    return text


def check_text(text: str, what: str, *, lines: bool) -> str:
    """Return the text; WrongUsageError where it is longer than a field with several lines, or with one, may be."""
    longest = LONGEST_FIELD if lines else LONGEST_LINE
    if len(text) > longest:
        raise WrongUsageError(
            f"{what} is {len(text):,} characters long, and at most {longest:,} are kept",
            "longer texts are notes: followup note",
        )
    return text


def bytes_of(text: str) -> int:
    """Return the size of a text in UTF-8; of one that is short anyway, its characters, which is quicker."""
    return len(text) if len(text) * 4 <= LONGEST_NOTE else len(text.encode("utf-8", "surrogatepass"))


def megabytes(size: int) -> str:
    """Return a size as an error shows it, `1.4 MB`; rounded up, so that no size above a limit looks like the limit."""
    return f"{-(-size // 100_000) / 10:g} MB"
