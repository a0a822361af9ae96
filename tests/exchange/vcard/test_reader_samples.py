"""Whole files: every card becomes a draft or a refusal, also if damaged. Their content: test_samples_of_others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.core.importing.draft import Draft, Refusal
from followup.exchange.encoding import decode_file
from followup.exchange.vcard.reader import read

HERE = Path(__file__).parents[1] / "samples"
OTHERS = Path(__file__).parents[4] / "shared" / "formats" / "samples"
OWN = sorted(path.name for path in HERE.glob("*.vcf"))
BEGIN = re.compile(r"^\s*(?:AGENT:|GROUP\.)?BEGIN\s*:\s*VCARD", re.IGNORECASE | re.MULTILINE)


def items(name: str) -> list[Draft | Refusal]:
    return list(read((HERE / name).read_bytes()).drafts)


def drafts(name: str) -> list[Draft]:
    return [item for item in items(name) if isinstance(item, Draft)]


def test_the_original_of_a_card_has_everything_but_its_picture() -> None:
    wei, na, _, number_only = drafts("android_aosp_zh.vcf")
    assert wei.photo is not None
    assert b"PHOTO" not in wei.original
    assert b"contact_event" in wei.original
    assert [(draft.line, draft.card) for draft in (wei, na, number_only)] == [(1, 1), (34, 2), (56, 4)]


def test_the_same_person_five_times_is_five_drafts() -> None:
    assert len({draft.content for draft in drafts("duplicates_phone_formats.vcf")}) == 5


@pytest.mark.skipif(not OTHERS.is_dir(), reason="clone the samples beside the project to read everybody's exports")
def test_every_card_of_every_sample_is_a_draft_or_refused_with_a_reason() -> None:
    for path in sorted([*OTHERS.rglob("*.vcf"), *OTHERS.rglob("*.vcs")]):
        data = path.read_bytes()
        results = list(read(data).drafts)
        for item in results:
            assert item.reason if isinstance(item, Refusal) else item.name, path
        agents = sum(
            "kept as a relation" in doubt.reason
            for draft in results
            if isinstance(draft, Draft)
            for doubt in draft.doubts
        )
        assert len(results) + agents >= len(BEGIN.findall(decode_file(data)[0].replace("\r", "\n"))), path


@pytest.mark.parametrize("name", OWN)
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_file_never_raises(name: str, data: st.DataObject) -> None:
    content = bytearray((HERE / name).read_bytes())
    pieces = st.sampled_from(
        [b"", b"\r", b"\n ", b"=", b"=\r\n", b";", b":", b"\\", b'"', b"\0", b"BEGIN:VCARD\n", b"END:VCARD\n"]
    )
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 12))
        content[start : start + length] = data.draw(st.one_of(pieces, st.binary(max_size=4)))
    encoding = data.draw(st.sampled_from([None, None, "gbk", "cp1252", "utf-16", "utf-8"]))
    reading = read(bytes(content), encoding)
    for item in reading.drafts:
        if isinstance(item, Draft):
            assert item.name
            assert item.name.isprintable() or "\u3000" in item.name or not item.name.isascii()
            assert all(doubt.reason.isprintable() or not doubt.reason.isascii() for doubt in item.doubts)


@given(st.binary(max_size=200))
def test_any_bytes_in_a_card_never_raise(middle: bytes) -> None:
    results = list(read(b"BEGIN:VCARD\nFN:Ann\n" + middle + b"\nEND:VCARD\n").drafts)
    assert results
