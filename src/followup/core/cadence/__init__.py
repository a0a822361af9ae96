"""DECIDE how often a contact is due, since when, and until when that is put off."""
