"""The words for where a contact stands: stage, status, warning, segment; light, because every list needs them."""

from __future__ import annotations

PROSPECT = "prospect"
"""The stage of everybody who never bought, but for family and friends: they have none."""
STAGES = ("suspect", PROSPECT, "disqualified", "first", "repeat", "client", "advocate", "lapsed")
STATUSES = ("active", "lost", "archived")
WARNING_STAGES = ("fine", "watch", "early", "acute", "lost")
"""How near a customer is to leaving, the least first."""
SEGMENTS = ("top", "core", "tail", "new")
"""Customers by the profit they bring; `new` are those who have not bought for long enough to be ranked."""
