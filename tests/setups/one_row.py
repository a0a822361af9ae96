"""A table of one row as bytes, and the draft that is read from it."""

from __future__ import annotations

import csv
import io

from followup.core.importing.draft import Draft
from followup.exchange.spreadsheet.reader import read


def as_csv(row: dict[str, str] | list[tuple[str, str]]) -> bytes:
    """Return a header and one row; pairs, where a header stands twice."""
    pairs = list(row.items()) if isinstance(row, dict) else row
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([header for header, _ in pairs])
    writer.writerow([value for _, value in pairs])
    return out.getvalue().encode()


def one(row: dict[str, str] | list[tuple[str, str]]) -> Draft:
    """Return the only draft of a table of one row."""
    (draft,) = read(as_csv(row)).drafts
    assert isinstance(draft, Draft)
    return draft


def phones(draft: Draft) -> dict[str, str]:
    """Return the labels by number."""
    return {phone.value: phone.label for phone in draft.phones}


def emails(draft: Draft) -> list[tuple[str, str]]:
    """Return (label, address) in the draft's order."""
    return [(email.label, email.value) for email in draft.emails]
