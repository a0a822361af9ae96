"""SHOW warnings about customers, and lost customers."""
