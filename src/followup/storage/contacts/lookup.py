"""Find the contact that a person means by an id, a name, a nickname, pinyin, a phone number or an e-mail."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, NamedTuple

from followup.core.contacts.lookup import EXACT, phone_digits, rank_name, rank_phone
from followup.core.contacts.search_text import NAMES_END
from followup.core.text.folding import fold
from followup.core.text.pinyin import pinyin_of
from followup.core.text.suggestions import suggest
from followup.errors import AmbiguousError, NotFoundError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

_MOST_DIGITS = 18
MOST_LISTED = 10
_SHORTEST_SOUND = 4
_SOUNDS_ALIKE = 0.8
_WORDS_ALIKE = 0.75
_NAMES = f"substr(search, 1, instr(search, '{NAMES_END}') - 1)"


class Match(NamedTuple):
    """A contact that what was typed may mean."""

    id: int
    name: str
    organization: str

    def __str__(self) -> str:
        """Return id, name and organization, so that a person can choose."""
        return f"{self.id} {self.name}" + (f" ({self.organization})" if self.organization else "")


def find_matches(connection: sqlite3.Connection, text: str) -> list[Match]:
    """Return the contacts that match the text best: exactly, otherwise by prefix, otherwise by a part.

    The likeliest come first: by grade, since one talks of those who matter, and by name.
    An id is never ambiguous: digits that are a contact's id are that contact (`id:42` as well).
    """
    typed = fold(text)
    number = typed.removeprefix("id:").strip()
    if number.isdecimal() and len(number) <= _MOST_DIGITS:
        matches = _load_matches(connection, [int(number)])
        if matches or number != typed:
            return matches
    if not typed:
        return []
    best: dict[int, int] = {}
    for contact, rank in _ranked(connection, typed, phone_digits(text)):
        best[contact] = min(rank, best.get(contact, rank))
    top = min(best.values(), default=EXACT)
    return _load_matches(connection, [contact for contact, rank in best.items() if rank == top])


def find_one(connection: sqlite3.Connection, text: str) -> int:
    """Return the id of the one contact that matches. Raises NotFoundError with similar names, or AmbiguousError."""
    matches = find_matches(connection, text)
    if len(matches) == 1:
        return matches[0].id
    if matches:
        raise AmbiguousError(
            f'{len(matches)} contacts answer to "{text}": {match_list(matches)}', how_to_choose(matches, text)
        )
    names = names_and_nicknames(connection)
    near = suggest(text, names) or _by_word(text, names) or _sounding(connection, text)
    hint = f"did you mean {' or '.join(near)}?" if near else "followup list shows everybody"
    raise NotFoundError(f'There is no contact "{text}"', hint)


def match_list(matches: list[Match]) -> str:
    """Return matches in a line, the first ten of them and how many more there are."""
    names = ", ".join(map(str, matches[:MOST_LISTED]))
    return names + (f" and {len(matches) - MOST_LISTED} more" if len(matches) > MOST_LISTED else "")


def how_to_choose(matches: list[Match], text: str) -> str:
    """Return the hint how to name one of several."""
    if len(matches) <= MOST_LISTED:
        return "use the id"
    return f'use the id, more of the name, a phone number or an e-mail; followup list "{text}" shows all of them'


def names_and_nicknames(connection: sqlite3.Connection) -> list[str]:
    """Return every name and nickname in the book."""
    rows = connection.execute("SELECT name FROM contact UNION SELECT nickname FROM contact WHERE nickname <> ''")
    return [name for (name,) in rows]


def _sounding(connection: sqlite3.Connection, text: str) -> list[str]:
    """Return names that sound like the text: 王方 and wangfag are similar to 王芳. Initials alone are not compared."""
    sound = next(iter(pinyin_of(text)), fold(text).replace(" ", ""))
    names: dict[str, str] = {}
    for name, lines in connection.execute(f"SELECT name, {_NAMES} FROM contact ORDER BY sort, id"):
        for line in lines.split("\n")[1:]:
            if len(line) >= _SHORTEST_SOUND:
                names.setdefault(line, name)
    return list(dict.fromkeys(names[similar] for similar in suggest(sound, names, alike=_SOUNDS_ALIKE)))


def _by_word(text: str, names: list[str]) -> list[str]:
    """Return names with a word similar to the text: Jonh is similar to John Smith."""
    words: dict[str, str] = {}
    for name in names:
        for word in fold(name).split():
            words.setdefault(word, name)
    return list(dict.fromkeys(words[word] for word in suggest(fold(text), words, alike=_WORDS_ALIKE)))


def _ranked(connection: sqlite3.Connection, typed: str, digits: str) -> Iterator[tuple[int, int]]:
    """Yield contacts that match, with their ranks."""
    word = max(typed.split(), key=len)
    for contact, names in connection.execute(f"SELECT id, {_NAMES} FROM contact WHERE instr({_NAMES}, ?) > 0", (word,)):
        yield from _if_ranked(contact, rank_name(typed, names.split("\n")))
    for contact, email in connection.execute(
        "SELECT contact_id, folded FROM email WHERE instr(folded, ?) > 0", (typed,)
    ):
        yield from _if_ranked(contact, rank_name(typed, [email]))
    if digits:
        core = digits.removeprefix("0")
        for contact, written, e164 in connection.execute(
            "SELECT contact_id, digits, e164 FROM phone WHERE instr(digits, ?) > 0 OR instr(e164, ?) > 0", (core, core)
        ):
            yield from _if_ranked(contact, rank_phone(digits, written, e164))


def _if_ranked(contact: int, rank: int | None) -> Iterable[tuple[int, int]]:
    return () if rank is None else ((contact, rank),)


def _load_matches(connection: sqlite3.Connection, ids: list[int]) -> list[Match]:
    rows = connection.execute(
        "SELECT id, name, organization FROM contact WHERE id IN (SELECT value FROM json_each(?))"
        " ORDER BY grade IS NULL, grade, sort, id",
        (dumps(ids),),
    )
    return [Match(*row) for row in rows]
