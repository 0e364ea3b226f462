"""Use cases: a task in, an outcome out. So far the settings (`config`)."""
