"""DECIDE what there is: contacts and what hangs on them, ids, grades, money, and the numbers the rules go by."""
