"""SHELL: options, prompts, completion, and who is meant."""
