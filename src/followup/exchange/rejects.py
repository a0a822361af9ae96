"""What was refused, as bytes that can be corrected and imported again: in the encoding that the file came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.importing.draft import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.core.importing.draft import Draft

_NEWLINES = (b"\n", b"\r")


def whole_lines(original: bytes) -> bytes:
    """Return a card or row with a newline at its end, so that another one can follow."""
    return original if original.endswith(_NEWLINES) else original + b"\r\n"


def in_codec(drafts: Iterator[Draft | Refusal], codec: str) -> Iterator[Draft | Refusal]:
    """Yield the drafts; what is refused has its text, held as UTF-8, in the file's own encoding."""
    for draft in drafts:
        if isinstance(draft, Refusal) and draft.original:
            yield draft._replace(original=encoded(draft.original.decode("utf-8", "replace"), codec))
        else:
            yield draft


def encoded(text: str, codec: str) -> bytes:
    """Return text in a codec; what it cannot hold, which is what could not be read, is a question mark."""
    return text.encode(codec, "replace")
