"""The words for yes and no, in English and Chinese."""

from __future__ import annotations

from followup.core.text.folding import fold

_YES = frozenset({"yes", "y", "true", "on", "1", "是", "对", "有", "好"})
_NO = frozenset({"no", "n", "false", "off", "0", "否", "不", "不是", "没有"})


def is_yes(text: str) -> bool | None:
    """Whether a text says yes; None where it says neither yes nor no."""
    word = fold(text)
    return True if word in _YES else False if word in _NO else None
