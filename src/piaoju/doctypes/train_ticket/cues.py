"""What on a page speaks for a train ticket, and what against it."""

from piaoju.model.cues import Cue, Form

CUES: tuple[Cue, ...] = (
    Cue(r"铁路电子客票", 6),
    Cue(r"电子客票号", 3),
    Cue(r"20\d\d\D\d\d\D\d\d\D\d\d[:：]\d\d开", 3, place=0.45),
    Cue(r"\d\d[:：]\d\d开", 2, place=0.45),
    Cue(r"\d\d车(\d{2,3}[A-F]?号|无座)", 3, place=0.45),
    Cue(r"(?m)^\d\d[^0-9A-Z.:：\-/车]\d\d[A-DF][^0-9A-Z]?$", 2, place=0.45),
    Cue(r"限乘当日|当日当次|日当次车", 3, times=2, place=0.65),
    Cue(r"12306|95306|买票请到", 2, times=3, place=0.85),
    Cue(r"中国铁路|祝您旅途", 2, times=2, place=0.85),
    Cue(r"(商务|特等|[一二]等|软|硬|空调.)[座卧]", 2),
    Cue(r"\d{10}[A-HJ-NP-Z]\d{6}(?!\d)", 3, place=0.95),
    Cue(r"(?m)^(?:[A-Z]?\d{1,3})?[A-HJ-NP-Z]\d{6}$", 1, times=2),
    Cue(r"(?m)^[GDCZTKYLS]\d{1,4}$", 1),
    Cue(r"[一-龥]{2,5}站", 1, times=3),
    Cue(r"(?m)(?<![0-9A-Z])[GDCZTKYLS]\d{1,4}[一-龥]{2,5}站?$|站[GDCZTKYLS]\d{1,4}", 2, place=0.2),
    Cue(r"[¥￥]\d{1,4}\.\d元|(?m:^[¥￥]\d{1,4}\.\d$)", 2),
    Cue(r"(?<!\d)\d{10}\*+\d{3}[0-9Xx]", 2, place=0.7),
    Cue(r"检票口?[:：]|候车[:：]", 1),
    Cue(r"价税合计|纳税人识别号[:：]?\d", -6),
    Cue(r"不作乘车凭证|菜单|订单", -6),
    Cue(r"出租|上车|下车时?间?[:：]|里程", -6),
)
THRESHOLD = 6
MARGINS = (0.05, 0.06, 0.05, 0.06)
FORMS = (
    Form(
        (
            (r"检票口?[:：]|候车[:：]", 0.08),
            (r"^(?:[A-Z]?\d{1,3})?[A-HJ-NP-Z]\d{6}$", 0.09),
            (r"\d\d[:：]\d\d开", 0.34),
            (r"\d\d车(\d{2,3}[A-F]?号|无座)", 0.34),
            (r"限乘当日|当日当次|日当次车", 0.5),
            (r"\d{10}[A-HJ-NP-Z]\d{6}(?!\d)", 0.93),
        ),
        aspect=(1.45, 1.65),
    ),
)
