"""The properties that followup writes for itself are read back, and damaged ones do no harm."""

from __future__ import annotations

from datetime import date

import pytest

from followup.core.importing.draft import Draft
from followup.core.model.contact import Occasion, Phone, Relation
from followup.exchange.vcard.reader import read


def test_our_own_properties_fill_what_no_other_property_can_say() -> None:
    (draft,) = read(
        b"BEGIN:VCARD\nVERSION:3.0\nFN:x\nTEL:1\nTEL:10086\nNOTE:y\nX-FOLLOWUP-FIELD:hobby;tea\n"
        b"X-FOLLOWUP-DATE:birthday;lunar;1985;3;;1\nX-FOLLOWUP-RELATION:Wife;Ann\nX-FOLLOWUP-LABEL:TEL;2;Mobile\n"
        b"X-FOLLOWUP-NOTED:1;2026-05-03\nEND:VCARD\n"
    ).drafts
    assert isinstance(draft, Draft)
    assert draft.fields == {"hobby": "tea"}
    assert draft.occasions == [Occasion("birthday", 1985, 3, None, "lunar", leap_month=True)]
    assert draft.relations == [Relation("Wife", "Ann")]
    assert draft.phones == [Phone("", "1"), Phone("Mobile", "10086")]
    assert draft.note_days == {"y": date(2026, 5, 3)}


@pytest.mark.parametrize("line", ["DATE:x;solar;1;a;;", "DATE:;;;;;", "NOTED:1;2026-02-30"])
def test_a_damaged_date_is_left_out_with_a_doubt(line: str) -> None:
    (draft,) = read(f"BEGIN:VCARD\nVERSION:3.0\nFN:x\nNOTE:y\nX-FOLLOWUP-{line}\nEND:VCARD\n".encode()).drafts
    assert isinstance(draft, Draft)
    assert (draft.occasions, draft.note_days) == ([], {})
    assert [doubt.line for doubt in draft.doubts] == [5]


@pytest.mark.parametrize(
    "line", ["LABEL:TEL;7;x", "LABEL:FN;1;x", "LABEL:", "FIELD:", "RELATION:;", "NOTED:7;2026-05-03", "NOTED:x;"]
)
def test_another_damaged_property_of_ours_changes_nothing(line: str) -> None:
    (draft,) = read(f"BEGIN:VCARD\nVERSION:3.0\nFN:x\nTEL:10086\nX-FOLLOWUP-{line}\nEND:VCARD\n".encode()).drafts
    assert isinstance(draft, Draft)
    assert (draft.phones, draft.fields, draft.relations) == ([Phone("", "10086")], {}, [])
