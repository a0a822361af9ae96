"""A plain question is read as typer reads it, and what is not plain is left to typer."""

from __future__ import annotations

import importlib
import shlex
from datetime import date
from functools import partial, wraps
from pathlib import Path

import pytest

from followup.cli.app import QUESTIONS, module_of
from followup.cli.plain import plain_call
from followup.errors import FollowupError

PLAIN = {
    "": QUESTIONS - {"show", "brief"},
    "--json": QUESTIONS - {"show", "brief"},
    "--json --today 2026-06-02 --book a.db --config b.toml": QUESTIONS - {"show", "brief"},
    "--today fri": QUESTIONS - {"show", "brief"},
    "王芳": QUESTIONS - {"agenda", "remind"},
    "''": QUESTIONS - {"agenda", "remind"},
    "王芳 --book 'my book.db' --json": QUESTIONS - {"agenda", "remind"},
    "--json 王芳": QUESTIONS - {"agenda", "remind"},
    "grade:A 'idle:>60d' --json not city:上海": {"list", "warnings"},
}
LEFT = [
    "--help", "-h", "--jsn", "--json --json", "--book", "--book=a.db", "--today fri --today fri", "--book ''",
    "--book --json", "-- x", "-", "--quiet", "--week next", "--html f", "--yes", "-y",
]  # fmt: skip


def by_typer(question: str, words: list[str]) -> dict[str, object]:
    """What typer calls the question with."""
    from typer.main import get_command

    app = importlib.import_module(module_of(question)).app
    asked: dict[str, object] = {}
    commands = app.typer()

    @wraps(app.only)
    def ask(**read: object) -> None:
        asked.update(read)

    commands.registered_commands[0].callback = ask
    get_command(commands).main(words, question, standalone_mode=False)
    return asked


def plainly(question: str, words: list[str]) -> dict[str, object] | None:
    """What it is called with when it is plain."""
    call = plain_call(importlib.import_module(module_of(question)).app.only, words)
    if call is None:
        return None
    assert isinstance(call, partial)
    names = call.func.__code__.co_varnames
    return {**(call.func.__kwdefaults__ or {}), **dict(zip(names, call.args, strict=False)), **call.keywords}


@pytest.fixture(autouse=True, params=["said", "unsaid"])
def environment(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Everything is said by the environment, or nothing: an empty variable is none."""
    said = request.param == "said"
    monkeypatch.setenv("FOLLOWUP_BOOK", str(tmp_path / "env.db") if said else "")
    monkeypatch.setenv("FOLLOWUP_CONFIG", str(tmp_path / "env.toml") if said else "")
    monkeypatch.setenv("FOLLOWUP_TODAY", "2026-02-03" if said else "")


@pytest.mark.filterwarnings("ignore:In Typer, only the parameter")
@pytest.mark.parametrize(("words", "question"), [(words, each) for words in PLAIN for each in sorted(PLAIN[words])])
def test_a_plain_question_means_what_typer_says(words: str, question: str) -> None:
    typed = shlex.split(words)
    assert plainly(question, typed) == by_typer(question, typed)


@pytest.mark.parametrize("words", LEFT)
@pytest.mark.parametrize("question", sorted(QUESTIONS))
def test_what_is_not_plain_is_left_to_typer(question: str, words: str) -> None:
    whom = ["王芳"] if question in ("show", "brief") else []
    assert plainly(question, [*whom, *shlex.split(words)]) is None


@pytest.mark.parametrize(("question", "words"), [("show", ""), ("brief", "a b"), ("agenda", "x"), ("remind", "x y")])
def test_one_contact_is_one_word_and_a_page_is_asked_about_nobody(question: str, words: str) -> None:
    assert plainly(question, words.split()) is None


def test_a_day_that_is_none_is_refused_by_the_one_who_reads_it() -> None:
    with pytest.raises(FollowupError):
        plainly("agenda", ["--today", "soon"])


def test_without_a_word_the_day_is_a_day_and_the_book_a_path() -> None:
    asked = plainly("remind", [])
    assert asked is not None
    assert isinstance(asked["today"], date)
    assert isinstance(asked["book_file"], Path)
