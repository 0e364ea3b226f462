"""二手车销售统一发票 (used vehicle sales invoice): the unified invoice for a vehicle that changes hands.

Issued by dealers, auctioneers and markets; either the rows of the dealer or those of the market are filled, seldom
both. Variants: paper, on preprinted stock with a tax control code; digital_paper, on the same stock but numbered by the
new platform, which prints a notice of its own in the place of that code; digital, the electronic 数电票.

Sources: 国税函〔2005〕693号 (form), 税务总局公告 2024 年第 11 号 (数电票); positions from the print code of issuing
systems.
"""
