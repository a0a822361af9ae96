"""Bytes of refused cards and rows for a reject file, which can be corrected and imported: in the file's encoding."""

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
    """Yield the drafts; the original text of a refusal, which is UTF-8, is encoded as the file was."""
    for draft in drafts:
        if isinstance(draft, Refusal) and draft.original:
            yield draft._replace(original=encoded(draft.original.decode("utf-8", "replace"), codec))
        else:
            yield draft


def encoded(text: str, codec: str) -> bytes:
    """Return text in a codec; what could not be read, and the codec does not have, becomes a question mark."""
    return text.encode(codec, "replace")
