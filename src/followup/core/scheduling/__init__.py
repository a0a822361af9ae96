"""DECIDE what goes on which day: items and their priority, and the search for the week that holds most."""
