"""Links between contacts: spouse, child, boss; who decides, who influences, who referred whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from followup.core.text.vocabulary import Vocabulary
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

REFERRED = "referred"
MUTUAL = frozenset({"spouse", "colleague", "partner", "sibling", "friend", "relative"})
"""Kinds that are the same in both directions; such a link is stored once."""
_REVERSED = {"child": "parent", "parent": "child"}
_VERBS = {"decides": "decides for", "influences": "influences", REFERRED: "referred", "related": "is related to"}
_KINDS = Vocabulary(
    "kind of link",
    "kinds",
    {
        "spouse": "wife husband married 配偶 妻子 丈夫 爱人 太太 先生 夫妻",
        "child": "son daughter kid 孩子 子女 儿子 女儿",
        "boss": "manager supervisor superior 上司 老板 领导 经理 主管",
        "assistant": "secretary 助理 秘书",
        "colleague": "co-worker coworker 同事",
        "decides": "decider decision decision-maker 决策 决策人 决定 拍板",
        "influences": "influencer influence 影响 影响者",
        REFERRED: "refers referrer referral introduced recommended 介绍 介绍人 推荐 推荐人 转介绍",
    },
    "配偶 孩子 上司 助理 同事 决策人 影响 介绍",
)


class End(NamedTuple):
    """One end of a link: a contact, or only a name from a card (id None)."""

    id: int | None
    name: str


class Link(NamedTuple):
    """`who` is the spouse or boss of `of`, decides for it, influences it, or referred it: the `kind` says which."""

    kind: str
    who: End
    of: End

    def __str__(self) -> str:
        """Return the link as a sentence."""
        verb = _VERBS.get(self.kind)
        if verb:
            return f"{self.who.name} {verb} {self.of.name}"
        return f"{self.who.name} is {self.of.name}'s {self.kind}"


def parse_link_kind(text: str) -> str:
    """Return the kind of link that a word in English or Chinese means. WrongUsageError names the nearest."""
    return _KINDS.parse(text)


def link_kinds_like(typed: str) -> list[str]:
    """Return the kinds of link that begin with what was typed."""
    return _KINDS.beginning_with(typed)


def is_same_link(one: Link, other: Link) -> bool:
    """Whether two links are the same; a mutual one may have its ends swapped."""
    ends = [(one.who.id, one.of.id)]
    if one.kind in MUTUAL:
        ends.append((one.of.id, one.who.id))
    return one.kind == other.kind and (other.who.id, other.of.id) in ends


def relations_of(links: Iterable[Link], contact_id: int) -> list[tuple[str, End]]:
    """Return what others are to a contact, as the relations of its vCard have it: mutual links and children both ways.

    Other links of which the contact is the first end (it is the boss, decides, referred) are left out.
    """
    relations = []
    for link in links:
        if link.of.id == contact_id:
            relations.append((link.kind, link.who))
        elif link.kind in MUTUAL or link.kind in _REVERSED:
            relations.append((_REVERSED.get(link.kind, link.kind), link.of))
    return relations


def check_new_link(link: Link, known: Iterable[Link]) -> None:
    """Raise WrongUsageError for a link of a contact to itself, and for a referral that closes a circle with `known`."""
    if link.who.id == link.of.id:
        raise WrongUsageError(f"{link.who.name} cannot be linked to itself", "name two contacts")
    if link.kind == REFERRED:
        path = _path(link.of, link.who, [one for one in known if one.kind == REFERRED])
        if path:
            circle = "; ".join(map(str, path))
            raise WrongUsageError(f"{link} would close a circle: {circle}", "the first one came from outside")


def without_circles(links: Iterable[Link], known: Iterable[Link]) -> list[Link]:
    """Return the links without the referrals that would close a circle if all were added in their order."""
    referred: dict[int | None, list[int | None]] = {}
    for link in known:
        if link.kind == REFERRED and link.who.id is not None:
            referred.setdefault(link.who.id, []).append(link.of.id)
    accepted = []
    for link in links:
        if link.kind == REFERRED:
            if _is_reachable(referred, link.of.id, link.who.id):
                continue
            referred.setdefault(link.who.id, []).append(link.of.id)
        accepted.append(link)
    return accepted


def _is_reachable(referred: Mapping[int | None, Collection[int | None]], start: int | None, goal: int | None) -> bool:
    """Whether referrals lead from one contact to the other."""
    seen, waiting = {start}, [start]
    for number in waiting:
        new = set(referred.get(number, ())) - seen
        seen |= new
        waiting += new
    return goal in seen


def _path(start: End, goal: End, referrals: Collection[Link]) -> list[Link]:
    """Return the referrals that lead from one to the other; empty where none do."""
    ways: dict[int | None, list[Link]] = {start.id: []}
    waiting = [start.id]
    for number in waiting:
        for link in referrals:
            if link.who.id == number and link.of.id not in ways:
                ways[link.of.id] = [*ways[number], link]
                waiting.append(link.of.id)
    return ways.get(goal.id, [])
