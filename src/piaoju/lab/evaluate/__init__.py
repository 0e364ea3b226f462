"""Evaluation: readings of a folder of labelled documents, measured against their labels.

In goes a folder of documents with their labels (`dataset.load`) and any callable that reads bytes; out comes
a `report.Report` with counts, which `writing` turns into Markdown, `html_report` into a page with pictures of what went
wrong, and `stored` into JSON, of which `difference` compares two. The measures are defined in `metrics`, what counts as
the same value in `compare`, which document read is which labelled in `pairing`.
"""
