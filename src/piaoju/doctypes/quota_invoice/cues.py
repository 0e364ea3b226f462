"""What on a page speaks for a fixed-amount invoice, and what against it.

A stub repeats title, code, number and words; only what the stub leaves out tells two invoices from one.
"""

from piaoju.model.cues import Cue

_BOTH = r"[12]\d{11}[^\d\n]{1,5}\d{8}|[12]\d{4}(?:0[89]|1\d|2[0-5])\d{13}"
"""Code and number in one row; with nothing between, the year in the code tells them from a digital invoice's number."""
_CODE = rf"^\D{{0,5}}(?:[12]\d{{11}}|{_BOTH})$"
_NUMBER = rf"^\D{{0,5}}(?:\d{{8}}|{_BOTH})$"
_WORDS = r"^.?(?:[壹贰叁肆伍陆柒捌玖](?:[佰拾仟][元圆]?|[元圆])|[壹贰叁肆伍陆柒捌玖]?拾[元圆])[整正]?(?:[¥￥][\d.]+)?$"
_FIGURES = r"^[^\d\n]{0,3}[1-9]\d{0,2}(?:\.00)?元$|^[¥￥Vv][1-9]\d{0,2}(?:\.00)?$"
_NO_DATE = r"^(?:.{1,3}日期[:：]?)?年.?日$"
_CLOCK = r"^\D{0,4}\d\d:\d\d(?::\d\d|-\d\d:\d\d)?$"
"""Machines print times, this form does not."""
_ONLY = rf"(?ms)\A(?!.*(?:{_CLOCK}))"
_LITTLE = r"(?!(?:.*^[^\n]{6,}$){5})"
"""Hardly a line is long."""

CUES: tuple[Cue, ...] = (
    Cue(r"定额[一-龥]{0,6}发|[发票][（(]定额[）)]", 6, times=2),
    Cue(r"定额|用定|额发票|定[一-龥]{1,3}发票", 2, times=2),
    Cue(r"(?:税务局|[省市])[通停定][一-龥]{1,9}发票", 2, times=2),
    Cue(rf"(?m){_WORDS}", 3, times=2),
    Cue(rf"(?m){_FIGURES}", 1),
    Cue(rf"(?m){_CODE}", 2, times=2),
    # Hardly any other paper prints these, each on a line of its own; where a seal lies on the title nothing else tells.
    Cue(rf"{_ONLY}(?=.*(?:{_CODE}))(?=.*(?:{_NUMBER}))(?=.*(?:{_WORDS}))", 4),
    Cue(rf"{_ONLY}(?=.*(?:{_NUMBER}))(?=.*(?:{_WORDS}))", 2),
    Cue(rf"{_ONLY}(?=.*(?:{_CODE}))(?=.*(?:{_NUMBER}))(?=.*(?:{_FIGURES}))", 3),
    Cue(rf"{_ONLY}(?=.*(?:{_CODE}))(?=.*(?:{_FIGURES}))(?=.*(?:{_NO_DATE}))", 3),
    # Of a form whose large print was overlooked, code and number are all that is left: hardly another line is as long.
    Cue(rf"{_ONLY}(?!.*(?:{_WORDS}|{_FIGURES})){_LITTLE}(?=.*(?:{_CODE}))(?=.*(?:{_NUMBER}))", 3),
    Cue(rf"{_ONLY}(?=.*定额)(?=.*(?:{_CODE}))(?=.*(?:{_NUMBER}))", 2),
    Cue(r"发票联", 1),
    Cue(r"存根联|副券", 1),
    Cue(r"税务局", 1, times=6),
    Cue(r"兑奖|刮奖|刮开|奖区", 2),
    Cue(r"收款单位", 2),
    Cue(rf"(?m){_NO_DATE}", 2, times=2),
    Cue(r"面额|手写无效", 2),
    Cue(r"价税合计|纳税人识别号|税率|税额|货物或应税|增值税|规格型号", -10),
    Cue(rf"(?m){_CLOCK}", -5),
    Cue(r"出租汽?车|上车|下车|里程|单价|等[候侯]", -8),
    Cue(r"客票|铁路|座位|车次|检票|票价|始发|开车", -8),
    Cue(r"车辆识别|发动机号|厂牌型号|过户", -10),
    Cue(r"客户名称|付款(?:单位|方名|人)|品名|项目|数量|经手人", -8),
    Cue(r"机打|机器编号|校验码|合计|开票人", -5),
    Cue(r"行程单|网约车|订单|菜单|小票|交易", -8),
)
THRESHOLD = 7
MARGINS = (0.06, 0.08, 0.06, 0.08)
IS_FRAMED = True
