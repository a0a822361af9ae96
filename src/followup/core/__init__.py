"""DECIDE: pure functions over frozen dataclasses; today is an argument."""
