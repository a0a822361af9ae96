"""KEEP nothing new: what pages about a contact, a week or everybody need, gathered."""
