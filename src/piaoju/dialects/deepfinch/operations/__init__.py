"""One module per operation: parameters and rows."""
