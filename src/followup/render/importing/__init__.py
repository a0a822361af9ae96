"""SHOW what an import did, and how the columns of a table were understood."""
