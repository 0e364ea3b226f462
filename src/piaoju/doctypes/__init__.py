"""One folder per document type: schema, cues, extractor, rules."""
