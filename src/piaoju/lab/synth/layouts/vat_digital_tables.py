"""The item tables of 数电票: that of goods, and those of the businesses with cells of their own.

Source: positions of the goods table measured on issued files; the others stand in the same room, by comparison.
"""

from collections.abc import Mapping

from piaoju.lab.synth.draw import Sheet
from piaoju.lab.synth.layouts.vat_items import Column, ItemTable
from piaoju.lab.synth.typeset import Style, fitted
from piaoju.lab.synth.values.vat import (
    CONSTRUCTION_CELLS,
    GOODS_CELLS,
    PASSENGER_CELLS,
    RENTAL_CELLS,
    TOLL_CELLS,
    SecondTable,
)

FIRST_Y = 58.2
LAST_Y = 90.0
FULL_LAST_Y = 114.0
"""Last item line of a page that others follow, which has no totals."""
_SHORT_LAST_Y = 72.5
_SECOND_Y = 82.0

_NAME = Column("name", "项目名称", (15.6, 28.6), 4.8, "left", 35.7, wraps=True)
_SUMS = (
    Column("amount", "金额", (143.8, 153.0), 153.0, "right", 30.0),
    Column("tax_rate", "税率/征收率", (157.6, 175.0), 166.5, "center", 20.0),
    Column("tax", "税额", (194.4, 203.8), 205.3, "right", 30.0),
)
_COLUMNS: Mapping[tuple[str, ...], tuple[Column, ...]] = {
    GOODS_CELLS: (
        _NAME,
        Column("specification", "规格型号", (41.8, 54.6), 41.8, "left", 22.2, wraps=True),
        Column("unit", "单位", (67.2, 76.2), 71.3, "center", 15.0),
        Column("quantity", "数量", (93.0, 102.3), 102.5, "right", 24.2),
        Column("unit_price", "单价", (118.2, 127.4), 127.4, "right", 23.7),
    ),
    TOLL_CELLS: (
        _NAME,
        Column("plate_number", "车牌号", (46.0, 57.0), 51.5, "center", 22.0),
        Column("vehicle_type", "类型", (68.0, 76.0), 72.0, "center", 18.0),
        Column("start_date", "通行日期起", (84.0, 101.0), 92.5, "center", 22.0),
        Column("end_date", "通行日期止", (109.0, 126.0), 117.5, "center", 22.0),
    ),
    PASSENGER_CELLS: (
        Column("name", "项目名称", (15.6, 28.6), 4.8, "left", 45.0, wraps=True),
        Column("unit_price", "单价", (70.0, 79.2), 79.4, "right", 26.0),
        Column("quantity", "数量", (106.0, 115.2), 115.4, "right", 24.0),
    ),
    CONSTRUCTION_CELLS: (
        _NAME,
        Column("site", "建筑服务发生地", (45.0, 66.0), 43.0, "left", 38.0, wraps=True),
        Column("project", "建筑项目名称", (92.0, 112.0), 85.0, "left", 44.0, wraps=True),
    ),
    RENTAL_CELLS: (
        Column("name", "项目名称", (13.0, 26.0), 4.8, "left", 33.0, wraps=True),
        Column("certificate", "产权证书/不动产权证号", (39.5, 68.0), 39.0, "left", 31.5, wraps=True),
        Column("unit", "面积单位", (73.0, 85.0), 79.0, "center", 15.0),
        Column("quantity", "数量", (95.0, 104.3), 104.5, "right", 16.0),
        Column("unit_price", "单价", (119.2, 128.4), 128.4, "right", 22.5),
    ),
}


def item_table(cells: tuple[str, ...], *, has_second: bool) -> ItemTable:
    """Return the columns of the form with certain cells; a second table takes room from the items."""
    last_y = _SHORT_LAST_Y if has_second else LAST_Y
    return ItemTable((*_COLUMNS[cells], *_SUMS), FIRST_Y, last_y)


def sums_y(table: ItemTable) -> float:
    """Return the middle of the row of sums below the items."""
    return table.last_y + 3.6


def draw_second(sheet: Sheet, second: SecondTable, label: Style, value: Style) -> None:
    """Print the second table between the row of sums and the totals."""
    left, right = 4.5, 205.5
    for y in (_SECOND_Y - 3.2, _SECOND_Y + 2.6):
        sheet.rule(left, y, right, y, label.colour)
    pen = left
    for column, (head, share) in enumerate(zip(second.heads, second.shares, strict=True)):
        room = (right - left) * share
        sheet.text(pen + room / 2, _SECOND_Y, head, fitted(head, label, room - 1.0), "center")
        for row, cells in enumerate(second.rows):
            text = cells[column]
            style = fitted(text, value, room - 1.0)
            sheet.text(pen + room / 2, _SECOND_Y + 5.2 + 4.2 * row, text, style, "center")
        pen += room
