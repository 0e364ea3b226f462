"""Cards: what lies in the same pocket as tickets."""

from dataclasses import replace

import numpy as np

from piaoju.lab.synth.draw import Fill, Sheet
from piaoju.lab.synth.layouts.negatives.paper import person, reference, text_style
from piaoju.lab.synth.typeset import Colour, Rect, Style
from piaoju.lab.synth.values.lexicon import between, digits, pick, sign, table
from piaoju.lab.synth.values.parties import firm_name

_WIDTH, _HEIGHT = 85.6, 54.0
_BANKS: tuple[Colour, ...] = ((196, 40, 48), (30, 70, 140), (16, 120, 96), (60, 60, 66), (206, 160, 80), (110, 50, 130))


def identity_card(rng: np.random.Generator) -> Sheet:
    """Return something like a resident's card."""
    sheet = Sheet(_WIDTH, _HEIGHT, (226, 238, 240), corner_radius_mm=3.0)
    _waves(sheet, (200, 222, 228), rng)
    label, value = Style(2.6, "sans", (60, 110, 160)), Style(3.2, "sans")
    birth = (between(rng, 1955, 2005), between(rng, 1, 12), between(rng, 1, 28))
    city, road = pick(rng, table("words")["road"]), between(rng, 1, 400)
    rows = (
        (8, "姓名", person(rng)),
        (15, "性别", pick(rng, ("男", "女"))),
        (22, "出生", "{} 年 {} 月 {} 日".format(*birth)),
        (29, "住址", f"{city}{road}号{between(rng, 1, 30)}幢"),
    )
    for y, name, text in rows:
        sheet.text(5, y, name, label)
        sheet.text(15, y, text, value)
    sheet.text(36, 15, "民族", label)
    sheet.text(46, 15, pick(rng, ("汉", "回", "满", "壮")), value)
    sheet.text(5, 47, "公民身份号码", label)
    sheet.text(28, 47, digits(rng, 17) + sign(rng, "0123456789X"), replace(value, size_mm=3.8, latin_em=0.66))
    _portrait(sheet, (58, 6, 80, 34), rng)
    return sheet


def bank_card(rng: np.random.Generator) -> Sheet:
    """Return a bank card with chip and embossed number."""
    colour = pick(rng, _BANKS)
    sheet = Sheet(_WIDTH, _HEIGHT, colour, corner_radius_mm=3.2)
    _waves(sheet, tuple(max(0, part - 24) for part in colour), rng)  # type: ignore[arg-type]
    dark = Style(4.2, "sans", tuple(part // 5 for part in colour))  # type: ignore[arg-type]
    sheet.text(6, 8, pick(rng, table("words")["bank"][:15]), dark)
    sheet.text(62, 8, pick(rng, ("储蓄卡", "信用卡", "公务卡", "DEBIT")), replace(dark, size_mm=3.4))
    _block(sheet, (8, 17, 20, 26), (214, 190, 120))
    number = pick(rng, ("6222", "6217", "6228", "5210", "4367")) + digits(rng, between(rng, 12, 15))
    grouped = " ".join(number[start : start + 4] for start in range(0, len(number), 4))
    sheet.text(_WIDTH / 2, 33, grouped, replace(dark, size_mm=5.0, weight_mm=0.08), "center")
    valid = f"VALID THRU {between(rng, 1, 12):02d}/{between(rng, 22, 35)}"
    sheet.text(30, 40, valid, replace(dark, size_mm=2.6))
    sheet.text(8, 47, "".join(sign(rng, "ABCDEFGHLMNQSTWXYZ") for _ in range(between(rng, 6, 12))), dark)
    return sheet


def business_card(rng: np.random.Generator) -> Sheet:
    """Return a visiting card."""
    accent = pick(rng, _BANKS)
    style = text_style(rng)
    sheet = Sheet(90.0, 54.0, pick(rng, ((255, 255, 255), (250, 247, 240), (244, 246, 250))))
    _block(sheet, (0, 0, 4, 54), accent)
    sheet.text(10, 12, person(rng), replace(style, size_mm=6.0, spacing_mm=1.0))
    role = pick(rng, ("财务经理", "税务顾问", "销售总监", "会计", "工程师", "采购主管"))
    sheet.text(40, 13, role, replace(style, size_mm=3.0, colour=accent))
    sheet.text(10, 26, firm_name(rng), style)
    small = replace(style, size_mm=2.8)
    sheet.text(10, 33, f"地址：{pick(rng, table('words')['road'])}{between(rng, 1, 900)}号", small)
    sheet.text(10, 38, f"电话：{reference(rng, '1', 10)}", small)
    sheet.text(10, 43, f"税号：{reference(rng, '91', 16)}", small)
    sheet.text(10, 48, f"代理记账 · 发票代开 · 税务咨询 {digits(rng, 8)}", replace(small, colour=accent))
    return sheet


def _waves(sheet: Sheet, colour: Colour, rng: np.random.Generator) -> None:
    """Draw fine wavy lines over a card."""
    phase, pitch = float(rng.uniform(0, 6)), float(rng.uniform(1.4, 2.4))
    xs = np.linspace(0, sheet.width_mm, 40)
    for row in range(int(sheet.height_mm / pitch)):
        ys = (row + 0.5) * pitch + 0.8 * np.sin(xs / 6 + phase + row * 0.4)
        for start in range(len(xs) - 1):
            x0, x1 = float(xs[start]), float(xs[start + 1])
            sheet.rule(x0, float(ys[start]), x1, float(ys[start + 1]), colour, 0.15)


def _portrait(sheet: Sheet, rect: Rect, rng: np.random.Generator) -> None:
    """Draw shoulders, head and hair of nobody."""
    left, top, right, bottom = rect
    middle, wide = (left + right) / 2, right - left
    _block(sheet, rect, (214, 224, 232))
    skin = (226 + between(rng, -14, 10), 190 + between(rng, -16, 8), 168)
    sheet.add(
        Fill(
            _oval(middle, bottom - 1, wide * 0.42, wide * 0.34), (70 + between(rng, 0, 60), 76, 90), 0.4, is_paint=True
        )
    )
    sheet.add(Fill(_oval(middle, top + wide * 0.52, wide * 0.25, wide * 0.32), (60, 54, 52), 0.3, is_paint=True))
    sheet.add(Fill(_oval(middle, top + wide * 0.58, wide * 0.21, wide * 0.27), skin, 0.3, is_paint=True))


def _oval(x: float, y: float, wide: float, high: float) -> tuple[tuple[float, float], ...]:
    angles = np.linspace(0, 2 * np.pi, 33)[:-1]
    return tuple((x + wide * float(np.cos(angle)), y + high * float(np.sin(angle))) for angle in angles)


def _block(sheet: Sheet, rect: Rect, colour: Colour) -> None:
    left, top, right, bottom = rect
    sheet.add(Fill(((left, top), (right, top), (right, bottom), (left, bottom)), colour))
