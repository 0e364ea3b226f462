"""Use cases: a task in, an outcome out. Accounts and limits, fetching, reading; settings."""
