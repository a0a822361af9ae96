"""KEEP the whole book as one JSON document, and take it back."""
