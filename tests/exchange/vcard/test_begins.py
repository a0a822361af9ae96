"""Whether a vCard begins in the head of a file, whatever its encoding."""

from __future__ import annotations

import pytest

from followup.exchange.vcard.begins import looks_like_vcard


@pytest.mark.parametrize(
    ("data", "is_vcard"),
    [
        (b"begin : vcard\nend:vcard\n", True),
        (b"GROUP.BEGIN:VCARD\n", True),
        (b"\r\n\r\n  BEGIN:VCARD", True),
        (b"VERSION:3.0\rBEGIN:VCARD\r", True),
        (b"Name,Notes\nAnn,BEGIN:VCARD\n", False),
        (b"", False),
    ],
)
def test_a_vcard_begins_with_a_line_of_its_own(data: bytes, is_vcard: bool) -> None:
    assert looks_like_vcard(data) is is_vcard
