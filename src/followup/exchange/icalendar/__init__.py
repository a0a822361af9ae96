"""EXCHANGE: writes occasions, tasks and the week as iCalendar, and reads the busy times of other calendars."""
