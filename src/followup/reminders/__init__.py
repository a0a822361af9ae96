"""REMIND: the crontab, and the channels a reminder goes out by."""
