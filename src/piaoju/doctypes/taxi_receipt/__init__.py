"""出租汽车发票 (taxi receipt): a narrow slip with the form preprinted and the trip's values printed by the meter.

Issued by taxi companies under the name of a province's or city's tax administration; each city has its own design, and
the meter's print slides against the form by up to one and a half rows.

Sources: printed slips of several cities; 国家税务总局 codes of local invoices (12 digits) for the region.
"""
