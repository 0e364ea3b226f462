"""Printed text to typed values, pure functions: money, words, dates, rates, and one module per identifier standard."""
