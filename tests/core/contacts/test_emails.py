"""Whose an e-mail address is."""

from __future__ import annotations

from followup.core.contacts.emails import is_shared_mailbox


def test_a_firms_mailbox_is_no_persons() -> None:
    assert is_shared_mailbox("info@example.com")
    assert not is_shared_mailbox("infante@example.com")
