"""Use cases: a task in, an outcome out."""
