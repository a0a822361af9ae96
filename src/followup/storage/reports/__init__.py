"""KEEP the mornings that were shown; READ what reports about a contact, a week or everybody are made from."""
