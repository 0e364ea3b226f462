"""Where tickets and e-tickets print what: for a second look where the first one read nothing.

A ticket has hardly a label; its values are as telling, and take the part of labels in the registration.

Source: cards, millimetres measured on photographed tickets, which agree within one; e-tickets, on an issued file.
"""

from dataclasses import dataclass

from piaoju.doctypes.train_ticket import grammar
from piaoju.reading.kie.registration import Form, LabelSpec
from piaoju.reading.kie.sheet import Rect


@dataclass(frozen=True, slots=True)
class Place:
    """Where values are printed.

    Attributes:
        rect: of the line, in millimetres of the form.
        pattern: of the text without blanks; its groups are named after the fields.
        fields: the names of these groups.
    """

    rect: Rect
    pattern: str
    fields: tuple[str, ...]


_STATION_NAME = r"[\u4e00-\u9fa5]{2,6}站"
_STATION_THERE = (
    rf"(?!.*(?:{grammar.NO_STATION}).*站)"
    r"[\u4e00-\u9fa5]{2,6}?站|"
    rf"(?!.*(?:{grammar.NO_STATION}|站))"
    r"[\u4e00-\u9fa5]{2,4}$"
)
"""Up to 站, behind which a stamp may go on."""
_LETTERED_TRAIN = r"(?<![0-9A-Z])[GDCZTKYLS]\d{2,4}(?![0-9A-Z])"
_CLASS_BEGINS = r"新空调|空调[硬软]|商务座|特等座|优选|[一二]等[座卧]|[硬软动][座卧]"

CARD = Form(
    "train ticket",
    85.6,
    54.0,
    (
        LabelSpec("number", grammar.TICKET_NUMBER, "left", ((5.6, 4.2),)),
        LabelSpec("station", _STATION_NAME, "middle", ((18.6, 9.4), (64.6, 9.4))),
        LabelSpec("train", _LETTERED_TRAIN, "middle", ((41.7, 9.8),)),
        LabelSpec("time", r"20\d\d\D{0,2}[01]\d\D{0,2}[0-3]\d(?!\d*[A-Z])", "left", ((5.6, 18.2),)),
        LabelSpec("clock", r"日?\d\d[:：]\d\d(?!\d)", "right", ((42.8, 18.2),)),
        LabelSpec("seat", r"\d\d车(?:\d{2,3}[A-F]?|无座)", "left", ((53.0, 18.2),)),
        LabelSpec("fare", r"[¥￥]\d{1,4}\.\d", "left", ((5.8, 22.6),)),
        LabelSpec("class", _CLASS_BEGINS, "left", ((57.8, 22.6),)),
        LabelSpec("validity", r"限乘当日", "left", ((5.6, 27.0),)),
        LabelSpec("passenger", r"\d{10}\*+", "left", ((5.6, 36.1),)),
        LabelSpec("mask", r"(?<=\*)\d{3}[0-9Xx](?!\d)", "right", ((41.0, 36.1),)),
        LabelSpec("sale", r"买票请到", "left", ((14.0, 40.9),)),
        LabelSpec("freight", r"95306", "right", ((52.6, 40.9),)),
        LabelSpec("railway", r"中国铁路", "left", ((20.3, 44.2),)),
        LabelSpec("wishes", r"愉快", "right", ((47.9, 44.2),)),
        LabelSpec("code", r"(?<!\d)\d{12,14}(?=[0-9A-Z]{3})", "left", ((5.9, 50.2),)),
    ),
)
CARD_PLACES = (
    Place((3.6, 1.8, 33.0, 6.8), rf"(?P<ticket_number>{grammar.TICKET_NUMBER})", ("ticket_number",)),
    Place((6.5, 6.7, 32.5, 12.1), rf"^(?P<departure_station>{_STATION_THERE})", ("departure_station",)),
    Place((52.5, 6.7, 78.5, 12.1), rf"^(?P<arrival_station>{_STATION_THERE})", ("arrival_station",)),
    Place((33.5, 7.2, 51.0, 12.2), rf"(?P<train_number>{grammar.TRAIN_NUMBER})", ("train_number",)),
    Place((6.0, 11.9, 32.0, 15.7), r"^(?P<departure_pinyin>[A-Z][a-z]{3,})$", ("departure_pinyin",)),
    Place((52.0, 11.9, 78.0, 15.7), r"^(?P<arrival_pinyin>[A-Z][a-z]{3,})$", ("arrival_pinyin",)),
    Place((4.2, 15.9, 47.5, 20.5), rf"(?P<departure_time>{grammar.DEPARTURE_TIME})", ("departure_time",)),
    Place((51.5, 15.9, 77.0, 20.5), rf"(?P<seat_number>{grammar.SEAT_SPOILT})", ("seat_number",)),
    Place((4.4, 20.2, 24.0, 24.8), r"(?P<fare>\d{1,4}\.\d)(?!\d)", ("fare",)),
    Place((55.5, 20.2, 76.0, 24.8), rf"(?P<seat_class>{grammar.SEAT_CLASS})", ("seat_class",)),
    Place((4.2, 33.8, 61.0, 38.3), grammar.PASSENGER_NAMED, ("passenger_id", "passenger_name")),
    Place((4.4, 48.0, 43.5, 52.4), rf"(?P<ticket_code>{grammar.TICKET_CODE})", ("ticket_code",)),
)

