"""How long a text may be, and how many values a contact may have of a kind: more than anybody needs.

Without them one damaged or malicious card would make every list and page slow. `docs/reference/limits.md` tells them.
"""

from __future__ import annotations

from followup.errors import WrongUsageError

LONGEST_NOTE = 1_000_000
"""Bytes (UTF-8) of a note, of the summary of an interaction, of a task and of whatever else a person tells."""
LONGEST_FIELD = 10_000
"""Characters of a field that may have several lines: a custom field, the street of an address."""
LONGEST_LINE = 1_000
"""Characters of a text on one line: a name, an organization, a number, a label."""
MOST_VALUES = 1_000
"""Phones, e-mails, groups, custom fields, ... of one contact."""
MOST_AT_ONCE = 10_000
"""Notes that one card may bring, interactions, tasks and sales that one row may."""


def check_note(text: str, what: str) -> str:
    """Return the text. Raises WrongUsageError where it is longer than a note may be; `what` begins the sentence."""
    size = bytes_of(text)
    if size > LONGEST_NOTE:
        raise WrongUsageError(
            f"{what} is {megabytes(size)} long, and at most {megabytes(LONGEST_NOTE)} is kept",
            "nothing was changed; keep it in a file of its own and note where that is",
        )
    return text


def check_text(text: str, what: str, *, lines: bool) -> str:
    """Return the text. Raises WrongUsageError where it is longer than a field, or a line of one, may be."""
    longest = LONGEST_FIELD if lines else LONGEST_LINE
    if len(text) > longest:
        raise WrongUsageError(
            f"{what} is {len(text):,} characters long, and at most {longest:,} are kept",
            "longer texts are notes: followup note",
        )
    return text


def bytes_of(text: str) -> int:
    """Return the size of a text; one that cannot be too long is not encoded."""
    return len(text) if len(text) * 4 <= LONGEST_NOTE else len(text.encode("utf-8", "surrogatepass"))


def megabytes(size: int) -> str:
    """Return a size as it is told: 1.4 MB; rounded up, so that what is too long never looks as if it were not."""
    return f"{-(-size // 100_000) / 10:g} MB"
