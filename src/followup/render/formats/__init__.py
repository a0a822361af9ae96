"""SHOW in any format: text and tables for a terminal, JSON, HTML, Markdown, money, progress, and stdout."""
