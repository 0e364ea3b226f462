"""What only the rail e-ticket prints: the fields that make it an invoice, each behind its label."""

import re

from piaoju.doctypes.train_ticket import grammar
from piaoju.doctypes.train_ticket.schema import VALUE_TYPES
from piaoju.model.field import FieldReading
from piaoju.reading.kie.labels import Chain
from piaoju.reading.kie.patterns import find_pattern
from piaoju.reading.kie.readings import less_sure, read_cell
from piaoju.reading.kie.runs import Run

LABELLED = {
    "invoice_number": r"发票号码[:：]?(?P<value>\d{20})",
    "issue_date": rf"开票日期[:：]?(?P<value>{grammar.ISSUE_DATE})",
    "fare": r"(?:票价|退票费)[:：]?[¥￥Y]?(?P<value>\d{1,5}\.\d{2})",
    "e_ticket_number": r"电子客票号[:：]?(?P<value>[0-9A-Z]{20,25})",
    "buyer_name": r"购买方名称[:：]?(?P<value>.+?)(?=统一社会信用代码|$)",
    "buyer_tax_id": r"统一社会信用代码(?:/纳税人识别号)?[:：]?(?P<value>[0-9A-Z]{15,20})",
    "total_excluding_tax": r"(?:不含税金额|金额)[:：][¥￥]?(?P<value>\d+\.\d{2})",
    "tax_rate": r"税率[:：]?(?P<value>\d{1,2}[%％])",
    "tax": r"税额[:：]?[¥￥]?(?P<value>\d+\.\d{2})",
}

E_TICKET_NUMBER = r"[0-9A-Z]{21}20\d\d"
"""Read to its end, which is the year."""


def read_invoice_fields(strings: list[Chain], page: int) -> dict[str, FieldReading]:
    """Read the labelled fields of a rail e-ticket."""
    fields = {}
    for name, pattern in LABELLED.items():
        runs = find_pattern(strings, pattern, "value")
        reading = read_cell(_topmost(runs), VALUE_TYPES[name], page)
        if reading is not None and not re.fullmatch(r"\W*", reading.text):
            fields[name] = reading
    number = fields.get("e_ticket_number")
    if number is not None and not re.fullmatch(E_TICKET_NUMBER, str(number.value)):
        fields["e_ticket_number"] = less_sure(number)
    return fields


def _topmost(runs: list[Run]) -> list[Run]:
    return sorted(runs, key=lambda run: run.y)[:1]
