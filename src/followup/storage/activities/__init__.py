"""KEEP what happened and what is to be done: interactions, tasks, sales, complaints, notes, days off."""
