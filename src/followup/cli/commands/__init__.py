"""One module a command or command group."""
