"""The file of a book, as people and programs leave it: what is no book stays as it was, and what is one is read."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from followup.storage import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Run = Any
Limit = Any

QUESTIONS = (("list",), ("list", "zw", "--json"), ("show", "张伟"), ("remind",), ("agenda",), ("history",))
PEOPLE = ("add", "张伟", "--phone", "13800138000", "--grade", "A")
TWO_COMMANDS = (PEOPLE, ("note", "张伟", "likes tea"))
ENDINGS = ("-wal", "-shm", "-journal")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def beside(book: Path) -> dict[str, bytes]:
    """The book and all that lies beside it."""
    return {file.name: file.read_bytes() for file in book.parent.glob(f"{book.name}*")}


def refused(run: Run, *words: str, limit: Limit | None = None) -> str:
    """What a command says that ends with 6, in one line."""
    answer = run(*words, limit=limit)
    assert (answer.code, answer.out, answer.err.count("\n")) == (6, "", 1), answer
    return str(answer.err)


# What is no book


@pytest.mark.parametrize("command", [("list",), ("remind", "--quiet"), PEOPLE], ids=lambda words: words[0])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty, and no book"),
        (b"<html>" * 90, "is damaged or no followup book"),
        (b"SQLite format 3\0", "is damaged or no followup book"),
        (None, "is a database, but no followup book"),
    ],
    ids=["empty", "page", "short", "database"],
)
def test_a_file_that_is_no_book_is_refused_and_left_as_it_is(
    run: Run, content: bytes | None, said: str, command: tuple[str, ...]
) -> None:
    if content is None:
        connection = sqlite3.connect(run.book)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE place (url TEXT)")
        connection.close()
    else:
        run.book.write_bytes(content)
    run.book.chmod(0o644)
    before = beside(run.book)
    assert f"{run.book} {said}" in refused(run, *command)
    assert (mode(run.book), beside(run.book)) == (0o644, before)


def test_an_emptied_book_is_not_taken_for_a_new_one(begun: Callable[..., Run]) -> None:
    run = begun(PEOPLE)
    os.truncate(run.book, 0)
    assert "is empty" in refused(run, "remind", "--quiet")
    assert "is empty" in refused(run, "list")
    assert run.book.read_bytes() == b""


@pytest.mark.parametrize("command", [("list",), PEOPLE], ids=lambda words: words[0])
def test_what_is_no_file_is_refused_by_name_and_not_waited_for(run: Run, command: tuple[str, ...]) -> None:
    pipe, folder, unix = run.folder / "pipe", run.folder / "folder", run.folder / "s"
    os.mkfifo(pipe, 0o644)
    folder.mkdir(0o755)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(unix))
        for path, what in (
            (pipe, "a named pipe"), (folder, "a folder"), (unix, "a socket"),
            (Path("/dev/null"), "a device"), (Path("/dev/zero"), "a device"),
        ):  # fmt: skip
            before = path.stat().st_mode
            assert f"{path} is {what}, not a book" in refused(run, *command, "--book", str(path))
            assert path.stat().st_mode == before


def test_a_link_to_something_else_leaves_it_as_it_is(run: Run) -> None:
    page = run.folder / "page.html"
    page.write_text("<html>" * 90, encoding="utf-8")
    page.chmod(0o644)
    run.book.symlink_to(page)
    assert "no followup book" in refused(run, "list")
    assert (mode(page), page.read_text(encoding="utf-8")) == (0o644, "<html>" * 90)


def test_a_link_that_leads_round_is_refused(run: Run) -> None:
    run.book.symlink_to(run.book)
    assert str(run.book) in refused(run, "list")


def test_a_book_that_was_left_open_to_others_is_closed_to_them_with_what_is_beside_it(
    begun: Callable[..., Run],
) -> None:
    run = begun(*TWO_COMMANDS)
    moved = run.folder / "elsewhere.db"
    run.book.rename(moved)
    run.book.symlink_to(moved)  # a link to a book is one
    with killed_while_noting(run):
        pass
    for file in moved.parent.glob("elsewhere.db*"):
        file.chmod(0o644)
    with sqlite3.connect(moved) as other:  # so that they stay
        assert other.execute("SELECT count(*) FROM note").fetchone() == (2,)
        run.done("list")
        assert {file.name: mode(file) for file in moved.parent.glob("elsewhere.db*")} == dict.fromkeys(
            ("elsewhere.db", "elsewhere.db-wal", "elsewhere.db-shm"), 0o600
        )
    other.close()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_pipe_beside_a_book_hangs_nothing(begun: Callable[..., Run], ending: str) -> None:
    run = begun(*TWO_COMMANDS)
    os.mkfifo(f"{run.book}{ending}")
    assert f"{run.book}{ending} is a named pipe" in refused(run, "list")


# A new book


def test_only_what_writes_makes_a_book(run: Run) -> None:
    for question in (("list",), ("remind", "--quiet"), ("agenda",), ("history",)):
        run.done(*question)
    assert beside(run.book) == {}
    assert run("undo").code != 0
    assert beside(run.book) == {}


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_book_is_not_begun_beside_the_log_of_one_that_is_missing(begun: Callable[..., Run], ending: str) -> None:
    run = begun(*TWO_COMMANDS)
    run.book.rename(f"{run.book}{ending}")
    before = beside(run.book)
    for command in (PEOPLE, ("list",), ("remind", "--quiet")):
        assert f"{run.book} is missing, but {run.book.name}{ending} is there" in refused(run, *command)
    assert beside(run.book) == before


def test_a_link_to_no_file_yet_gets_its_book_where_it_leads(run: Run) -> None:
    run.book.symlink_to(run.folder / "new" / "real.db")
    run.done(*PEOPLE)
    assert run.book.is_symlink()
    assert (mode(run.folder / "new"), mode(run.folder / "new" / "real.db")) == (0o700, 0o600)


def test_two_who_begin_a_book_at_once_share_it(run: Run) -> None:
    several = [
        subprocess.Popen(
            [sys.executable, "-m", "followup", "add", f"Somebody {number}"],
            env=run.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        for number in range(4)
    ]  # fmt: skip
    assert [(each.communicate()[1], each.returncode) for each in several] == [("", 0)] * 4
    assert len(run.done("list", "--json").json) == 4
    assert set(beside(run.book)) == {run.book.name}


KILLED_AT = """
import os, signal, sys
from followup.cli.app import main
def audit(event, arguments):
    if event == sys.argv[1] and any(str(each).endswith(sys.argv[2]) for each in arguments):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(audit)
