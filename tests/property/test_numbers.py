"""What holds of `piaoju.numbers` for any input."""

from datetime import date, datetime
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc

from piaoju.model.field import ValueType
from piaoju.numbers import amount_in_words, money, tax_id, train_ticket_code
from piaoju.numbers import date as printed_date
from piaoju.numbers.text import without_blanks
from piaoju.numbers.values import normalise

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
PRINTED_SIGNS = (
    "0123456789０１２９abzABXZNo¥￥.,:-/*%（）() 　·年月日开时分站元圆整角零壹贰拾佰仟万亿免税某路号公里⊗×负数人民币—№"
)

value_types = st.sampled_from([value_type for value_type in ValueType if value_type is not ValueType.ITEMS])
amounts = st.decimals(Decimal("-999999999999.99"), Decimal("999999999999.99"), places=2)
printed_texts = st.text(st.sampled_from(PRINTED_SIGNS), max_size=24) | st.text(max_size=24)
dates = st.dates(date(1980, 1, 1), date(2099, 12, 31))
blanks = st.sampled_from(["", " ", "　"])


@given(amounts)
def test_amounts_in_words_round_trip(amount: Decimal) -> None:
    words = amount_in_words.write(amount)
    assert amount_in_words.parse(words) == amount
    assert amount_in_words.normalise(f"⊗ {words}") == words


@given(st.text(st.sampled_from("零壹贰玖拾佰仟万亿圆元角分整负数"), max_size=14))
def test_any_words_give_an_amount_of_whole_cents_or_none(words: str) -> None:
    amount = amount_in_words.parse(words)
    assert amount is None or amount == amount.quantize(Decimal("0.01"))


@given(amounts)
def test_money_round_trips_with_separators(amount: Decimal) -> None:
    assert money.normalise(f"¥{amount:,f}") == f"{amount:f}"
    assert money.parse(f"{amount:,f}元") == amount


@given(dates, st.sampled_from(["%Y年%m月%d日", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y %m %d"]))
def test_dates_round_trip(day: date, form: str) -> None:
    assert printed_date.parse(day.strftime(form)) == day


@given(st.datetimes(datetime(1980, 1, 1), datetime(2099, 12, 31)), blanks)
def test_departure_times_round_trip(departure: datetime, blank: str) -> None:
    minute = departure.replace(second=0, microsecond=0)
    assert printed_date.parse_date_time(minute.strftime(f"%Y年%m月%d日{blank}%H:%M{blank}开")) == minute


@given(value_types, printed_texts)
def test_values_are_stable(value_type: ValueType, printed: str) -> None:
    value = normalise(value_type, printed)
    assert value is None or normalise(value_type, value) == value


@given(value_types, printed_texts)
def test_values_are_not_empty_and_have_no_stray_blanks(value_type: ValueType, printed: str) -> None:
    value = normalise(value_type, printed)
    assert value is None or (value and value == value.strip() and "  " not in value)


@given(value_types, printed_texts)
def test_no_digit_is_invented(value_type: ValueType, printed: str) -> None:
    """But zeros and a century in front of parts of dates and times."""
    assume(value_type not in {ValueType.DATE, ValueType.DATE_TIME, ValueType.TIME})
    value = normalise(value_type, printed)
    remaining = iter(without_blanks(printed))
    assert value is None or all(digit in remaining for digit in value if digit.isdecimal())


@given(st.text(st.sampled_from(USCC_ALPHABET), min_size=11, max_size=11), st.integers(0, 999999), st.data())
def test_a_changed_character_of_a_credit_code_is_caught(rest: str, region: int, data: st.DataObject) -> None:
    front = rest[:2] + f"{region:06}" + rest[2:]
    number = front + uscc.calc_check_digit(front)
    assert tax_id.form(number) is tax_id.TaxIdForm.CREDIT_CODE
    place = data.draw(st.integers(0, 17))
    wrong = data.draw(st.sampled_from(USCC_ALPHABET.replace(number[place], "")))
    changed = number[:place] + wrong + number[place + 1 :]
    assert not (tax_id.is_valid(changed) and tax_id.form(changed) is tax_id.TaxIdForm.CREDIT_CODE)


@given(dates, st.from_regex(r"\A[0-9]{10}\Z"), st.from_regex(r"\A[A-HJ-NP-Z][0-9]{6}\Z"))
def test_ticket_codes_match_their_own_number(day: date, front: str, ticket: str) -> None:
    code = f"{front}{day:%m%d}{ticket}"
    assert train_ticket_code.is_valid(code)
    assert train_ticket_code.matches(code, ticket)
    assert train_ticket_code.matches(code, train_ticket_code.split(code).window + ticket)
