"""Sales out of a file: whom each row means, and what is written of it."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from followup.core.contacts.phones import digits, key_of, parse_phone
from followup.core.importing.draft import Refusal
from followup.core.matching.names import contradict, is_shared_mailbox, name_key
from followup.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from followup.core.model.contact import Sale

_NAMED = 5
_DIGEST = 12


class Buyer(NamedTuple):
    """Who bought, as a row of a file names them; each may be empty."""

    name: str = ""
    phones: Sequence[str] = ()
    emails: Sequence[str] = ()

    def __str__(self) -> str:
        """Say who it is."""
        return ", ".join(filter(None, (self.name, *self.phones, *self.emails))) or "nobody"


class SaleLine(NamedTuple):
    """A row of a file: where it stands, who bought, the sale (of nobody yet), and the row as it stood."""

    line: int
    buyer: Buyer
    sale: Sale
    original: bytes


class SalesPlan(NamedTuple):
    """What an import of sales will do: sales with their fingerprints, how many rows are known, who cannot be found."""

    new: list[tuple[Sale, str]]
    known: int
    refused: list[Refusal]


class Keys(NamedTuple):
    """What a buyer is looked up by, as the directory has it.

    `phones` and `emails` identify a person by themselves; `shared` (a landline, info@) are many people's.
    """

    name: str = ""
    phones: Sequence[str] = ()
    emails: Sequence[str] = ()
    shared: Sequence[str] = ()


class Directory(NamedTuple):
    """Whom the book knows by what: ids by number or e-mail, and by the key of the name; and what each is called."""

    reach: Mapping[str, Collection[int]]
    names: Mapping[str, Collection[int]]
    called: Mapping[int, str]


class Match(NamedTuple):
    """The one contact who is meant, or None and why nobody can be."""

    contact: int | None
    reason: str = ""


def keys_of(buyer: Buyer, region: str) -> Keys:
    """Return what the buyer is looked up by; `region` is the country of numbers without a country code."""
    phones: list[str] = []
    emails: list[str] = []
    shared: list[str] = []
    for number in buyer.phones:
        key, personal = key_of(number, *parse_phone(number, region))
        (phones if personal else shared).append(key)
    for email in map(fold, buyer.emails):
        (shared if is_shared_mailbox(email) else emails).append(email)
    return Keys(name_key(buyer.name), phones, emails, shared)


def match(buyer: Buyer, keys: Keys, known: Directory) -> Match:
    """Return whom a row means: by phone, e-mail and exact name, which must not point at different people.

    What several share (a switchboard, a common name) decides only together with the rest; a number alone only where the
    row says no name.
    """
    own = [_known(known.reach, keys.phones), _known(known.reach, keys.emails)]
    called = set(known.names.get(keys.name, ())) if keys.name else set()
    shared = _known(known.reach, keys.shared)
    found = [ids for ids in (*own, called) if ids] or ([shared] if shared and not buyer.name else [])
    if not found:
        return Match(None, f"nobody in the book is {buyer}" if any(buyer) else "the row does not say who bought")
    common = set.intersection(*found)
    if len(common) > 1:
        common = common & shared or common
    if len(common) != 1:
        ids = ", ".join(map(str, sorted(common or set.union(*found))[:_NAMED]))
        many = f"{len(common)} contacts are {buyer}" if common else f"{buyer} are different contacts"
        return Match(None, f"{many}: {ids}")
    (contact,) = common
    if buyer.name and not called and contradict(buyer.name, known.called[contact]):
        return Match(None, f"{buyer} is {known.called[contact]} ({contact}) in the book")
    return Match(contact)


def _known(ids: Mapping[str, Collection[int]], keys: Sequence[str]) -> set[int]:
    return {number for key in keys for number in ids.get(key, ())}


def plan_sales(
    rows: Sequence[SaleLine | Refusal], known: Directory, region: str, fingerprints: Collection[str]
) -> SalesPlan:
    """Return what to write of the rows of a file: each whose contact is certain, and that is not in the book yet."""
    plan = SalesPlan([], 0, [])
    seen: Counter[tuple[object, ...]] = Counter()
    count = 0
    for row in rows:
        if isinstance(row, Refusal):
            plan.refused.append(row)
            continue
        found = match(row.buyer, keys_of(row.buyer, region), known)
        mark = fingerprint(row, seen)
        if mark in fingerprints:
            count += 1
        elif found.contact is None:
            plan.refused.append(Refusal(row.line, row.line, found.reason, row.original))
        else:
            plan.new.append((row.sale._replace(contact_id=found.contact), mark))
    return plan._replace(known=count)


def fingerprint(row: SaleLine, seen: Counter[tuple[object, ...]]) -> str:
    """Return what a row is known by when its file, or one that overlaps it, comes again.

    Rows that say the same are told apart by how many of them were `seen` before: two equal orders of a day are two.
    """
    buyer, sale = row.buyer, row.sale
    who = (fold(buyer.name), *map(digits, buyer.phones), *map(fold, buyer.emails))
    said = (*who, sale.on.isoformat(), sale.amount, sale.profit, fold(sale.product), fold(sale.note))
    seen[said] += 1
    return blake2b("\n".join(map(str, (*said, seen[said]))).encode(), digest_size=_DIGEST).hexdigest()
