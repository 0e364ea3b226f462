"""The identifier modules: what they take, what they refuse and why, and their parts."""

import pytest
from stdnum.cn import uscc
from stdnum.exceptions import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
    ValidationError,
)

from piaoju.numbers import invoice_code, invoice_number, tax_id, train_ticket_code
from piaoju.numbers.invoice_code import InvoiceKind
from piaoju.numbers.tax_id import TaxIdForm


@pytest.mark.parametrize(
    ("number", "form"),
    [
        ("91110000600037341L", TaxIdForm.CREDIT_CODE),
        ("9111 0000 6000 3734 1l", TaxIdForm.CREDIT_CODE),
        ("11010519491231002X", TaxIdForm.IDENTITY),
        ("110101600037341", TaxIdForm.OLD),
        ("11010160003734A", TaxIdForm.OLD),
        ("11010519491231011", TaxIdForm.TRADER),
        ("11010519491231002X01", TaxIdForm.IDENTITY_TRADER),
    ],
)
def test_tax_ids_in_all_forms(number: str, form: TaxIdForm) -> None:
    assert tax_id.form(number) is form
    assert tax_id.is_valid(number)
    assert tax_id.validate(number) == tax_id.compact(number)


def test_a_credit_code_may_have_letters_in_front() -> None:
    front = "N2110000MA0000001"
    assert tax_id.form(front + uscc.calc_check_digit(front)) is TaxIdForm.CREDIT_CODE


@pytest.mark.parametrize(
    ("number", "error"),
    [
        ("", InvalidLength),
        ("9111000060003734", InvalidLength),
        ("91110000600037341K", InvalidChecksum),
        ("91110000600037341I", InvalidFormat),
        ("925301113614050622", InvalidChecksum),  # only the check character of an identity number holds
        ("110105194912310020", InvalidChecksum),
        ("11010160003734*", InvalidFormat),
        ("1101051949123101A", InvalidFormat),
        ("11010519491231002X0A", InvalidFormat),
        ("11010519491231002001", InvalidChecksum),
    ],
)
def test_refused_tax_ids(number: str, error: type[ValidationError]) -> None:
    with pytest.raises(error):
        tax_id.validate(number)
    assert not tax_id.is_valid(number)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("4400181130", InvoiceKind.VAT_SPECIAL),
        ("4400182350", InvoiceKind.VAT_GENERAL),
        ("4400181720", InvoiceKind.FREIGHT_SPECIAL),
        ("4400181020", InvoiceKind.OTHER),
        ("044001900104", InvoiceKind.VAT_GENERAL),
        ("044001900107", InvoiceKind.VAT_ROLL),
        ("044001900111", InvoiceKind.VAT_GENERAL_ELECTRONIC),
        ("044001900112", InvoiceKind.VAT_TOLL_ELECTRONIC),
        ("044001900113", InvoiceKind.VAT_SPECIAL_ELECTRONIC),
        ("044001900117", InvoiceKind.USED_VEHICLE),
        ("044001900199", InvoiceKind.OTHER),
        ("144001920660", InvoiceKind.MOTOR_VEHICLE),
        ("144001910660", InvoiceKind.OTHER),
        ("144031539110", InvoiceKind.VAT_GENERAL_ELECTRONIC),
        ("12345678901", InvoiceKind.OTHER),
    ],
)
def test_codes_name_a_kind(code: str, kind: InvoiceKind) -> None:
    assert invoice_code.kind(code) is kind


def test_codes_split() -> None:
    assert invoice_code.split("4400181130") == invoice_code.InvoiceCode(None, "4400", 2018, "1130")
    assert invoice_code.split("1440 0192 0660").bureau == "1"


@pytest.mark.parametrize("code", ["4400181130", "044001900104", "000001900104", " 4400 1811 30 "])
def test_valid_codes(code: str) -> None:
    assert invoice_code.is_valid(code)
    assert invoice_code.validate(code) == invoice_code.compact(code)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("", InvalidFormat),
        ("44001811A0", InvalidFormat),
        ("44001811300", InvalidLength),
        ("1600181130", InvalidComponent),
        ("060001900104", InvalidComponent),
    ],
)
def test_refused_codes(code: str, error: type[ValidationError]) -> None:
    with pytest.raises(error):
        invoice_code.validate(code)
    assert not invoice_code.is_valid(code)


@pytest.mark.parametrize("number", ["00000001", "1234 5678", "24447000000000000001"])
def test_valid_numbers(number: str) -> None:
    assert invoice_number.is_valid(number)
    assert invoice_number.validate(number) == invoice_number.compact(number)


@pytest.mark.parametrize(
    ("number", "error"),
    [
        ("", InvalidFormat),
        ("1234567O", InvalidFormat),
        ("123456789", InvalidLength),
        ("00000000", InvalidComponent),
        ("20442000000000000001", InvalidComponent),
    ],
)
def test_refused_numbers(number: str, error: type[ValidationError]) -> None:
    with pytest.raises(error):
        invoice_number.validate(number)
    assert not invoice_number.is_valid(number)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("12345300120229A00012", InvalidLength),
        ("1234530012022IA000123", InvalidFormat),
        ("12345300120229I000123", InvalidFormat),
        ("12345300121329A000123", InvalidComponent),
    ],
)
def test_refused_ticket_codes(code: str, error: type[ValidationError]) -> None:
    with pytest.raises(error):
        train_ticket_code.validate(code)
    assert not train_ticket_code.is_valid(code)


@pytest.mark.parametrize(
    ("ticket_number", "expected"),
    [
        ("A000123", True),
        ("012A000123", True),
        ("Z12A000123", True),
        ("z12 a000123", True),
        ("013A000123", False),
        ("A000124", False),
        ("000123", False),
    ],
)
def test_ticket_code_against_the_red_number(ticket_number: str, expected: bool) -> None:
    code = "12345300120229a000123"
    assert train_ticket_code.is_valid(code)
    assert train_ticket_code.matches(code, ticket_number) is expected
