"""The toolkit that vendors share: messages, sign-in, parameters, rows, faults. Pure; it names no vendor."""
