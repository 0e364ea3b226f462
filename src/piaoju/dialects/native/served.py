"""Under which name the native API is known, and below which path its operations are."""

NAME = "native"
PREFIX = "/v1/"
