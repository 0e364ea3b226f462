"""The grammars of a train ticket's values, as regular expressions over text without blanks.

Source: printed tickets; codes as described in 铁路客运运价规则 and observed on photographed tickets.
"""

TRAIN_NUMBER = r"(?<![0-9A-Z:：])(?:[GDCZTKYLSPX]\d{1,4}|\d{4})(?![0-9A-Z年月日.])"
DEPARTURE_TIME = (
    r"20\d\d年\d\d月\d\d日\D{0,2}?[0-2]\d[:：.·]?[0-5]\d开?|"
    r"(?<!\d)20\d\d\D{0,2}[01]\d\D{0,2}[0-3]\d\D{0,3}[0-2]\d[:：][0-5]\d(?!\d)开?"
)
"""年, 月 and 日 are set so small that blur makes other marks of them, or none; the digits tell all."""
ISSUE_DATE = r"20\d\d年\d\d?月\d\d?日|20\d\d-\d\d-\d\d(?!\d)"
SEAT_NUMBER = r"(?:\d{2}|加\d{1,2})车(?:\d{2,3}[A-F]?号?(?:[上中下]铺?|代座)?|无座)"
SEAT_SPOILT = rf"{SEAT_NUMBER}|^\d{{2}}[^0-9A-Z]?\d{{2}}[A-DF]|^\d{{2}}[^0-9A-Z]?\d{{3}}(?=号?$)|^\d{{2}}[^0-9A-Z]?无座"
"""Where a seat is printed: 车 and 号 are set small likewise."""
_CLASS = (
    r"(?:商务座|特等座|优选一等座|[一二]等座|软卧代(?:[一二]等|软)座|硬卧代硬座|"
    r"[软硬]座|高级[软动]卧|动卧|[一二]等卧|[软硬]卧)"
)
SEAT_CLASS = rf"(?<!调)(?:新空调|空调)?{_CLASS}"
CLASS_CUT, CLASS_LOST = rf"调{_CLASS}", "等[座卧]"
"""What is left of a class whose beginning was overlooked, with a class in it and without."""
LETTERED_CLASS = r"商务座|特等座|(?:优选)?一等座|二等座"
"""Classes whose seats have a letter; berths and the seats of older trains have a bare number."""
CLASS_OF_LETTERED = rf"{LETTERED_CLASS}|(?:高级)?动卧|[一二]等卧"
"""Classes of trains whose number has a letter (G, D, C)."""
FARE_MARKED = r"[¥￥](?P<fare>\d{1,5}\.\d{1,2})|(?<!\d)(?P<fare2>\d{1,5}\.\d{1,2})元"
_NO_STAMP = r"(?!.*(?:有限|限公|公司|专用|用章|发票|报销|付讫|收讫))"
PASSENGER = (
    r"(?P<id>(?:\d{4,17}|[A-Z]{1,2}\d{1,10})\*+[0-9]{2,4}[0-9Xx]?)"
    rf"(?P<name>{_NO_STAMP}[\u4e00-\u9fa5·A-Za-z]{{2,20}})?"
)
MASKED_ID = r"(?P<passenger_id>(?<!\d)\d{10}\**\d{3}[0-9Xx](?![0-9Xx])|(?<![A-Z])[A-Z]{1,2}\d{1,9}\*+\d{2,4}(?!\d))"
"""Where the passenger is printed: of the four stars in an identity card's number some or all may be lost."""
PASSENGER_NAMED = rf"{MASKED_ID}(?P<passenger_name>{_NO_STAMP}[\u4e00-\u9fa5·]{{2,6}}|[A-Z]{{4,30}})?"
PASSENGER_BEGUN = r"(?!\d{4}年)\d{6,17}(?:\*|$)"
"""A number without its end, or without the name behind it."""
NAME = rf"{_NO_STAMP}(?!.*(?:改签|变更|退票|到站|乘车|学生|儿童))[\u4e00-\u9fa5·*A-Za-z/]{{2,30}}"
TICKET_NUMBER = r"(?<![0-9A-Z])(?:[A-Z]?\d{1,3})?[A-HJ-NP-Z]\d{6}(?![0-9A-Z])"
TICKET_CODE = r"(?<!\d)\d{14}[A-HJ-NP-Z]\d{6}(?!\d)"
CODE_LENGTH = 21
CODE_PART = r"\d{4,14}[A-HJ-NP-Z]\d{6}|^\d{7,14}$"
"""What of the code is read beside a seal."""
E_TICKET_WORDS = r"电子客票|开票日期|统一社会信用|购买方名称"
PINYIN = r"[A-Z][a-z]{2,}(?![a-z])"
STATION = r"[\u4e00-\u9fa5]{1,6}"
NO_STATION = (
    r"检票|候车|[一二]楼|[软硬等]座|[软硬动等]卧|网|始发|限乘|电子|发票|税务|"
    r"专用|付讫|收讫|报销|核销|作废|已核|附件|入账|审核|有限|公司"
)
"""What stands on the line of the stations besides: words of the waiting room, and of stamps."""