E_TICKET = Form(
    "rail e-ticket",
    210.0,
    140.0,
    (
        LabelSpec("title", r"电子发票（铁路电子客票）", "middle", ((105.0, 8.5),)),
        LabelSpec("number", r"发票号码", "left", ((9.0, 18.6),)),
        LabelSpec("issued", r"开票日期", "left", ((150.0, 18.6),)),
        LabelSpec("station", _STATION_NAME, "middle", ((45.0, 32.6), (158.0, 32.6))),
        LabelSpec("train", _LETTERED_TRAIN, "middle", ((100.5, 31.8),)),
        LabelSpec("time", r"20\d\d年\d\d月\d\d日(?=\d\d[:：])", "left", ((9.0, 49.0),)),
        LabelSpec("clock", r"\d\d[:：]\d\d开", "left", ((46.0, 49.0),)),
        LabelSpec("seat", r"\d\d车(?:\d{2,3}[A-F]?|无座)", "left", ((75.0, 49.0),)),
        LabelSpec("fare", r"票价|退票费", "left", ((9.0, 60.5),)),
        LabelSpec("net", r"金额", "left", ((9.0, 70.5),)),
        LabelSpec("rate", r"税率", "left", ((75.0, 70.5),)),
        LabelSpec("tax", r"税额", "left", ((106.0, 70.5),)),
        LabelSpec("passenger", r"\d{10}\*+\d{3}[0-9Xx]", "left", ((9.0, 81.0),)),
        LabelSpec("e_ticket", r"电子客票号", "left", ((9.0, 95.5),)),
        LabelSpec("buyer", r"购买方名称", "left", ((9.0, 108.5),)),
        LabelSpec("tax_id", r"统一社会信用代码", "left", ((118.0, 108.5),)),
        LabelSpec("office", r"买票请到12306发货请到95306", "middle", ((105.0, 123.8),)),
        LabelSpec("wishes", r"中国铁路祝您旅途愉快", "middle", ((105.0, 129.2),)),
    ),
)
E_TICKET_PLACES = (
    Place((7.0, 15.7, 78.0, 21.5), r"(?P<invoice_number>(?<!\d)\d{20}(?!\d))", ("invoice_number",)),
    Place((148.0, 15.7, 203.0, 21.5), rf"(?P<issue_date>{grammar.ISSUE_DATE})", ("issue_date",)),
    Place((23.0, 28.2, 67.0, 37.0), rf"(?P<departure_station>{_STATION_NAME})", ("departure_station",)),
    Place((136.0, 28.2, 180.0, 37.0), rf"(?P<arrival_station>{_STATION_NAME})", ("arrival_station",)),
    Place((86.0, 28.6, 115.0, 34.8), rf"(?P<train_number>{grammar.TRAIN_NUMBER})", ("train_number",)),
    Place((25.0, 37.0, 65.0, 42.6), r"^(?P<departure_pinyin>[A-Z][a-z]{3,})$", ("departure_pinyin",)),
    Place((138.0, 37.0, 178.0, 42.6), r"^(?P<arrival_pinyin>[A-Z][a-z]{3,})$", ("arrival_pinyin",)),
    Place((7.0, 46.0, 63.0, 52.0), rf"(?P<departure_time>{grammar.DEPARTURE_TIME})", ("departure_time",)),
    Place((73.0, 46.0, 101.0, 52.0), rf"(?P<seat_number>{grammar.SEAT_SPOILT})", ("seat_number",)),
    Place((104.0, 46.0, 134.0, 52.0), rf"(?P<seat_class>{grammar.SEAT_CLASS})", ("seat_class",)),
    Place((7.0, 56.7, 55.0, 64.0), r"(?P<fare>\d{1,5}\.\d\d)(?!\d)", ("fare",)),
    Place((7.0, 78.0, 62.0, 84.0), grammar.MASKED_ID, ("passenger_id",)),
    Place((73.0, 78.0, 104.0, 84.0), r"^(?P<passenger_name>[\u4e00-\u9fa5·]{2,6})$", ("passenger_name",)),
    Place((7.0, 92.5, 92.0, 98.5), r"(?P<e_ticket_number>\d{5}[A-Z]\d{15}20\d\d)", ("e_ticket_number",)),
    Place((7.0, 105.5, 116.0, 111.5), r"名称[:：](?P<buyer_name>[\u4e00-\u9fa5（）()]{4,})$", ("buyer_name",)),
    Place((116.0, 105.5, 203.0, 111.5), r"(?P<buyer_tax_id>9[0-9A-Z]{17})$", ("buyer_tax_id",)),
)
