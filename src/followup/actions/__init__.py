"""DO what commands and a full screen have in common: load a week, log, complete, pin, snooze, grade, undo."""
