"""KEEP who was lost as a customer, and why."""