main(sys.argv[3:])
"""


@pytest.mark.parametrize("at", [("open", ".new"), ("os.link", "book.db"), ("os.remove", ".new")], ids=" ".join)
def test_who_is_killed_while_a_book_is_made_leaves_none_or_a_whole_one(run: Run, at: tuple[str, str]) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED_AT, *at, *PEOPLE], env=run.env, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert run.book.exists() == (at[0] == "os.remove")
    run.done(*PEOPLE)
    assert len(run.done("list", "--json").json) == 1


# What a program that was killed left


KILLED_WHILE_WRITING = """
import os, sqlite3, sys
path, what = sys.argv[1:]
connection = sqlite3.connect(path, isolation_level=None)
connection.execute("PRAGMA cache_size = 2")
if what == "wal":
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("INSERT INTO note (contact_id, day, text, search) VALUES (1, '2026-06-01', 'kept', 'kept')")
    connection.execute("INSERT INTO interaction (contact_id, day, kind) VALUES (1, '2026-06-01', 'call')")
else:
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN")
    for number in range(200):
        texts = (f"half {number}" * 200, "")
        connection.execute("INSERT INTO note (contact_id, day, text, search) VALUES (1, '2026-06-01', ?, ?)", texts)
print("there", flush=True)
sys.stdin.read()
os._exit(0)
"""


class killed_while_noting:  # noqa: N801 - reads as what it does
    """Another program that wrote and holds the book; killed when the block ends."""

    def __init__(self, run: Run, what: str = "wal") -> None:
        self.program = subprocess.Popen(
            [sys.executable, "-c", KILLED_WHILE_WRITING, str(run.book), what],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self) -> None:
        assert self.program.stdout
        assert self.program.stdout.readline() == "there\n"

    def __exit__(self, *_: object) -> None:
        self.program.kill()
        self.program.communicate()


def notes(run: Run) -> list[str]:
    return [note["text"] for note in run.done("show", "张伟", "--json").json["notes"]]


@pytest.mark.parametrize(("what", "expected"), [("wal", {"likes tea", "kept"}), ("journal", {"likes tea"})])
def test_what_a_killed_program_left_is_folded_in(begun: Callable[..., Run], what: str, expected: set[str]) -> None:
    run = begun(*TWO_COMMANDS)
    with killed_while_noting(run, what):
        pass
    assert beside(run.book)[f"{run.book.name}-{what}"]
    assert set(notes(run)) == expected
    assert set(beside(run.book)) == {run.book.name}
    run.done("note", "张伟", "and coffee")
    assert set(notes(run)) == expected | {"and coffee"}


@pytest.mark.parametrize("what", ["wal", "journal"])
@pytest.mark.parametrize("only_to_be_read", [False, True])
def test_a_backup_copied_over_a_book_beside_what_was_left_is_refused_and_both_stay(
    begun: Callable[..., Run], ordinary: Limit, what: str, only_to_be_read: bool
) -> None:
    run = begun(*TWO_COMMANDS)
    backup = run.folder / "backup.db"
    shutil.copy(run.book, backup)
    for number in range(3):  # the book went on
        run.done("import", str(cards(run.folder / f"{number}.vcf", 60 + number)))
    with killed_while_noting(run, what):
        pass
    shutil.copy(backup, run.book)
    before = beside(run.book)
    assert before[f"{run.book.name}-{what}"]
    run.book.chmod(0o400 if only_to_be_read else 0o600)
    for command in (("list",), ("note", "张伟", "more"), ("remind", "--quiet")):
        said = refused(run, *command, limit=ordinary)
        assert f"{run.book} and {run.book.name}-{what} beside it do not belong together" in said
        assert f"move {run.book.name}-{what} away" in said
    assert beside(run.book) == before
    Path(f"{run.book}-{what}").rename(run.folder / "away")
    run.book.chmod(0o600)
    assert [person["name"] for person in run.done("list", "--json").json] == ["张伟"]


def cards(path: Path, count: int) -> Path:
    """A file of so many cards."""
    text = "".join(
        f"BEGIN:VCARD\nFN:{path.stem} Person {number}\nNOTE:{'n' * 300}\nEND:VCARD\n" for number in range(count)
    )
    path.write_text(text, encoding="utf-8")
    return path


def test_a_log_that_another_program_uses_is_not_taken_for_a_left_one(begun: Callable[..., Run]) -> None:
    """The book is damaged where nothing but the trial on a copy looks: so it is seen that there was none."""
    run = begun(*TWO_COMMANDS)
    with killed_while_noting(run):
        with sqlite3.connect(run.book) as other:
            other.execute("PRAGMA foreign_keys = OFF")
            other.execute("INSERT INTO note (contact_id, day, text, search) VALUES (77, '2026-06-01', 'x', 'x')")
        other.close()
        assert set(notes(run)) == {"likes tea", "kept"}
        run.done("note", "张伟", "more")
        assert set(notes(run)) == {"likes tea", "kept", "more"}
    assert "do not belong together" in refused(run, "list")


def test_many_who_open_what_was_left_at_once_all_answer_alike(begun: Callable[..., Run]) -> None:
    run = begun(*TWO_COMMANDS)
    with killed_while_noting(run):
        pass
    several = [
        subprocess.Popen(
            [sys.executable, "-m", "followup", "show", "张伟", "--json"],
            env=run.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )
        for _ in range(4)
    ]  # fmt: skip
    answers = [(*each.communicate(), each.returncode) for each in several]
    assert {(errors, code, "kept" in out) for out, errors, code in answers} == {("", 0, True)}


# What an ordinary user may not write


def test_a_book_that_was_read_only_once_can_be_written_afterwards(begun: Callable[..., Run], ordinary: Limit) -> None:
    run = begun(*TWO_COMMANDS)
    run.book.chmod(0o400)
    for question in QUESTIONS:
        assert "张伟" in run.done(*question, limit=ordinary).out
    assert f"{run.book} can only be read" in refused(run, "note", "张伟", "more", limit=ordinary)
    assert set(beside(run.book)) == {run.book.name}
    run.book.chmod(0o600)
    run.done("note", "张伟", "more", limit=ordinary)
    assert "more" in notes(run)


@pytest.mark.parametrize("ending", ["-shm", "-wal"])
def test_a_book_with_a_read_only_file_left_beside_it_is_mended(
    begun: Callable[..., Run], ordinary: Limit, ending: str
) -> None:
    run = begun(*TWO_COMMANDS)
    left = Path(f"{run.book}{ending}")
    left.touch()
    left.chmod(0o400)
    run.done("note", "张伟", "more", limit=ordinary)
    assert "more" in notes(run)
    assert set(beside(run.book)) == {run.book.name}


@pytest.mark.parametrize(("file", "folder"), [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)])
@pytest.mark.parametrize("what", ["wal", "journal"])
def test_what_was_left_beside_a_book_that_cannot_be_written_is_read_and_stays(
    begun: Callable[..., Run], ordinary: Limit, what: str, file: int, folder: int
) -> None:
    run = begun(*TWO_COMMANDS)
    with killed_while_noting(run, what):
        pass
    run.book.chmod(file)
    run.folder.chmod(folder)
    before = beside(run.book)
    answer = run.done("show", "张伟", limit=ordinary)
    assert ("likes tea" in answer.out, "kept" in answer.out, "half" in answer.out) == (True, what == "wal", False)
    assert beside(run.book) == before
    run.folder.chmod(0o700)


# A full disk


def no_room() -> None:
    """As a full disk: not one more byte can be written to a file."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


