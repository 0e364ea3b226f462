"""Printed text to typed values, pure functions; identifiers have one module per standard.

`values.normalise` is the entry for all field types. The modules share their verbs: `normalise` gives the
contract's string, `parse` a typed value, and both give None for text that lacks the grammar. Identifier
modules have the form of python-stdnum: `compact`, `validate`, `is_valid`, and `split` into parts. Nothing
here repairs a digit: what was read wrong stays wrong, so that the checks can see it.
"""
