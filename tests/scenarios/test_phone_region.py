"""phone.region in the settings is changed: the next command that writes contacts understands all numbers anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from typing import Any

    Program = Any


@pytest.fixture
def region(run: Program) -> Any:
    def say(country: str) -> None:
        (run.folder / "settings.toml").write_text(f'phone.region = "{country}"\n', encoding="utf-8")

    return say


def numbers(run: Program) -> dict[str, str]:
    return {contact["name"]: contact["phones"][0]["e164"] for contact in run.done("list", "--json").json}


def test_adding_and_editing_see_another_region(run: Program, region: Any) -> None:
    settings = ("--config", "settings.toml")
    region("US")
    run.done("add", "Anna Berg", "--phone", "020 7946 0958", *settings)
    region("GB")
    run.done("add", "Ben Hill", "--phone", "0161 496 0000", *settings)
    assert numbers(run) == {"Anna Berg": "+442079460958", "Ben Hill": "+441614960000"}
    region("DE")
    run.done("edit", "Ben Hill", "--set", "title=Buyer", *settings)
    assert numbers(run)["Anna Berg"].startswith("+49")
    assert numbers(run)["Ben Hill"].startswith("+49")
    assert len(run.done("history").out.splitlines()) == 4
    run.done("undo")
    assert numbers(run) == {"Anna Berg": "+442079460958", "Ben Hill": "+441614960000"}


def test_merging_sees_another_region(run: Program, region: Any) -> None:
    settings = ("--config", "settings.toml")
    region("US")
    for name, number in (
        ("Anna Berg", "020 7946 0958"),
        ("Berg, Anna", "0161 496 0000"),
        ("Ben Hill", "0161 496 0001"),
    ):
        run.done("add", name, "--phone", number, "--yes", *settings)
    region("GB")
    merged = run.done("merge", "id:1", "id:2", "--json", *settings).json
    assert [phone["e164"] for phone in merged["phones"]] == ["+442079460958", "+441614960000"]
    assert numbers(run)["Ben Hill"] == "+441614960001"
    assert run.done("show", "+44 20 7946 0958", "--json").json["id"] == 1
