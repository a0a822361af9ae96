"""SHOW the page before a visit, the morning's, the month, and a week looked back on."""
