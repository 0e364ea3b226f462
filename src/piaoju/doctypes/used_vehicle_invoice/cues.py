"""What on a page speaks for a used vehicle invoice, and what against it."""

from piaoju.model.cues import Cue

CUES: tuple[Cue, ...] = (
    Cue(r"二手车销售统一|手车销售统一发票", 5, place=0.02),
    Cue(r"买方单位", 2, times=2, place=0.32),
    Cue(r"卖方单位", 2, times=2, place=0.42),
    Cue(r"个人住址", 2, times=2, place=0.38),
    Cue(r"单位代码.?身份证", 2, times=2, place=0.36),
    Cue(r"车牌照号", 2, place=0.49),
    Cue(r"登记证号", 1, place=0.49),
    Cue(r"转入地车辆?|管理所名称", 2, times=2, place=0.54),
    Cue(r"车架号|车辆识别代[码号]", 1, times=2, place=0.54),
    Cue(r"厂牌型号", 1, place=0.54),
    Cue(r"车价合计", 3, place=0.59),
    Cue(r"经营.?拍卖单位", 2, times=2, place=0.65),
    Cue(r"(?m)^二手车市场", 2, place=0.8),
    Cue(r"机动车销售统一|不含税价|完税凭证|限乘人数|合格证号|商检单号", -10),
    Cue(r"货物或应税劳务|项目名称|规格型号", -8),
    Cue(r"行驶证|保险单|甲方", -8),
)
THRESHOLD = 9
MARGINS = (0.03, 0.03, 0.03, 0.04)
