"""Who is what to whom, and who brought whom in, through the real program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Program = Any
CARDS = """\
BEGIN:VCARD
VERSION:3.0
N:张;伟;;;
FN:张伟
TEL;TYPE=CELL:13800138000
item1.X-ABRELATEDNAMES:李娜
item1.X-ABLabel:_$!<Spouse>!$_
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:李娜
TEL;TYPE=cell:13900139000
RELATED;TYPE=colleague;VALUE=text:王芳
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:王芳
N:王;芳;;;
TEL;TYPE=CELL:13700137000
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:王芳
N:王;芳;;;
TEL;TYPE=CELL:13600136000
END:VCARD
"""


@pytest.fixture
def people(run: Program) -> Program:
    """张伟 (1) whose card names 李娜 (2), whose card names 王芳, of whom there are two (3 and 4)."""
    (run.folder / "people.vcf").write_text(CARDS, encoding="utf-8")
    told = run.done("import", "people.vcf")
    assert "Named on a card, and a contact:\n  李娜 is 张伟's spouse\n" in told.out
    return run


def test_a_full_name_on_a_card_is_linked_where_one_contact_of_its_file_bears_it(people: Program) -> None:
    assert people("link").out.startswith("No name on a card")
    for who in ("张伟", "李娜"):
        assert "李娜 is 张伟's spouse" in people.done("show", who).out
    found = people.done("show", "李娜", "--json").json["relations"]
    assert [(each["text"], each["who"]["id"]) for each in found] == [
        ("李娜 is 张伟's spouse", 2), ("王芳 is 李娜's colleague", None),
    ]  # fmt: skip
    assert people.done("import", "people.vcf", "--json").json["linked"] == []
    assert len(people.done("show", "张伟", "--json").json["relations"]) == 1
    people.done("undo")
    assert people.done("list", "--json").json == []


def test_a_name_of_somebody_out_of_another_file_is_only_offered(run: Program) -> None:
    first, *others = CARDS.split("END:VCARD\n")
    (run.folder / "phone.vcf").write_text(f"{first}END:VCARD\n", encoding="utf-8")
    (run.folder / "fair.vcf").write_text("END:VCARD\n".join(others), encoding="utf-8")
    run.done("import", "phone.vcf")
    told = run.done("import", "fair.vcf")
    assert "1 name on cards can be linked: followup link" in told.err
    assert "Named on a card" not in told.out
    assert run.done("show", "张伟", "--json").json["relations"][0]["who"] == {"id": None, "name": "李娜"}
    offered = run("link")
    assert offered.out == "李娜 is 张伟's spouse\n"
    assert "--yes links them" in offered.err
    assert run.done("link", "--yes").out == "李娜 is 张伟's spouse\n"
    assert run.done("show", "张伟", "--json").json["relations"][0]["who"] == {"id": 2, "name": "李娜"}


def test_a_dry_run_tells_what_would_be_linked_and_a_nickname_never_is(run: Program) -> None:
    cards = CARDS.replace("item1.X-ABRELATEDNAMES:李娜", "item1.X-ABRELATEDNAMES:小李").replace("FN:李娜", "FN:小李")
    (run.folder / "nick.vcf").write_text(cards, encoding="utf-8")
    assert run.done("import", "nick.vcf", "--dry-run", "--json").json["linked"] == []
    (run.folder / "people.vcf").write_text(CARDS, encoding="utf-8")
    told = run.done("import", "people.vcf", "--dry-run", "--json").json["linked"]
    assert [each["text"] for each in told] == ["李娜 is 张伟's spouse"]
    assert run("show", "张伟").code == 3


def test_who_is_named_on_a_card_as_the_one_who_referred_is_in_the_tree(run: Program) -> None:
    cards = CARDS.replace("_$!<Spouse>!$_", "介绍人").replace("ABRELATEDNAMES:李娜", "ABRELATEDNAMES:王姐")
    (run.folder / "people.vcf").write_text(cards, encoding="utf-8")
    run.done("import", "people.vcf")
    run.done("sale", "add", "张伟", "1000", "--profit", "300")
    assert [line.split() for line in run.done("referrals").out.splitlines()[1:]] == [
        ["0", "300", "300", "王姐", "(no", "contact)"], ["300", "0", "300", "1", "·", "张伟"],
    ]  # fmt: skip
    found = run.done("referrals", "--json").json
    assert [each["contact"]["id"] for each in found] == [None, 1]
    assert found[1]["by"] == {"id": None, "name": "王姐", "grade": None}
    assert run.done("referrals", "张伟").out.startswith("王姐 referred 张伟\n")


def test_a_link_is_said_from_left_to_right_and_taken_away_again(people: Program) -> None:
    assert people.done("link", "3", "张伟", "--as", "老板").out == "王芳 is 张伟's boss\n"
    assert people.done("link", "3", "张伟", "--as", "boss").out == "Already: 王芳 is 张伟's boss\n"
    assert people.done("link", "张伟", "李娜", "--as", "spouse", "--json").json[0]["text"] == "李娜 is 张伟's spouse"
    assert people.done("show", "张伟", "--json").json["relations"][0]["text"] == "李娜 is 张伟's spouse"
    assert people.done("link", "3", "1", "--remove").out == "No longer: 王芳 is 张伟's boss\n"
    people.done("undo")
    assert "boss" in people.done("show", "张伟").out
    assert people("link", "3", "4", "--remove").code == 3
    refused = people("link", "3", "1", "--as", "bos")
    assert (refused.code, "did you mean boss?" in refused.err) == (2, True)
    assert people("link", "3").code == 2
    assert people("link", "--as", "boss").code == 2


def test_referrals_show_what_came_through_each_and_no_circle_is_closed(people: Program, tmp_path: Path) -> None:
    people.done("link", "1", "2", "--as", "referred")
    people.done("link", "2", "3", "--as", "referred")
    refused = people("link", "3", "1", "--as", "referred")
    assert refused.code == 2
    assert "would close a circle: 张伟 referred 李娜; 李娜 referred 王芳" in refused.err
    people.done("sale", "add", "2", "1000", "--profit", "400")
    people.done("sale", "add", "3", "500", "--profit", "100")
    assert [line.split() for line in people.done("referrals").out.splitlines()[1:]] == [
        ["0", "500", "500", "1", "张伟"],
        ["400", "100", "500", "2", "·", "李娜"],
        ["100", "0", "100", "3", "·", "·", "王芳"],
    ]
    found = people.done("referrals", "李娜", "--json").json
    assert [(each["contact"]["id"], each["by"], each["through"]) for each in found] == [
        (2, None, "100.00"), (3, {"id": 2, "name": "李娜", "grade": None}, "0.00"),
    ]  # fmt: skip
    assert people.done("referrals", "李娜").out.startswith("张伟 referred 李娜\n")
    people.done("edit", "3", "--set", "private=yes")  # family may bring customers in, and has no value itself
    assert people.done("referrals", "3", "--json").json[0]["profit"] == "0.00"
    people.done("undo")
    people.done("merge", "3", "4", "--yes")
    people.done("export", "--to", "book.json")
    other = str(tmp_path / "new.db")
    people.done("import", "book.json", "--book", other)
    assert people.done("referrals", "--book", other).out == people.done("referrals").out


def test_without_referrals_it_says_how_to_tell_one(run: Program) -> None:
    assert "--as referred" in run.done("referrals").out
