"""SHELL: read the arguments, ask the layers below, show."""
