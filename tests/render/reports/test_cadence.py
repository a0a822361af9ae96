"""How often a contact is due and who says so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from followup.core.model.contact import Contact, Interaction
from followup.core.model.rules import Rules
from followup.core.reports.cadence import SaidCadence, said_cadence
from followup.core.reports.contact_status import ContactHistory
from followup.render.reports.cadence import cadence_json, cadence_text

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

TODAY = date(2026, 11, 25)
VISIT = Interaction(9, 7, date(2026, 11, 1), "visit", "talked")


def said(grade: str | None = "A", **more: str) -> SaidCadence:
    contact = Contact(7, "张\x1b伟", grade=grade, added=date(2026, 1, 1), **more)  # type: ignore[arg-type]
    known = ContactHistory(contact, interactions=[VISIT], beats=(("20", ""),), beat_groups=("老客户",))
    return said_cadence(known, TODAY, Rules())


def test_for_a_person(snapshot: SnapshotAssertion) -> None:
    assert cadence_text(said(), TODAY, "numbers") == snapshot


def test_for_a_script(snapshot: SnapshotAssertion) -> None:
    assert cadence_json(said()) == snapshot


def test_the_contact_s_own_never_beats_the_group_s_days() -> None:
    text = cadence_text(said(None, cadence_visit="never"), TODAY, "letters")
    assert text.startswith("张␛伟 (id 7, no grade)\n")
    assert "Visit: never\n" in text
