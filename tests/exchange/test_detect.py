from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.core.importing.draft import Doubt, Draft
from followup.errors import FileUnreadableError, FollowupError, WrongUsageError
from followup.exchange.detect import open_reader
from followup.exchange.vcard.begins import looks_like_vcard

VCARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nN:Lee;Ann;;;\r\nEND:VCARD\r\n"
CSV = b"Name,Phone\r\nAnn Lee,5550001\r\n"


@pytest.mark.parametrize("name", ["ann.vcf", "ann.csv", "ann", "ANN.VCF", "ann.txt"])
@pytest.mark.parametrize(("data", "kind"), [(VCARD, "vcard"), (CSV, "csv")])
def test_the_content_decides_and_not_the_ending(name: str, data: bytes, kind: str) -> None:
    reading = open_reader(data, name)
    (ann,) = reading.drafts
    assert isinstance(ann, Draft)
    assert (ann.name, reading.format.startswith(kind)) == ("Ann Lee", True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_vcard_is_known_in_any_encoding(encoding: str) -> None:
    assert looks_like_vcard(VCARD.decode().encode(encoding))
    (ann,) = open_reader(VCARD.decode().encode(encoding), "ann").drafts
    assert isinstance(ann, Draft)
    assert ann.name == "Ann Lee"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\n", b"\xff\xfe", b"\0\0\0"])
@pytest.mark.parametrize(("name", "kind"), [("a.vcf", "vcard"), ("a.csv", "csv"), ("a", "csv")])
def test_an_empty_file_has_no_drafts_and_a_doubt(data: bytes, name: str, kind: str) -> None:
    reading = open_reader(data, name)
    assert (reading.format, list(reading.drafts), reading.doubts) == (kind, [], [Doubt(1, "the file is empty")])


@pytest.mark.parametrize("data", [b"PK\x03\x04" + b"x" * 50, b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n" + bytes(range(256))])
@pytest.mark.parametrize("name", ["a.csv", "a.vcf", "a"])
def test_what_is_no_text_is_refused_by_its_name(data: bytes, name: str) -> None:
    with pytest.raises(FileUnreadableError, match=f"^{name}(:| is)") as caught:
        open_reader(data, name)
    assert caught.value.hint


def test_a_stray_nul_does_not_make_a_short_list_binary() -> None:
    (ann,) = open_reader(b"Name,Phone\nA\0nn,5550\x00001\n", "a.csv").drafts
    assert isinstance(ann, Draft)
    assert (ann.name, ann.phones[0].value) == ("Ann", "5550001")


def test_a_text_that_is_no_list_of_contacts_is_refused_by_its_name() -> None:
    with pytest.raises(FileUnreadableError, match=r"letter\.txt: no column is known among Dear Ann"):
        open_reader(b"Dear Ann\nhow are you\n", "letter.txt")


def test_columns_can_be_mapped_and_the_encoding_given() -> None:
    (kim,) = open_reader("Kunde,Tel\n李四,5550001\n".encode("gbk"), "k.csv", "gbk", {"Kunde": "name"}).drafts
    assert isinstance(kim, Draft)
    assert kim.name == "李四"


def test_an_encoding_that_does_not_exist_is_wrong_usage() -> None:
    with pytest.raises(WrongUsageError, match="utf-99"):
        open_reader(CSV, "a.csv", "utf-99")


@given(st.binary(max_size=200), st.sampled_from(["a.csv", "a.vcf", "a"]))
def test_any_bytes_are_read_or_refused_in_words(data: bytes, name: str) -> None:
    try:
        results = list(open_reader(data, name).drafts)
    except FollowupError:
        return
    assert all(result.card > 0 for result in results)


@pytest.mark.parametrize(
    "text", ['{"a": 1}\n', ",".join(f"c{number}" for number in range(5000)), "VERSION:3.0\nFN:Ann\n"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-32-le"])
def test_a_vcard_in_which_no_card_begins_or_ends_is_none(text: str, encoding: str) -> None:
    with pytest.raises(FileUnreadableError, match=r"^a\.vcf"):
        open_reader(text.encode(encoding), "a.vcf")


def test_a_card_whose_beginning_is_missing_is_still_read() -> None:
    (ann,) = open_reader(b"VERSION:3.0\nFN:Ann\nEND:VCARD\n", "a.vcf").drafts
    assert isinstance(ann, Draft)
    assert ann.name == "Ann"
