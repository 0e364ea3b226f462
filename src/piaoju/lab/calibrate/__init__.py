"""Fits confidences: readings of the calibration set are observed, and the table of probabilities follows."""
