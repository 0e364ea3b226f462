"""Papers between firms that stand beside invoices in every file: contracts, delivery notes, payslips, 劳务清单."""

from dataclasses import replace

import numpy as np

from piaoju.lab.synth.draw import Sheet
from piaoju.lab.synth.layouts.negatives.paper import (
    day,
    grid,
    heading,
    paragraphs,
    person,
    reference,
    round_seal,
    text_style,
)
from piaoju.lab.synth.values.lexicon import between, chance, pick
from piaoju.lab.synth.values.parties import firm_name

_CLAUSES = (
    "甲方委托乙方提供本合同所列服务，乙方应按约定的时间、地点和质量标准完成。",
    "合同总金额为含税价，税率为6%，乙方应在收款后十个工作日内向甲方开具增值税专用发票。",
    "甲方应在收到发票之日起三十日内，将款项汇入乙方指定的银行账户，逾期每日按应付金额的万分之五支付违约金。",
    "乙方开具的发票不符合税务规定的，甲方有权拒绝付款，由此造成的损失由乙方承担。",
    "双方对履行本合同中知悉的对方商业秘密负有保密义务，保密期限为合同终止后两年。",
    "因不可抗力不能履行合同的，应及时通知对方，并在合理期限内提供证明。",
    "本合同项下的知识产权归甲方所有，未经书面同意，乙方不得向第三方披露或许可使用。",
    "因本合同发生的争议，由双方协商解决；协商不成的，提交甲方所在地人民法院诉讼解决。",
    "本合同一式四份，甲乙双方各执两份，自双方签字盖章之日起生效。",
    "验收标准以附件一为准，乙方交付的成果经甲方书面确认后视为验收合格。",
    "发票项目名称、税率及金额应与本合同一致，收款单位与开票单位应为同一主体。",
    "乙方应保证其人员具备相应资格，并为其缴纳社会保险。",
)
_KINDS = ("技术服务合同", "采购合同", "房屋租赁合同", "劳务分包合同", "咨询服务协议", "设备维护合同")
_GOODS = (
    "A4复印纸", "打印机硒鼓", "不锈钢螺栓", "电缆线", "办公椅", "保温杯", "纸箱", "润滑油", "防护手套", "水泵", "滤芯",
    "轴承", "插座", "文件柜", "白板笔", "清洁剂",
)  # fmt: skip
_WORKS = (
    "外墙粉刷",
    "地面铺贴",
    "管道安装",
    "电路改造",
    "门窗安装",
    "吊顶施工",
    "垃圾清运",
    "防水施工",
    "钢筋绑扎",
    "模板拆除",
    "砌筑",
    "搬运",
)


def contract(rng: np.random.Generator) -> Sheet:
    """Return the first or last page of a contract."""
    style = text_style(rng)
    sheet = Sheet(210.0, 297.0)
    buyer, seller = firm_name(rng), firm_name(rng)
    heading(sheet, 28, pick(rng, _KINDS), style)
    sheet.text(140, 38, f"合同编号：{reference(rng, 'HT', 10)}", style)
    sheet.text(18, 48, f"甲方：{buyer}", style)
    sheet.text(18, 55, f"乙方：{seller}", style)
    count = between(rng, 6, 10)
    clauses = [str(clause) for clause in rng.permutation(np.array(_CLAUSES))[:count]]
    numbered = [f"第{'一二三四五六七八九十'[place]}条　{clause}" for place, clause in enumerate(clauses)]
    end = paragraphs(sheet, 66, numbered, style) + 12
    for x, role, firm in ((18, "甲方", buyer), (112, "乙方", seller)):
        sheet.text(x, end, f"{role}（盖章）：{firm}", replace(style, size_mm=3.0))
        sheet.text(x, end + 8, f"授权代表：{person(rng)}", style)
        sheet.text(x, end + 16, f"日期：{day(rng)}", style)
        sheet.add(round_seal((x + float(rng.uniform(25, 45)), end + 6), firm, "合同专用章", rng))
    return sheet


