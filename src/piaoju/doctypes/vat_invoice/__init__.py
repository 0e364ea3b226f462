"""增值税发票 (VAT invoice): on paper, on a roll (卷票), electronic (电子普通, 电子专用) and fully digitalised (数电票).

Issued through the tax administration's systems; the form is fixed by law: title and code above a table of buyer,
item rows, totals, seller and remark. Variants: vat_special_paper, vat_general_paper, vat_general_electronic,
vat_special_electronic, vat_toll_electronic, digital_special, digital_general, digital_paper_special,
digital_paper_general, vat_roll.

Sources: 税务总局公告 2015 年第 19 号 and 2020 年第 22 号 (forms), 2016 年第 82 号 (卷票), 2024 年第 11 号 (数电票);
positions measured on issued files.
"""
