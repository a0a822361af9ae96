"""DECIDE about days: how people and files write them, which are worked, when occasions fall, how they are shown."""
