"""KEEP what customers bought, summed up by customer, and grades with their history."""
