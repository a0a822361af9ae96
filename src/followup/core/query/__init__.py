"""DECIDE what a QUERY means: its grammar, its days and numbers, and what a smart group may ask for."""
