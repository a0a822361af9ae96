"""CONFIGURE: config.toml to one frozen `Settings`, and what each setting may hold."""
