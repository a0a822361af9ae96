"""KEEP who may be in the book twice, who is not, and what a merge moves."""
