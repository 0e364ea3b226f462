"""The words and the grammars of a fixed-amount invoice, as regular expressions over text without blanks.

Source: 国税函〔2004〕521号 (code), 正确填写票据和结算凭证的基本规定 (words), printed slips (labels, titles).
"""

from decimal import Decimal

CODE = r"(?<!\d)[012]\d{11}(?![0-9A-Z])"
CODE_LABELLED = r"代码[:：]?(?P<value>[0-9A-Z]{10,13})(?![0-9A-Z])"
CODE_OF_YEAR = r"[012]\d{4}(?:0[89]|1\d|2[0-5])\d{5}"
"""With a year in which such codes were given out, in its sixth and seventh digit."""
CODE_AND_NUMBER = r"\d{20}"
"""Beside each other without a label, in either order; such a row says nothing else."""
CODE_SHORT = r"(?<![0-9A-Z])\d{11}(?![0-9A-Z])"

NUMBER_LABELLED = r"(?:号码|发(?!.{0,2}代)\D{1,3}|N[oOe]?\.?|№)[:：]?(?P<value>\d{8})(?!\d)"
"""Of a label under a seal often only 发 is left as it was."""
NUMBER = r"(?<![0-9A-Z.])\d{8}(?![0-9A-Z])"
NUMBER_SOUGHT = r"(?<![0-9A-Za-z.—-])(?!20\d\d[01]\d[0-3]\d)\d{8}(?![0-9A-Za-z—-])"
"""Of a search: no date and no part of a telephone's number."""
NUMBER_MAIMED = r"(?:号码|N[oOe]?\.?|№)[:：]?(?P<value>[0-9A-Z]{6,9})(?![0-9A-Z])"
NUMBER_CUT = r"^(?:\d{5,7}|\d{9})$"
"""Of a number whose first digits were overlooked, or whose label was taken for one."""
OTHER_NUMBER = r"电话|热线|查询|密码|举报|监督|印"
"""Words on whose line a number of eight digits is a telephone's, a password or a print order's."""
LABELLED_OTHERWISE = rf"{OTHER_NUMBER}|日期|税号|识别号|[账帐]号"
"""Of the line of a number of eight digits that a search found."""
LABELLED_ROW = rf"{OTHER_NUMBER}|号码|代码"
"""Twenty digits on such a line are not code and number beside each other."""

TITLE = r"[一-龥]{2,20}?(?:定额[一-龥]{0,8}?发票|发票[（(]定额[）)])(?!联|代|号)"
TITLE_PART = r"定额|通用|用定|额发票"
TITLE_FIRST_LINE = r"[一-龥]{2,16}(?:税务局|省|市|自治区)"
TITLE_SECOND_LINE = r"(?:通用)?定额[一-龥]{0,8}发票"

STUB = r"存根|副券|副联|记账联"
FACE = r"发票联|报销联|收执联"

_DIGIT = "壹贰貳叁叄参肆伍陆陸柒捌玖"
WORDS = rf"(?:[{_DIGIT}零拾佰仟万]+[元圆圓](?:[{_DIGIT}]角)?|[{_DIGIT}]角)[整正]?"
WORDS_PART = rf"(?<![\d.])[{_DIGIT}拾佰仟元圆圓整正]+"

_PLAIN = r"\d{1,4}(?:\.\d{1,2})?"
FIGURES = (
    rf"(?<![0-9A-Za-z])[¥￥YVv](?P<value>{_PLAIN}元?)(?![\d.万/])",
    rf"(?<![\d.])(?P<value>{_PLAIN}元)(?![\d万/])",
    r"^(?P<value>\d{1,3}\.\d\d)$",
    rf"^(?:人民币)?[(（]?(?:人民币|小写|票?面?金额|面[额值])[)）]?[:：]?(?P<value>{_PLAIN})$",
)
FIGURES_PART = r"^[¥￥YVv]?(?P<value>\d{0,4}[.,]?\d{1,2}元?)$"

_DENOMINATIONS = ("0.1", "0.2", "0.5", "1", "2", "3", "5", "10", "20", "30", "50", "100", "200", "500", "1000")
DENOMINATIONS = frozenset(map(Decimal, _DENOMINATIONS))
