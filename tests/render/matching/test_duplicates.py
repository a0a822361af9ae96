"""Pairs that may be one person, for a person and for a script."""

from __future__ import annotations

from followup.core.matching.duplicates import Pair
from followup.render.matching.duplicates import duplicates_json, duplicates_text, merge_command

PAIR = Pair(12, 57, 0.9, ("same phone +8613800138000", "names alike: 张伟 / Wei Zhang (pinyin)"))
NAMES = {12: "张伟", 57: "Wei\nZhang"}


def test_the_contact_that_was_in_the_book_first_stays() -> None:
    assert merge_command(PAIR) == "followup merge 12 57"


def test_a_pair_has_a_line_with_its_command_and_one_with_its_reasons() -> None:
    pair, reasons, more, hint = duplicates_text([PAIR], NAMES, 3).splitlines()
    assert pair.startswith("0.90  张伟 (12) and Wei")
    assert pair.endswith("Zhang (57)   followup merge 12 57")
    assert reasons.strip() == "; ".join(PAIR.reasons)
    assert more == "and 3 more: --limit 4 shows all"
    assert "--not-same WHO WHO" in hint


def test_a_script_gets_ids_names_score_reasons_and_the_command() -> None:
    assert duplicates_json([PAIR], NAMES) == [{
        "contact": {"id": 12, "name": "张伟"}, "other": {"id": 57, "name": "Wei\nZhang"}, "score": 0.9,
        "reasons": list(PAIR.reasons), "join": "followup merge 12 57",
    }]  # fmt: skip
