"""The settings file as a person edits it: with the defaults as comments, checked, and readable by its owner only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.cli.files.whole_files import make_folder, write_whole
from followup.errors import WrongUsageError
from followup.settings.config import parse_settings, settings_reference

if TYPE_CHECKING:
    from pathlib import Path

    from followup.settings.config import SettingLine

_HEAD = """\
# followup's settings. Take the # away from a line and change its value; what is not here has its default.

"""


def commented_defaults() -> str:
    """Return the text of a new settings file: all settings with what they may hold and their defaults."""
    return _HEAD + "\n".join(
        f"# {line.doc} {line.words[0].upper()}{line.words[1:]}.\n{_default(line)}\n" for line in settings_reference()
    )


def _default(line: SettingLine) -> str:
    """Return the default as a line to uncomment; a default that TOML cannot write is only mentioned."""
    written = f"{line.name} = {line.default}"
    return f"#{written}" if _mistake(written) is None else f"# {line.name} is not set."


def check_settings(text: str) -> str:
    """Return the text; WrongUsageError with the line of the first mistake in it."""
    wrong = _mistake(text)
    if wrong is None:
        return text
    lines = text.splitlines(keepends=True)
    for count in range(1, len(lines) + 1):
        # The mistake is in the first line with which the text has this very mistake.
        if str(_mistake("".join(lines[:count]))) == str(wrong):
            raise WrongUsageError(f"line {count}: {wrong}", wrong.hint)
    raise wrong


def _mistake(text: str) -> WrongUsageError | None:
    try:
        parse_settings(text)
    except WrongUsageError as error:
        return error
    return None


def names_set(text: str) -> frozenset[str]:
    """Return the dotted names that a settings file sets."""
    import tomllib

    return frozenset(_names(tomllib.loads(text), ""))


def _names(tree: dict[str, object], prefix: str) -> list[str]:
    names = []
    for key, value in tree.items():
        names.append(prefix + key)
        if isinstance(value, dict):
            names += _names(value, f"{prefix}{key}.")
    return names


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all; missing folders are made private too."""
    path = path.resolve()  # a link stays a link
    make_folder(path.parent)
    write_whole(path, [text])
