"""Completions written for the shell that asks: quoted, so that it expands, runs or splits nothing in a name.

Names come from other people's cards. Completions have no control characters, none that reverse the direction of writing
and none without width; the rest is quoted by the rules of the shell. The scripts in the shells are typer's, as
`followup --install-completion` installs them.
"""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from typer import _completion_classes as asked_by
from typer._click.shell_completion import ShellComplete, add_completion_class, split_arg_string

from followup.core.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click.shell_completion import CompletionItem

_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_HYPHEN: Final = "\N{HYPHEN}"
_END: Final = "\x00"
"""Marks the cursor after the typed text; no argument can contain it."""
# Bash takes a completion as a pattern for file names, and inserts it into the line unchanged.
_PATTERN: Final = r"*?\[\\]|(?<=[@+!])\("
_SPECIAL_IN_BASH: Final = {
    "'": re.compile(rf"['{_PATTERN}"),
    "$'": re.compile(rf"['{_PATTERN}"),
    '"': re.compile(rf'["$`!{_PATTERN}'),
}
_PLAIN: Final = re.compile(r"[\w@%+=:,./-]+")
_UNSAFE_IN_POWERSHELL: Final = re.compile(r'"|:::|\\$')


def visible(text: str) -> str:
    """Return the text on one line, without invisible characters."""
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    return " ".join("".join(sign for sign in line if unicodedata.category(sign) not in _INVISIBLE).split())


def for_bash(text: str, opened: str = "") -> str:
    """Return the text quoted for bash; with `opened`, for a quote that was typed before it and that bash closes."""
    if not opened:
        return text if _PLAIN.fullmatch(text) else "'" + _in_quotes(text, "'") + "'"
    written = _in_quotes(text, opened)
    # Bash mistakes a quote at the beginning of a completion for the one that was typed.
    return opened + written if written.startswith(opened) else written


def _in_quotes(text: str, opened: str) -> str:
    before, after = ("", "") if opened == "$'" else (f"{opened}$'", f"'{opened}")
    return _SPECIAL_IN_BASH[opened].sub(lambda sign: f"{before}\\{ord(sign[0]):03o}{after}", text)


def opened_in_bash(word: str) -> str | None:
    """Return the quote that a word of bash begins with: none, ', " or $'. None for a word with more quotes in it.

    Bash completes only the part after the last quote, so that the part before it would have to be in the name.
    """
    begun = re.match(r"\$?['\"]|", word)
    quote = begun[0] if begun else ""
    rest = re.sub(r"\\.", "", word.removeprefix(quote), flags=re.DOTALL)
    if re.search(r"[\"'`$]" if not quote else re.escape(quote[-1]), rest):
        return None
    return '"' if quote == '$"' else quote


def for_zsh(text: str) -> str:
    """Return the text as a word of zsh without blanks and quotes: special characters are octal escapes."""
    return "$'" + re.sub(r"[^0-9A-Za-z\x80-\U0010ffff]", lambda sign: f"\\{ord(sign[0]):03o}", text) + "'"


def for_powershell(text: str) -> str | None:
    """Return the text as one argument of PowerShell; None where its versions pass it to a program in different ways."""
    if _UNSAFE_IN_POWERSHELL.search(text):
        return None
    if re.fullmatch(r"[\w./-]+", text):
        return text
    return "'" + re.sub("(['\u2018\u2019\u201a\u201b])", r"\1\1", text) + "'"


def typed_words(line: str) -> tuple[list[str], str]:
    """Return the complete words after the program's name, and the word before the cursor."""
    words = split_arg_string(line + _END)[1:]
    return words[:-1], words[-1].replace(_END, "") if words else ""


def _all_begin_with(typed: str, names: list[str]) -> bool:
    """Whether a shell may replace the typed text by the common beginning of the names; not where zs means 张三."""
    return len(names) == 1 or all(fold(name).startswith(fold(typed)) for name in names)


