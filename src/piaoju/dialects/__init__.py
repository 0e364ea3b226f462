"""One folder per vendor's wire format; native is our own, lossless."""
