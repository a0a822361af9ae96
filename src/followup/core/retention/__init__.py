"""DECIDE who is about to leave: warnings, the balance of give and take, customer stages, lost customers."""
