"""KEEP the week: what it is planned from, how it was planned, and what was ticked off."""
