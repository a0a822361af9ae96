"""The stages and statuses of a contact, as words: light, because every list tells them."""

from __future__ import annotations

PROSPECT = "prospect"
"""The stage of everybody who never bought, but for family and friends: they have none."""
STAGES = ("suspect", PROSPECT, "disqualified", "first", "repeat", "client", "advocate", "lapsed")
STATUSES = ("active", "lost", "archived")
