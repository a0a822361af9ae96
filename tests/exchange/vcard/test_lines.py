"""Cards and lines of damaged and odd vCard files."""

from __future__ import annotations

import pytest

from followup.core.importing.draft import Draft, Reading, Refusal
from followup.exchange.vcard.lines import without_photo
from followup.exchange.vcard.reader import read

QP = "ENCODING=QUOTED-PRINTABLE"


def card(*lines: str, version: str = "2.1", newline: str = "\r\n") -> bytes:
    return newline.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def people(data: bytes) -> list[Draft]:
    results = list(read(data).drafts)
    assert all(isinstance(draft, Draft) for draft in results)
    return [draft for draft in results if isinstance(draft, Draft)]


def person(*lines: str, version: str = "2.1") -> Draft:
    (draft,) = people(card(*lines, version=version))
    return draft


def doubts_of(draft: Draft) -> list[tuple[int, str]]:
    return [(doubt.line, doubt.reason) for doubt in draft.doubts]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\r\r\n"])
def test_any_newline_ends_a_line(newline: str) -> None:
    ann, bob = people(card("FN:Ann", "TEL:1", newline=newline) + card("FN:Bob", "NOTE:a", " b", newline=newline))
    assert (ann.name, ann.phones[0].value) == ("Ann", "1")
    assert (bob.name, bob.notes, bob.line) == ("Bob", ["ab"], 6)


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("BEGIN:VCARD", "END:VCARD"),
        ("begin:vcard", "end:vcard"),
        ("BEGIN:vCard ", "END:VCARD "),
        ("BEGIN:VCARD", "END:VCARD."),
        ("Begin : vcard", "End : vcard"),
        ("  BEGIN:VCARD", "\tEND:VCARD"),
        ("GROUP.BEGIN:VCARD", "GROUP.END:VCARD"),
    ],
)
def test_begin_and_end_are_recognised_however_they_are_written(begin: str, end: str) -> None:
    data = f"{begin}\r\nVERSION:3.0\r\nFN:Ann\r\n{end}\r\n{begin}\r\nFN:Bob\r\n{end}\r\n".encode()
    assert [(draft.name, draft.line, draft.card) for draft in people(data)] == [("Ann", 1, 1), ("Bob", 5, 2)]


def test_a_card_without_end_ends_where_the_next_begins() -> None:
    data = card("FN:Ann").replace(b"END:VCARD\r\n", b"") + card("FN:Bob")
    ann, bob = people(data)
    assert doubts_of(ann) == [(1, "the card has no END:VCARD before the next one begins")]
    assert (bob.name, bob.line, bob.doubts) == ("Bob", 4, [])


def test_the_last_card_of_a_cut_off_file_is_read_with_a_doubt() -> None:
    (ann,) = people(b"BEGIN:VCARD\r\nFN:Ann\r\nTEL:138")
    assert ann.phones[0].value == "138"
    assert "cut off" in doubts_of(ann)[0][1]


def test_a_stray_end_is_passed_over_and_later_cards_are_read() -> None:
    reading = read(card("FN:Ann") + b"END:VCARD\r\n" + card("FN:Bob"))
    assert [draft.name for draft in reading.drafts if isinstance(draft, Draft)] == ["Ann", "Bob"]
    assert [doubt.line for doubt in reading.doubts] == [5]


def test_a_card_without_begin_is_read_with_a_doubt() -> None:
    ann, bob = people(b"VERSION:3.0\nFN:Ann\nEND:VCARD\n" + card("FN:Bob"))
    assert (ann.name, doubts_of(ann)) == ("Ann", [(1, "the card has no BEGIN:VCARD")])
    assert bob.name == "Bob"


def test_text_between_cards_is_a_doubt() -> None:
    reading = read(b"exported by me\n" + card("FN:Ann", newline="\n") + b"\nthe end\n")
    assert len(list(reading.drafts)) == 1
    assert [(doubt.line, doubt.reason) for doubt in reading.doubts] == [
        (1, 'text outside of any card was passed over: "exported by me"'),
        (7, 'text outside of any card was passed over: "the end"'),
    ]


@pytest.mark.parametrize("data", [b"", b"\r\n", b"hello"])
def test_a_file_without_cards_has_no_drafts_and_a_doubt(data: bytes) -> None:
    reading = read(data)
    assert list(reading.drafts) == []
    assert reading.doubts[-1].reason == "the file has no BEGIN:VCARD"


