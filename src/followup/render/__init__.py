"""SHOW: results to a table, a panel, a page, JSON; the only layer that knows rich."""
