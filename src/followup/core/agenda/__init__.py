"""DECIDE this week: what is due or has a date, what was planned, kept, carried over and done."""
