"""KEEP contacts, their groups and links, and find the one that is meant."""
