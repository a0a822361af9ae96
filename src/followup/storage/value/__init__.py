"""KEEP sales summed up by customer, and grades with their history."""
