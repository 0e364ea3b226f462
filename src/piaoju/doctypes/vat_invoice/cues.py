"""What on a page speaks for a VAT invoice, and what against it."""

from piaoju.model.cues import Cue, Form

CUES: tuple[Cue, ...] = (
    Cue(r"增值税.{0,2}(专用|普通)发票", 4, place=0.05),
    Cue(r"电子发票[（(](普通发票|增值税专用发票)", 4, place=0.05),
    Cue(r"价税合计", 3, place=0.75),
    Cue(r"货物或应税劳务", 3, place=0.35),
    Cue(r"项目名称", 1, place=0.35),
    Cue(r"纳税人识别号", 2, times=2),
    Cue(r"开户行及[账帐]号", 1, times=2),
    Cue(r"规格型号", 1, place=0.35),
    Cue(r"税率", 1, place=0.35),
    Cue(r"校验码", 1),
    Cue(r"开票日期", 1, place=0.1),
    Cue(r"[（(]小写[）)]", 1, place=0.75),
    Cue(r"收款人", 1, place=0.95),
    Cue(r"(机动车|二手车)销售统一发票|铁路电子客票|航空运输电子客票", -12),
    Cue(r"[（(]卷[票式][）)]", 3),
    Cue(r"合计金额[（(][大小]写", 2, times=2),
    Cue(r"(?m)^机打号码", 1),
    # A roll's title lies under the seal; together only its till prints these.
    Cue(r"(?ms)\A(?=.*^机打号码)(?=.*^购买方名称)(?=.*纳税人识别号)", 3),
    Cue(r"车辆类型|厂牌型号|车辆识别代号|车架号码|登记证号", -8),
    Cue(r"回单|付款人账号|购销合同|订单编号|采购订单", -8),
    Cue(r"劳务、?(服务)?清单", -8),
)
THRESHOLD = 6
MARGINS = (0.03, 0.05, 0.03, 0.04)
# Of rolls alone: what they print, flat forms do not.
FORMS = (
    Form(
        (
            (r"[（(]卷[票式][）)]", 0.07),
            (r"^机打号码", 0.25),
            (r"^销售方名称", 0.33),
            (r"^购买方名称", 0.38),
            (r"合计金额[（(]小写", 0.62),
        )
    ),
)
