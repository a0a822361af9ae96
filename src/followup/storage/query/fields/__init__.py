"""KEEP what each field of a QUERY means, as a condition in SQL; their names stand in core/query/fields.py."""
