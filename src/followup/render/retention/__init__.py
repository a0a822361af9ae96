"""SHOW who drifts away, and who was lost."""