class _Completion(ShellComplete):
    """What all shells share: names with invisible characters that matter are left out, as they would not be found."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        items = []
        for item in super().get_completions(args, incomplete):
            name = visible(str(item.value))
            if fold(name) != fold(str(item.value)):
                continue
            # The name would be an option. With another hyphen it is found as well, because names are folded.
            if name.startswith("-") and not incomplete.startswith("-") and "--" not in args:
                name = name.replace("-", _HYPHEN, 1)
            item.value, item.help = name, visible(item.help or "")
            items.append(item)
        return items


class _Bash(_Completion, asked_by.BashComplete):
    def get_completion_args(self) -> tuple[list[str], str]:
        words, at = _words_of_bash()
        plain = [" ".join(split_arg_string(re.sub(r"^\$(?=['\"])", "", word))) for word in words]
        return plain[1:at], plain[at]

    def complete(self) -> str:
        words, at = _words_of_bash()
        opened = opened_in_bash(words[at])
        if opened is None:
            return ""
        args, incomplete = self.get_completion_args()
        names = [item.value for item in self.get_completions(args, incomplete)]
        offered = [for_bash(name, opened) for name in names]
        if names and not opened and not _all_begin_with(incomplete, names):
            # Bash would insert the common beginning, maybe only a quote: write the first name so that there is none.
            offered[0] = "$'" + _in_quotes(names[0], "$'") + "'"
        return "\n".join(offered)


def _words_of_bash() -> tuple[list[str], int]:
    """Return the words of the line as they were typed, and the index of the word that the cursor is in."""
    at = int(os.environ["COMP_CWORD"])
    words = os.environ["COMP_WORDS"].split("\n")
    return words + [""] * (at + 1 - len(words)), at


class _Zsh(_Completion, asked_by.ZshComplete):
    """Writes commands of zsh, which the script evaluates; `compadd` quotes what it inserts into the line."""

    def get_completion_args(self) -> tuple[list[str], str]:
        return typed_words(os.environ.get("_TYPER_COMPLETE_ARGS", ""))

    def complete(self) -> str:
        args, incomplete = self.get_completion_args()
        items = self.get_completions(args, incomplete)
        if not items:
            return "_files"
        offered, shown = _array([item.value for item in items]), _array([_with_help(item) for item in items])
        one_a_line = "-l" if any(item.help for item in items) else ""
        listing = "" if _all_begin_with(incomplete, [item.value for item in items]) else "compstate[insert]="
        return (
            f"local -a offered shown; offered={offered}; shown={shown};"
            f" compadd -U -V followup {one_a_line} -d shown -a offered; {listing}"
        )


def _array(texts: Sequence[str]) -> str:
    return f"({' '.join(map(for_zsh, texts))})"


def _with_help(item: CompletionItem) -> str:
    return f"{item.value} -- {item.help}" if item.help else str(item.value)


class _Fish(_Completion, asked_by.FishComplete):
    """Writes lines; fish itself quotes what it inserts."""

    def get_completion_args(self) -> tuple[list[str], str]:
        return typed_words(os.environ.get("_TYPER_COMPLETE_ARGS", ""))

    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.value}\t{item.help}" if item.help else str(item.value)


class _PowerShell(_Completion, asked_by.PowerShellComplete):
    def get_completion_args(self) -> tuple[list[str], str]:
        args, incomplete = super().get_completion_args()
        return args, incomplete.lstrip("'\"")

    def complete(self) -> str:
        items = self.get_completions(*self.get_completion_args())
        pairs = [(for_powershell(item.value), item.help or " ") for item in items]
        return "\n".join(f"{written}:::{words}" for written, words in pairs if written is not None)


def register_shells() -> None:
    """Replace the completion of typer, which does not quote."""
    for shell in (_Bash, _Zsh, _Fish, _PowerShell):
        add_completion_class(shell, shell.name)
    add_completion_class(_PowerShell, "pwsh")
