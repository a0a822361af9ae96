"""DECIDE what a file changes: a draft becomes a prepared card, is matched, and ends in a plan and its report."""
