"""Vehicle invoices: right values, and changes that rules must notice."""

from datetime import date
from decimal import Decimal

from piaoju.doctypes.motor_vehicle_invoice import rules as motor
from piaoju.doctypes.used_vehicle_invoice import rules as used
from piaoju.numbers import vin
from piaoju.numbers.qr_payload import QrPayload
from tests.unit.doctypes.rule_cases import RuleCases

QR_NAMES = motor.QR_FIELDS.names
DIGITAL_NUMBER = "20442000000012345678"


def vehicle(model_year: str) -> str:
    """Return a VIN of a model year, its check digit right."""
    number = f"LSGAA52A0{model_year}A123456"
    return number[:8] + vin.calc_check_digit(number) + number[9:]


MOTOR = RuleCases(
    motor.RULES,
    values={
        "invoice_code": "144032024150",
        "invoice_number": "12345678",
        "printed_code": "144032024150",
        "printed_number": "12345678",
        "machine_number": "499912345678",
        "issue_date": "2020-06-05",
        "buyer_id_number": "11010519491231002X",
        "buyer_tax_id": "91110000600037341L",
        "seller_tax_id": "91110000600037341L",
        "vehicle_type": "轿车",
        "vin": vehicle("L"),
        "tax_rate": "13%",
        "tax": "63274.34",
        "price_excluding_tax": "486725.66",
        "total_including_tax": "550000.00",
        "total_in_words": "伍拾伍万圆整",
        "tax_authority_code": "144030500",
        "seating_capacity": "5",
    },
    variant="paper",
    qr=QrPayload("33", "144032024150", "12345678", Decimal("486725.66"), date(2020, 6, 5), "123456"),
    rarely={"invoice_number_fits_date": {"invoice_number": "21442000000012345678", "issue_date": "2022-01-05"}},
    untold={
        "vin_fits_date": ({"vin": "1M8GDM9AXKP042788"}, {"issue_date": "2020"}),
        "seating_capacity_fits_type": ({"vehicle_type": "大型普通客车"}, {"seating_capacity": "前排2人后排3人"}),
        "qr_matches_print": (dict.fromkeys(QR_NAMES, ""),),
    },
    failing={
        "invoice_code_is_well_formed": ({"invoice_code": "144032014150"}, {"invoice_code": "044001800211"}),
        "invoice_code_fits_date": ({"issue_date": "2019-06-05"},),
        "invoice_number_is_well_formed": ({"invoice_number": "123456789"}, {"invoice_number": DIGITAL_NUMBER}),
        "invoice_number_fits_date": ({"issue_date": "2023-06-05"},),
        "printed_code_matches": ({"printed_code": "144032024156"},),
        "printed_number_matches": ({"printed_number": "12345670"},),
        "machine_number_is_well_formed": ({"machine_number": "4999123456789"},),
        "issue_date_is_possible": ({"issue_date": "2027-06-05"},),
        "buyer_id_number_is_well_formed": ({"buyer_id_number": "110105194912310021"},),
        "buyer_tax_id_is_well_formed": ({"buyer_tax_id": "9111000060003734L"},),
        "seller_tax_id_is_well_formed": ({"seller_tax_id": "91110000600037341K"},),
        "vin_is_well_formed": ({"vin": vehicle("L").replace("123456", "123465")}, {"vin": "LSGAA52A"}),
        "vin_fits_date": ({"vin": vehicle("N")}, {"vin": vehicle("0")}),
        "rate_is_in_force": ({"tax_rate": "17%"},),
        "net_matches_rate": ({"price_excluding_tax": "486725.06"}, {"tax_rate": "3%"}),
        "total_is_net_plus_tax": ({"tax": "63274.84"},),
        "total_matches_words": ({"total_in_words": "伍拾万圆整"},),
        "tax_authority_code_is_well_formed": ({"tax_authority_code": "244030500"}, {"tax_authority_code": "147030500"}),
        "seating_capacity_fits_type": ({"seating_capacity": "15"},),
        "qr_matches_print": ({"price_excluding_tax": "486725.06"}, {"invoice_code": "144032024156"}),
    },
)

USED = RuleCases(
    used.RULES,
    values={
        "invoice_code": "044002000117",
        "invoice_number": "12345678",
        "printed_code": "044002000117",
        "printed_number": "12345678",
        "machine_number": "499912345678",
        "issue_date": "2020-06-05",
        "buyer_id_number": "11010519491231002X",
        "seller_id_number": "60003734-1",
        "dealer_tax_id": "91110000600037341L",
        "market_tax_id": "91110000600037341L",
        "plate": "粤B12345",
        "registration_number": "440012345678",
        "vin": vehicle("B"),
        "total_in_words": "贰万圆整",
        "total_including_tax": "20000.00",
    },
    variant="paper",
    qr=QrPayload("34", "044002000117", "12345678", Decimal("20000.00"), date(2020, 6, 5), "123456"),
    rarely={"invoice_number_fits_date": {"invoice_number": "22442000000012345678", "issue_date": "2022-06-05"}},
    failing={
        "invoice_code_is_well_formed": ({"invoice_code": "044002000111"}, {"invoice_code": "0440020001"}),
        "invoice_code_fits_date": ({"issue_date": "2019-06-05"},),
        "invoice_number_is_well_formed": ({"invoice_number": "1234567"},),
        "invoice_number_fits_date": ({"issue_date": "2023-06-05"},),
        "printed_code_matches": ({"printed_code": "044002000177"},),
        "printed_number_matches": ({"printed_number": "12345670"},),
        "machine_number_is_well_formed": ({"machine_number": "4999123456"},),
        "issue_date_is_possible": ({"issue_date": "2027-06-05"},),
        "buyer_id_number_is_well_formed": ({"buyer_id_number": "1101051949123100"},),
        "seller_id_number_is_well_formed": ({"seller_id_number": "60003734-2"},),
        "dealer_tax_id_is_well_formed": ({"dealer_tax_id": "91110000600037341K"},),
        "market_tax_id_is_well_formed": ({"market_tax_id": "91110000600037341K"},),
        "plate_is_well_formed": ({"plate": "粤B1234"}, {"plate": "B12345"}),
        "registration_number_is_well_formed": (
            {"registration_number": "44001234567"},
            {"registration_number": "9" * 12},
        ),
        "vin_is_well_formed": ({"vin": vehicle("B").replace("123456", "123465")},),
        "vin_fits_date": ({"vin": vehicle("P")},),
        "total_matches_words": ({"total_including_tax": "200000.00"},),
        "qr_matches_print": ({"total_including_tax": "200000.00"}, {"issue_date": "2020-06-06"}),
    },
)

CASES = {"motor_vehicle_invoice": MOTOR, "used_vehicle_invoice": USED}
