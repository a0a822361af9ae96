"""One page before a visit: what has to be settled, two minutes of business, eight of life, and what to find out.

The order is the visit's own: nobody talks about holidays while a complaint lies open. What is not known is no empty
heading but a question to ask.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from followup.core.activities.complaints import SATISFACTION_DAYS
from followup.core.dates.occasions import age, next_date
from followup.core.reports.contact_status import window_profits
from followup.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from followup.core.model.contact import Complaint, Interaction, Note, Occasion, Task
    from followup.core.model.rules import Rules, ValueRules
    from followup.core.reports.contact_status import ContactHistory, ContactStatus

RECENT = 3
"""How many interactions, notes, dates and lines about the family are told."""

_AHEAD = timedelta(days=60)
_WORK = frozenset({
    "boss", "manager", "assistant", "colleague", "agent", "contact", "decides", "influences", "referred", "referred by",
    "co-worker", "coworker", "上级", "领导", "老板", "助理", "同事", "介绍人",
})  # fmt: skip
_COMPETITORS = frozenset(map(fold, ("competitor", "competitors", "竞争对手", "竞品", "对手", "competition")))
_WALLETS = frozenset(map(fold, (
    "share of wallet", "share_of_wallet", "wallet share", "wallet", "钱包份额", "采购占比", "份额",
)))  # fmt: skip
_HOBBIES = frozenset(map(fold, (
    "hobby", "hobbies", "interest", "interests", "likes", "sport", "sports", "爱好", "兴趣", "兴趣爱好", "喜好", "喜欢",
)))  # fmt: skip
_FAMILY = frozenset(map(fold, (
    "spouse", "wife", "husband", "partner", "child", "children", "kids", "son", "daughter", "parents", "mother",
    "father", "hometown", "配偶", "妻子", "太太", "丈夫", "先生", "孩子", "子女", "儿子", "女儿", "父母", "家庭",
    "家人", "籍贯", "老家",
)))  # fmt: skip
_FAMILY_WORDS = re.compile(
    r"\b(?:wife|husband|spouse|son|sons|daughters?|kids?|child|children|baby|mother|father|parents|family|married"
    r"|grand(?:son|daughter|children))\b"
    r"|太太|老婆|妻子|夫人|丈夫|老公|爱人|孩子|小孩|儿子|女儿|宝宝|父母|爸|妈|父亲|母亲|家里|家人|孙子|孙女|结婚",
    re.IGNORECASE,
)
_HOBBY_WORDS = re.compile(
    r"\b(?:hobby|hobbies|likes?|loves?|enjoys?|fan of|plays?|golf|tennis|football|fishing|hiking|running|marathon"
    r"|sails?|sailing|skiing|swimming|chess|gardening|cooking|photography)\b"
    r"|喜欢|爱好|爱喝|爱吃|爱看|兴趣|钓鱼|打球|高尔夫|爬山|跑步|马拉松|书法|摄影|旅游|围棋|下棋",
    re.IGNORECASE,
)
_DECIDING_TITLES = re.compile(
    r"\b(?:owner|founder|ceo|president|chair(?:man|woman|person)|managing director|general manager)\b"
    r"|(?<!副)总经理|(?<!副)董事长|(?<!副)总裁|老板|创始人|(?<!副)厂长|(?<!副)院长",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")


class Tie(NamedTuple):
    """Somebody this person is tied to: `kind` is what that one is to this person; `id` None for who is no contact."""

    kind: str
    name: str
    id: int | None = None


class Unsettled(NamedTuple):
    """What has to be put right before anything else: `kind` is complaint, satisfaction or promise."""

    kind: str
    id: str
    text: str
    why: str


class Trade(NamedTuple):
    """What is bought: profits in the smallest unit, of the window and of the one before it; all None without a sale.

    `products` are the names with the day each was last bought, the latest first.
    """

    profit: int
    before: int
    last: date | None
    products: Sequence[tuple[str, date]]
    competitor: str
    share_of_wallet: str


class Coming(NamedTuple):
    """A day that falls within two months: the years it makes where the first one is known."""

    kind: str
    day: date
    years: int | None


class Brief(NamedTuple):
    """The page, part by part, each in the order to be read. `find_out` are questions to ask."""

    unsettled: Sequence[Unsettled]
    deciders: Sequence[Tie]
    recent: Sequence[Interaction]
    tasks: Sequence[Task]
    trade: Trade
    family: Sequence[str]
    hobbies: Sequence[str]
    coming: Sequence[Coming]
    talked: Sequence[Note]
    find_out: Sequence[str]


def brief(known: ContactHistory, standing: ContactStatus, ties: Sequence[Tie], today: date, rules: Rules) -> Brief:
    """Prepare a visit to a contact from all that the book knows about it; `ties` are those of both directions."""
    contact = known.contact
    deciders = [tie for tie in ties if tie.kind in {"decides", "influences"}]
    if _DECIDING_TITLES.search(contact.title):
        deciders.append(Tie("decides", f"{contact.name} ({contact.title})", contact.id))
    family = [f"{tie.kind}: {tie.name}" for tie in ties if fold(tie.kind) not in _WORK]
    family += _fields(contact.fields, _FAMILY) + _lines(known.notes, _FAMILY_WORDS)
    hobbies = _fields(contact.fields, _HOBBIES) + _lines(known.notes, _HOBBY_WORDS)
    found = Brief(
        unsettled=[*_unsettled(known, today)],
        deciders=sorted(deciders, key=lambda tie: tie.kind != "decides"),
        recent=[each for each in known.interactions if each.on <= today][:RECENT],
        tasks=[task for task in known.tasks if not task.done and not _is_late(task, today)],
        trade=_trade(known, today, rules.value),
        family=_once(family),
        hobbies=_once(hobbies),
        coming=_coming(contact.occasions, today, rules),
        talked=known.notes[:RECENT],
        find_out=(),
    )
    return found._replace(find_out=[*_questions(known, standing, found)])


def _unsettled(known: ContactHistory, today: date) -> Iterator[Unsettled]:
    """Yield open complaints, those resolved that nobody asked about yet, and promises that are overdue."""
    for complaint in sorted(known.complaints, key=lambda each: each.opened):
        if complaint.satisfied is None:
            yield _complaint(complaint, today)
    for task in sorted((task for task in known.tasks if _is_late(task, today)), key=lambda task: str(task.due)):
        late = (today - task.due).days if task.due else 0
        yield Unsettled("promise", f"t{task.id}", task.text, f"promised for {task.due}, {_days(late)} ago")


def _complaint(complaint: Complaint, today: date) -> Unsettled:
    number = f"k{complaint.id}"
    if complaint.resolved is None:
        return Unsettled("complaint", number, complaint.text, f"open for {_days((today - complaint.opened).days)}")
    remedy = f": {complaint.remedy}" if complaint.remedy else ""
    asked = "ask whether it is well now" if today >= complaint.resolved + timedelta(SATISFACTION_DAYS) else "ask soon"
    return Unsettled("satisfaction", number, complaint.text, f"resolved on {complaint.resolved}{remedy}; {asked}")


def _is_late(task: Task, today: date) -> bool:
    return not task.done and task.due is not None and task.due < today


def _trade(known: ContactHistory, today: date, rules: ValueRules) -> Trade:
    sales = () if known.contact.private else known.sales  # family and friends have no value, whatever they bought
    current, before = window_profits(sales, today, rules)
    products: dict[str, date] = {}
    bought = sorted((sale for sale in sales if sale.on <= today), key=lambda sale: sale.on, reverse=True)
    for sale in bought:
        if sale.product:
            products.setdefault(sale.product, sale.on)
    fields = known.contact.fields
    return Trade(
        current, before, bought[0].on if bought else None, [*products.items()],
        "; ".join(_values(fields, _COMPETITORS)), "; ".join(_values(fields, _WALLETS)),
    )  # fmt: skip


def _coming(occasions: Iterable[Occasion], today: date, rules: Rules) -> list[Coming]:
    found = []
    for occasion in occasions:
        falls = next_date(occasion, today, rules.occasions)
        if falls and falls.day <= today + _AHEAD:
            found.append(Coming(occasion.kind, falls.day, age(occasion, falls)))
    return sorted(found, key=lambda each: (each.day, each.kind))


def _fields(fields: Mapping[str, str], names: frozenset[str]) -> list[str]:
    return [f"{name}: {value}" for name, value in fields.items() if fold(name) in names and value]


def _values(fields: Mapping[str, str], names: frozenset[str]) -> list[str]:
    return [value for name, value in fields.items() if fold(name) in names and value]


def _lines(notes: Sequence[Note], words: re.Pattern[str]) -> list[str]:
    """Return the lines of the notes that hold one of the words, the latest note's first."""
    return [line for note in notes for line in note_lines(note) if words.search(line)]


