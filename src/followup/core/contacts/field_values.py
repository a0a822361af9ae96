"""Values that a person types for a field, checked and normalized; every error says how to write the value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup.core.contacts.phones import parse_phone
from followup.core.model.contact import Email, Phone
from followup.core.model.limits import check_text
from followup.core.text.folding import fold
from followup.core.text.suggestions import suggest
from followup.core.text.yes_no import is_yes
from followup.errors import WrongUsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

NEVER = "never"
LONGEST_CADENCE = 3650
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LANGUAGES = {"chinese": "zh", "中文": "zh", "汉语": "zh", "普通话": "zh", "english": "en", "英语": "en", "英文": "en"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_GENDERS = {"男": "M", "male": "M", "m": "M", "女": "F", "female": "F", "f": "F", "other": "O", "o": "O"}


def clean(name: str, value: str, *, lines: bool = False) -> str:
    """Return the text without outer blanks; WrongUsageError for control characters, a second line, and too long a text.

    Characters that a terminal would obey, or that reverse the direction of writing, are refused where they are typed.
    `lines` allows line ends and tabs.
    """
    value = value.strip()
    if _CONTROLS.search(value):
        raise WrongUsageError(f"{name} cannot hold control characters", "type it again without them")
    if not lines and ("\n" in value or "\t" in value):
        raise WrongUsageError(f"{name} takes a single line", "longer texts are notes: followup note")
    return check_text(value, name, lines=lines)


def read_flag(name: str, value: str) -> bool:
    """Return the truth that yes, no, 是, 否 and the like stand for."""
    flag = is_yes(value)
    if flag is None:
        raise WrongUsageError(f'{name} cannot be "{value}"', "write yes or no")
    return flag


def read_cadence(name: str, value: str) -> str:
    """Return a cadence as the book stores it: days as digits, or `never`."""
    typed = fold(value)
    if typed in {NEVER, "从不", "不"}:
        return NEVER
    days = re.fullmatch(r"(\d{1,4}) ?(?:d|days?|天|日)?", typed, re.ASCII)
    if days and 1 <= int(days[1]) <= LONGEST_CADENCE:
        return str(int(days[1]))
    raise WrongUsageError(f'{name} cannot be "{value}"', f"write days, 1 to {LONGEST_CADENCE}, or never")


def read_choice(name: str, value: str, choices: Sequence[str]) -> str:
    """Return the choice that was typed, in any case; WrongUsageError names the nearest choice, or all."""
    if fold(value) in choices:
        return fold(value)
    near = suggest(value, choices, 1)
    raise WrongUsageError(
        f'{name} cannot be "{value}"', f"did you mean {near[0]}?" if near else f"it is one of {', '.join(choices)}"
    )


def read_language(value: str) -> str:
    """Return the language as a code (`zh`, `en`, `pt-br`)."""
    code = _LANGUAGES.get(fold(value), value.strip())
    if not _LANGUAGE.fullmatch(code):
        raise WrongUsageError(f'language cannot be "{value}"', "write its code: en, zh")
    return code.lower().replace("_", "-")


def new_phone(value: str, label: str, region: str) -> Phone:
    """Return a phone number as typed, with its E.164 form where it can be parsed."""
    if not any(character.isdigit() for character in value):
        raise WrongUsageError(f'"{value}" is no phone number', "write it with its digits: +86 138 0013 8000")
    return Phone(label, value, *parse_phone(value, region))


def new_email(value: str, label: str) -> Email:
    """Return an e-mail address as typed; WrongUsageError where a part on one side of the @ is missing."""
    name, at, domain = value.removeprefix("mailto:").rpartition("@")
    if not (at and name and domain) or any(character.isspace() for character in value):
        raise WrongUsageError(f'"{value}" is no e-mail address', "write it like name@example.com")
    return Email(label, value.removeprefix("mailto:"))


def read_gender(value: str) -> str:
    """Return the letter of vCard for a gender, or the text where there is none."""
    return _GENDERS.get(fold(value), value)
