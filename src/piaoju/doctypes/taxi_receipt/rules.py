"""The checks of a taxi receipt."""

import re
from datetime import date, datetime, timedelta

from piaoju.numbers.date import parse_time
from piaoju.reading.checks import amounts, codes, dates, vehicles
from piaoju.reading.checks.rule import Evidence, Outcome, Rule, not_applicable, verdict

LONGEST_RIDE = timedelta(hours=12)
LEAST_KM_H, LEEWAY = 6, timedelta(minutes=30)
"""Meters count as waiting what is slower than 12 km/h; half of that for those that do not."""
_ANY_DAY = date(2000, 1, 1)


def number_length(evidence: Evidence) -> int:
    """Return how many digits a number has; the form has no variants."""
    return 8


FARTHEST_KM = 2000


def _times(evidence: Evidence) -> Outcome:
    board, alight = (parse_time(evidence.text(name)) for name in ("board_time", "alight_time"))
    if board is None or alight is None:
        return not_applicable("a time cannot be told")
    ride = datetime.combine(_ANY_DAY, alight) - datetime.combine(_ANY_DAY, board)
    if ride < timedelta(0):
        ride += timedelta(days=1)
    holds = ride <= min(LONGEST_RIDE, _longest(evidence))
    return verdict(holds, f"from {board:%H:%M} to {alight:%H:%M}, {ride.seconds // 60} minutes")


def _longest(evidence: Evidence) -> timedelta:
    """Return how long a ride of that distance takes at most: what is slower than a meter's low speed is waited."""
    way = evidence.amount("distance")
    waited = re.fullmatch(r"(\d\d)[:.](\d\d)[:.]\d\d", evidence.text("waiting_time"))
    if way is None or waited is None or not 0 <= way <= FARTHEST_KM:
        return LONGEST_RIDE
    return timedelta(hours=int(waited[1]), minutes=int(waited[2])) + LEEWAY + timedelta(hours=float(way) / LEAST_KM_H)


RULES: tuple[Rule, ...] = (
    codes.structure("invoice_code", {}),
    codes.title_region("title", "invoice_code"),
    dates.code_year("invoice_code", "date"),
    codes.number_structure("invoice_number", number_length),
    vehicles.licence_plate("plate", is_metered=True),
    dates.possible("date", date(1994, 1, 1)),
    Rule(
        "times_are_in_order",
        ("board_time", "alight_time"),
        _times,
        f"alighting is at most {LONGEST_RIDE.seconds // 3600} hours after boarding, perhaps on the next day; what "
        f"was not waited took the distance at {LEAST_KM_H} km/h at least",
        tolerance=f"{LEEWAY.seconds // 60} minutes",
        source="printed receipts",
        optional=("distance", "waiting_time"),
    ),
    amounts.surcharges(("fare", "fuel_surcharge", "call_fee"), "total", "fare_and_surcharges_make_total"),
    amounts.surcharges(("fare", "fuel_surcharge", "call_fee"), "total_paid", "fare_and_surcharges_make_payment"),
)
