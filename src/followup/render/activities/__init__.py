"""SHOW what happened and what is to be done: tasks, sales, complaints, notes, days off."""
