"""Chooses the reader of a file: by its content, and by its ending only where the content does not decide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from followup.core.importing.draft import Doubt, Reading
from followup.errors import FileUnreadableError
from followup.exchange.encoding import refuse_binary
from followup.exchange.vcard.begins import BLANK, looks_like_vcard

if TYPE_CHECKING:
    from collections.abc import Mapping

_VCARD_ENDINGS: Final = (".vcf", ".vcard", ".vcs")
_NOT_BLANK: Final = re.compile(rb"[^" + re.escape(BLANK) + rb"]")
_VCARD_MARK: Final = re.compile(rb":\0*(?:[ \t]\0*)*v\0?c\0?a\0?r\0?d", re.IGNORECASE)
_ZIP: Final = b"PK\x03\x04"


def open_reader(
    data: bytes,
    name: str,
    encoding: str | None = None,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
) -> Reading:
    """Begin to read the contacts of a file; `mapping` (column to field name) is for CSV and Excel, `sheet` for Excel.

    An empty file has no drafts and a doubt. Raises FileUnreadableError, which names the file, for what is no list of
    contacts, and WrongUsageError for an unknown encoding, sheet, column or field.
    """
    if not _NOT_BLANK.search(data):
        return Reading("vcard" if _is_named_vcard(name) else "csv", "utf-8", iter(()), [Doubt(1, "the file is empty")])
    is_zip = data.startswith(_ZIP)
    if is_zip and _is_named_vcard(name):
        raise FileUnreadableError(
            f"{name} is a zip or Excel file that is named as a vCard", "If it is an Excel file, name it .xlsx."
        )
    is_vcard = looks_like_vcard(data)
    is_csv = not (is_zip or is_vcard) and _looks_like_csv(data, encoding)
    if not (is_zip or is_vcard or is_csv):  # a list of contacts with a stray NUL is still text
        refuse_binary(data, name)
    try:
        if is_zip:
            from followup.exchange.spreadsheet import xlsx

            return xlsx.read(data, sheet, mapping)
        if is_vcard or (_is_named_vcard(name) and not is_csv):
            from followup.exchange.vcard import reader as vcard_reader

            _refuse_other_text(data)
            return vcard_reader.read(data, encoding)
        from followup.exchange.spreadsheet import reader as table_reader

        return table_reader.read(data, encoding, mapping)
    except FileUnreadableError as error:
        raise FileUnreadableError(f"{name}: {error}", error.hint) from error


def _looks_like_csv(data: bytes, encoding: str | None) -> bool:
    from followup.exchange.spreadsheet import reader as table_reader  # a vCard does not need it

    return table_reader.looks_like_csv(data, encoding)


def _refuse_other_text(data: bytes) -> None:
    """Raise FileUnreadableError for a file that is named as a vCard, but in which no card begins or ends."""
    if not _VCARD_MARK.search(data):
        raise FileUnreadableError(
            "no BEGIN:VCARD is in it: that is no vCard", "Export the contacts as vCard (.vcf) or CSV and import that."
        )


def _is_named_vcard(name: str) -> bool:
    return name.lower().endswith(_VCARD_ENDINGS)
