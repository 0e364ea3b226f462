"""Measurements of speed and memory: `python -m benchmarks.latency` and `python -m benchmarks.memory`.

Every reader runs in a process of its own, started by a parent that imports nothing large: Linux counts the
memory that the parent held at the start as the child's.
"""
