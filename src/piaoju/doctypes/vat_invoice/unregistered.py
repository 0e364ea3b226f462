"""Reading without registration: too few labels agree on where the form lies, so each value is sought beside its label.

Buyer and seller print the same labels; the buyer's stand above (classic form) or left (digital form). Item rows are not
read this way: without columns they could not be told apart.
"""

from collections.abc import Sequence

from piaoju.doctypes.vat_invoice.schema import VALUE_TYPES
from piaoju.model.document import LocatedDocument
from piaoju.model.field import FieldReading
from piaoju.reading.kie.labels import Chain, chains
from piaoju.reading.kie.patterns import find_pattern
from piaoju.reading.kie.readings import read_cell
from piaoju.reading.kie.regain import STAMP
from piaoju.reading.kie.runs import Run, split_at_gaps, to_runs

LABELLED: dict[str, str] = {
    "invoice_code": r"发票代码[:：]?(?P<value>\d{12}|\d{10})(?!\d)",
    "invoice_number": r"发票号码[:：]?(?P<value>\d{20}|\d{8})(?!\d)",
    "issue_date": r"开票日期[:：]?(?P<value>20\d\d年\d\d?月\d\d?日)",
    "check_code": r"校验码[:：]?(?P<value>\d{20})(?!\d)",
    "machine_number": r"机器编[号码][:：]?(?P<value>\d{12})(?!\d)",
    "total_in_words": r"(?P<value>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+[圆元][零壹贰叁肆伍陆柒捌玖角分整正]*)",
    "total_including_tax": r"小写[）)]?[¥￥]?(?P<value>-?\d+\.\d{2})",
    "payee": r"收款人[:：](?P<value>[\u4e00-\u9fa5]{2,4}?)(?=复核|开票|$)",
    "reviewer": r"复核人?[:：](?P<value>[\u4e00-\u9fa5]{2,4}?)(?=收款|开票|$)",
    "issuer": r"开票人[:：](?P<value>[\u4e00-\u9fa5]{2,4}?)(?=收款|复核|销售|$)",
}
UNLABELLED: dict[str, str] = {
    "invoice_number": r"(?<!\d)(?P<value>\d{20})(?!\d)",
    "issue_date": r"(?P<value>20\d\d年\d\d月\d\d日)",
}
PIECE_GAP = 0.6  # text heights: a wider gap parts two values
LABEL_GAP = 5.0  # text heights at most between a label and its value
PARTY: dict[str, str] = {
    "name": r"名称[:：](?P<value>[^:：]{4,}?)(?=[密码区备注]?$|名称)",
    "tax_id": r"识别号[:：]?(?P<value>[0-9A-Z]{15,20})(?![0-9A-Z])",
    "address_phone": r"地址[、,，]?电话[:：](?P<value>.{6,})",
    "bank_account": r"开户行及[账帐]号[:：](?P<value>.{6,})",
}


def read_unregistered(document: LocatedDocument) -> dict[str, FieldReading]:
    """Read what labels and grammars alone can tell."""
    runs = [piece for run in to_runs(document.lines, document.to_upright) for piece in split_at_gaps(run, PIECE_GAP)]
    strings = chains(runs, LABEL_GAP)
    cells: dict[str, Run] = {}
    # Without a label, only one printed piece can be trusted to be one value: codes stand beside each other.
    for patterns, places in ((LABELLED, strings), (UNLABELLED, [Chain(run.glyphs) for run in runs])):
        for name, pattern in patterns.items():
            found = find_pattern(places, pattern, "value")
            if found and name not in cells:
                cells[name] = min(found, key=lambda run: run.y)
    for row, pattern in PARTY.items():
        found = _buyer_first([run for run in find_pattern(strings, pattern, "value") if not STAMP.search(run.compact)])
        if len(found) == 2:
            cells[f"buyer_{row}"], cells[f"seller_{row}"] = found
    readings = {name: read_cell([run], VALUE_TYPES[name], document.page) for name, run in cells.items()}
    return {name: reading for name, reading in readings.items() if reading is not None}


def _buyer_first(runs: Sequence[Run]) -> list[Run]:
    """Sort the two parties' values: by height, or from left to right if they stand on one line."""
    ordered = sorted(runs, key=lambda run: run.y)
    if len(ordered) == 2 and ordered[1].y - ordered[0].y < ordered[0].height:
        ordered.sort(key=lambda run: run.left)
    return ordered
