"""Confidence, the last stage of a reading: from the recogniser's scores and what the checks say to probabilities.

`signs` gathers what speaks for and against each value, `calibration` holds the table that turns this into a
probability, `calibrated` applies it to a document. The table is fitted by `python -m scripts.calibrate`.
"""
