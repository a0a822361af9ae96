"""SHELL: options, prompts, completion, and the contact that a person names."""
