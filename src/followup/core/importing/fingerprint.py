"""What a card is known by when it comes again."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from followup.core.text.folding import digits_of, fold

if TYPE_CHECKING:
    from followup.core.importing.draft import Draft

FINGERPRINT_BYTES = 16


def fingerprint(draft: Draft) -> bytes:
    """Return what a card is known by when it comes again: name, organisation, UID, phones, e-mails and urls, folded.

    The order of lists does not matter, nor does the phone region: numbers count by their digits as written.
    """
    parts = [
        fold(draft.name), fold(draft.organization), fold(draft.uid),
        _together([digits_of(phone.value) or fold(phone.value) for phone in draft.phones]),
        _together([fold(email.value) for email in draft.emails]),
        _together([fold(url) for url in draft.urls]) if draft.urls else "",
    ]  # fmt: skip
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=FINGERPRINT_BYTES).digest()


def _together(values: list[str]) -> str:
    return "\x1e".join(sorted(values)) if len(values) > 1 else "".join(values)
