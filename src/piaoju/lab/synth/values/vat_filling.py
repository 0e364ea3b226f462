"""Fill in a VAT invoice: parties, codes, items, words, remark, signers that agree with each other."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import numpy as np

from piaoju.lab.synth.values import codes, parties, vat_services, vat_sorts
from piaoju.lab.synth.values.amounts import in_words
from piaoju.lab.synth.values.goods import Bill
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick, table
from piaoju.lab.synth.values.parties import Party
from piaoju.lab.synth.values.vat import VatInvoice, VatKind
from piaoju.lab.synth.values.vat_sorts import PERSONAL, Content, Context, Sort

_CONTENTS: Mapping[Sort, Callable[[np.random.Generator, Context], Content]] = {
    Sort.PLAIN: vat_sorts.plainly,
    Sort.OLD: vat_sorts.plainly,
    Sort.UNUSUAL: vat_sorts.unusual,
    Sort.NEGATIVE: vat_sorts.negative,
    Sort.LISTED: vat_sorts.listed,
    Sort.MARGIN: vat_sorts.margin,
    Sort.TOLL: vat_services.toll,
    Sort.ROLL: vat_services.roll,
    Sort.LONG: vat_sorts.long,
    Sort.FARM: vat_sorts.farm,
    Sort.ON_BEHALF: vat_sorts.on_behalf,
    Sort.PASSENGERS: vat_services.passengers,
    Sort.FREIGHT: vat_services.freight,
    Sort.CONSTRUCTION: vat_services.construction,
    Sort.RENTAL: vat_services.rental,
}
_MARKS = {"汽油": "成品油", "建筑服务": "建筑服务"}
"""Category of what is sold -> mark at the top left of the platform's forms."""


def vat_invoice(
    rng: np.random.Generator, kind: VatKind, name_width: float, lines: int, sort: Sort = Sort.PLAIN
) -> VatInvoice:
    """Return the values of an invoice.

    Args:
        rng: source of randomness.
        kind: of the variant.
        name_width: full-width characters in a line of the name column.
        lines: printed lines in the item area.
        sort: of business.
    """
    where = parties.place(rng)
    issued = parties.day(rng, kind.first, kind.last)
    brackets = pick(rng, ("（）", "()"))
    seller = parties.firm(rng, where, brackets=brackets)
    home = where if chance(rng, 0.5) else parties.place(rng)
    buyer = parties.buyer(rng, home, brackets=brackets, firms_only=kind.special)
    context = Context(kind, where, issued, name_width, lines)
    content = _CONTENTS[sort](rng, context)
    goods = content.bill
    is_platform = kind.numbering == "platform"
    code = kind.code(rng, where.region, issued.year) if kind.code else ""
    number = codes.long_number(rng, where.region, issued) if is_platform else codes.short_number(rng)
    check = "" if kind.numbering != "device" or kind.special or kind.aged else digits(rng, 20)
    issuer = parties.person(rng)
    invoice = VatInvoice(
        title=kind.title.format(title=where.title),
        place=where,
        code=code,
        number=number,
        platform_number="",
        issued=issued,
        check_code=check,
        machine_number="" if is_platform else codes.machine_number(rng),
        cipher_area=() if is_platform else tuple(codes.cipher_area(rng, 21 if kind.aged else pick(rng, (27, 28)))),
        buyer=buyer,
        seller=seller,
        address_phone=("", "") if is_platform else _both(rng, buyer, seller, _address_phone),
        bank_account=("", "") if is_platform else _both(rng, buyer, seller, _bank_account),
        bill=goods,
        cells=content.cells,
        mark=content.mark or (_mark(goods) if is_platform else ""),
        second_table=content.second_table,
        words=_words(rng, goods.total),
        remark=content.remark + _remark(rng, context, buyer, seller),
        payee="" if is_platform or chance(rng, 0.15) else parties.person(rng),
        reviewer="" if is_platform or chance(rng, 0.15) else parties.person(rng),
        issuer=issuer,
        qr="",
    )
    return _numbered(_fitting(rng, invoice, kind, sort), kind)


