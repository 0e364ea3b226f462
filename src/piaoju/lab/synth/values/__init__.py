"""Random values that are consistent with each other, as the issuing systems would print them. Pure, no drawing."""
