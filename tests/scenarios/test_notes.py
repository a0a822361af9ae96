"""Notes, through the real program."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Program = Any


PEOPLE = (
    ("add", "张伟", "--org", "华为"),
    ("add", "John Smith"),
)


@pytest.fixture
def people(begun: Callable[..., Program]) -> Program:
    """The program, with 张伟 (1) and John Smith (2) in the book."""
    return begun(*PEOPLE)


@pytest.fixture
def written(begun: Callable[..., Program]) -> Program:
    """The program, with something written down about 张伟."""
    return begun(*PEOPLE, ("note", "张伟", "Likes tea"))


@pytest.fixture
def editor(tmp_path: Path) -> Path:
    """An editor that writes what stands in its `answer`, behind what it was given."""
    script = tmp_path / "my editor"
    answer = tmp_path / "answer"
    answer.touch()
    script.write_text(f"#!/bin/sh\ncat '{answer}' >> \"$1\"\ncp \"$1\" '{tmp_path}/seen'\n")
    script.chmod(0o700)
    return script


def test_a_note_is_kept_and_undone(people: Program) -> None:
    assert people.done("note", "张伟", "Likes **tea**", "--on", "yesterday").out == "n1 noted for 张伟\n"
    assert "Noted n1 about 张伟: Likes **tea**" in people.done("history").out
    people.done("undo")
    assert people("amend", "n1", "x").code == 3


def test_a_note_in_json(people: Program) -> None:
    assert people.done("note", "1", "Likes tea", "--json").json == {
        "id": "n1",
        "on": "2026-06-02",
        "text": "Likes tea",
        "contact": {"id": 1, "name": "张伟"},
    }


def test_a_note_from_stdin_keeps_its_lines(people: Program) -> None:
    noted = people.done("note", "john", "-", "--json", input="# Visit\r\n\r\n- 茶 and [red]tea[/red]\n")
    assert noted.json["text"] == "# Visit\n\n- 茶 and [red]tea[/red]"


def test_a_note_from_the_editor_is_without_its_first_line(people: Program, editor: Path, tmp_path: Path) -> None:
    (tmp_path / "answer").write_text("Likes *green* tea\n", encoding="utf-8")
    noted = people.done("note", "张伟", "--json", env={"EDITOR": f"'{editor}'"})
    assert noted.json["text"] == "Likes *green* tea"
    assert "张伟" in (tmp_path / "seen").read_text(encoding="utf-8")


def test_a_note_is_amended_in_the_editor(people: Program, editor: Path, tmp_path: Path) -> None:
    people.done("note", "张伟", "Likes tea")
    (tmp_path / "answer").write_text("and coffee\n", encoding="utf-8")
    amended = people.done("amend", "n1", "--json", env={"VISUAL": f"'{editor}'"})
    assert amended.json["text"] == "Likes tea\nand coffee"


def test_a_note_that_a_locked_book_cannot_take_is_told_back(people: Program, editor: Path, tmp_path: Path) -> None:
    (tmp_path / "answer").write_text("Likes *green* tea\n", encoding="utf-8")
    other = sqlite3.connect(people.book, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert people("remind").err == ""
    refused = people("note", "张伟", env={"EDITOR": f"'{editor}'"})
    other.close()
    assert refused.code == 6
    assert refused.err.startswith(f"followup: another program is writing to {people.book}; waiting up to 9 s\n")
    assert "Likes *green* tea" in refused.err
    assert "in use by another program" in refused.err


def test_an_editor_left_without_a_change_changes_nothing(people: Program) -> None:
    people.done("note", "张伟", "Likes tea")
    history = people.done("history").out
    assert people.done("amend", "n1", env={"EDITOR": "true"}).out == "Nothing changed: note n1 about 张伟.\n"
    assert people("note", "张伟", env={"EDITOR": "true"}).code == 2
    assert people.done("history").out == history


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_an_empty_note_is_refused(people: Program, text: str) -> None:
    refused = people("note", "张伟", text)
    assert (refused.code, refused.err) == (2, "followup: the note is empty (nothing was changed)\n")
    assert people("note", "张伟", "-", input=text).code == 2


def test_a_note_that_is_no_text_is_refused(people: Program, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 JFIF")
    import subprocess
    import sys

    with (tmp_path / "photo.jpg").open("rb") as photo:
        done = subprocess.run(
            [sys.executable, "-m", "followup", "note", "1", "-"],
            stdin=photo,
            env=people.env,
            capture_output=True,
            check=False,
        )
    assert done.returncode == 5
    assert b"no UTF-8 text" in done.stderr


def test_words_in_another_encoding_are_refused(people: Program) -> None:
    refused = people("note", "张伟", "caf\udce9")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "no UTF-8 text" in refused.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("note", "nobody", "x"), 3, "nobody"),
        (("note", "张伟", "x", "--on", "someday"), 2, "someday"),
        (("note", "张伟", "x", "--on", "tomorrow"), 2, "2026-06-03 is still to come"),
        (("note", "张伟"), 2, "no terminal for the editor"),
        (("amend", "n9", "x"), 3, "there is no note n9"),
        (("amend", "n1", "--amount", "5"), 2, "a note has no --amount"),
        (("amend", "n1", ""), 2, "the note is empty"),
        (("amend", "v1", "x"), 2, "v1 is a line of the agenda"),
        (("delete", "n9"), 3, "there is no note n9"),
        (("delete", "5"), 2, "n5 note"),
        (("delete", "k5"), 2, "k5 cannot be deleted"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line_and_changes_nothing(
    written: Program, arguments: tuple[str, ...], code: int, said: str
) -> None:
    before = written.book.read_bytes()
    refused = written(*arguments)
    assert refused.code == code
    assert said in refused.err
    assert refused.err.count("\n") == 1
    assert refused.out == ""
    assert written.book.read_bytes() == before


def test_deleting_shows_what_goes_and_needs_a_yes_from_three_on(people: Program) -> None:
    for text in ("one", "two", "three", "four"):
        people.done("note", "张伟", text)
    assert people.done("delete", "n1").out == "Deleted note n1 about 张伟: one\n"
    refused = people("delete", "n2", "n3", "n4")
    assert (refused.code, refused.err) == (7, "followup: this would delete 3 records (say --yes to do it anyway)\n")
    assert len(people.done("delete", "n2", "N3", "n4", "n4", "--yes", "--json").json) == 3
    people.done("undo")
    assert people.done("amend", "n3", "3").out == "Amended note n3 about 张伟: 3\n"


def test_nothing_in_a_note_is_obeyed(people: Program) -> None:
    people.done("note", "张伟", "\x1b[2J[red]$(id){{7*7}}'; DROP TABLE note; --")
    for command in (("history",), ("delete", "n1")):
        told = people.done(*command).out
        assert "\x1b" not in told
        assert "[red]$(id){{7*7}}'; DROP TABLE note; --" in told
