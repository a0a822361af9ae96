"""The list of commands, the entry point, and the one place where errors become a line on stderr.

The module of a command is imported only to run it; `followup --help`, completion and a mistyped name import none.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from followup.errors import FollowupError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer.core import TyperGroup

# The commands of `followup --help`: heading -> name -> description. The module is commands/<name>.py,
# or <name>_.py where the name is a keyword of Python.
CONTENTS: dict[str, dict[str, str]] = {
    "Every morning": {
        "remind": "Today's page: visits, calls, tasks, birthdays (also: followup alone).",
        "agenda": "The week in four quadrants, important and urgent.",
        "pin": "Put an item of the week on a day of your choice.",
        "snooze": "Put something off until a day.",
        "skip": "Leave an item out of this week.",
        "review": "The week looked back on: planned and done, hours, sales, what is left.",
        "away": "Days and hours off, which the week is planned around.",
        "brief": "One page before a visit: business, life, what to settle.",
        "warnings": "Who drifts away, why, and the profit at risk.",
    },
    "Contacts": {
        "add": "Add a contact by hand.",
        "list": "List contacts, all or those that a query finds.",
        "show": "Show everything about one contact.",
        "edit": "Change a contact, by options or in the editor.",
        "remove": "Remove contacts.",
        "merge": "Make one contact of two.",
        "duplicates": "List who may be in the book twice.",
        "import": "Import contacts from vCard, CSV and Excel files.",
        "export": "Export contacts, or the whole book.",
    },
    "Groups and grades": {
        "group": "Group contacts: hand-picked, smart (a saved query), private.",
        "grade": "Grade contacts from A to E, by hand or by what they are worth.",
        "cadence": "How often a contact is due, who says so, and when next.",
    },
    "Sales and value": {
        "sale": "Write down, list and import sales.",
        "value": "Which customers bring the profit, and what one is worth in others.",
    },
    "What happens": {
        "log": "Log a visit, a call, a message: one, or the day's one after the other.",
        "note": "Write a note about a contact.",
        "task": "Promise something by a date.",
        "done": "Tick off tasks and items of the agenda.",
        "amend": "Correct a note, an interaction, a task or a sale.",
        "delete": "Delete notes, interactions, tasks or sales.",
        "complaint": "Complaints: opened, resolved with their cause, satisfied.",
        "lose": "Mark a customer as lost, with the reason; report on the lost.",
    },
    "Who knows whom": {
        "link": "Say who is what to whom: spouse, boss, who decides, who referred.",
        "referrals": "Who brought whom in, with the profit of each.",
    },
    "The book": {
        "history": "What was done to the book, the latest first.",
        "undo": "Take the last command back, imports included.",
        "config": "Show, find and edit the settings.",
        "demo": "See followup work on an invented book.",
    },
}
SHORT = {name: words for section in CONTENTS.values() for name, words in section.items()}
_KEYWORDS = frozenset({"import"})
_ROOT_OPTIONS = frozenset({"--help", "--version", "--install-completion", "--show-completion"})
_INTERRUPTED = 130
_HELP = """A salesperson's address book that plans the week.

Import your phone's contacts, grade them A to E, and followup says each morning whom to visit, call and greet.

\b
  followup import contacts.vcf     bring your contacts in
  followup grade set "org:华为" A  say who matters
  followup agenda                  see the week
  followup                         see today
"""


def module_of(command: str) -> str:
    """Return the name of a command's module."""
    return f"followup.cli.commands.{command}{'_' if command in _KEYWORDS else ''}"


class _Commands(MutableMapping[str, Any]):
    """The commands by name; a command is built when it is first needed."""

    def __init__(self) -> None:
        self._built: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - typer's own command type is private
        if name not in SHORT:
            raise KeyError(name)
        if name not in self._built:
            from typer.main import get_command

            self._built[name] = get_command(importlib.import_module(module_of(name)).app)
            self._built[name].name = name
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(SHORT)

    def __len__(self) -> int:
        return len(SHORT)

    def __contains__(self, name: object) -> bool:
        return name in SHORT

    def __setitem__(self, name: str, command: object) -> None:
        self._built[name] = command

    def __delitem__(self, name: str) -> None:
        del self._built[name]


