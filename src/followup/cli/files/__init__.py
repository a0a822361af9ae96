"""SHELL: reading and writing the files that a person names, and the editor."""
