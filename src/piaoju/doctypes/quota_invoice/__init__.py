"""定额发票 (fixed-amount invoice): a slip preprinted with its face value, without buyer, items or machine print.

Issued under the name of a province's or city's tax administration, one design each: landscape or upright, with or
without a stub (存根联, 副券) that repeats code and number, the face value in words, in figures or in both.

Sources: 国税函〔2004〕521号 for the code of 12 digits; printed slips and vendors' examples for the designs.
"""
