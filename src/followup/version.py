"""The version, readable without importlib.metadata, which costs more than a question does."""

VERSION = "0.1.0"
