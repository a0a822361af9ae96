"""SHOW who may be one person, and two contacts side by side."""
