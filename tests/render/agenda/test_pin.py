"""What a person said about the week, and what that changed."""

from __future__ import annotations

from followup.render.agenda.pin import change_text


def test_what_it_was_said_about_comes_first_and_of_the_rest_as_much_as_a_person_reads() -> None:
    changes = [*(f"c{number} moves" for number in range(12)), "v1 is pinned\x1b"]
    lines = change_text(["v1"], changes).splitlines()
    assert lines[0] == "v1 is pinned\N{SYMBOL FOR ESCAPE}"
    assert lines[1:3] == ["c0 moves", "c1 moves"]
    assert lines[-1] == "and 2 more: followup agenda shows the week"
    assert change_text(["v1"], changes[-1:]).count("\n") == 1
