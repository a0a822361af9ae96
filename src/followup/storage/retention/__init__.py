"""KEEP who drifts away and who was lost as a customer, and why."""
