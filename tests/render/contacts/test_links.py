"""Links and the tree of referrals."""

from __future__ import annotations

from wcwidth import wcswidth

from followup.core.contacts.links import End, Link
from followup.core.value.referrals import Referral
from followup.render.contacts.links import link_json, links_text, referrals_json, referrals_text

PEOPLE = {1: ("王芳", "A"), 2: ("Zoe\x1b[31m", None), -1: ("老李", None)}
TREE = [
    Referral(1, None, 0, 500_00, 20_00),
    Referral(2, 1, 1, 20_00, 0),
    Referral(-1, 2, 2, 0, 0),
    Referral(1, 2, 2, 500_00, 20_00, again=True),
]


def test_a_link_is_a_sentence() -> None:
    links = [Link("boss", End(1, "王芳"), End(2, "Zoe")), Link("decides", End(None, "Tom\x1b"), End(2, "Zoe"))]
    assert links_text(links, "linked: ") == "linked: 王芳 is Zoe's boss\nlinked: Tom␛ decides for Zoe\n"
    assert link_json(links[1]) == {
        "kind": "decides", "who": {"id": None, "name": "Tom\x1b"}, "of": {"id": 2, "name": "Zoe"},
        "text": "Tom\x1b decides for Zoe",
    }  # fmt: skip


def test_the_tree_is_indented_and_its_profits_align() -> None:
    head, *lines = referrals_text(TREE, PEOPLE).splitlines()
    assert head.split("  ")[-1] == "who"
    assert [line.rstrip().rsplit("  ", 1)[-1].strip() for line in lines] == [
        "王芳", "· Zoe␛[31m", "· · 老李 (no contact)", "· · 王芳 (see above)",
    ]  # fmt: skip
    assert lines[0].split()[:4] == ["500", "20", "520", "1"]
    assert len({wcswidth(line[: line.index(who)]) for line, who in zip(lines, "王·", strict=False)}) == 1
    assert lines[3].split()[0] == "1"


def test_scripts_get_the_tree_as_a_list() -> None:
    first, second, third, last = referrals_json(TREE, PEOPLE)
    assert first == {
        "contact": {"id": 1, "name": "王芳", "grade": "A"}, "by": None, "depth": 0, "profit": "500.00",
        "through": "20.00", "again": False,
    }  # fmt: skip
    assert second["by"] == {"id": 1, "name": "王芳", "grade": "A"}
    assert third["contact"] == {"id": None, "name": "老李", "grade": None}
    assert last["again"]
