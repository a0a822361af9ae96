"""DECIDE who is about to leave: warnings, the account with a person, the stages of a customer, who was lost."""
