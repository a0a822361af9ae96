"""DECIDE what may be written down: interactions, tasks, sales and complaints, and their corrections."""
