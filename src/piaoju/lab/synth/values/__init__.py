"""Random values that are consistent with each other, as issuing systems print them. Pure, no drawing."""
