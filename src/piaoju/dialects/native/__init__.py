"""Our own lossless JSON: the objects of the command line and the native API."""
