"""Errors that a person sees: a sentence, a hint what to do, and an exit code."""


class FollowupError(Exception):
    """Ends a command with one line on stderr.

    `str(error)` is the sentence (what and where), `hint` says what to do, `exit_code` is that of the process. Only
    `cli/app.py` prints it.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class WrongUsageError(FollowupError):
    """A word, option, field, setting, date, grade or kind that followup does not know."""

    exit_code = 2


class NotFoundError(FollowupError):
    """No such contact, item or record."""

    exit_code = 3


class AmbiguousError(FollowupError):
    """More than one contact matches the name."""

    exit_code = 4


class FileUnreadableError(FollowupError):
    """A named file could not be opened, or holds no contacts."""

    exit_code = 5


class BookUnusableError(FollowupError):
    """The book is locked, damaged, or newer than the program."""

    exit_code = 6


class RefusedError(FollowupError):
    """Data would be lost, and `--yes` was not given."""

    exit_code = 7
