"""DECIDE who is who: names that can be one person's, likely duplicates, and two contacts merged into one."""
