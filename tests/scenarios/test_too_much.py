"""Cards and texts that nobody has: each comes in or is refused, and told; none of them makes a command hang."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.scenarios.conftest import Program

BOB = "BEGIN:VCARD\nVERSION:3.0\nFN:Bob Stone\nTEL:+4915112345678\nEND:VCARD\n"


def card(*lines: str) -> str:
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", "FN:Ann Lee", *lines, "END:VCARD", ""])


def imported(run: Program, text: str, name: str = "many.vcf") -> tuple[dict[str, int], list[tuple[int, str]]]:
    """Import a file; how many contacts it made and cards it has, and its problems as (line, reason)."""
    (run.folder / name).write_text(text, encoding="utf-8")
    report = run.done("import", "--yes", name, "--json").json
    return report, [(problem["line"], problem["reason"]) for problem in report["problems"]]


def numbered(line: str, count: int) -> Iterable[str]:
    return (line.format(number) for number in range(count))


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("TEL:+49151{:08}", "phones"),
        ("EMAIL:a{}@example.org", "emails"),
        ("ADR:;;Street {};Town;;;", "addresses"),
        ("URL:http://example.org/{}", "urls"),
        ("CATEGORIES:group {}", "groups"),
        ("RELATED;TYPE=friend:Friend {}", "relations"),
        ("X-ABDATE:20000101", "occasions"),
    ],
)
def test_of_very_many_values_the_first_thousand_come_in_and_the_line_is_told(
    run: Program, line: str, held: str
) -> None:
    report, problems = imported(run, card(*numbered(line, 50_000)) + BOB)
    assert report["created"] == 2
    assert any(at == 1004 and "there are more than 1,000" in reason for at, reason in problems)
    shown = run.done("show", "Ann Lee", "--json").json
    assert len(shown[held]) in {1, 1000}


def test_very_many_fields_and_labels_in_a_line_are_cut_and_told(run: Program) -> None:
    labels = ",".join(numbered("g{}", 100_000))
    fields = numbered("X-FIELD{}:text", 20_000)
    report, problems = imported(run, card(f"CATEGORIES:{labels}", *fields, "X-SAME:a") + BOB)
    assert report["created"] == 2
    assert (4, "from here on, CATEGORIES is left out: there are more than 1,000; they stay in the original card") in [
        (line, reason) for line, reason in problems
    ]
    assert any("more than 1,000 fields" in reason for _, reason in problems)
    shown = run.done("show", "Ann Lee", "--json").json
    assert (len(shown["groups"]), len(shown["fields"])) == (1000, 1000)


def test_a_name_and_a_note_that_are_too_long_are_cut_and_told(run: Program) -> None:
    note = "n" * 1_400_000
    text = card(f"NOTE:{note}", f"ORG:{'o' * 40_000}").replace("Ann Lee", "Ann " + "a" * 400_000) + BOB
    report, problems = imported(run, text)
    assert report["created"] == 2
    reasons = [reason for _, reason in problems]
    assert any(reason.startswith("a note of 1.4 MB was cut to 1 MB") for reason in reasons)
    assert any(reason.startswith("name of 400,004 characters was cut to 1,000") for reason in reasons)
    (note,) = run.done("show", "id:1", "--json").json["notes"]
    assert note["text"] == "n" * 1_000_000
    assert "Ann aaa" in run.done("list", env={"COLUMNS": "80"}).out


def test_thousands_of_cards_of_one_name_and_mail_are_one_contact(run: Program) -> None:
    cards = "".join(card("EMAIL:ann@example.org", f"NOTE:note {number}") for number in range(8_000))
    report, _ = imported(run, cards)
    assert (report["cards"], report["created"], report["updated"]) == (8_000, 1, 7_999)
    assert len(run.done("show", "Ann Lee", "--json").json["notes"]) == 8_000
    assert imported(run, cards)[0]["unchanged"] == 8_000


def test_who_has_a_thousand_numbers_gets_no_more_from_files_and_that_is_told(run: Program) -> None:
    cards = [card("EMAIL:ann@example.org", f"TEL:+49151{number:08}") for number in range(1_010)]
    _, problems = imported(run, "".join(cards))
    assert len(run.done("show", "Ann Lee", "--json").json["phones"]) == 1_000
    reason = "Ann Lee has 1,000 phones, which is the most there can be; this card's are left out"
    assert problems == [(1_000 * 6 + 1 + 6 * number, reason) for number in range(10)]


def test_two_million_begins_are_said_in_a_line(run: Program) -> None:
    report, problems = imported(run, "BEGIN:VCARD\n" * 2_000_000 + BOB)
    assert report["created"] == 1
    assert (1, "1,999,999 BEGIN:VCARD without a card were passed over") in problems or (
        1,
        "2,000,000 BEGIN:VCARD without a card were passed over",
    ) in problems
    assert len(problems) <= 3


@pytest.mark.parametrize("nested", [500, 5_000])
def test_agents_of_agents_stop_nobody(run: Program, nested: int) -> None:
    agents = "AGENT:\nBEGIN:VCARD\nFN:Agent\n" * nested + "END:VCARD\n" * nested
    report, problems = imported(run, f"BEGIN:VCARD\nFN:Ann Lee\n{agents}END:VCARD\n{BOB}")
    assert report["created"] == 2
    assert [line for line, _ in problems] == [4]


def test_what_is_in_many_pieces_is_put_together(run: Program) -> None:
    folded = "NOTE:a" + "\n b" * 900_000
    soft = "X-SOFT;ENCODING=QUOTED-PRINTABLE:a" + "=\nb" * 9_000
    picture = "PHOTO;ENCODING=b;TYPE=JPEG:/9j/" + "AAAA" * 2_000_000
    parts = "N:" + ";".join(numbered("p{}", 100_000))
    report, _ = imported(run, card(folded, soft, picture, parts) + BOB)
    assert report["created"] == 2
    (note,) = run.done("show", "Ann Lee", "--json").json["notes"]
    assert len(note["text"]) == 900_001


def test_a_row_with_very_many_values_comes_in(run: Program) -> None:
    cells = [";".join(numbered(pattern, 20_000)) for pattern in ("g{}", "+49151{:08}", "a{}@example.org")]
    report, problems = imported(
        run, f'name,group,phone,email\nAnn Lee,"{cells[0]}","{cells[1]}","{cells[2]}"\n', "a.csv"
    )
    assert report["created"] == 1
    assert sorted(problems) == [
        (2, f"there are more than 1,000 {name}: the first 1,000 are taken; the whole card stays in the book as it came")
        for name in ("emails", "groups", "phones")
    ]


@pytest.mark.parametrize(
    "command", [["note", "Ann", "-"], ["note", "Ann"], ["log", "Ann", "visit"], ["task", "add", "Ann"]]
)
def test_a_text_longer_than_a_note_may_be_is_refused_before_anything_is_written(
    run: Program, command: list[str]
) -> None:
    run.done("add", "Ann")
    words = [] if command[-1] == "-" else ["w" * 100_000] * 11
    answer = run(*command, *words, input="w" * 1_100_000 if not words else None)
    assert (answer.code, answer.out) == (2, "")
    assert (
        "1.2 MB long, and at most 1 MB is kept" in answer.err or "1.1 MB long, and at most 1 MB is kept" in answer.err
    )
    assert len(run.done("history", "--json").json) == 1


def test_a_field_has_its_limit_too(run: Program) -> None:
    run.done("add", "Ann")
    answer = run("edit", "Ann", "--set", f"organization={'o' * 1_001}")
    assert answer.code == 2
    assert "organization is 1,001 characters long, and at most 1,000 are kept" in answer.err
    run.done("edit", "Ann", "--set", f"habits={'h' * 10_000}")


def test_a_long_note_is_kept_and_history_shows_its_beginning(run: Program) -> None:
    run.done("add", "Ann")
    run.done("note", "Ann", "-", input="字" * 300_000)
    (said, _) = run.done("history", "--json").json
    assert said["words"] == f"Noted n1 about Ann: {'字' * 29}…"
