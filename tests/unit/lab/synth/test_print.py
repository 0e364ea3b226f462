"""Ribbons, thermal paper and carbon change the machine's print and nothing else."""

from dataclasses import replace

import numpy as np
import pytest

from piaoju.lab.synth import ink
from piaoju.lab.synth.draw import Sheet
from piaoju.lab.synth.raster import render
from piaoju.lab.synth.typeset import BLACK, Style, TextRun

LABEL = Style(4.0, "serif", (120, 80, 40))
VALUE = Style(4.0, "serif", BLACK)


def form(value: Style = VALUE) -> Sheet:
    sheet = Sheet(60.0, 90.0)
    sheet.text(5, 8, "名称", LABEL)
    for row in range(6):
        sheet.text(25, 8 + 14 * row, "北京市", value, name=f"field_{row}")
    sheet.text(5, 80, "12345678", replace(value, colour=(190, 30, 30), dots=False), name="invoice_number")
    return sheet


def styles(sheet: Sheet) -> dict[str, Style]:
    return {one.name: one.style for one in sheet.operations if isinstance(one, TextRun)}


def test_a_ribbon_brings_values_to_its_contrast() -> None:
    faded = styles(ink.with_ribbon(form(), 0.2))
    assert ink.contrast(faded["field_0"]) == pytest.approx(0.2)
    assert faded[""] == LABEL
    assert faded["invoice_number"].strength == 1.0


def test_print_that_is_fainter_already_stays() -> None:
    faint = replace(VALUE, strength=0.1)
    assert styles(ink.with_ribbon(form(faint), 0.2))["field_0"] == faint


def test_where_there_are_dots_they_are_the_machine() -> None:
    sheet = form(replace(VALUE, dots=True))
    sheet.text(5, 70, "机器", VALUE, name="issuer")
    faded = styles(ink.with_ribbon(sheet, 0.2))
    assert ink.contrast(faded["field_3"]) == pytest.approx(0.2)
    assert faded["issuer"] == VALUE


def test_words_of_no_field_fade_with_the_values_in_the_same_ink() -> None:
    sheet = form()
    sheet.text(40, 70, "站", VALUE)
    assert ink.contrast(styles(ink.with_ribbon(sheet, 0.2))[""]) == pytest.approx(0.2)


def test_thermal_paper_fades_unevenly_between_its_bounds() -> None:
    faded = styles(ink.with_thermal_fade(form(), 0.15, 0.3, np.random.default_rng(3)))
    contrasts = [ink.contrast(faded[f"field_{row}"]) for row in range(6)]
    assert 0.15 - 1e-9 <= min(contrasts) < max(contrasts) - 0.02
    assert max(contrasts) <= 0.3 + 1e-9


def test_a_carbon_copy_is_soft_light_and_coloured() -> None:
    original = form(replace(VALUE, dots=True))
    copy = ink.as_carbon_copy(original, np.random.default_rng(1))
    style = styles(copy)["field_0"]
    assert style.softness_mm > 0
    assert style.strength < 1
    assert style.colour != BLACK
    assert styles(original)["field_0"].softness_mm == 0
    pixels = [render(sheet, 200).pixels[:200, 190:] for sheet in (original, copy)]
    assert np.abs(np.diff(pixels[1].astype(int), axis=1)).max() < np.abs(np.diff(pixels[0].astype(int), axis=1)).max()


def test_only_pins_strike() -> None:
    assert not ink.is_impact_print(form())
    assert ink.is_impact_print(form(replace(VALUE, dots=True)))
