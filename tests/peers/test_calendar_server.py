"""A calendar server takes the week: Radicale, over CalDAV. Taken again, it changes what it has and doubles nothing."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.peer
COLLECTION = "/me/week/"
MAKE = (
    '<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>'
    '<C:supported-calendar-component-set><C:comp name="VEVENT"/><C:comp name="VTODO"/>'
    "</C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>"
)
ASK = (
    '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop>'
    '<C:filter><C:comp-filter name="VCALENDAR"/></C:filter></C:calendar-query>'
)
EVIL = "[red]Eve</script>\\nEND:VCALENDAR\\nBEGIN:VCALENDAR, a;b\\"
ME = {"Authorization": "Basic bWU6"}
"""Somebody called `me`, without a password."""
TRIES = 100


def followup(folder: Path, *arguments: str, today: str = "2026-06-02") -> None:
    """Run the real program on a book of its own."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("FOLLOWUP_")}
    env |= {"FOLLOWUP_BOOK": str(folder / "book.db"), "FOLLOWUP_CONFIG": str(folder / "none.toml"), "LANG": "C.UTF-8"}
    (folder / "none.toml").touch()
    done = subprocess.run(
        [sys.executable, "-m", "followup", *arguments, "--today", today],
        cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.fixture
def server(tmp_path: Path) -> Iterator[int]:
    """The port of a server with an empty calendar, that keeps everything in a folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable, "-m", "radicale", "--config", "", "--server-hosts", f"127.0.0.1:{port}",
            "--storage-filesystem-folder", str(tmp_path / "kept"), "--auth-type", "none",
        ],
        env=os.environ | {"PYTHONWARNINGS": "ignore"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(TRIES):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                assert process.poll() is None, "radicale has ended"
                time.sleep(0.1)
        ask(port, "MKCALENDAR", COLLECTION, MAKE, 201)
        yield port
    finally:
        process.terminate()
        process.wait()


def ask(port: int, method: str, path: str, body: str, *expected: int) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    kind = "application/xml" if body.startswith("<") else "text/calendar; charset=utf-8"
    connection.request(method, path, body.encode(), {"Content-Type": kind, "Depth": "1"} | ME)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    assert answer.status in expected, f"{method} {path}: {answer.status} {text.decode()}"
    return text


def put(port: int, file: Path) -> None:
    """Import a file as calendar programs do: each event and to-do to the place that its UID has."""
    parts = icalendar.Calendar.from_ical(file.read_bytes())
    for part in parts.subcomponents:
        alone = icalendar.Calendar()
        alone.add("PRODID", parts["PRODID"])
        alone.add("VERSION", "2.0")
        alone.add_component(part)
        ask(port, "PUT", f"{COLLECTION}{part['UID']}.ics", alone.to_ical().decode(), 201, 204)


def kept(port: int) -> dict[str, Any]:
    """What is in the calendar, by what it is called."""
    texts = ET.fromstring(ask(port, "REPORT", COLLECTION, ASK, 207)).iter(
        "{urn:ietf:params:xml:ns:caldav}calendar-data"
    )
    parts = [part for text in texts for part in icalendar.Calendar.from_ical(text.text or "").subcomponents]
    found = {str(part["SUMMARY"]): part for part in parts}
    assert len(found) == len(parts), "something is there twice"
    return found


def test_a_week_taken_twice_is_there_once_as_it_is_now(tmp_path: Path, server: int) -> None:
    early = "2026-04-01"
    followup(tmp_path, "add", "张伟", "--grade", "A", "--phone", "13800138001", "--city", "上海", today=early)
    followup(tmp_path, "add", EVIL, "--grade", "B", "--birthday", "1984-06-04", today=early)
    followup(tmp_path, "task", "add", "1", "look at samples", "--due", "2026-06-05 14:00", "--minutes", "90")
    followup(tmp_path, "task", "add", "2", EVIL, "--due", "2026-06-03")
    week = tmp_path / "week.ics"
    followup(tmp_path, "agenda", "--ics", str(week))
    put(server, week)
    first = kept(server)
    assert {part.name for part in first.values()} == {"VEVENT", "VTODO"}
    assert first["Visit 张伟"].name == "VEVENT"
    assert any(EVIL in name for name in first)

    put(server, week)
    assert kept(server).keys() == first.keys()

    followup(tmp_path, "amend", "t1", "--due", "2026-06-04 15:30", today="2026-06-03")
    followup(tmp_path, "agenda", "--ics", str(week), today="2026-06-03")
    put(server, week)
    second = kept(server)
    assert second.keys() == first.keys()
    moved = second["张伟: look at samples"]
    assert moved.decoded("DTSTART").isoformat() == "2026-06-04T15:30:00"
    assert int(moved["SEQUENCE"]) == int(first["张伟: look at samples"]["SEQUENCE"]) + 1