def _fitting(rng: np.random.Generator, invoice: VatInvoice, kind: VatKind, sort: Sort) -> VatInvoice:
    """Return the invoice with what its stock or its business changes."""
    if sort in PERSONAL:
        return replace(invoice, seller=Party(parties.person(rng)))
    if kind.numbering == "both":
        number = codes.long_number(rng, invoice.place.region, invoice.issued)
        return replace(invoice, platform_number=number, machine_number="", cipher_area=())
    if kind.aged:
        return replace(invoice, seller=_aged(rng, invoice.seller), buyer=_aged(rng, invoice.buyer))
    return invoice


def _aged(rng: np.random.Generator, party: Party) -> Party:
    """Return a party with the tax number that it had before unified codes; traders had their identity number."""
    district = party.tax_id[2:8]
    if not district:
        return party
    is_trader = party.tax_id.startswith("92")
    number = codes.resident_id(rng, district) + "00" if is_trader else codes.old_tax_id(rng, district)
    return replace(party, tax_id=number)


def _numbered(invoice: VatInvoice, kind: VatKind) -> VatInvoice:
    """Return the invoice with its QR code, whose amount and check depend on who numbered it."""
    if not kind.qr_kind:
        return invoice
    shows_total = kind.numbering == "platform" or kind.roll
    amount = invoice.bill.total if shows_total else invoice.bill.net
    check = invoice.platform_number[-6:] or invoice.check_code
    payload = codes.qr_payload(kind.qr_kind, invoice.code, invoice.number, amount, invoice.issued, check)
    return replace(invoice, qr=payload)


def _words(rng: np.random.Generator, total: Decimal) -> str:
    whole, zero = chance(rng, 0.7), chance(rng, 0.3)
    words = in_words(abs(total), whole_after_jiao=whole, zero_before_jiao=zero)
    # Devices write the sign in brackets.
    return f"（负数）{words}" if total < 0 else words


def _mark(goods: Bill) -> str:
    _, category, *_ = (*goods.items[0].name.split("*"), "")
    return _MARKS.get(category, "")


def _both(rng: np.random.Generator, buyer: Party, seller: Party, write: Callable[[Party, str], str]) -> tuple[str, str]:
    """Write a line of both parties; the buyer's is often left out."""
    gap = pick(rng, (" ", " ", ""))
    return ("" if chance(rng, 0.35) else write(buyer, gap)), write(seller, gap)


def _address_phone(party: Party, gap: str) -> str:
    # Without a gap the house number and the phone number would run together into one.
    return f"{party.address}{gap or ('' if not party.address[-1:].isdigit() else ' ')}{party.phone}".strip()


def _bank_account(party: Party, gap: str) -> str:
    return f"{party.bank}{gap}{party.account}".strip()


def _remark(rng: np.random.Generator, context: Context, buyer: Party, seller: Party) -> tuple[str, ...]:
    if context.kind.numbering == "platform" and chance(rng, 0.55):
        lines = [f"销方开户银行:{seller.bank}; 银行账号:{seller.account};"]
        if buyer.account and chance(rng, 0.5):
            lines.insert(0, f"购方开户银行:{buyer.bank}; 银行账号:{buyer.account};")
        if chance(rng, 0.4):
            lines.append(f"收款人:{parties.person(rng)}; 复核人:{parties.person(rng)}")
        return tuple(lines)
    if chance(rng, 0.45):
        return ()
    words = table("words")
    line = pick(rng, words["remark"]).format(
        n=digits(rng, between(rng, 6, 14)),
        city=context.place.city,
        road=pick(rng, words["road"]),
        k=between(rng, 1, 900),
        y=context.issued.year,
        m=context.issued.month,
    )
    return (line,)
