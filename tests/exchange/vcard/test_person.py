"""When all lines of a card are read: what the contact is called, whether it is a company, what comes first."""

from __future__ import annotations

import pytest

from followup.core.importing.draft import Draft
from followup.exchange.vcard.reader import read


def person(*lines: str, version: str = "3.0") -> Draft:
    data = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()
    (draft,) = read(data).drafts
    assert isinstance(draft, Draft)
    return draft


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:张;伟;;;"], "张伟"),
        (["N:Doe;John;;;", "FN:"], "John Doe"),
        (["N:;二梅;;;"], "二梅"),
        (["N:;;;;", "ORG:Acme;Sales"], "Acme"),
        (["NICKNAME:Bobby", "TEL:1"], "Bobby"),
        (["EMAIL:a@b.c", "TEL:1"], "a@b.c"),
        (["TEL:13800138004"], "13800138004"),
        (["URL:http://a"], "http://a"),
        (["ADR:;;Lierstr. 20;;;;"], "Lierstr. 20"),
        (["X-QQ:100200"], "100200"),
        (["NOTE:who is this?\\nno idea"], "who is this?"),
    ],
)
def test_without_fn_the_next_best_is_shown(lines: list[str], name: str) -> None:
    assert person(*lines).name == name


def test_a_card_without_a_name_has_a_doubt() -> None:
    assert [(doubt.line, doubt.reason) for doubt in person("TEL:138").doubts] == [
        (1, "the card has no name; it is shown as 138")
    ]
    assert person("ORG:Acme").doubts == []


def test_a_second_name_becomes_a_custom_field() -> None:
    draft = person(
        "FN;LANGUAGE=en;ALTID=1:Kai Zheng", "FN;LANGUAGE=zh;PREF=1;ALTID=1:郑凯", "N;ALTID=1;LANGUAGE=zh:郑;凯;;;",
        "N;ALTID=1;LANGUAGE=en:Zheng;Kai;;Mr.;MBA", version="4.0",
    )  # fmt: skip
    assert (draft.name, draft.family, draft.given) == ("郑凯", "郑", "凯")
    assert draft.fields == {"other name": "Mr. Kai Zheng MBA"}


@pytest.mark.parametrize(
    "lines",
    [
        ["FN:Acme Inc.", "ORG:Acme Inc.;"],
        ["FN:Acme Inc.", "N:;;;;", "ORG:Acme Inc."],
        ["FN:Acme Inc.", "N:Acme Inc.;;;;", "ORG:Acme Inc."],
        ["ORG:Acme Inc."],
        ["FN:Acme Inc.", "N:Doe;Jo;;;", "ORG:Acme Inc.", "X-ABShowAs:COMPANY"],
        ["FN:Acme Inc.", "KIND:org"],
    ],
)
def test_a_card_named_like_its_organization_is_a_company(lines: list[str]) -> None:
    draft = person(*lines)
    assert draft.company
    assert draft.name == "Acme Inc."


def test_a_card_named_like_its_organization_keeps_that_name_and_the_parts_of_another() -> None:
    draft = person("FN:Acme", "N:Doe;John;;;", "ORG:Acme")
    assert (draft.name, draft.family, draft.given, draft.company) == ("Acme", "Doe", "John", True)


def test_somebody_who_trades_under_their_own_name_is_a_person() -> None:
    for lines in (["FN:张伟", "N:张;伟;;;", "ORG:张伟"], ["FN:Jo Doe", "N:Doe;Jo;;;", "ORG:Jo Doe"]):
        draft = person(*lines)
        assert (f"FN:{draft.name}", draft.company) == (lines[0], False)


def test_the_preferred_number_comes_first() -> None:
    draft = person("FN:x", "TEL;TYPE=WORK:1", "TEL;TYPE=CELL,PREF:2", "TEL:3", "EMAIL;PREF=2:a@b", "EMAIL;PREF=1:c@d")
    assert [phone.value for phone in draft.phones] == ["2", "1", "3"]
    assert [email.value for email in draft.emails] == ["c@d", "a@b"]
