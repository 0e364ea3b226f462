"""What on a page speaks for a taxi receipt, and what against it."""

from piaoju.model.cues import Cue, Form

# The meter prints each value on a line of its own; a colon of dots is often read as a 1.
_CODE = r"(?<!\d)[12]\d{11}$"
_DATE = r"^\D{0,4}2\d{3}(?:年\d\d月\d\d日|-\d\d-\d\d)$"
_CLOCK = r"[0-2]\d[:1][0-5]\d"
_ONE_CLOCK = rf"^\D{{0,4}}{_CLOCK}$"
_TWO_CLOCKS = rf"^\D{{0,4}}{_CLOCK}-{_CLOCK}$"
_WAITING = r"^\D{0,4}\d\d[:.]\d\d[:.1]\d\d$|^\D{0,4}0\d1\d\d[:.1]\d\d$"
_PLATE = r"^(?:[A-Z][-·.•]?|\d[-·.•])(?=(?:[A-Z]*\d){3})[0-9A-Z]{5,6}$"


def _together(*patterns: str) -> str:
    """Return the pattern of a text in which all of some patterns occur."""
    return r"(?ms)\A" + "".join(rf"(?=.*(?:{pattern}))" for pattern in patterns)


CUES: tuple[Cue, ...] = (
    Cue(r"出租汽?车|租汽车(专|通|统)", 4, times=3, place=0.1),
    Cue(r"(?i:taxi)", 2, times=4),
    Cue(r"机打发票|通用机打|专用发票|发票联", 1, times=4),
    Cue(r"(?m)车牌?号[:：]?", 1),
    Cue(r"上车", 2, place=0.55),
    Cue(r"下车", 2, place=0.6),
    Cue(r"里程|\d\.\d{1,2}(?i:km)|公里", 2, times=2, place=0.65),
    Cue(r"等[候侯时]", 2, place=0.7),
    Cue(rf"(?m){_WAITING}", 1),
    # Where the form's own words are unreadable, no other paper prints these together.
    Cue(_together(_CODE, _TWO_CLOCKS), 5),
    Cue(_together(_DATE, rf"(?:{_ONE_CLOCK}).*(?:{_ONE_CLOCK})"), 4),
    Cue(_together(_CODE, rf"(?:{_ONE_CLOCK}).*(?:{_ONE_CLOCK})"), 4),
    Cue(_together(_DATE, _WAITING), 3),
    Cue(_together(_PLATE, rf"{_ONE_CLOCK}|{_TWO_CLOCKS}"), 3),
    Cue(_together(_WAITING, rf"{_ONE_CLOCK}|{_TWO_CLOCKS}"), 2),
    Cue(r"(?m)\d\d:\d\d(-\d\d:\d\d)?$", 1, times=3),
    Cue(r"附加费|电召费|叫车服务", 1, times=2, place=0.85),
    Cue(r"单价", 1),
    Cue(r"(?m)发票代码|^1\d{11}$", 1, times=2, place=0.2),
    Cue(r"(?m)(?<![0-9A-Z])[A-Z][-·.•]?[0-9A-Z]{5,6}$", 1),
    Cue(r"价税合计|纳税人识别号[:：]?\d|增值税|货物或应税劳务|规格型号", -10),
    Cue(r"客票|铁路|座位|车次|检票|票价|始发|开车", -8),
    Cue(r"行程单|网约车|订单|起点|终点", -10),
    Cue(r"车辆识别|发动机号|厂牌型号|过户", -10),
    Cue(r"停车(场|费)|通行费|收费站", -8),
)
THRESHOLD = 8
MARGINS = (0.06, 0.05, 0.06, 0.05)
# Cities order the rows alike, but for those that print both times on one: theirs stand higher.
FORMS = (
    Form(
        (
            (r"出租汽?车.*发票|租汽车(专|通|统)", 0.09),
            (r"发票代码|^[12]\d{11}$", 0.22),
            (r"发票号码", 0.26),
            (r"^\D{0,4}2\d{3}(?:年\d\d月\d\d日|-\d\d-\d\d)$", 0.58),
            (r"上车", 0.62),
            (r"下车", 0.66),
            (rf"^\D{{0,4}}{_CLOCK}$", 0.64),
            (r"里程|\d\.\d{1,2}(?i:km)|公里", 0.72),
            (r"等[候时]|^\d\d:\d\d:\d\d$", 0.76),
            (r"附加费|电召费", 0.84),
        )
    ),
    Form(
        (
            (r"出租汽?车.*发票|租汽车(专|通|统)", 0.07),
            (r"发票代码|^[12]\d{11}$", 0.21),
            (r"发票号码", 0.25),
            (r"^\D{0,4}2\d{3}-\d\d-\d\d$", 0.46),
            (r"^\D{0,4}\d\d:\d\d-\d\d:\d\d$", 0.5),
            (r"里程", 0.56),
            (r"等[候时]|^\d\d:\d\d:\d\d$", 0.61),
            (r"附加费|叫车服务", 0.74),
        )
    ),
)
