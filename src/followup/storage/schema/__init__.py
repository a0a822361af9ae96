"""KEEP the shape of the book: its tables, what their columns may hold, and the steps that led there."""
