"""What follows extraction: QR codes to their documents, fields from them, findings, lowered confidences."""

from dataclasses import replace

import numpy as np

from piaoju.engine.checking import checked, drafted, head, own_barcodes, with_qr
from piaoju.engine.types import DocumentType, load_types
from piaoju.model.document import Barcode, DocumentReading, Extraction, LocatedDocument
from piaoju.model.field import FieldReading, Fields
from piaoju.model.geometry import quad_from_rect
from piaoju.reading.confidence.calibration import Calibration
from piaoju.reading.confidence.forms import Form
from piaoju.reading.confidence.signs import State
from piaoju.reading.confidence.worth import Curve, Worth
from tests.lattices import lattice
from tests.unit.reading.checks.evidence import fields

TYPES = {kind.id: kind for kind in load_types()}
VAT = TYPES["vat_invoice"]
QUAD = quad_from_rect(0, 0, 200, 100)
LEFT = LocatedDocument("vat_invoice", 1, QUAD, 0.0, np.eye(3), ())
RIGHT = replace(LEFT, quad=quad_from_rect(300, 0, 200, 100))
CODE = Barcode("QRCode", "01,33,165002223698,00345854,1980.20,20240306,962820,74A1,", quad_from_rect(310, 10, 20, 20))


def reading(values: Fields, kind: DocumentType = VAT) -> DocumentReading:
    return DocumentReading(kind.id, None, (1,), QUAD, 0.0, 0.8, "image", values)


def test_a_code_belongs_to_the_document_it_lies_on() -> None:
    both = [LEFT, RIGHT]
    assert own_barcodes(LEFT, both, [CODE]) == ()
    assert own_barcodes(RIGHT, both, [CODE]) == (CODE,)


def test_all_codes_of_a_page_are_those_of_its_only_document() -> None:
    assert own_barcodes(LEFT, [LEFT], [CODE]) == (CODE,)


def test_the_head_is_the_upper_part_of_a_document_whichever_way_it_lies() -> None:
    assert np.allclose(head(LEFT), ((0, 0), (200, 0), (200, 35), (0, 35)))
    over = head(replace(LEFT, quad=(QUAD[2], QUAD[3], QUAD[0], QUAD[1])))
    assert np.allclose(over, ((200, 100), (0, 100), (0, 65), (200, 65)))


def test_fields_that_were_not_read_come_from_the_code() -> None:
    extraction = Extraction(fields({"invoice_number": "00345850"}))
    added = with_qr(extraction, LEFT, VAT, (CODE,)).fields
    assert added["invoice_number"].value == "00345850"
    assert {name: (field.value, field.source) for name, field in added.items() if name != "invoice_number"} == {
        "invoice_code": ("165002223698", "qr"),
        "issue_date": ("2024-03-06", "qr"),
        "total_excluding_tax": ("1980.20", "qr"),
    }


def test_types_without_a_code_take_nothing_from_one() -> None:
    extraction = Extraction(fields({"invoice_number": "00345850"}))
    assert with_qr(extraction, LEFT, TYPES["taxi_receipt"], (CODE,)) == extraction
    assert with_qr(extraction, LEFT, VAT, ()) == extraction


def test_findings_decide_confidences_and_leave_values() -> None:
    values = fields({"invoice_number": "00345850", "total_including_tax": "2.00", "total_in_words": "贰圆整"})
    found = checked(drafted(reading(values), LEFT, VAT, (CODE,)))
    statuses = {finding.check: finding.status for finding in found.findings}
    assert (statuses["qr_matches_print"], statuses["total_matches_words"]) == ("fail", "pass")
    assert set(statuses) == {rule.name for rule in VAT.rules}
    assert {name: field.value for name, field in found.fields.items()} == {
        name: field.value for name, field in values.items()
    }
    contradicted, confirmed = found.fields["invoice_number"].confidence, found.fields["total_in_words"].confidence
    assert contradicted is not None
    assert confirmed is not None
    assert contradicted < confirmed
    assert found.confidence is not None
    assert found.confidence < contradicted


def test_a_calibration_can_be_given() -> None:
    level = Curve((0.0,), (0.625,))
    worth = Worth(level, level, dict.fromkeys(State, 0.0), dict.fromkeys(Form, 0.0), {"ocr": 0.0}, {})
    calibration = Calibration(worth, level, level, {})
    found = checked(drafted(reading(fields({"invoice_number": "00345854"})), LEFT, VAT, ()), calibration)
    assert (found.confidence, found.fields["invoice_number"].confidence) == (0.625, 0.625)
    assert found.findings


def test_a_misread_value_is_put_right_before_it_is_checked() -> None:
    tax_id = "91110000600037341L"
    steps = lattice(tax_id, {17: [("1", 0.6), ("L", 0.3)]})
    misread = FieldReading(tax_id[:-1] + "1", tax_id[:-1] + "1", 0.6, 1, None, steps=steps)
    found = checked(drafted(reading({"seller_tax_id": misread}), LEFT, VAT, ())).fields["seller_tax_id"]
    assert (found.value, found.raw_text, found.steps) == (tax_id, misread.text, ())


def test_what_the_code_contradicts_takes_its_value() -> None:
    extraction = Extraction(fields({"invoice_number": "00345854", "invoice_code": "165002223699"}))
    righted = with_qr(extraction, LEFT, VAT, (CODE,)).fields["invoice_code"]
    assert (righted.value, righted.source, righted.raw_text) == ("165002223698", "qr", "165002223699")
