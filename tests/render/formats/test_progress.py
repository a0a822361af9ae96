"""A progress bar is drawn on a terminal only, and only for what takes long."""

from __future__ import annotations

import sys

import pytest

from followup.render.formats import progress
from followup.render.formats.progress import ProgressBar


def drawn(seconds: float, *, watched: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    clock = iter([0.0, seconds, seconds])
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: watched, raising=False)
    with ProgressBar("Importing", 10) as bar:
        bar.show(5)
        bar.show(12)
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


@pytest.mark.parametrize(("seconds", "watched"), [(0.5, True), (60, False)])
def test_nothing_is_drawn_in_the_first_second_or_in_a_pipe(
    seconds: float, watched: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert drawn(seconds, watched=watched, monkeypatch=monkeypatch, capsys=capsys) == ""


def test_what_takes_longer_is_drawn(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Importing" in drawn(2, watched=True, monkeypatch=monkeypatch, capsys=capsys)
