"""EXCHANGE: writes contacts and the week as CSV, in our own columns, Google's and Outlook's."""
