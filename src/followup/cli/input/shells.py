"""How each shell is answered that asks what it can offer: a name stands for itself there, and nothing in it is obeyed.

Names come from other people's cards. What leaves here has no control signs, none that turn the direction of writing and
none without width; what a shell would expand, run or split is quoted by the rules of the shell that asks. The scripts
that ask are typer's, as `followup --install-completion` puts them into place.
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

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_HYPHEN: Final = "\N{HYPHEN}"
_END: Final = "\x00"
"""Stands for the cursor behind what was typed; no argument can hold it."""
# Bash takes what it is offered as a pattern for names of files, and puts it into the line as it is.
_PATTERN: Final = r"*?\[\\]|(?<=[@+!])\("
_OBEYED_BY_BASH: Final = {
    "'": re.compile(rf"['{_PATTERN}"),
    "$'": re.compile(rf"['{_PATTERN}"),
    '"': re.compile(rf'["$`!{_PATTERN}'),
}
_PLAIN: Final = re.compile(r"[\w@%+=:,./-]+")
_BROKEN_BY_POWERSHELL: Final = re.compile(r'"|:::|\\$')


def visible(text: str) -> str:
    """The text on one line, without the signs that nobody sees."""
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    return " ".join("".join(sign for sign in line if unicodedata.category(sign) not in _UNSEEN).split())


def for_bash(text: str, opened: str = "") -> str:
    """The text as it has to stand in a line of bash, or behind the quote that was opened there and that bash closes."""
    if not opened:
        return text if _PLAIN.fullmatch(text) else "'" + _in_quotes(text, "'") + "'"
    written = _in_quotes(text, opened)
    # Bash takes a quote at the beginning of what it is offered for the one that was opened already.
    return opened + written if written.startswith(opened) else written


def _in_quotes(text: str, opened: str) -> str:
    before, after = ("", "") if opened == "$'" else (f"{opened}$'", f"'{opened}")
    return _OBEYED_BY_BASH[opened].sub(lambda sign: f"{before}\\{ord(sign[0]):03o}{after}", text)


def opened_in_bash(word: str) -> str | None:
    """The quote that a word of bash is in: none, ', " or $'. None where it is no plain beginning of one.

    Bash completes what stands behind the last quote; what comes before that would have to be part of the name.
    """
    begun = re.match(r"\$?['\"]|", word)
    quote = begun[0] if begun else ""
    rest = re.sub(r"\\.", "", word.removeprefix(quote), flags=re.DOTALL)
    if re.search(r"[\"'`$]" if not quote else re.escape(quote[-1]), rest):
        return None
    return '"' if quote == '$"' else quote


def for_zsh(text: str) -> str:
    """The text as a word of zsh's own language that has neither blanks nor quotes in it."""
    return "$'" + re.sub(r"[^0-9A-Za-z\x80-\U0010ffff]", lambda sign: f"\\{ord(sign[0]):03o}", text) + "'"


def for_powershell(text: str) -> str | None:
    """The text as one argument of PowerShell; None where its versions differ in what a program is given then."""
    if _BROKEN_BY_POWERSHELL.search(text):
        return None
    if re.fullmatch(r"[\w./-]+", text):
        return text
    return "'" + re.sub("(['\u2018\u2019\u201a\u201b])", r"\1\1", text) + "'"


def typed_words(line: str) -> tuple[list[str], str]:
    """The words behind the program's name that are finished, and the one that the cursor stands behind."""
    words = split_arg_string(line + _END)[1:]
    return words[:-1], words[-1].replace(_END, "") if words else ""


def _all_begin_with(typed: str, names: list[str]) -> bool:
    """Whether a shell may put what names have in common into the place of what was typed: zs stands for 张三."""
    return len(names) == 1 or all(fold(name).startswith(fold(typed)) for name in names)


class _Answering(ShellComplete):
    """What all shells have in common: only names that can be written so that they are found are offered."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        offered = []
        for item in super().get_completions(args, incomplete):
            name = visible(str(item.value))
            if fold(name) != fold(str(item.value)):
                continue
            # It would be taken for an option. The other hyphen means the same to us: names are compared without their
            # differences.
            if name.startswith("-") and not incomplete.startswith("-") and "--" not in args:
                name = name.replace("-", _HYPHEN, 1)
            item.value, item.help = name, visible(item.help or "")
            offered.append(item)
        return offered


class _Bash(_Answering, asked_by.BashComplete):
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
            # Bash would put what they have in common, a quote maybe, in the place of what was typed: they have nothing.
            offered[0] = "$'" + _in_quotes(names[0], "$'") + "'"
        return "\n".join(offered)


def _words_of_bash() -> tuple[list[str], int]:
    """The words of the line as they were typed, and which of them the cursor stands in."""
    at = int(os.environ["COMP_CWORD"])
    words = os.environ["COMP_WORDS"].split("\n")
    return words + [""] * (at + 1 - len(words)), at


class _Zsh(_Answering, asked_by.ZshComplete):
    """Answers in commands of zsh, which the script evaluates: its own `compadd` quotes what it puts into the line."""

    def get_completion_args(self) -> tuple[list[str], str]:
        return typed_words(os.environ.get("_TYPER_COMPLETE_ARGS", ""))

    def complete(self) -> str:
        args, incomplete = self.get_completion_args()
        items = self.get_completions(args, incomplete)
        if not items:
            return "_files"
        offered, shown = _array([item.value for item in items]), _array([_with_help(item) for item in items])
        each_on_a_line = "-l" if any(item.help for item in items) else ""
        listing = "" if _all_begin_with(incomplete, [item.value for item in items]) else "compstate[insert]="
        return (
            f"local -a offered shown; offered={offered}; shown={shown};"
            f" compadd -U -V followup {each_on_a_line} -d shown -a offered; {listing}"
        )


def _array(texts: Sequence[str]) -> str:
    return f"({' '.join(map(for_zsh, texts))})"


def _with_help(item: CompletionItem) -> str:
    return f"{item.value} -- {item.help}" if item.help else str(item.value)


class _Fish(_Answering, asked_by.FishComplete):
    """Answers in lines: fish itself quotes what it puts into the line."""

    def get_completion_args(self) -> tuple[list[str], str]:
        return typed_words(os.environ.get("_TYPER_COMPLETE_ARGS", ""))

    def format_completion(self, item: CompletionItem) -> str:
        return f"{item.value}\t{item.help}" if item.help else str(item.value)


class _PowerShell(_Answering, asked_by.PowerShellComplete):
    def get_completion_args(self) -> tuple[list[str], str]:
        args, incomplete = super().get_completion_args()
        return args, incomplete.lstrip("'\"")

    def complete(self) -> str:
        items = self.get_completions(*self.get_completion_args())
        pairs = [(for_powershell(item.value), item.help or " ") for item in items]
        return "\n".join(f"{written}:::{words}" for written, words in pairs if written is not None)


def answer_shells() -> None:
    """Answer the shells so from now on, and not as typer does, which knows of no quoting."""
    for shell in (_Bash, _Zsh, _Fish, _PowerShell):
        add_completion_class(shell, shell.name)
    add_completion_class(_PowerShell, "pwsh")
