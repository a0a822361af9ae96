"""followup: a salesperson's address book that plans the week."""
