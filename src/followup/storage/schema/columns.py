"""What each column of each table may hold: a book that is restored from JSON is checked against it.

A kind is a condition in SQL: `{0}` is the value, and the row's other columns go by their names. Whether a column may be
NULL, what it refers to and what has to be unique is declared in the tables. A test compares this list with the tables:
a step that adds a column declares here what it may hold. Computed columns (phone.key) are not in it.
"""

from __future__ import annotations

from typing import Final

from followup.core.contacts.field_values import LONGEST_CADENCE, NEVER
from followup.core.model.contact import INTERACTION_KINDS
from followup.core.model.grades import GRADES
from followup.core.model.money import LARGEST_AMOUNT
from followup.core.model.stages import STAGES, STATUSES
from followup.core.scheduling.item import KINDS

HIGHEST_ID: Final = 10**15 - 1
"""Ids have at most fifteen digits: more cannot be typed (core/model/ids.py)."""
LONGEST_TEXT: Final = 32 << 20
LARGEST_BLOB: Final = 64 << 20
_LONGEST_MINUTES: Final = 366 * 1440
_HEAVIEST: Final = 10**12


def _one_of(*words: str) -> str:
    return "{0} IN (" + ", ".join(f"'{word}'" for word in words) + ")"


def _whole(first: int, last: int) -> str:
    return f"typeof({{0}}) = 'integer' AND {{0}} BETWEEN {first} AND {last}"


def _json(kind: str, element: str) -> str:
    """Return the condition that a text is JSON of this kind, and that `element` is true of each `part` of it."""
    return (
        f"CASE WHEN NOT json_valid({{0}}) THEN 0 WHEN json_type({{0}}) <> '{kind}' THEN 0"
        f" ELSE NOT EXISTS (SELECT 1 FROM json_each({{0}}) AS part WHERE NOT coalesce({element}, 0)) END"
    )


def _day(value: str) -> str:
    """Return the condition that a value is a day from 0001-01-01 on; date() alone accepts 30 February."""
    return f"coalesce({value} >= '0001' AND length({value}) = 10 AND {value} IS date({value}, '+0 days'), 0)"


TEXT: Final = f"typeof({{0}}) = 'text' AND instr({{0}}, char(0)) = 0 AND length({{0}}) <= {LONGEST_TEXT}"
BLOB: Final = f"typeof({{0}}) = 'blob' AND length({{0}}) <= {LARGEST_BLOB}"
ID: Final = _whole(1, HIGHEST_ID)
COUNT: Final = _whole(0, HIGHEST_ID)
FLAG: Final = _whole(0, 1)
DAY: Final = f"typeof({{0}}) = 'text' AND {_day('{0}')}"
MOMENT: Final = f"{TEXT} AND {_day('substr({0}, 1, 10)')}"
TIME: Final = "typeof({0}) = 'text' AND ({0} = '' OR {0} IS strftime('%H:%M', {0}))"
MINUTES: Final = _whole(0, _LONGEST_MINUTES)
MONEY: Final = _whole(-LARGEST_AMOUNT, LARGEST_AMOUNT)
GRADE: Final = _one_of(*GRADES)
CADENCE: Final = (
    f"typeof({{0}}) = 'text' AND ({{0}} IN ('', '{NEVER}') OR {{0}} NOT GLOB '*[^0-9]*'"
    f" AND length({{0}}) <= 4 AND CAST({{0}} AS INTEGER) BETWEEN 1 AND {LONGEST_CADENCE})"
)
E164: Final = "typeof({0}) = 'text' AND {0} GLOB '+[0-9]*' AND substr({0}, 2) NOT GLOB '*[^0-9]*' AND length({0}) <= 32"
ITEM: Final = (
    "typeof({0}) = 'text' AND length({0}) <= 33 AND {0} GLOB '[a-z][0-9]*' AND {0} NOT GLOB '?*[^0-9-]*'"
    " AND {0} NOT GLOB '*-' AND {0} NOT GLOB '*-*-*' AND (substr({0}, 1, 1) = 'f' OR {0} NOT GLOB '*-*')"
)
WEIGHT: Final = f"typeof({{0}}) IN ('real', 'integer') AND abs({{0}}) <= {_HEAVIEST}"
_FIRST: Final = "json_extract(item.value, '$[0]')"
_PUBLIC_DAYS: Final = (
    "CASE part.key WHEN 'guess' THEN part.type IN ('true', 'false')"
    f" WHEN 'on' THEN {_day('part.value')}"
    " WHEN 'workdays' THEN part.type = 'array' AND NOT EXISTS"
    f" (SELECT 1 FROM json_each(part.value) AS item WHERE NOT {_day('item.value')})"
    " WHEN 'holidays' THEN part.type = 'array' AND NOT EXISTS"
    " (SELECT 1 FROM json_each(part.value) AS item WHERE NOT CASE item.type WHEN 'array' THEN"
    f" json_array_length(item.value) = 2 AND {_day(_FIRST)} ELSE 0 END) ELSE 0 END"
)

_IDS: Final = {"id": ID, "contact_id": ID}
_PART: Final = _IDS | {"position": COUNT, "label": TEXT}

