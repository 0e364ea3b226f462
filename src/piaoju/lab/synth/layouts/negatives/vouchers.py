"""Bank papers with seals and codes, menus and price lists: close to invoices in words and figures."""

from dataclasses import replace

import numpy as np

from piaoju.lab.synth.draw import QrCode, Seal, Sheet
from piaoju.lab.synth.layouts.negatives.paper import (
    bar_code,
    day,
    grid,
    heading,
    money,
    reference,
    round_seal,
    text_style,
)
from piaoju.lab.synth.typeset import BLACK
from piaoju.lab.synth.values.lexicon import between, chance, digits, pick, table
from piaoju.lab.synth.values.parties import firm_name

_DISHES = (
    "宫保鸡丁", "鱼香肉丝", "麻婆豆腐", "清蒸鲈鱼", "糖醋排骨", "蒜蓉油麦菜", "酸辣汤", "扬州炒饭", "红烧牛肉面",
    "小笼包", "回锅肉", "水煮鱼", "地三鲜", "葱油饼", "银耳羹", "白灼虾", "手撕包菜",
    "凉拌黄瓜",
)  # fmt: skip
_MATERIALS = (
    "螺纹钢",
    "水泥",
    "河沙",
    "铝板",
    "镀锌管",
    "电缆",
    "角钢",
    "涂料",
    "石膏板",
    "岩棉板",
    "玻璃",
    "瓷砖",
    "槽钢",
    "工字钢",
)


def bank_receipt(rng: np.random.Generator) -> Sheet:
    """Return a bank's receipt (回单) with its electronic seal, QR code and check code."""
    style = text_style(rng)
    sheet = Sheet(210.0, 99.0)
    bank = pick(rng, table("words")["bank"][:16])
    heading(sheet, 10, f"{bank}客户专用回单", style, 5.0)
    sheet.text(14, 18, f"日期：{day(rng)}", style)
    sheet.text(120, 18, f"回单编号：{reference(rng, '', 14)}", style)
    rows = [
        ("付款人", "户名", firm_name(rng), "收款人", "户名", firm_name(rng)),
        ("", "账号", digits(rng, 19), "", "账号", digits(rng, 19)),
        ("", "开户行", f"{bank}营业部", "", "开户行", pick(rng, table("words")["bank"][:16])),
    ]
    end = grid(sheet, (14, 22), (16, 16, 60, 16, 16, 58), rows, style)
    sheet.text(14, end + 6, f"金额（小写）：￥{money(rng, 50, 90000)}", style)
    purpose = pick(rng, ("货款", "发票款", "税款", "服务费", "差旅费报销", "工资"))
    sheet.text(14, end + 13, f"摘要：{purpose}　　交易流水号：{digits(rng, 16)}", style)
    sheet.text(
        14,
        end + 20,
        f"验证码：{digits(rng, 12)}　　本回单不作为收款方发货依据，重复打印无效",
        replace(style, size_mm=2.7),
    )
    sheet.add(QrCode(16, end + 24, 16, digits(rng, 40), BLACK))
    lines = (("电子回单", -0.05, 3.6, 1.0), ("专用章", 0.45, 3.6, 1.0))
    seal = Seal((170, end + 18), 38, 28, bank, lines, arc_size_mm=3.2, tilt_deg=float(rng.normal(0, 3)))
    sheet.add(seal)
    return sheet


