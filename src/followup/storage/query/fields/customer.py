"""Fields about a contact as a customer, which rules compute for everybody at once: segment and warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.core.model.stages import SEGMENTS, WARNING_STAGES
from followup.storage.query.context import in_ids
from followup.storage.query.fields.condition import one_of

if TYPE_CHECKING:
    from followup.core.query.syntax import Comparison
    from followup.storage.query.context import QueryContext, Sql
    from followup.storage.query.fields.condition import Condition


def _segment(comparison: Comparison, context: QueryContext) -> Sql:
    wanted = one_of("segment", SEGMENTS, comparison)
    segments = context.computed("segment").segments()
    return in_ids(number for number, segment in segments.items() if segment == wanted)


def _warning(comparison: Comparison, context: QueryContext) -> Sql:
    wanted = one_of("warning", WARNING_STAGES, comparison)
    warnings = context.computed("warning").warnings()
    return in_ids(number for number, stage in warnings.items() if stage == wanted)


def has_segment(context: QueryContext) -> Sql:
    """Return the condition that a contact is in any segment."""
    return in_ids(context.computed("segment").segments())


def has_warning(context: QueryContext) -> Sql:
    """Return the condition that there is a warning about a contact."""
    warnings = context.computed("warning").warnings()
    return in_ids(number for number, stage in warnings.items() if stage != WARNING_STAGES[0])


CONDITIONS: dict[str, Condition] = {"segment": _segment, "warning": _warning}
