"""One module per operation: parameters and rows. `cards` has what can be asked for, `request` what may be sent."""
