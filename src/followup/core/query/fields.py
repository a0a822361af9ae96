"""The fields that a query may ask for in every book; the book's custom fields come to them.

A new field is a name here and a condition on contacts in storage/query/fields/.
"""

from __future__ import annotations

COMPARED = ("id", "grade", "added", "idle", "due", "value", "birthday", "bought", "balance")
"""The fields that `>`, `<` and `..` make sense for. (A custom field is compared as a number or as a day.)"""
FIELDS = (
    *COMPARED, "name", "group", "city", "area", "org", "title", "stage", "segment", "warning", "phone", "email",
    "has", "no", "source", "status", "private",
)  # fmt: skip
