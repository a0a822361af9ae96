"""The fingerprint by which a card is recognised when it is imported again."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from followup.core.text.folding import digits_of, fold

if TYPE_CHECKING:
    from followup.core.importing.draft import Draft

FINGERPRINT_BYTES = 16
_BETWEEN = "\x1e"


def fingerprint(draft: Draft) -> bytes:
    """Return a digest of the name, organisation, UID, phones, e-mails and URLs, all folded.

    The order of lists does not matter, nor does the phone region: numbers count by their digits as written.
    """
    phones = sorted([digits_of(phone.value) or fold(phone.value) for phone in draft.phones])
    emails = sorted([fold(email.value) for email in draft.emails])
    urls = sorted(map(fold, draft.urls))
    parts = [fold(draft.name), fold(draft.organization), fold(draft.uid), *map(_BETWEEN.join, (phones, emails, urls))]
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=FINGERPRINT_BYTES).digest()
