"""One page before a visit, and what show tells of a customer, through the real program. It is 2 June 2026."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

Program = Any


LIFE = (
    ("add", "张伟", "--phone", "138 0013 8000", "--org", "华为", "--title", "采购经理", "--grade", "A",
     "--birthday", "1985-06-20", "--set", "competitor=中兴", "--set", "share of wallet=40%", "--set", "爱好=钓鱼"),
    ("add", "王总", "--org", "华为"),
    ("link", "王总", "张伟", "--as", "decides"),
    ("sale", "add", "张伟", "1000", "--product", "printer", "--on", "2026-05-01"),
    ("sale", "add", "张伟", "500", "--product", "ink", "--on", "2025-01-10"),
    ("note", "张伟", "His **daughter** starts school in September"),
    ("log", "张伟", "visit", "showed the new line", "--on", "2026-05-20"),
    ("task", "add", "张伟", "send the quote", "--due", "2026-05-28", "--today", "2026-05-20"),
    ("complaint", "open", "张伟", "late delivery"),
)  # fmt: skip


@pytest.fixture
def visit(begun: Callable[..., Program]) -> Program:
    """A customer with an overdue promise, an open complaint, sales, a family and somebody who decides."""
    return begun(*LIFE)


def test_the_page_has_what_to_settle_first_then_business_then_life(visit: Program) -> None:
    text = visit.done("brief", "张伟").out
    places = [text.index(part) for part in ("Settle first", "Two minutes of business", "Eight minutes of life")]
    assert places == sorted(places)
    for part in (
        "late delivery", "send the quote (promised for 2026-05-28, 5 days ago)", "decides", "王总", "also from", "中兴",
        "our share", "40%", "printer", "300, up 100% on 150 before", "showed the new line", "爱好: 钓鱼",
        "His daughter starts school in September", "birthday in 18 days, 41 years",
    ):  # fmt: skip
        assert part in text, part


def test_the_same_for_scripts(visit: Program) -> None:
    found = visit.done("brief", "张伟", "--json").json
    assert found["contact"] == {"id": 1, "name": "张伟", "grade": "A"}
    assert [(each["kind"], each["id"]) for each in found["unsettled"]] == [("complaint", "k1"), ("promise", "t1")]
    business = found["business"]
    assert business["decides"] == [{"kind": "decides", "id": 2, "name": "王总"}]
    assert (business["profit"], business["profit_before"], business["last_sale"]) == ("300.00", "150.00", "2026-05-01")
    assert [each["product"] for each in business["products"]] == ["printer", "ink"]
    assert (business["competitor"], business["share_of_wallet"]) == ("中兴", "40%")
    assert found["life"]["dates"] == [{"kind": "birthday", "on": "2026-06-20", "years": 41}]
    assert found["find_out"] == ["When is a good time to call?", "Where do you meet: what is the address?"]


def test_the_page_for_the_phone_is_one_file_that_nobody_else_reads_and_nothing_in_it_is_obeyed(visit: Program) -> None:
    visit.done("note", "张伟", "<script>alert(1)</script> his wife & dog")
    visit.done("brief", "张伟", "--html", "zhang.html")
    path = visit.folder / "zhang.html"
    page = path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert 'href="tel:+8613800138000"' in page
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; his wife &amp; dog" in page
    assert "http://" not in page
    assert "https://" not in page
    visit.done("brief", "张伟", "--html", "zhang.html")
    path.write_text("my own page", encoding="utf-8")
    refused = visit("brief", "张伟", "--html", "zhang.html")
    assert (refused.code, path.read_text(encoding="utf-8")) == (7, "my own page")


def test_of_somebody_hardly_known_it_says_what_to_find_out_and_shows_no_empty_heading(run: Program) -> None:
    run.done("add", "Sam")
    text = run.done("brief", "Sam").out
    assert "Find out" in text
    assert "When is the birthday?" in text
    assert "Settle first" not in text
    assert "business" not in text


def test_show_tells_value_segment_and_stage_and_a_query_finds_them(visit: Program) -> None:
    found = visit.done("show", "张伟", "--json").json
    assert (found["value"], found["segment"], found["stage"]) == ("300.00", "top", "repeat")
    assert visit.done("show", "王总", "--json").json["stage"] == "prospect"
    assert [each["stage"] for each in visit.done("list", "--json").json] == ["prospect", "repeat"]
    queries = ("stage:repeat", "segment:top", "value:>=300", "warning:fine", "balance:<0", "bought:ink not bought:x")
    for query in queries:
        assert [each["name"] for each in visit.done("list", query, "--json").json] == ["张伟"], query
    assert [each["name"] for each in visit.done("list", "balance:0", "--json").json] == ["王总"]
    assert visit("list", "balance:much").code == 2
    visit.done("edit", "张伟", "--set", "stage=advocate")
    assert [each["name"] for each in visit.done("list", "stage:advocate", "--json").json] == ["张伟"]
    visit.done("edit", "王总", "--set", "private=yes")
    assert visit.done("list", "stage:prospect", "--json").json == []
    assert visit.done("show", "王总", "--json").json["stage"] is None
