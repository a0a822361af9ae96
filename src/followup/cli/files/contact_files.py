"""Opens the files of an import by their names; those that cannot be read are listed, the others are imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from followup.cli.files.file_bytes import STDIN, bytes_of
from followup.cli.files.reject_files import is_reject_file
from followup.errors import FileUnreadableError, WrongUsageError
from followup.exchange.detect import open_reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from followup.core.importing.draft import Reading

_ENDINGS = frozenset({".vcf", ".vcard", ".csv", ".xlsx"})


@dataclass(slots=True)
class ContactFiles:
    """Files (name, reading) in the order they were named, about how many cards they have, and those not readable."""

    readings: list[tuple[str, Reading]] = field(default_factory=list)
    cards: int = 0
    unreadable: list[tuple[str, FileUnreadableError]] = field(default_factory=list)


def open_files(
    names: Sequence[str], encoding: str | None, mapping: Mapping[str, str], sheet: str | None = None
) -> ContactFiles:
    """Open files by name; a folder stands for the .vcf, .csv and .xlsx files in it, `-` for stdin.

    Raises FileUnreadableError when none of them can be read, WrongUsageError for an unknown encoding, column, field or
    sheet.
    """
    files = ContactFiles()
    for name in _file_names(names, files):
        try:
            data = bytes_of(name)
            shown = "stdin" if name == STDIN else name
            reading = open_reader(data, shown, encoding, mapping, sheet)
            files.readings.append((shown, reading))
        except FileUnreadableError as error:
            files.unreadable.append((name, error))
        else:
            files.cards += reading.expected or data.count(b"BEGIN:VCARD") or data.count(b"\n")
    if sheet and files.readings and not any(reading.format == "xlsx" for _, reading in files.readings):
        raise WrongUsageError("--sheet names a sheet, and no file is an Excel file", "leave --sheet out")
    if files.unreadable and not files.readings:
        raise unreadable(files)
    return files


def unreadable(files: ContactFiles) -> FileUnreadableError:
    """Return one error for all the files that could not be read, with what to do about each."""
    errors = [error for _, error in files.unreadable]
    if len(errors) == 1:
        return errors[0]
    return FileUnreadableError("; ".join(f"{error}" + (f" ({error.hint})" if error.hint else "") for error in errors))


def reason_of(name: str, error: FileUnreadableError) -> str:
    """Return why a file could not be read, for a line that begins with its name."""
    return str(error).removeprefix(name).removeprefix(":").strip()


def column_mapping(pairs: Iterable[str]) -> dict[str, str]:
    """Return column -> field of the `COLUMN=FIELD` that were typed."""
    mapping = {}
    for pair in pairs:
        column, sign, name = pair.rpartition("=")
        if not (sign and column.strip() and name.strip()):
            raise WrongUsageError(f"--map {pair} names no column and field", 'write it as: --map "联系人=name"')
        mapping[column.strip()] = name.strip()
    return mapping


def _file_names(names: Iterable[str], files: ContactFiles) -> Iterable[str]:
    """Yield the names of files; a folder without any is noted as not readable."""
    for name in names:
        folder = Path(name)
        if name == STDIN or not folder.is_dir():
            yield name
            continue
        paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS and path.is_file())
        paths = [path for path in paths if not is_reject_file(path)]
        yield from map(str, paths)
        if not paths:
            error = FileUnreadableError(f"{name}: no .vcf, .csv or .xlsx file is in this folder", "name the files")
            files.unreadable.append((name, error))
