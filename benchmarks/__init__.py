"""Measurements, each a program: `latency` (speed and accuracy beside others), `memory`, `soak`, `profile`.

Every reader under comparison runs in a process of its own, started by a parent that imports nothing large: Linux counts
the memory that the parent held at the start as the child's.
"""
