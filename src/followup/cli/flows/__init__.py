"""SHELL: questions in several steps, shared by commands."""