COLUMNS: Final[dict[str, dict[str, str]]] = {
    "identity": {"value": "typeof({0}) = 'text' AND length({0}) = 24 AND {0} NOT GLOB '*[^0-9a-f]*'"},
    "remembered": {
        "id": ID, "name": TEXT, "value": f"{TEXT} AND (name <> 'phone.region' OR {{0}} GLOB '[A-Z][A-Z]')",
    },
    "contact": {
        "id": ID, "name": TEXT, "family": TEXT, "given": TEXT, "additional": TEXT, "prefix": TEXT, "suffix": TEXT,
        "nickname": TEXT, "phonetic": TEXT, "organization": TEXT, "department": TEXT, "title": TEXT, "company": FLAG,
        "grade": GRADE, "grade_locked": FLAG, "graded": DAY, "stage": _one_of(*STAGES), "status": _one_of(*STATUSES),
        "lost_on": DAY, "lost_reason": TEXT, "private": FLAG, "important": FLAG, "do_not_contact": FLAG, "area": TEXT,
        "language": TEXT, "honorific": TEXT, "gender": TEXT, "best_time": TEXT, "cadence_visit": CADENCE,
        "cadence_call": CADENCE, "source": TEXT, "uid": TEXT, "added": DAY, "sort": TEXT, "search": TEXT,
    },
    "groups": {
        "id": ID, "name": TEXT, "folded": TEXT, "query": TEXT, "private": FLAG, "cadence_visit": CADENCE,
        "cadence_call": CADENCE,
    },
    "batch": {"id": ID, "day": DAY, "files": _json("array", "part.type = 'text'")},
    "command": {
        "id": ID, "at": MOMENT, "words": TEXT,
        "sequences": _json("object", f"part.type = 'integer' AND part.value BETWEEN 0 AND {HIGHEST_ID}"),
    },
    "forgotten": {"commands": COUNT, "at": MOMENT},
    "change": {
        "id": ID, "command_id": ID, "tab": TEXT, "row": ID, "op": _one_of("i", "u", "d"),
        "old": (
            "CASE WHEN typeof({0}) <> 'text' THEN 0"
            " WHEN op = 'i' THEN {0} <> '' AND {0} NOT GLOB '*[^0-9]*' AND length({0}) <= 15"
            " WHEN NOT json_valid({0}) THEN 0 ELSE json_type({0}) = 'object' END"
        ),
    },
    "phone": _PART | {"value": TEXT, "e164": E164, "extension": TEXT, "digits": TEXT},
    "email": _PART | {"value": TEXT, "folded": TEXT},
    "address": _PART | {"street": TEXT, "city": TEXT, "region": TEXT, "postcode": TEXT, "country": TEXT},
    "url": _IDS | {"position": COUNT, "value": TEXT},
    "occasion": _IDS | {
        "kind": TEXT, "year": _whole(0, 9999), "month": _whole(1, 12), "day": _whole(1, 31),
        "calendar": _one_of("solar", "lunar"), "leap_month": FLAG,
    },
    "field": _IDS | {"name": TEXT, "value": TEXT},
    "photo": _IDS | {"mime": TEXT, "data": BLOB},
    "relation": _IDS | {"kind": TEXT, "name": TEXT, "other_id": ID},
    "membership": _IDS | {"group_id": ID},
    "not_same": _IDS | {"other_id": ID},
    "grade_change": _IDS | {"day": DAY, "old": GRADE, "new": GRADE, "reason": TEXT},
    "note": _IDS | {"day": DAY, "text": TEXT, "search": TEXT},
    "interaction": _IDS | {
        "day": DAY, "kind": _one_of(*INTERACTION_KINDS), "summary": TEXT, "minutes": MINUTES, "outcome": TEXT,
        "item": f"{{0}} = '' OR {ITEM}", "search": TEXT,
    },
    "task": _IDS | {
        "text": TEXT, "due": DAY, "time": TIME, "minutes": MINUTES, "place": TEXT, "important": FLAG, "done": DAY,
        "outcome": TEXT, "search": TEXT,
    },
    "sale": _IDS | {
        "day": DAY, "amount": MONEY, "profit": MONEY, "product": TEXT, "note": TEXT, "fingerprint": TEXT,
    },
    "complaint": _IDS | {"opened": DAY, "text": TEXT, "resolved": DAY, "cause": TEXT, "remedy": TEXT, "satisfied": DAY},
    "card": _IDS | {"batch_id": ID, "fingerprint": BLOB, "content": BLOB, "original": BLOB},
    "imported_fact": _IDS | {
        "kind": _one_of("interaction", "task", "sale", "deleted"), "day": DAY, "text": TEXT, "amount": MONEY,
    },
    "away": {
        "id": ID, "day": DAY, "until": f"{DAY} AND {{0}} >= day", "half": FLAG, "time": TIME, "minutes": MINUTES,
        "reason": TEXT,
    },
    "snooze": _IDS | {"item": f"{{0}} IN ('v', 'c', 'w') OR {ITEM}", "day": DAY, "until": DAY},
    "workyear": {
        "country": "{0} GLOB '[A-Z][A-Z]'", "year": _whole(1, 9999),
        # CASE, not AND: SQLite may do the second half first, and json_each raises for what is no JSON.
        "days": (
            f"CASE WHEN {_json('object', _PUBLIC_DAYS)} THEN (SELECT count(*) FROM json_each({{0}})) = 4 ELSE 0 END"
        ),
    },
    "reminded": {"day": DAY, "channel": TEXT},
    "kept_week": {
        "week": DAY, "shown": DAY, "waiting": TEXT,
        "carried": _json("object", f"part.type = 'integer' AND part.value BETWEEN 0 AND {HIGHEST_ID}"),
    },
    "kept_item": {
        "week": DAY, "item": ITEM, "contact_id": ID, "kind": _one_of(*KINDS), "title": TEXT, "why": TEXT,
        "quadrant": _whole(1, 4), "grade": GRADE, "due": DAY, "time": TIME, "minutes": COUNT, "area": TEXT,
        "weight": WEIGHT, "contacts": COUNT, "planned": DAY, "day": DAY, "added": DAY, "later": FLAG, "after": COUNT,
        "weeks": COUNT, "pinned": FLAG, "skipped": TEXT, "gone": FLAG, "changed": DAY, "cause": TEXT,
    },
}  # fmt: skip
