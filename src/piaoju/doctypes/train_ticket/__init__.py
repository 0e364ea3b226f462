"""火车票 (train ticket): the magnetic blue and the paper red ticket, and the 铁路电子客票 (rail e-ticket).

Issued by China Railway; the e-ticket is an electronic invoice and replaces the tickets for reimbursement since 2024.
Variants: magnetic, paper, rail_e_ticket.

Sources: 国家税务总局、财政部、国铁集团公告 2024 年第 8 号 (e-ticket); positions measured on photographed tickets.
"""
