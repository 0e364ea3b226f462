"""What on a page speaks for a motor vehicle invoice, and what against it."""

from piaoju.model.cues import Cue

CUES: tuple[Cue, ...] = (
    Cue(r"机动车销售统一|动车销售统一发票", 5, place=0.02),
    Cue(r"购买方名称|购货单位[（(]人", 1, place=0.38),
    Cue(r"厂牌型号", 2, place=0.45),
    Cue(r"合格证号", 3, place=0.5),
    Cue(r"进口证明书?号", 3, place=0.5),
    Cue(r"商检单号", 3, place=0.5),
    Cue(r"发动机号码?", 1, place=0.57),
    Cue(r"车辆识别(代号|号代码)|车架号码", 2, times=2, place=0.57),
    Cue(r"价税合计", 1, place=0.63),
    Cue(r"销货单位名称|销售方名称", 1, place=0.68),
    Cue(r"主管税务机?|机?关及代码", 2, times=2, place=0.87),
    Cue(r"不含税价", 2, place=0.93),
    Cue(r"完税凭证号?", 2, place=0.93),
    Cue(r"限乘人数", 2, place=0.93),
    Cue(r"二手车|[买卖]方单位|车价合计|车牌照号|登记证号|转入地", -10),
    Cue(r"货物或应税劳务|项目名称|规格型号", -8),
    Cue(r"合同编号|行驶证|登记证书|保险单|购置税", -8),
)
THRESHOLD = 9
MARGINS = (0.06, 0.03, 0.06, 0.06)