def delivery_note(rng: np.random.Generator) -> Sheet:
    """Return a delivery note of half a page, of a set of copies, with prices and a seal."""
    style = replace(text_style(rng), colour=pick(rng, ((30, 30, 34), (40, 60, 140), (120, 40, 50))))
    sheet = Sheet(210.0, 140.0, pick(rng, ((255, 255, 255), (255, 236, 240), (255, 250, 214))))
    heading(sheet, 12, f"{firm_name(rng)}送货单", style, 5.2)
    sheet.text(12, 23, f"收货单位：{firm_name(rng)}", style)
    sheet.text(150, 23, f"№ {reference(rng, '', 7)}", replace(style, colour=(190, 40, 50)))
    sheet.text(12, 30, f"日期：{day(rng)}", style)
    rows = [("序号", "名称及规格", "单位", "数量", "单价", "金额", "备注")]
    for place in range(between(rng, 4, 8)):
        count, price = between(rng, 1, 60), between(rng, 200, 90000) / 100
        rows.append((str(place + 1), pick(rng, _GOODS), pick(rng, "个箱台件套"), str(count), f"{price:.2f}",
                     f"{count * price:.2f}", ""))  # fmt: skip
    end = grid(sheet, (12, 35), (12, 62, 16, 20, 24, 28, 24), rows, style)
    sheet.text(12, end + 6, "合计金额（大写）：　　万　　仟　　佰　　拾　　元　　角　　分", style)
    sheet.text(12, end + 14, f"送货人：{person(rng)}　　　收货人（签章）：", style)
    sheet.text(120, end + 14, "货款未付，发票后补", replace(style, size_mm=2.8))
    return sheet


def payslip(rng: np.random.Generator) -> Sheet:
    """Return a page of wages with taxes withheld."""
    style = text_style(rng)
    sheet = Sheet(297.0, 210.0)
    heading(sheet, 18, f"{firm_name(rng)}工资表", style)
    sheet.text(20, 30, f"所属月份：{between(rng, 2016, 2026)}年{between(rng, 1, 12)}月", style)
    sheet.text(230, 30, "单位：元", style)
    head = ("序号", "姓名", "基本工资", "绩效", "应发金额", "社保", "公积金", "个人所得税", "实发金额", "签名")
    rows: list[tuple[str, ...]] = [head]
    for place in range(between(rng, 7, 14)):
        base, bonus = between(rng, 3000, 16000), between(rng, 0, 6000)
        social, fund, tax = base * 0.105, base * 0.07, bonus * 0.1
        paid = base + bonus - social - fund - tax
        sums = (f"{value:.2f}" for value in (base, bonus, base + bonus, social, fund, tax, paid))
        rows.append((str(place + 1), person(rng), *sums, ""))
    end = grid(sheet, (18, 35), (12, 24, 28, 24, 30, 26, 26, 30, 30, 26), rows, style)
    sheet.text(20, end + 8, f"制表：{person(rng)}　　　审核：{person(rng)}　　　批准：{person(rng)}", style)
    return sheet


def labour_list(rng: np.random.Generator) -> Sheet:
    """Return a 应税货物或劳务清单 that belongs to an invoice and is none."""
    style = text_style(rng)
    sheet = Sheet(210.0, 297.0)
    heading(sheet, 22, pick(rng, ("销售货物或者提供应税劳务清单", "劳务费用结算清单", "劳务清单")), style)
    buyer, seller = firm_name(rng), firm_name(rng)
    sheet.text(14, 34, f"购买方名称：{buyer}", style)
    sheet.text(14, 41, f"销售方名称：{seller}", style)
    sheet.text(14, 48, f"所属增值税专用发票代码：{reference(rng, '', 10)}　号码：{reference(rng, '', 8)}", style)
    sheet.text(172, 48, "共1页 第1页", style)
    rows = [("序号", "货物（劳务）名称", "规格", "单位", "数量", "单价", "金额", "税率", "税额")]
    for place in range(between(rng, 10, 24)):
        count, price = between(rng, 1, 90), between(rng, 1000, 30000) / 100
        amount = count * price
        rows.append((str(place + 1), pick(rng, _WORKS), "", pick(rng, ("工日", "㎡", "项", "米")), str(count),
                     f"{price:.2f}", f"{amount:.2f}", "3%", f"{amount * 0.03:.2f}"))  # fmt: skip
    end = grid(sheet, (14, 53), (12, 44, 16, 14, 16, 20, 26, 12, 22), rows, style)
    sheet.text(14, end + 8, "备注", style)
    sheet.text(14, end + 16, f"销售方（章）：　　　　　　　　填开日期：{day(rng)}", style)
    if chance(rng, 0.8):
        sheet.add(round_seal((70, end + 14), seller, "发票专用章", rng))
    return sheet
