"""`python -m followup` is `followup`."""

from followup.cli.app import main

if __name__ == "__main__":
    main()
