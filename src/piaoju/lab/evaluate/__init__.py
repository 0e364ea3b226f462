"""Evaluation: readings of a folder of labelled documents, measured against their labels.

In goes a folder of documents with their labels (`dataset.load`) and any callable that reads bytes; out comes
a `report.Report` with counts, which `writing` turns into Markdown or plain data. The measures are defined in
`metrics`, what counts as the same value in `compare`.
"""
