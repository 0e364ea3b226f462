"""Invoice codes and numbers: their structure, and what they have in common with title and type."""

import re
from collections.abc import Callable, Mapping

from piaoju.numbers import invoice_code, invoice_number
from piaoju.numbers.invoice_code import InvoiceKind
from piaoju.numbers.region import is_region, province_of_region, province_of_title
from piaoju.reading.checks.rule import Evidence, Outcome, Rule, failed, not_applicable, passed, verdict


def structure(code: str, kinds: Mapping[str, frozenset[InvoiceKind]], fits: str = "") -> Rule:
    """Return the rule that an invoice code names a region that exists and the kind of invoice that it is.

    Args:
        code: the field.
        kinds: variant -> kinds of invoice that its code may name; others are not looked at.
        fits: regular expression that codes of the type have, if not empty.
    """

    def check(evidence: Evidence) -> Outcome:
        value = evidence.text(code)
        if not invoice_code.is_valid(value) or not is_region(invoice_code.split(value).region):
            return failed(f"{value}: no 10 or 12 digits with a region")
        if fits and not re.fullmatch(fits, value, re.ASCII):
            return failed(f"{value}: not of this type")
        kind, allowed = invoice_code.kind(value), kinds.get(evidence.variant or "")
        if allowed is None:
            return passed(f"{value}: region exists")
        return verdict(kind in allowed, f"{value}: kind {kind}, of the form {'/'.join(sorted(allowed))}")

    return Rule(
        "invoice_code_is_well_formed",
        (code,),
        check,
        "10 or 12 digits, the region exists, and the kind that the code names is that of the form",
        source="国税函〔2004〕521号, GB/T 2260, inv-veri.chinatax.gov.cn",
    )


def title_region(title: str, code: str) -> Rule:
    """Return the rule that the province in the title is that of the invoice code."""

    def check(evidence: Evidence) -> Outcome:
        value, named = evidence.text(code), province_of_title(evidence.text(title))
        if named is None or not invoice_code.is_valid(value):
            return not_applicable("the title or the code names no province")
        province = province_of_region(invoice_code.split(value).region)
        if province is None:
            return not_applicable("the code names no province")
        return verdict(province == named, f"title of province {named}, code of {province}")

    return Rule(
        "invoice_code_fits_title",
        (title, code),
        check,
        "the province or city in front of the title is that of the code",
        source="GB/T 2260",
    )


def number_length(*digital: str) -> Callable[[Evidence], int | None]:
    """Return what tells how many digits the number of a document has: 20 of fully digital variants, 8 of others."""

    def length(evidence: Evidence) -> int | None:
        return None if evidence.variant is None else 20 if evidence.variant in digital else 8

    return length


def number_structure(number: str, length: Callable[[Evidence], int | None]) -> Rule:
    """Return the rule that an invoice number has the digits of its form.

    Args:
        number: the field.
        length: how many digits numbers of the document have; None if not known.
    """

    def check(evidence: Evidence) -> Outcome:
        value, digits = evidence.text(number), length(evidence)
        holds = invoice_number.is_valid(value) and digits in (None, len(value))
        return verdict(holds, f"{value}: {digits or '8 or 20'} digits, not all zero")

    return Rule(
        "invoice_number_is_well_formed",
        (number,),
        check,
        "8 digits, or 20 on fully digital invoices; not all zero",
        source="国家税务总局公告2024年第11号",
    )
