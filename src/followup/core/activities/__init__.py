"""DECIDE what may be recorded: interactions, tasks, sales and complaints, and their corrections."""
