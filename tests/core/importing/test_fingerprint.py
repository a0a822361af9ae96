"""What a card is known by when it comes again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from followup.core.importing.draft import Draft
from followup.core.importing.fingerprint import fingerprint
from followup.core.model.contact import Email, Phone

DRAFT = Draft(
    1, 1, "张伟", organization="云图", uid="u1",
    phones=[Phone("mobile", "138 0013 8000"), Phone("work", "010-5555 0123")],
    emails=[Email("", "A@Example.com"), Email("", "b@example.com")], urls=["https://example.com"],
)  # fmt: skip


def test_a_fingerprint_does_not_mind_case_spelling_labels_and_order() -> None:
    same = Draft(
        7, 3, "张伟", organization="云图", uid="U1", title="经理", urls=["HTTPS://example.com"],
        phones=[Phone("fax", "01055550123"), Phone("", "13800138000")],
        emails=[Email("x", "b@example.com"), Email("", "a@example.com")],
    )  # fmt: skip
    assert fingerprint(DRAFT) == fingerprint(same)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "张薇"}, {"organization": ""}, {"uid": "u2"}, {"phones": []}, {"emails": []}, {"urls": []},
        {"urls": [], "emails": [*DRAFT.emails, Email("", "https://example.com")]},
    ],
)  # fmt: skip
def test_a_fingerprint_minds_what_identifies(change: dict[str, Any]) -> None:
    assert fingerprint(DRAFT) != fingerprint(replace(DRAFT, **change))
