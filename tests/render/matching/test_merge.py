"""Two contacts side by side with the one that they become."""

from __future__ import annotations

from followup.core.model.contact import Contact
from followup.render.matching.merge import merge_text


def test_each_field_of_either_and_the_records_of_both_stand_side_by_side() -> None:
    kept, other = Contact(1, "张伟", nickname="大伟"), Contact(2, "张伟", title="CEO")
    merged = kept._replace(title="CEO")
    text = merge_text(kept, other, merged, ({"notes": 2, "tasks": 0}, {"notes": 1, "tasks": 0}))
    rows = [line.split() for line in text.splitlines()]
    assert rows[0] == ["id", "1", "(stays)", "id", "2", "(goes)", "together"]
    assert ["notes", "2", "1", "3"] in rows
    assert ["title", "CEO", "CEO"] in rows
    assert not any(row[:1] == ["tasks"] for row in rows)
