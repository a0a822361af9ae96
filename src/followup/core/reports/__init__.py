"""DECIDE what a page says: about one contact, a visit, a morning, a week looked back on, a month."""
