"""Plan an import of sales: which contact each row of a file belongs to, and which rows are new."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from followup.core.contacts.emails import is_shared_mailbox
from followup.core.contacts.phones import key_of, parse_phone
from followup.core.importing.draft import Refusal
from followup.core.matching.names import name_key, parse_name
from followup.core.matching.same_person import names_contradict
from followup.core.text.folding import digits_of, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from followup.core.model.contact import Sale

_MOST_LISTED = 5
_DIGEST_BYTES = 12


class Buyer(NamedTuple):
    """Who bought, as a row of a file names them; any part may be empty."""

    name: str = ""
    phones: Sequence[str] = ()
    emails: Sequence[str] = ()

    def __str__(self) -> str:
        """Return the name, numbers and e-mails in a line."""
        return ", ".join(filter(None, (self.name, *self.phones, *self.emails))) or "nobody"


class SaleLine(NamedTuple):
    """A row of a file: its line, who bought, the sale (without a contact yet), and the row as it stood."""

    line: int
    buyer: Buyer
    sale: Sale
    original: bytes


class SalesPlan(NamedTuple):
    """What an import of sales will do: new sales with their fingerprints, how many rows are known, those refused."""

    new: list[tuple[Sale, str]]
    known: int
    refused: list[Refusal]


class Keys(NamedTuple):
    """The keys under which a buyer is looked up in the directory.

    `phones` and `emails` identify a person by themselves; several people have those in `shared` (a landline, info@).
    """

    name: str = ""
    phones: Sequence[str] = ()
    emails: Sequence[str] = ()
    shared: Sequence[str] = ()


class Directory(NamedTuple):
    """The contacts of the book: their ids by number or e-mail and by the key of the name, and their names by id."""

    by_phone_or_email: Mapping[str, Collection[int]]
    by_name: Mapping[str, Collection[int]]
    names: Mapping[int, str]


class BuyerMatch(NamedTuple):
    """The contact who is the buyer; or None, and why it is not clear who that is."""

    contact: int | None
    reason: str = ""


def keys_of(buyer: Buyer, region: str) -> Keys:
    """Return the keys to look a buyer up by; `region` is the country of numbers without a country code."""
    phones: list[str] = []
    emails: list[str] = []
    shared: list[str] = []
    for number in buyer.phones:
        key, personal = key_of(number, *parse_phone(number, region))
        (phones if personal else shared).append(key)
    for email in map(fold, buyer.emails):
        (shared if is_shared_mailbox(email) else emails).append(email)
    return Keys(name_key(buyer.name), phones, emails, shared)


def match_buyer(buyer: Buyer, keys: Keys, directory: Directory) -> BuyerMatch:
    """Return who the buyer is: by phone, e-mail and exact name, which must not point at different people.

    What several share (a switchboard, a common name) decides only together with the rest; a number alone only where the
    row says no name.
    """
    own = [_ids(directory.by_phone_or_email, keys.phones), _ids(directory.by_phone_or_email, keys.emails)]
    namesakes = set(directory.by_name.get(keys.name, ())) if keys.name else set()
    shared = _ids(directory.by_phone_or_email, keys.shared)
    matches = [ids for ids in (*own, namesakes) if ids] or ([shared] if shared and not buyer.name else [])
    if not matches:
        return BuyerMatch(None, f"nobody in the book is {buyer}" if any(buyer) else "the row does not say who bought")
    common = set.intersection(*matches)
    if len(common) > 1:
        common = common & shared or common
    if len(common) != 1:
        ids = ", ".join(map(str, sorted(common or set.union(*matches))[:_MOST_LISTED]))
        many = f"{len(common)} contacts are {buyer}" if common else f"{buyer} are different contacts"
        return BuyerMatch(None, f"{many}: {ids}")
    (contact,) = common
    name = directory.names[contact]
    if buyer.name and not namesakes and names_contradict(parse_name(buyer.name), parse_name(name)):
        return BuyerMatch(None, f"{buyer} is {name} ({contact}) in the book")
    return BuyerMatch(contact)


def _ids(index: Mapping[str, Collection[int]], keys: Sequence[str]) -> set[int]:
    return {contact for key in keys for contact in index.get(key, ())}


def plan_sales(
    rows: Sequence[SaleLine | Refusal], directory: Directory, region: str, imported: Collection[str]
) -> SalesPlan:
    """Return what to write of the rows of a file: those whose contact is certain, and that are not in the book yet.

    `imported` are the fingerprints of the rows that were imported before.
    """
    plan = SalesPlan([], 0, [])
    seen: Counter[tuple[object, ...]] = Counter()
    known = 0
    for row in rows:
        if isinstance(row, Refusal):
            plan.refused.append(row)
            continue
        match = match_buyer(row.buyer, keys_of(row.buyer, region), directory)
        fingerprint = row_fingerprint(row, seen)
        if fingerprint in imported:
            known += 1
        elif match.contact is None:
            plan.refused.append(Refusal(row.line, row.line, match.reason, row.original))
        else:
            plan.new.append((row.sale._replace(contact_id=match.contact), fingerprint))
    return plan._replace(known=known)


def row_fingerprint(row: SaleLine, seen: Counter[tuple[object, ...]]) -> str:
    """Return a digest that recognises a row when its file, or one that overlaps it, is imported again.

    Rows with equal contents are told apart by how many of them were `seen` before, which is counted here: two equal
    orders of a day are two.
    """
    buyer, sale = row.buyer, row.sale
    keys = (fold(buyer.name), *map(digits_of, buyer.phones), *map(fold, buyer.emails))
    content = (*keys, sale.on.isoformat(), sale.amount, sale.profit, fold(sale.product), fold(sale.note))
    seen[content] += 1
    return blake2b("\n".join(map(str, (*content, seen[content]))).encode(), digest_size=_DIGEST_BYTES).hexdigest()