@pytest.mark.parametrize(
    "agent",
    [
        ["AGENT:", "BEGIN:VCARD", "VERSION:2.1", "FN:Susan", "TEL:99", "END:VCARD"],
        ["AGENT:", "", "BEGIN:VCARD", "FN:Susan", "TEL:99", "END:VCARD"],
        ["AGENT:BEGIN:VCARD", "FN:Susan", "TEL:99", "END:VCARD"],
        ["AGENT:BEGIN:VCARD", " FN:Susan", " TEL:99", " END:VCARD"],
        ["AGENT:BEGIN:VCARD\\nFN:Susan\\nTEL:99\\nEND:VCARD"],
    ],
    ids=["below", "below a blank line", "beside", "folded", "as one text"],
)
def test_an_agents_card_becomes_a_relation_and_swallows_nothing(agent: list[str]) -> None:
    ann, bob = people(card("FN:Ann", *agent, "TEL:1", "NOTE") + card("FN:Bob"))
    assert [(held.kind, held.name) for held in ann.relations] == [("agent", "Susan")]
    assert ann.fields == {"agent": "99"}
    assert [phone.value for phone in ann.phones] == ["1"]
    assert (len(agent) + 5, '"NOTE" is no property of a vCard and was passed over') in doubts_of(ann)
    assert "kept as a relation" in "".join(reason for _, reason in doubts_of(ann))
    assert bob.line == len(agent) + 7


def test_a_card_properly_closed_within_another_is_a_person_of_its_own() -> None:
    data = b"BEGIN:VCARD\nN:Outer;\nBEGIN:VCARD\nN:Inner;\nEND:VCARD\nTEL:1\nEND:VCARD\n" + card("FN:Bob")
    outer, inner, bob = people(data)
    assert (outer.name, outer.phones[0].value) == ("Outer", "1")
    assert (inner.name, inner.line) == ("Inner", 3)
    assert doubts_of(inner) == [(3, "the card stood inside another one")]
    assert (bob.card, bob.line) == (3, 8)


def test_blank_lines_inside_a_card_are_ignored() -> None:
    draft = person("", "FN:Ann", "", "", "TEL:1", "")
    assert (draft.name, draft.phones[0].value, draft.doubts) == ("Ann", "1", [])


def test_a_fold_inside_a_character_is_undone_on_bytes() -> None:
    name = "张伟".encode()
    (draft,) = people(b"BEGIN:VCARD\nVERSION:3.0\nFN:" + name[:2] + b"\n " + name[2:] + b"\nEND:VCARD\n")
    assert draft.name == "张伟"
    assert draft.doubts == []


def test_a_soft_break_inside_a_character_is_undone_on_bytes() -> None:
    assert person(f"NOTE;{QP}:=E5=BC=", "=A0=E4=BC=9F", "FN:x").notes == ["张伟"]


def test_an_empty_line_after_a_soft_break_ends_the_value() -> None:
    draft = person(f"FN;CHARSET=UTF-8;{QP}:=E5=BC=A0=", "", "TEL:1")
    assert (draft.name, draft.phones[0].value) == ("张", "1")


def test_an_empty_line_inside_a_value_that_goes_on_does_not_end_it() -> None:
    assert person(f"NOTE;{QP}:=C3=", "", "=A4=C3=A4", "FN:x").notes == ["ää"]


def test_a_component_may_begin_on_the_next_line() -> None:
    draft = person(f"ORG;{QP}:=E5=BC=A0=", ";=E4=BC=9F=", "", "FN:x")
    assert (draft.organization, draft.department) == ("张", "伟")


def test_a_doubled_equals_sign_at_the_end_is_a_break_within_an_escape() -> None:
    assert person(f"FN;{QP}:=C3=9A==", "C3=9A").name == "ÚÚ"


def test_a_space_before_the_continued_bytes_is_dropped_and_one_in_a_text_is_not() -> None:
    assert person("FN:x", f"NOTE;{QP}:=E5=A4=87=E6=B3=A8=", " =E7=AC=AC").notes == ["备注第"]
    assert person("FN:x", f"NOTE;{QP}:come=", " to the aid").notes == ["come to the aid"]


def test_a_soft_break_before_a_property_ends_the_value() -> None:
    draft = person("FN:x", f"NOTE;{QP}:=E5=A4=87=", "TEL;CELL:1")
    assert (draft.notes, draft.phones[0].value) == (["备"], "1")


def test_bytes_that_go_on_without_a_soft_break_are_joined() -> None:
    assert person("FN:x", f"NOTE;{QP}:=E5=A4=87", "=E6=B3=A8").notes == ["备注"]


def test_a_lost_soft_break_within_a_line_is_forgiven() -> None:
    assert person("FN:x", f"ADR;{QP}:;;Gatan 12= 8;;;;").addresses[0].street == "Gatan 12 8"


def test_an_equals_sign_at_the_end_of_a_plain_line_is_text() -> None:
    draft = person("FN:x", "NOTE:This ends with =", "TEL:1", " 2")
    assert draft.notes == ["This ends with ="]
    assert draft.phones[0].value == "12"


def test_the_lines_below_a_trailing_backslash_are_more_of_the_value() -> None:
    draft = person("N:x", "ADR;HOME:;;Street\\", "9\\", "House;Town;;1;Land", "BDAY:20081203")
    assert (draft.addresses[0].street, draft.addresses[0].city) == ("Street\n9\nHouse", "Town")
    assert draft.occasions[0].year == 2008
    assert [line for line, _ in doubts_of(draft)] == [5]


