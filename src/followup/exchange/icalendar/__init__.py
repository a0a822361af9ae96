"""EXCHANGE days to greet, promises and the week as iCalendar, and read when other calendars are busy."""
