"""SHOW: results as text and tables, HTML pages, Markdown and JSON; the only layer that knows rich."""
