"""What holds for all tests: no property fails because a machine was busy, and what is slow is not made slower."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")


_MEASURES_WHAT_IS_STARTED = "COVERAGE_PROCESS_CONFIG"


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Coverage is not measured within a slow test, which it would make take twice as long: quick ones reach as much."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Nor is it in the processes that a slow test starts."""
    measures = os.environ.pop(_MEASURES_WHAT_IS_STARTED, "") if item.get_closest_marker("slow") else ""
    try:
        return (yield)
    finally:
        if measures:
            os.environ[_MEASURES_WHAT_IS_STARTED] = measures