def bank_voucher(rng: np.random.Generator) -> Sheet:
    """Return a voucher for a payment of tax or fees, with bar code and seals."""
    style = replace(text_style(rng), colour=pick(rng, ((24, 24, 28), (60, 40, 120), (20, 90, 80))))
    sheet = Sheet(210.0, 120.0, pick(rng, ((255, 255, 255), (240, 246, 255), (250, 245, 232))))
    bank = pick(rng, table("words")["bank"][:16])
    title = pick(rng, ("电子缴税付款凭证", "转账支票存根", "进账单（回单）", "业务收费凭证", "非税收入一般缴款书"))
    heading(sheet, 12, f"{bank} {title}", style, 5.0)
    bar_code(sheet, (146, 17, 198, 26), rng)
    sheet.text(172, 29, digits(rng, 16), replace(style, size_mm=2.6), "center")
    sheet.text(14, 24, f"转账日期：{day(rng)}", style)
    sheet.text(14, 31, f"纳税人全称及识别号：{firm_name(rng)} {reference(rng, '91', 16)}", style)
    rows = [("税（费）种名称", "所属时期", "税率", "实缴金额")]
    for name in ("增值税", "城市维护建设税", "教育费附加", "印花税")[: between(rng, 1, 4)]:
        rate = pick(rng, ("3%", "6%", "7%", "0.03%"))
        rows.append((name, f"2023010{between(rng, 1, 9)}-20230131", rate, f"￥{money(rng, 10, 9000)}"))
    end = grid(sheet, (14, 36), (52, 56, 28, 46), rows, style)
    sheet.text(14, end + 8, f"小写（合计）金额：￥{money(rng, 100, 30000)}", style)
    sheet.text(14, end + 16, f"缴款书交易流水号：{digits(rng, 18)}　税票号码：{digits(rng, 18)}", style)
    sheet.add(round_seal((165, end + 14), bank, "业务受理章", rng))
    if chance(rng, 0.5):
        text = (("转 讫", 0.0, 5.0, 1.0),)
        colour = (50, 60, 160)
        sheet.add(Seal((110, end + 20), 24, 11, "", text, is_box=True, colour=colour, wear=0.4, tilt_deg=4.0))
    return sheet


def menu(rng: np.random.Generator) -> Sheet:
    """Return a menu with prices."""
    style = text_style(rng)
    paper = pick(rng, ((250, 240, 220), (255, 255, 255), (240, 232, 210), (236, 244, 236)))
    sheet = Sheet(148.0, 210.0, paper)
    heading(sheet, 18, pick(rng, ("菜　单", "今日特价", "家常小炒", "MENU 菜单")), style, 8.0)
    y = 36.0
    for _ in range(between(rng, 9, 17)):
        sheet.text(20, y, pick(rng, _DISHES), style)
        sheet.text(128, y, f"￥{between(rng, 8, 128)}.00", style, "right")
        sheet.rule(52, y + 1, 112, y + 1, style.colour, 0.15, dash_mm=0.6)
        y += 9.0
    sheet.text(74, 200, "消费满百元可开发票　谢谢惠顾", replace(style, size_mm=2.8), "center")
    return sheet


def price_list(rng: np.random.Generator) -> Sheet:
    """Return a firm's price list, with tax rates in its columns."""
    style = text_style(rng)
    sheet = Sheet(210.0, 297.0)
    firm = firm_name(rng)
    heading(sheet, 24, f"{firm}报价单", style)
    sheet.text(18, 38, f"报价日期：{day(rng)}　　有效期：30天　　币种：人民币", style)
    rows = [("序号", "产品名称", "规格型号", "单位", "不含税单价", "税率", "含税单价")]
    for place in range(between(rng, 8, 22)):
        price, rate = between(rng, 1000, 800000) / 100, pick(rng, (3, 9, 13))
        size = f"{between(rng, 4, 60)}×{between(rng, 4, 60)}"
        gross = price * (1 + rate / 100)
        rows.append((str(place + 1), pick(rng, _MATERIALS), size, pick(rng, ("吨", "米", "张", "件")), f"{price:.2f}",
                     f"{rate}%", f"{gross:.2f}"))  # fmt: skip
    end = grid(sheet, (18, 44), (14, 44, 32, 16, 28, 16, 26), rows, style)
    sheet.text(
        18, end + 8, "说明：以上价格含13%增值税专用发票，运费另计，最终金额以发票为准。", replace(style, size_mm=3.0)
    )
    if chance(rng, 0.7):
        sheet.add(round_seal((160, end + 16), firm, "报价专用章", rng))
    return sheet
