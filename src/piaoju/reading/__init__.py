"""The stages of reading, in order: decode, ocr, locate, kie, checks."""
