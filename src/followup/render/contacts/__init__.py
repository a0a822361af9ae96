"""SHOW contacts: one with everything about it, lists, groups and links."""
