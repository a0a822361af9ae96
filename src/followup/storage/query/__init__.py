"""KEEP the answers to a QUERY: its fields as SQL, words anywhere in the book, smart groups."""
