"""Last stage: the fields of a document in, findings about them out, and confidences that heed the findings.

A document type declares its checks as data (`rules.py`, rows of `Rule`), made by the functions of this toolkit. A check
compares what was printed twice, or holds a value against the standard that it must keep; it never changes a value.
None of them proves that an invoice is genuine.
"""
