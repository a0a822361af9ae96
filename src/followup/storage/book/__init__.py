"""KEEP the file: how it is opened, written and brought up to date, its history and undo."""
