"""SHOW, what all results share: safe text, tables, JSON, HTML, Markdown, money, a progress bar, stdout and stderr."""
