"""KEEP what happened and what is promised: interactions, tasks, sales, complaints, notes, days off."""