def note_lines(note: Note) -> list[str]:
    """Return a note's lines without Markdown's marks and without empty ones."""
    lines = (_EMPHASIS.sub(r"\2", line).strip(" -*#>\t") for line in note.text.splitlines())
    return [line for line in lines if line]


def _once(lines: Sequence[str]) -> list[str]:
    return [*dict.fromkeys(lines)]


def _questions(known: ContactHistory, standing: ContactStatus, found: Brief) -> Iterator[str]:
    """Return what nobody has asked yet, the most useful first; family and friends are not asked about business."""
    contact, firm = known.contact, known.contact.organization
    work = not contact.private
    missing = (
        (work and firm and not found.deciders, f"Who decides at {firm}, and who has the ear of whoever does?"),
        (work and not known.sales, "What do they need, and what do they use today?"),
        (work and not found.trade.competitor, "Whom else do they buy from, and how much?"),
        (not any(each.kind == "birthday" for each in contact.occasions), "When is the birthday?"),
        (not found.family, "Is there a family: a partner, children?"),
        (not found.hobbies, "What do they like to do when they do not work?"),
        (work and not contact.best_time, "When is a good time to call?"),
        (standing.beat.visit and not contact.addresses, "Where do you meet: what is the address?"),
    )
    return (question for unknown, question in missing if unknown)


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