def test_lines_without_a_name_below_a_note_are_more_of_it_and_elsewhere_junk() -> None:
    draft = person("FN:Ann", "stray words", "NOTE:first", "second", "# a comment")
    assert draft.notes == ["first\nsecond"]
    assert doubts_of(draft) == [
        (4, '"stray words" is no property of a vCard and was passed over'),
        (6, 'lines without a property\'s name are taken as more of NOTE: "second"'),
        (7, '"# a comment" is no property of a vCard and was passed over'),
    ]


def test_a_name_without_colon_is_junk_also_where_it_was_met_before() -> None:
    draft = person("FN:Ann", "TEL:1", "TEL")
    assert doubts_of(draft) == [(5, '"TEL" is no property of a vCard and was passed over')]


def test_many_lines_of_junk_are_one_doubt() -> None:
    two = person("FN:Ann", "rubbish", "rubbish", "TEL:1")
    assert doubts_of(two) == [(4, '"rubbish" and the line below it are no property of a vCard and were passed over')]
    draft = person("FN:Ann", *["rubbish"] * 50)
    assert doubts_of(draft) == [
        (4, '"rubbish" and the 49 lines below it are no property of a vCard and were passed over')
    ]


def test_a_picture_below_its_line_is_read_without_folds_or_blank_line() -> None:
    draft = person("FN:Ann", "PHOTO;ENCODING=BASE64;JPEG:", "/9j/4AAQSkZJRg", "ABAQ==", "TEL:1")
    assert draft.photo is not None
    assert (draft.photo.mime, draft.photo.data[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert draft.phones[0].value == "1"
    assert draft.doubts == []


def test_the_original_is_the_card_as_it_stood_without_its_picture() -> None:
    data = card("FN:Ann", "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJ", " RgABAQ==", "", "TEL:1")
    (draft,) = people(data)
    assert draft.original == card("FN:Ann", "", "TEL:1").strip()
    assert without_photo(b"BEGIN:VCARD\nPHOTO:http://a\n b\nFN:A\nEND:VCARD") == b"BEGIN:VCARD\nFN:A\nEND:VCARD"


def test_the_content_tells_cards_with_different_pictures_apart() -> None:
    one, other = (people(card("FN:Ann", f"PHOTO;BASE64;JPEG:/9j/4AAQ{rest}"))[0] for rest in ("SkZJ", "SkZK"))
    assert one.original == other.original
    assert one.content != other.content
    assert len(one.content) == 16


def test_several_versions_in_one_file_are_read_each_by_its_own_rules() -> None:
    old, new = people(card("FN:a\\, b", version="2.1") + card("FN:a\\, b", version="4.0"))
    assert (old.name, new.name) == ("a\\, b", "a, b")


def test_the_version_may_stand_last_or_be_missing() -> None:
    (late,) = people(b"BEGIN:VCARD\nFN:a\\, b\nVERSION:2.1\nEND:VCARD\n")
    assert late.name == "a\\, b"
    (bare,) = people(b"BEGIN:VCARD\nFN:a\\, b\nTEL;HOME:1\nEND:VCARD\n")
    assert bare.name == "a\\, b"
    (typed,) = people(b"BEGIN:VCARD\nFN:a\\, b\nTEL;TYPE=HOME:1\nEND:VCARD\n")
    assert typed.name == "a, b"


def test_cards_come_one_after_the_other() -> None:
    reading: Reading = read(card("FN:Ann") + card("FN:Bob"))
    first = next(reading.drafts)
    assert isinstance(first, Draft)
    assert first.name == "Ann"


def test_a_card_with_nothing_and_a_group_are_refused_with_line_and_reason() -> None:
    empty = card("N:;;;;", "FN:", "UID:1", "REV:2024")
    group = card("KIND:group", "FN:VIP", "MEMBER:urn:uuid:1", version="4.0")
    apple = card("X-ADDRESSBOOKSERVER-KIND:group", "N:VIP", version="3.0")
    evolution = card("X-EVOLUTION-LIST:TRUE", "FN:VIP", "EMAIL:a@b", version="3.0")
    assert list(read(empty + group + apple + evolution).drafts) == [
        Refusal(1, 1, "the card has no name, number or address to know anybody by", empty),
        Refusal(8, 2, '"VIP" is a group, not a person', group),
        Refusal(14, 3, '"VIP" is a group, not a person', apple),
        Refusal(19, 4, '"VIP" is a group, not a person', evolution),
    ]


def test_agents_within_agents_end_somewhere() -> None:
    data = b"BEGIN:VCARD\nFN:Ann\n" + b"AGENT:BEGIN:VCARD\nFN:Bob\n" * 3000 + b"END:VCARD\n" * 3001
    (ann,) = people(data)
    assert [held.name for held in ann.relations] == ["Bob"]
