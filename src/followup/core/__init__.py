"""DECIDE: the rules, as pure functions over named tuples; `today` is an argument."""