@pytest.mark.parametrize("commands", [(PEOPLE,), TWO_COMMANDS], ids=["first command", "later"])
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_full_disk_does_not_keep_a_question_from_its_answer(
    begun: Callable[..., Run], commands: tuple[tuple[str, ...], ...], question: tuple[str, ...]
) -> None:
    run = begun(*commands)
    before = run.book.read_bytes()
    answer = run.done(*question, limit=no_room)
    assert ("张伟" in answer.out, answer.err) == (True, "")
    assert run.book.read_bytes() == before


SORTING = """
import sys
from pathlib import Path
from followup.storage.book import open_book
with open_book(Path(sys.argv[1])) as book:
    book.connection.execute(
        "CREATE TEMP TABLE many AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)"
        " SELECT i, 'what is put aside for a question' FROM n"
    )
    print(*book.connection.execute("SELECT count(*) FROM many").fetchone())
"""


def test_what_a_question_puts_aside_needs_no_room(begun: Callable[..., Run]) -> None:
    run = begun(PEOPLE)
    done = subprocess.run(
        [sys.executable, "-c", SORTING, str(run.book)], preexec_fn=no_room, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("300000\n", "")


def test_a_full_disk_does_not_keep_an_old_book_from_its_answer(run: Run) -> None:
    connection = sqlite3.connect(run.book, isolation_level=None)
    schema.migrate(connection, 1)
    connection.execute("INSERT INTO command (at, words, sequences) VALUES ('', '', '{}')")
    connection.execute("INSERT INTO contact (name, added, search) VALUES ('张伟', '2026-01-01', '张伟')")
    connection.close()
    before = run.book.read_bytes()
    answer = run.done("list", "张", limit=no_room)
    assert ("张伟" in answer.out, answer.err) == (True, "")
    assert run.book.read_bytes() == before


def test_what_was_left_is_read_on_a_full_disk_and_stays(begun: Callable[..., Run]) -> None:
    run = begun(*TWO_COMMANDS)
    with killed_while_noting(run):
        pass
    Path(f"{run.book}-shm").unlink()
    before = beside(run.book)
    assert "kept" in run.done("show", "张伟", limit=no_room).out
    assert beside(run.book).items() >= before.items()


def test_what_changes_a_book_on_a_full_disk_says_that_it_is_full(begun: Callable[..., Run]) -> None:
    run = begun(*TWO_COMMANDS)
    answer = run("note", "张伟", "more", limit=no_room)
    assert (answer.code != 0, answer.out, answer.err.count("\n")) == (True, "", 1)
    assert "no space left on the disk" in answer.err
    assert "more" not in run.done("show", "张伟").out


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m,mode=755", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("mounting a small disk takes root: run this test with sudo, or in a container with CAP_SYS_ADMIN")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_read_as_ever(
    small_disk: Path, tmp_path: Path, program: Callable[[Path], Run], begun: Callable[..., Run]
) -> None:
    made = begun(*TWO_COMMANDS)
    run = program(small_disk)
    shutil.copy(made.book, run.book)
    with (small_disk / "filler").open("wb", buffering=0) as filler:
        for size in (4096, 1):
            while True:
                try:
                    filler.write(b"x" * size)
                except OSError:
                    break
    before = run.book.read_bytes()
    for question in QUESTIONS:
        answer = run.done(*question)
        assert ("张伟" in answer.out, answer.err) == (True, "")
    for name in ("people.vcf", "people.csv", "book.json"):
        run.done("export", "--to", str(tmp_path / name))
        assert "张伟" in (tmp_path / name).read_text(encoding="utf-8")
    assert run.book.read_bytes() == before
    full = run("note", "张伟", "more")
    assert (full.code != 0, "no space left on the disk" in full.err) == (True, True)
    (small_disk / "filler").unlink()
    run.done("note", "张伟", "more")
    assert "more" in run.done("show", "张伟").out
