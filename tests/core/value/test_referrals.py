"""The tree of who brought whom in, and the profit that came through each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from followup.core.value.referrals import referral_tree

PROFITS = {1: 10, 2: 200, 3: 3000, 4: 40000}


def test_each_has_its_own_profit_and_that_of_all_who_came_through_it() -> None:
    found = referral_tree({1: [2, 3], 3: [4]}, PROFITS)
    assert [tuple(each) for each in found] == [
        (1, None, 0, 10, 43200, False),
        (3, 1, 1, 3000, 40000, False),
        (4, 3, 2, 40000, 0, False),
        (2, 1, 1, 200, 0, False),
    ]


def test_trees_stand_by_what_they_brought_in_together() -> None:
    assert [each.id for each in referral_tree({1: [2], 3: [4], 5: [6]}, PROFITS)] == [3, 4, 1, 2, 5, 6]


def test_under_one_contact_there_is_its_own_tree_only() -> None:
    assert [each.id for each in referral_tree({1: [3], 3: [4]}, PROFITS, 3)] == [3, 4]
    assert [tuple(each) for each in referral_tree({}, PROFITS, 2)] == [(2, None, 0, 200, 0, False)]


def test_who_was_brought_in_by_two_is_counted_once_and_shown_again() -> None:
    found = referral_tree({1: [2, 3], 2: [4], 3: [4]}, PROFITS)
    assert found[0].through == 43200
    assert [(each.id, each.again) for each in found] == [(1, False), (3, False), (4, False), (2, False), (4, True)]


def test_a_circle_in_the_book_ends_where_it_began() -> None:
    found = referral_tree({1: [2], 2: [3], 3: [1]}, PROFITS)
    assert sorted((each.id, each.again) for each in found) == [(1, False), (1, True), (2, False), (3, False)]
    assert referral_tree({1: [1]}, PROFITS)[0].through == 0


def test_a_chain_longer_than_the_stack_is_no_harm() -> None:
    assert referral_tree({number: [number + 1] for number in range(1, 1500)}, {1500: 7})[0].through == 7


@given(st.dictionaries(st.integers(1, 9), st.lists(st.integers(1, 9), min_size=1), min_size=1))
def test_everybody_is_shown_in_full_exactly_once(edges: dict[int, list[int]]) -> None:
    found = referral_tree(edges, dict.fromkeys(range(1, 10), 1))
    everybody = set(edges) | {number for numbers in edges.values() for number in numbers}
    assert sorted(each.id for each in found if not each.again) == sorted(everybody)
    assert all(0 <= each.through < len(everybody) for each in found)
