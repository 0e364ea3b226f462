"""Printed forms: one module per document type, with VARIANTS and draw(variant, rng)."""
