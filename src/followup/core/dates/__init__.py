"""DECIDE what day is meant: as people and files write days, how it is said, which are worked, when occasions fall."""
