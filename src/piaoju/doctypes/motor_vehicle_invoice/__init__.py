"""机动车销售统一发票 (motor vehicle sales invoice): the unified invoice for a new vehicle.

Issued by dealers for every vehicle sold new; its copies serve the buyer, the purchase tax and the registration.
Variants: paper, on preprinted stock with a tax control code; digital_paper, on the same stock but numbered by the new
platform, which prints a notice of its own in the place of that code; digital, the electronic 数电票.

Sources: 国税函〔2006〕479号 (form), 税务总局公告 2024 年第 11 号 (数电票); positions from the print code of issuing
systems.
"""
