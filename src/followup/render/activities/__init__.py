"""SHOW what happened and what is promised: tasks, sales, complaints, notes, days off."""
