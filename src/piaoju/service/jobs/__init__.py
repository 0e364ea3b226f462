"""Durable jobs: accepted, read and told of once, whatever happens to the processes that work on them.

`store` is what those see who submit jobs, `progress` what workers write down, `worker` what they do, `runner` when.
"""
