from __future__ import annotations

import pytest

from followup.core.importing.draft import Draft, Refusal
from followup.errors import FileUnreadableError
from followup.exchange.spreadsheet.reader import read
from followup.exchange.spreadsheet.table import read_table


def cells(text: str) -> list[list[str]]:
    return [row.cells for row in read_table(text).rows()]


def test_rows_know_the_physical_line_where_they_begin_and_how_they_stood() -> None:
    rows = list(read_table('Name,Notes\r\nAnn,"one\r\ntwo"\r\n\r\nBob,\r\n').rows())
    assert [(row.line, row.cells, row.text) for row in rows] == [
        (2, ["Ann", "one\r\ntwo"], 'Ann,"one\r\ntwo"\r\n'),
        (5, ["Bob", ""], "Bob,\r\n"),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "，"])
def test_the_separator_is_the_most_frequent_in_the_header(separator: str) -> None:
    text = f"Name{separator}Phone{separator}Notes\nAnn{separator}5550001{separator}a.b\n"
    assert cells(text) == [["Ann", "5550001", "a.b"]]


def test_separators_inside_quotes_do_not_count() -> None:
    assert cells('"Name";"Phone, work, old"\n"Lee, Ann";"5550001"\n') == [["Lee, Ann", "5550001"]]


@pytest.mark.parametrize("separator_line", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_first_line_may_tell_the_separator(separator_line: str) -> None:
    table = read_table(f"{separator_line}\nName;Phone,work\nAnn;5550001\n")
    assert table.header == ["Name", "Phone,work"]
    assert [row.cells for row in table.rows()] == [["Ann", "5550001"]]


def test_the_header_may_stand_below_a_preamble() -> None:
    table = read_table("客户名单,,\n\n姓名,手机,公司\n张三,13800138000,云图\n")
    assert (table.preamble, table.header) == (2, ["姓名", "手机", "公司"])
    assert [row.line for row in table.rows()] == [4]


def test_a_header_may_have_a_line_end_in_quotes() -> None:
    table = read_table('Name,"Phone\nwork"\nAnn,5550001\n')
    assert (table.header, table.header_text) == (["Name", "Phone\nwork"], 'Name,"Phone\nwork"\n')


def test_a_data_row_with_the_word_home_in_it_is_no_header() -> None:
    assert read_table("Ann,5550001,x\nHome,Work,y\n").header == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    assert cells(end.join(["Name,Phone", "Ann,5550001", "Bob,5550002"])) == [["Ann", "5550001"], ["Bob", "5550002"]]


def test_a_lone_carriage_return_inside_a_cell_is_a_line_end_of_its_text() -> None:
    table = read_table('Name,Notes\nAnn,"a\rb"\nBob,c\rd\n')
    assert [row.text for row in table.rows()] == ['Ann,"a\rb"\n', "Bob,c\rd\n"]
    drafts = list(read(b'Name,Notes\nAnn,"a\rb"\nBob,c\rd\n').drafts)
    assert [draft.notes for draft in drafts if isinstance(draft, Draft)] == [["a\nb"], ["c\nd"]]


def test_a_run_of_carriage_returns_in_a_line_is_no_line_end_either() -> None:
    assert [row.text for row in read_table("Name,Notes\r\r\nAnn,a\r\rb\n").rows()] == ["Ann,a\r\rb\n"]
    assert read_table("\r\rName\nAnn\n").header == ["Name"]


def test_an_open_quotation_mark_does_not_swallow_the_rows_below() -> None:
    rows = list(read_table('Name,Phone,Notes\nAnn,"5550001,x\nBob,5550002,y\nCat,5550003,z\n').rows())
    assert [row.cells for row in rows] == [["Ann", "5550001", "x"], ["Bob", "5550002", "y"], ["Cat", "5550003", "z"]]
    assert [bool(row.doubt) for row in rows] == [True, False, False]


def test_open_quotation_marks_in_many_rows_damage_only_those() -> None:
    text = "Name,Phone\n" + 'Ann,"5550001\nBob,5550002\n' * 500
    names = [row.cells[0] for row in read_table(text).rows()]
    assert names == ["Ann", "Bob"] * 500


def test_a_quotation_mark_inside_a_cell_is_doubted_but_the_row_is_read() -> None:
    rows = list(read_table('Name,Phone\n"Ann "Nan" Lee",5550001\n"Bob",5550002\n').rows())
    assert [row.cells[1] for row in rows] == ["5550001", "5550002"]
    assert [bool(row.doubt) for row in rows] == [True, False]


def test_a_damaged_cell_of_two_lines_stays_one_row_where_it_swallows_no_other() -> None:
    ann, bob = read_table('Name,Notes,Phone\nAnn,"says\nhi" twice,5550001\nBob,x,5550002\n').rows()
    assert (ann.cells, bool(ann.doubt)) == (["Ann", "says\nhi twice", "5550001"], True)
    assert (bob.cells, bool(bob.doubt)) == (["Bob", "x", "5550002"], False)


def test_a_file_cut_off_inside_a_cell_keeps_what_is_there() -> None:
    (_, bob) = read_table('Name,Phone\nAnn,5550001\nBob,"55').rows()
    assert (bob.cells, bob.line, bool(bob.doubt)) == (["Bob", "55"], 3, True)


def test_rows_without_any_text_are_no_rows() -> None:
    assert cells("Name,Phone\n,,\n\n  , \nAnn,1\n,\n") == [["Ann", "1"]]


def test_short_rows_are_filled_and_cells_beyond_the_header_become_custom_fields() -> None:
    ann, bob = read(b"Name,Phone,Email\nAnn\nBob,5550002,,more,,most\n").drafts
    assert isinstance(ann, Draft)
    assert isinstance(bob, Draft)
    assert (ann.name, ann.phones, ann.doubts) == ("Ann", [], [])
    assert bob.fields == {"column 4": "more", "column 6": "most"}


def test_an_empty_last_column_is_nothing() -> None:
    (draft,) = read(b"Name,Phone,\nAnn,5550001,\n").drafts
    assert isinstance(draft, Draft)
    assert draft.fields == {}


def test_a_cell_may_be_larger_than_the_csv_module_allows() -> None:
    note = "x" * 300_000
    (draft,) = read(f"Name,Notes\nAnn,{note}\n".encode()).drafts
    assert isinstance(draft, Draft)
    assert draft.notes == [note]


def test_a_header_of_a_million_columns_is_refused() -> None:
    with pytest.raises(FileUnreadableError, match="line 1 has more than 2000 columns"):
        read(b"Name" + b"," * 1_000_000 + b"\nAnn\n")


def test_a_row_of_a_million_cells_is_refused_and_the_others_are_read() -> None:
    results = list(read(b"Name,Phone\nAnn,1\n" + b"x," * 1_000_000 + b"\nBob,2\n").drafts)
    assert [(type(result), result.line) for result in results] == [(Draft, 2), (Refusal, 3), (Draft, 4)]


def test_a_header_that_comes_again_is_no_person() -> None:
    results = list(read(b"Name,Phone\nAnn,5550001\nName,Phone\nBob,5550002\n").drafts)
    assert results[1] == Refusal(3, 2, "the row is the header again", b"Name,Phone\n")
    assert len(results) == 3


def test_a_file_cut_off_inside_a_quotation_loses_no_separator() -> None:
    assert [row.cells for row in read_table('姓名,手机\n"张三,13800138000').rows()] == [["张三", "13800138000"]]
