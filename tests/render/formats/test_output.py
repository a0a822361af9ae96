"""The answer goes to stdout, everything else to stderr."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from followup.render.formats.output import say, say_table, show_json, show_json_lines, show_text

if TYPE_CHECKING:
    import pytest


def test_the_answer_is_on_stdout_alone(capsys: pytest.CaptureFixture[str]) -> None:
    show_text("张伟\n")
    show_json({"id": 1})
    show_json_lines(['{"id": 2}'])
    said = capsys.readouterr()
    assert said.out == '张伟\n{\n  "id": 1\n}\n[\n{"id": 2}\n]\n'
    assert said.err == ""


def test_what_is_said_beside_it_is_on_stderr_and_obeyed_by_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say("\x1b[31mTom\u202e was imported")
    say_table("id  name\n")
    said = capsys.readouterr()
    assert said.err == "␛[31mTom\N{REPLACEMENT CHARACTER} was imported\nid  name\n"
    assert said.out == ""


def test_json_is_the_same_to_a_script_whatever_a_name_holds(capsys: pytest.CaptureFixture[str]) -> None:
    show_json([{"name": "\x9b31m张"}])
    out = capsys.readouterr().out
    assert json.loads(out) == [{"name": "\x9b31m张"}]
    assert "\x9b" not in out
