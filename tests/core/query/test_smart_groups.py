"""Smart groups that give a cadence or privacy may not ask for what depends on it, and none for themselves."""

from __future__ import annotations

import pytest

from followup.core.query.smart_groups import check_smart_group, groups_of
from followup.core.query.syntax import parse
from followup.errors import WrongUsageError

OTHERS = {"late": parse("due:late"), "far": parse("group:late or city:拉萨"), "fine": parse("city:杭州")}


@pytest.mark.parametrize(
    ("query", "cadence", "why"),
    [
        ("due:week", True, "due:"),
        ("grade:A not (city:杭州 or warning:early)", True, "warning:"),
        ("group:late", True, "due:"),
        ("not group:fine,FAR", True, "due:"),
        ("city:杭州 or group:me", True, "itself"),
        ("group:ME", False, "itself"),
        ("segment:top", True, "segment:"),
    ],
)
def test_what_a_smart_group_may_not_ask_for(query: str, cadence: bool, why: str) -> None:
    with pytest.raises(WrongUsageError, match=why):
        check_smart_group("Me", parse(query), OTHERS, cadence=cadence)


@pytest.mark.parametrize(
    "query", ["private:no", "segment:tail", "not due:week", "group:late", "value:>1", "stage:client"]
)
def test_what_a_private_smart_group_may_not_ask_for(query: str) -> None:
    with pytest.raises(WrongUsageError, match="a private smart group may not ask for"):
        check_smart_group("Me", parse(query), OTHERS, private=True)
    check_smart_group("Me", parse("group:fine not city:上海"), OTHERS, private=True)


@pytest.mark.parametrize(
    ("query", "cadence"),
    [
        ("segment:top private:no", False),
        ("group:picked,fine", True),
        ("due:week", False),
        ("group:far", False),
        ("group:fine grade:A", True),
    ],
)
def test_what_it_may(query: str, cadence: bool) -> None:
    check_smart_group("Me", parse(query), OTHERS, cadence=cadence)


def test_the_groups_a_query_asks_for() -> None:
    assert list(groups_of(parse('grade:A (group:a,B or not group:"c d") x'))) == ["a", "b", "c d"]
