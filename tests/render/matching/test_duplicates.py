"""Pairs that may be one person."""

from __future__ import annotations

from followup.core.matching.duplicates import Pair
from followup.render.matching.duplicates import duplicates_json, duplicates_text

PAIRS = [Pair(2, 7, 0.95, ("the same number", "names agree")), Pair(3, 9, 0.7, ("sounds alike [b]\x1b",))]
NAMES = {2: "张伟", 7: "Zhang Wei", 3: "王\x1b[31m芳", 9: "王方"}


def test_each_pair_is_shown_with_the_command_that_joins_it_and_why() -> None:
    text = duplicates_text(PAIRS, NAMES, 4)
    assert text.splitlines()[:5] == [
        "0.95  张伟 (2) and Zhang Wei (7)   followup merge 2 7", "      the same number; names agree",
        "0.70  王␛[31m芳 (3) and 王方 (9)   followup merge 3 9", "      sounds alike [b]␛",
        "and 4 more: --limit 6 shows all",
    ]  # fmt: skip
    assert "more:" not in duplicates_text(PAIRS, NAMES, 0)


def test_scripts_get_both_contacts_the_score_and_the_reasons() -> None:
    assert duplicates_json(PAIRS[:1], NAMES) == [
        {
            "contact": {"id": 2, "name": "张伟"}, "other": {"id": 7, "name": "Zhang Wei"}, "score": 0.95,
            "reasons": ["the same number", "names agree"], "join": "followup merge 2 7",
        }
    ]  # fmt: skip
