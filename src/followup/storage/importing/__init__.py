"""KEEP what an import brings: what the book knows people by, the plan written, contacts on their way out."""
