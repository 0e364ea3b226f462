"""The checks of a train ticket."""

import re
from datetime import date, timedelta

from piaoju.doctypes.train_ticket.grammar import TRAIN_NUMBER
from piaoju.numbers import train_ticket_code
from piaoju.reading.checks import amounts, codes, dates, identifiers, qr, rates
from piaoju.reading.checks.qr import QrFields
from piaoju.reading.checks.rule import Evidence, Outcome, Rule, not_applicable, verdict

SOLD_BEFORE, PRINTED_AFTER = timedelta(days=62), timedelta(days=183)
"""A ticket is sold up to two months before the journey, and printed for reimbursement up to half a year after."""
SOLD_AHEAD = timedelta(days=62)
SEAT = r"(?:\d{2}|加\d{1,2})车(?:\d{2,3}[A-DF]?号(?:[上中下]铺?)?|无座|不定席)|(?:\d{2}|加\d{1,2})车"

QR_FIELDS = QrFields(code="", number="invoice_number", issue_date="issue_date", check_code="", net="", total="fare")

_SLEEPER_OR_SEAT_OF_OLD = re.compile(r"硬[座卧]")


def number_length(evidence: Evidence) -> int:
    """Return how many digits an invoice number has: only e-tickets bear one."""
    return 20


def _code_matches(evidence: Evidence) -> Outcome:
    code, red = evidence.text("ticket_code"), evidence.text("ticket_number")
    if not train_ticket_code.is_valid(code):
        return not_applicable("the code is not well formed")
    tail = train_ticket_code.split(code).ticket
    return verdict(red.endswith(tail), f"code ends in {tail}; red {red}")


def _code_date(evidence: Evidence) -> Outcome:
    code, travel = evidence.text("ticket_code"), evidence.day("departure_time")
    if travel is None or not train_ticket_code.is_valid(code):
        return not_applicable("a day cannot be told")
    parts = train_ticket_code.split(code)
    near = [_day(year, parts.month, parts.day) for year in range(travel.year - 1, travel.year + 2)]
    holds = any(on is not None and -SOLD_BEFORE <= on - travel <= PRINTED_AFTER for on in near)
    return verdict(holds, f"accounted on {parts.month:02d}-{parts.day:02d}, journey on {travel}")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 29 February
        return None


def _class_fits(evidence: Evidence) -> Outcome:
    train, seat_class = evidence.text("train_number"), evidence.text("seat_class")
    if not train.startswith("G"):
        return not_applicable("only high-speed trains lack classes")
    return verdict(not _SLEEPER_OR_SEAT_OF_OLD.search(seat_class), f"{seat_class} on {train}")


def _stations_differ(evidence: Evidence) -> Outcome:
    stations = evidence.text("departure_station"), evidence.text("arrival_station")
    return verdict(stations[0] != stations[1], f"from {stations[0]} to {stations[1]}")


RULES: tuple[Rule, ...] = (
    identifiers.form(
        "ticket_code", train_ticket_code.is_valid, "14 digits with a day, a letter and 6 digits", "photographed tickets"
    ),
    Rule(
        "ticket_number_matches_code",
        ("ticket_number", "ticket_code"),
        _code_matches,
        "the red number ends as the 21-character code does; its prefix is mostly, not always, the window in the code",
        source="photographed tickets",
    ),
    Rule(
        "ticket_code_fits_date",
        ("ticket_code", "departure_time"),
        _code_date,
        "the day in the code is near the journey",
        tolerance=f"{SOLD_BEFORE.days} days before, {PRINTED_AFTER.days} after",
        source="photographed tickets",
    ),
    identifiers.form(
        "train_number", TRAIN_NUMBER, "a letter in use and up to 4 digits, or 4 digits", "铁路客运运价规则"
    ),
    dates.possible("departure_time", date(1997, 1, 1), ahead=SOLD_AHEAD),
    identifiers.form("seat_number", SEAT, "coach, then seat, berth or 无座; seats have no letter E", "printed tickets"),
    Rule(
        "seat_class_fits_train",
        ("seat_class", "train_number"),
        _class_fits,
        "trains of class G have no 硬座 and 硬卧",
        source="铁路客运运价规则",
    ),
    Rule(
        "stations_differ",
        ("departure_station", "arrival_station"),
        _stations_differ,
        "the journey ends elsewhere than it begins",
        source="the form",
    ),
    identifiers.masked_person("passenger_id"),
    codes.number_structure("invoice_number", number_length),
    dates.number_year("invoice_number", "issue_date"),
    dates.possible("issue_date", date(2021, 12, 1)),
    identifiers.taxpayer("buyer_tax_id"),
    rates.rate_in_force("tax_rate", "issue_date"),
    amounts.net_of_total("total_excluding_tax", "tax_rate", "fare"),
    amounts.net_and_tax(("total_excluding_tax", "tax", "fare")),
    qr.matches_print(QR_FIELDS),
)
