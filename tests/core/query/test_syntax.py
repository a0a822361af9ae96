"""The grammar of a QUERY."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.query.fields import FIELDS
from followup.core.query.syntax import And, Comparison, Field, Node, Not, Or, Word, fields_of, names_in, parse
from followup.errors import WrongUsageError

CUSTOM = ("等级", "Lead Source", "budget")


def one(name: str, value: str, op: str = "") -> Field:
    return Field(name, (Comparison(op, value),), name in CUSTOM)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", And(())),
        ("王", Word("王")),
        ("张伟 上海", And((Word("张伟"), Word("上海")))),
        ("张伟 and 上海", And((Word("张伟"), Word("上海")))),
        ('"Zhang Wei"', Word("Zhang Wei")),
        ("“华为 技术”", Word("华为 技术")),
        ("「华为」", Word("华为")),
        ("a,b", Word("a,b")),
        ("grade:A", one("grade", "A")),
        ("GRADE:A", one("grade", "A")),
        ("grade:A,B", Field("grade", (Comparison("", "A"), Comparison("", "B")))),
        ("等级：A，B", Field("等级", (Comparison("", "A"), Comparison("", "B")), custom=True)),
        ('"lead source":web', one("Lead Source", "web")),
        ("idle:>60d", one("idle", "60d", ">")),
        ("value：＞＝10000", one("value", "10000", ">=")),
        ("value:≥10000", one("value", "10000", ">=")),
        ("value:1000..2000", Field("value", (Comparison("..", "1000", "2000"),))),
        ("budget:<5", one("budget", "5", "<")),
        ("org:=Acme", one("org", "Acme", "=")),
        ('org:"Acme, Inc."', one("org", "Acme, Inc.")),
        ("email:mailto:x", one("email", "mailto:x")),
        ("not grade:A", Not(one("grade", "A"))),
        ("not not a", Not(Not(Word("a")))),
        ("a or b c", Or((Word("a"), And((Word("b"), Word("c")))))),
        ("(a or b) c", And((Or((Word("a"), Word("b"))), Word("c")))),
        ("（王 or 李） not 上海", And((Or((Word("王"), Word("李"))), Not(Word("上海"))))),
        ('"or"', Word("or")),
        ("order", Word("order")),
        ("notes", Word("notes")),
    ],
)
def test_a_query_is_read_as(text: str, tree: Node) -> None:
    assert parse(text, CUSTOM) == tree


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("grad:A", "at 1", 'no field "grad"'),
        ("上海 grad:A", "at 4", 'no field "grad"'),
        ("(a", "at 1", "never closed"),
        ("a)", "at 2", "closes nothing"),
        ('a "b', "at 3", "never closed"),
        ("a “b", "at 3", "never closed"),
        ("not", "at 4", "nothing behind"),
        ("a or", "at 5", "nothing on one side"),
        ("or a", "at", "nothing on one side"),
        ("()", "at 1", "empty"),
        ('""', "at 1", "nothing between"),
        ("city:", "at 6", "value is missing"),
        ("city: Berlin", "at 6", "value is missing"),
        ("city:>b", "at 6", "no more and less"),
        (":x", "at 1", "missing before the colon"),
        ("(" * 60, "at 52", "too deep"),
        ("not " * 60 + "a", "at", "too deep"),
    ],
)
def test_a_faulty_query_is_refused_with_its_place(text: str, where: str, what: str) -> None:
    with pytest.raises(WrongUsageError) as refused:
        parse(text)
    assert where in str(refused.value)
    assert what in str(refused.value)
    assert refused.value.hint


def test_an_unknown_field_names_the_nearest_and_all_known_ones() -> None:
    with pytest.raises(WrongUsageError) as refused:
        parse("grad:A", CUSTOM)
    assert "did you mean grade?" in refused.value.hint
    assert ", ".join(sorted(FIELDS)) in refused.value.hint
    assert f"this book's own: {', '.join(sorted(CUSTOM))};" in refused.value.hint


def test_of_hundreds_of_fields_of_its_own_twenty_are_named() -> None:
    with pytest.raises(WrongUsageError) as refused:
        parse("grad:A", [f"column {number:03}" for number in range(100)])
    assert "column 018, column 019, 80 more;" in refused.value.hint


def test_a_saved_query_may_ask_for_what_nobody_has_any_more() -> None:
    tree = parse("hobby:golf (no:boat or not Size:>3) grade:A tea", None)
    assert list(names_in(tree)) == ["hobby", "boat", "Size"]


def test_the_fields_a_query_asks_for() -> None:
    assert fields_of(parse("等级:A (due:today or not warning:acute) 王", CUSTOM)) == {"due", "warning"}


PIECES = st.lists(
    st.sampled_from(
        ["(", ")", '"', "not", "or", "and", "grade:A", "idle:>60d", "x:y", "王", ":", ",", "：", "“", "..", "="]
    )
    | st.text(max_size=4),
    max_size=8,
)


@given(PIECES, st.sampled_from(["", " "]))
def test_reading_a_query_never_fails_otherwise(pieces: list[str], between: str) -> None:
    try:
        tree = parse(between.join(pieces), CUSTOM)
    except WrongUsageError:
        return
    assert isinstance(tree, Node)


@pytest.mark.parametrize("query", ["x " * 201, "x or " * 200 + "x", "name:" + "A," * 200 + "A", "(" * 100 + "x"])
def test_a_query_of_thousands_of_words_is_refused_by_its_beginning(query: str) -> None:
    with pytest.raises(WrongUsageError, match=r"at most 200|nested too deep") as raised:
        parse(query)
    assert len(str(raised.value)) < 300
    assert parse("x " * 200)


def test_a_parenthesis_too_many_is_told_with_the_beginning_of_the_query() -> None:
    with pytest.raises(WrongUsageError, match="closes nothing") as raised:
        parse("x" * 10_000 + ")")
    assert len(str(raised.value)) < 300
