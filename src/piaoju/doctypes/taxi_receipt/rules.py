"""The checks of a taxi receipt."""

from datetime import date, datetime, timedelta

from piaoju.numbers.date import parse_time
from piaoju.reading.checks import amounts, codes, dates, vehicles
from piaoju.reading.checks.rule import Evidence, Outcome, Rule, not_applicable, verdict

LONGEST_RIDE = timedelta(hours=12)
_ANY_DAY = date(2000, 1, 1)


def number_length(evidence: Evidence) -> int:
    """Return how many digits a number has; the form has no variants."""
    return 8


def _times(evidence: Evidence) -> Outcome:
    board, alight = (parse_time(evidence.text(name)) for name in ("board_time", "alight_time"))
    if board is None or alight is None:
        return not_applicable("a time cannot be told")
    ride = datetime.combine(_ANY_DAY, alight) - datetime.combine(_ANY_DAY, board)
    if ride < timedelta(0):
        ride += timedelta(days=1)
    return verdict(ride <= LONGEST_RIDE, f"from {board:%H:%M} to {alight:%H:%M}, {ride.seconds // 60} minutes")


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
        f"alighting is at most {LONGEST_RIDE.seconds // 3600} hours after boarding, perhaps on the next day",
        source="printed receipts",
    ),
    amounts.surcharges(("fare", "fuel_surcharge", "call_fee"), "total", "fare_and_surcharges_make_total"),
    amounts.surcharges(("fare", "fuel_surcharge", "call_fee"), "total_paid", "fare_and_surcharges_make_payment"),
)
