"""Train tickets and taxi receipts: right values, and changes that rules must notice."""

from datetime import date
from decimal import Decimal

from piaoju.doctypes.taxi_receipt import rules as taxi
from piaoju.doctypes.train_ticket import rules as train
from piaoju.numbers.qr_payload import QrPayload
from tests.unit.doctypes.rule_cases import RuleCases

TRAIN = RuleCases(
    train.RULES,
    values={
        "ticket_number": "Z12A000123",
        "ticket_code": "12345300121228A000123",
        "departure_station": "上海虹桥",
        "arrival_station": "宜春",
        "train_number": "G1418",
        "departure_time": "2025-01-05 16:33",
        "seat_number": "03车06F号",
        "seat_class": "二等座",
        "fare": "493.00",
        "passenger_id": "1101051949****002X",
        "invoice_number": "25119111111123456789",
        "issue_date": "2025-01-07",
        "buyer_tax_id": "91110000600037341L",
        "total_excluding_tax": "452.29",
        "tax_rate": "9%",
        "tax": "40.71",
    },
    qr=QrPayload("51", "", "25119111111123456789", Decimal("493.00"), date(2025, 1, 7), ""),
    untold={
        "ticket_number_matches_code": ({"ticket_code": "12345300121328A000123"},),
        "ticket_code_fits_date": ({"departure_time": "16:33"}, {"ticket_code": "1234530012"}),
        "seat_class_fits_train": ({"train_number": "K1418", "seat_class": "硬座"},),
        "rate_is_in_force": ({"tax_rate": "免税"},),
        "net_matches_rate": ({"tax_rate": "***"}, {"fare": "***"}),
    },
    failing={
        "ticket_code_is_well_formed": ({"ticket_code": "12345300121328A000123"}, {"ticket_code": "1234530012"}),
        "ticket_number_matches_code": ({"ticket_number": "Z12A000128"},),
        "ticket_code_fits_date": ({"ticket_code": "12345300120928A000123"}, {"ticket_code": "12345300120229A000123"}),
        "train_number_is_well_formed": ({"train_number": "B1418"}, {"train_number": "G14188"}),
        "departure_time_is_possible": ({"departure_time": "2026-12-05 16:33"}, {"departure_time": "1990-01-05"}),
        "seat_number_is_well_formed": ({"seat_number": "03车06E号"}, {"seat_number": "06F号"}),
        "seat_class_fits_train": ({"seat_class": "新空调硬座"},),
        "stations_differ": ({"arrival_station": "上海虹桥"},),
        "passenger_id_is_well_formed": ({"passenger_id": "1101059149****002X"},),
        "invoice_number_is_well_formed": ({"invoice_number": "12345678"},),
        "invoice_number_fits_date": ({"invoice_number": "23119111111123456789"},),
        "issue_date_is_possible": ({"issue_date": "2020-01-07"},),
        "buyer_tax_id_is_well_formed": ({"buyer_tax_id": "91110000600037341K"},),
        "rate_is_in_force": ({"tax_rate": "10%"},),
        "net_matches_rate": ({"total_excluding_tax": "452.92"}, {"fare": "439.00"}),
        "total_is_net_plus_tax": ({"tax": "40.17"},),
        "qr_matches_print": ({"fare": "439.00"}, {"invoice_number": "25119111111123456780"}),
    },
)

TAXI = RuleCases(
    taxi.RULES,
    values={
        "title": "深圳市出租汽车专用发票",
        "invoice_code": "144031970119",
        "invoice_number": "12345678",
        "plate": "BD12345",
        "date": "2020-01-15",
        "board_time": "23:37",
        "alight_time": "00:05",
        "fare": "41.80",
        "fuel_surcharge": "1.00",
        "call_fee": "0.00",
        "total": "42.80",
        "total_paid": "43.00",
    },
    untold={
        "plate_is_well_formed": ({"plate": "BT****"},),
        "times_are_in_order": ({"board_time": "25:00"},),
        "fare_and_surcharges_make_total": ({"total": "***"}, {"total": "47.80", "call_fee": ""}),
    },
    failing={
        "invoice_code_is_well_formed": ({"invoice_code": "14403197011"}, {"invoice_code": "144771970119"}),
        "invoice_code_fits_title": ({"invoice_code": "137001970119"},),
        "invoice_code_fits_date": ({"date": "2029-01-15"}, {"date": "2018-01-15"}),
        "invoice_number_is_well_formed": ({"invoice_number": "123456789"},),
        "plate_is_well_formed": ({"plate": "BI1234"}, {"plate": "BL12345"}),
        "date_is_possible": ({"date": "2029-01-15"},),
        "times_are_in_order": (
            {"board_time": "00:37"},
            {"board_time": "08:00", "alight_time": "21:00"},
            {"board_time": "10:17", "alight_time": "18:21", "distance": "6.5", "waiting_time": "00:04:10"},
        ),
        "fare_and_surcharges_make_total": ({"total": "47.80"}, {"total": "41.00", "call_fee": ""}),
        "fare_and_surcharges_make_payment": ({"total_paid": "48.00"}, {"fare": "47.80"}),
    },
)

CASES = {"train_ticket": TRAIN, "taxi_receipt": TAXI}
