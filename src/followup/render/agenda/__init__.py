"""SHOW the week: on a terminal, as JSON, and as a page to print."""