def root() -> TyperGroup:
    """Return the whole program as one typer group."""
    from typer.completion import get_completion_inspect_parameters  # noqa: F401 - registers the shells' completion
    from typer.core import TyperGroup
    from typer.main import get_install_completion_arguments

    class Root(TyperGroup):
        """Lists the commands from CONTENTS, so that help does not import them."""

        def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
            for heading, section in CONTENTS.items():
                with formatter.section(heading):
                    formatter.write_dl(list(section.items()), col_max=12)

        def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401
            if incomplete.startswith("-"):
                return super().shell_complete(ctx, incomplete)
            from typer._click.shell_completion import CompletionItem

            return [CompletionItem(name, help=SHORT[name]) for name in SHORT if name.startswith(incomplete)]

    params = list(get_install_completion_arguments())
    if "_FOLLOWUP_COMPLETE" in os.environ:  # a shell asks for completions
        from followup.cli.input.shells import register_shells

        register_shells()
    return Root(
        name="followup",
        commands=_Commands(),  # type: ignore[arg-type]  # typer says dict and only ever uses it as a mapping
        help=_HELP,
        rich_markup_mode=None,
        no_args_is_help=True,
        params=params,
        context_settings={"help_option_names": ["--help", "-h"]},
    )


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and end the process with its exit code."""
    # The process is short-lived: looking for garbage took a sixth of the time of a short command.
    gc.disable()
    words = list(sys.argv[1:] if arguments is None else arguments)
    _end(_run(words))


def _end(code: int) -> NoReturn:
    """End the process without freeing its objects, which took a tenth of a short command. Exit functions are run."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            if stream is not None:
                stream.flush()
    atexit._run_exitfuncs()  # noqa: SLF001 - the only way to run them before os._exit, which runs none
    os._exit(code)


def _run(words: list[str]) -> int:
    """Run the command that the words name, and return its exit code; a closed pipe is no error."""
    _prepare_streams()
    try:
        return _answer(words)
    except BrokenPipeError as gone:
        return getattr(gone.__context__, "exit_code", 0)  # the exit code of an error that could not be written
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # typer makes an exit code of 1 of it
            return 0
        raise


def _answer(words: list[str]) -> int:
    """Run the command that the words name, and return its exit code. All errors are printed here."""
    try:
        code = _call(words)
        sys.stdout.flush()
    except FollowupError as error:
        return _print_error(str(error), error.hint, error.exit_code, json="--json" in words)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - no traceback reaches a person
        return _print_unexpected(error, json="--json" in words)
    if code == _INTERRUPTED:  # typer caught Ctrl-C: end the line of the question
        print(file=sys.stderr)
    return code


def _call(words: list[str]) -> int:
    if words == ["--version"]:
        from followup.version import VERSION

        print(f"followup {VERSION}")
        return 0
    if not words or (words[0].startswith("-") and words[0] not in _ROOT_OPTIONS | {"-h"}):
        words = ["remind", *words]
    elif words[0] == "help":
        words = [*words[1:], "--help"]
    result = root().main(args=words, prog_name="followup", standalone_mode=False)
    return result if isinstance(result, int) else 0


def _prepare_streams() -> None:
    """Replace closed streams, and let the output escape characters that the terminal cannot show."""
    if sys.stdin is None:  # closed by the caller (<&-)
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - open until the process ends
    if sys.stdout is None or sys.stderr is None:  # closed by the caller (>&-)
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open until the process ends
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _print_unexpected(error: Exception, *, json: bool) -> int:
    """Print an error of typer about usage, of the system, of SQLite about the book, or a fault of the program."""
    from typer._click.exceptions import ClickException, NoArgsIsHelpError, UsageError

    if isinstance(error, NoArgsIsHelpError):  # `followup task` alone: the message is the page of help
        print(error.format_message(), file=sys.stderr)
        return error.exit_code
    if isinstance(error, ClickException):
        name = error.ctx.command_path if isinstance(error, UsageError) and error.ctx else "followup"
        words, _, near = _plain_words(error.format_message()).partition(" (Possible options: ")
        hint = f"did you mean {near.rstrip(')')}?" if near else f"{name} --help shows how"
        return _print_error(words, hint, error.exit_code, json=json)
    if isinstance(error, UnicodeEncodeError):  # bytes of another encoding, which Python decodes to lone surrogates
        return _print_error("what was typed is no UTF-8 text", "set the terminal to UTF-8", 2, json=json)
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return _print_error(f"{where}{error.strerror or error}", "check the file and its folder", 1, json=json)
    from followup.storage.book.unusable import book_error

    known = book_error(error)
    if known is not None:
        return _print_error(str(known), known.hint, known.exit_code, json=json)
    if os.environ.get("FOLLOWUP_DEBUG"):
        raise error
    words = f"followup made a mistake: {type(error).__name__}: {error}"
    return _print_error(words, "nothing was changed; FOLLOWUP_DEBUG=1 shows where, please report it", 1, json=json)


def _plain_words(message: str) -> str:
    """Return a message of typer in plain words: `x` is no whole number, 0 is not from 1 to 1440."""
    import re

    words = message.rstrip(".").replace("is not a valid int range", "is no whole number")
    words = words.replace("is not a valid int", "is no whole number")
    words = re.sub(r"in the range (\S+)<=x<=(\S+)", r"from \1 to \2", words)
    return re.sub(r"in the range x>=(\S+)", r"\1 or more", words)


def _print_error(message: str, hint: str, code: int, *, json: bool) -> int:
    """Print an error on stderr, as a line or as JSON, and return its exit code."""
    from followup.render.formats.text import printable

    if json:
        from followup.render.formats.json import dump

        print(dump({"error": message, "exit_code": code, "hint": hint}), end="", file=sys.stderr)
    else:
        line = f"followup: {message}" + (f" ({hint})" if hint else "")
        print(printable(line.replace("\n", " ")), file=sys.stderr)
    return code
