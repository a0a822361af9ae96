"""EXCHANGE contacts and the week as CSV, in our columns, Google's and Outlook's."""
