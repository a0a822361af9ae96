"""DECIDE what belongs to a contact: names, numbers, fields and links, and who answers to what was typed."""
