"""SHOW what customers are worth, and what a grading policy changes."""
