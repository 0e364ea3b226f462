"""Synthesiser and evaluation."""
