"""Whose an e-mail address is: one person's, or a mailbox that many read."""

from __future__ import annotations

# What stands before the @ of a mailbox that many read.
_BOXES = (
    "accounts admin billing contact enquiries hello hr info inquiry kefu kontakt mail marketing no-reply noreply "
    "office order orders post reception sales service support team webmaster"
)
_MAILBOXES = frozenset(_BOXES.split())


def is_shared_mailbox(email: str) -> bool:
    """Whether a folded e-mail is a firm's (info@, sales@): many people read it."""
    return email.partition("@")[0] in _MAILBOXES
