"""The tables of the two vehicle invoices, as fractions of their pages.

Source: print code of issuing systems, on pages of 241 x 177 mm (new vehicles) and 216.5 x 178 mm (used ones).
The digital tables were not measured: they have the rows of the paper forms without the machine's block.
"""

from dataclasses import replace

from piaoju.lab.synth.layouts.vehicle_grid import Cell, Grid, Row

_MACHINE_FIELDS = ("printed_code", "printed_number", "machine_number")
_MOTOR_MACHINE = Row(
    0.322,
    (
        Cell("机打代码\n机打号码\n机器编号", _MACHINE_FIELDS, 0.090, 0.201, 0.447, inset=0.024),
        Cell("税控码", ("tax_control_code",), 0.447, 0.480, 0.908, upright=True, inset=0.006),
    ),
)
_MOTOR_BUYER_OLD = Row(
    0.410,
    (
        Cell("购买方名称及\n身份证号码/\n组织机构代码", ("buyer_name", "buyer_id_number"), 0.090, 0.201, 0.512),
        Cell("纳税人识别号", ("buyer_tax_id",), 0.512, 0.660, 0.908),
    ),
)
_NEW_ID_LABEL = "纳税人识别号/\n统一社会信用代码/\n身份证明号码"
_MOTOR_BUYER_NEW = Row(
    0.410,
    (
        Cell("购买方名称", ("buyer_name",), 0.090, 0.201, 0.512),
        Cell(_NEW_ID_LABEL, ("buyer_tax_id", "buyer_id_number"), 0.512, 0.660, 0.908, shared=True),
    ),
)
_MOTOR_VEHICLE = (
    Row(
        0.459,
        (
            Cell("车辆类型", ("vehicle_type",), 0.090, 0.201, 0.378),
            Cell("厂牌型号", ("brand_model",), 0.378, 0.449, 0.733),
            Cell("产地", ("origin",), 0.733, 0.776, 0.908),
        ),
    ),
    Row(
        0.511,
        (
            Cell("合格证号", ("certificate_number",), 0.090, 0.201, 0.376),
            Cell("进口证明书号", ("import_certificate_number",), 0.376, 0.489, 0.700),
            Cell("商检单号", ("inspection_number",), 0.700, 0.784, 0.908),
        ),
    ),
    Row(
        0.565,
        (
            Cell("发动机号码", ("engine_number",), 0.090, 0.201, 0.481),
            Cell("车辆识别代号/车架号码", ("vin",), 0.481, 0.647, 0.908),
        ),
    ),
)
_MOTOR_TOTAL = Row(
    0.614,
    (
        Cell("价税合计", ("total_in_words",), 0.090, 0.201, 0.684),
        Cell("", ("total_including_tax",), 0.684, 0.684, 0.908, inner="小写", open_left=True),
    ),
)
_MOTOR_SELLER = (
    Row(
        0.670,
        (
            Cell("销货单位名称", ("seller_name",), 0.090, 0.201, 0.627),
            Cell("电话", ("seller_phone",), 0.627, 0.678, 0.908),
        ),
    ),
    Row(
        0.722,
        (
            Cell("纳税人识别号", ("seller_tax_id",), 0.090, 0.201, 0.627),
            Cell("账号", ("seller_account",), 0.627, 0.678, 0.908),
        ),
    ),
    Row(
        0.773,
        (
            Cell("地址", ("seller_address",), 0.090, 0.201, 0.526),
            Cell("开户银行", ("seller_bank",), 0.526, 0.592, 0.908),
        ),
    ),
)
_MOTOR_TAX = (
    Row(
        0.848,
        (
            Cell("增值税税率\n或征收率", ("tax_rate",), 0.090, 0.201, 0.306, inset=0.010),
            Cell("增值税\n税额", ("tax",), 0.306, 0.373, 0.541),
            Cell("主管税务\n机关及代码", ("tax_authority", "tax_authority_code"), 0.541, 0.631, 0.908),
        ),
    ),
    Row(
        0.897,
        (
            Cell("不含税价", ("price_excluding_tax",), 0.090, 0.201, 0.393, inner="小写"),
            Cell("完税凭证号码", ("tax_receipt_number",), 0.393, 0.494, 0.688),
            Cell("吨位", ("tonnage",), 0.688, 0.731, 0.776),
            Cell("限乘人数", ("seating_capacity",), 0.776, 0.852, 0.908),
        ),
    ),
)
_MOTOR_REST = (*_MOTOR_VEHICLE, _MOTOR_TOTAL, *_MOTOR_SELLER, *_MOTOR_TAX)
MOTOR_OLD = Grid(0.154, (_MOTOR_MACHINE, _MOTOR_BUYER_OLD, *_MOTOR_REST))
"""With name and identity number of the buyer in one cell."""
MOTOR_NEW = Grid(0.154, (_MOTOR_MACHINE, _MOTOR_BUYER_NEW, *_MOTOR_REST))
"""With the identity number of a person in the cell of the tax number."""

_OWNER_ROWS = {"buyer": ("买方", 0.333, 0.378), "seller": ("卖方", 0.421, 0.466)}
_USED_OWNERS = tuple(
    row
    for role, (who, name_bottom, address_bottom) in _OWNER_ROWS.items()
    for row in (
        Row(
            name_bottom,
            (
                Cell(f"{who}单位/个人", (f"{role}_name",), 0.042, 0.225, 0.532),
                Cell("单位代码/身份证号码", (f"{role}_id_number",), 0.532, 0.700, 0.965),
            ),
        ),
        Row(
            address_bottom,
            (
                Cell(f"{who}单位/个人住址", (f"{role}_address",), 0.042, 0.225, 0.701),
                Cell("电话", (f"{role}_phone",), 0.701, 0.760, 0.965),
            ),
        ),
    )
)
_USED_VEHICLE = (
    Row(
        0.509,
        (
            Cell("车牌照号", ("plate",), 0.042, 0.225, 0.381),
            Cell("登记证号", ("registration_number",), 0.381, 0.475, 0.651),
            Cell("车辆类型", ("vehicle_type",), 0.651, 0.760, 0.965),
        ),
    ),
    Row(
        0.556,
        (
            Cell("车架号/车辆识别代码", ("vin",), 0.042, 0.225, 0.381),
            Cell("厂牌型号", ("brand_model",), 0.381, 0.475, 0.651),
            Cell("转入地车辆\n管理所名称", ("destination_registry",), 0.651, 0.760, 0.965),
        ),
    ),
)
_USED_TOTAL = Row(
    0.598,
    (
        Cell("车价合计（大写）", ("total_in_words",), 0.042, 0.225, 0.688),
        Cell("", ("total_including_tax",), 0.688, 0.688, 0.965, inner="小写", open_left=True),
    ),
)
_USED_DEALER = (
    Row(0.641, (Cell("经营、拍卖单位", ("dealer_name",), 0.042, 0.225, 0.965),)),
    Row(
        0.690,
        (
            Cell("经营、拍卖单位地址", ("dealer_address",), 0.042, 0.225, 0.626),
            Cell("纳税人\n识别号", ("dealer_tax_id",), 0.626, 0.700, 0.965),
        ),
    ),
    Row(
        0.729,
        (
            Cell("开户银行、账号", ("dealer_bank_account",), 0.042, 0.225, 0.752),
            Cell("电话", ("dealer_phone",), 0.752, 0.815, 0.965),
        ),
    ),
)
_USED_MARKET = (
    Row(
        0.816,
        (
            Cell("二手车市场", ("market_name",), 0.042, 0.225, 0.517),
            Cell("纳税人\n识别号", ("market_tax_id",), 0.517, 0.598, 0.965, bottom=0.52),
            Cell("地址", ("market_address",), 0.517, 0.598, 0.965, top=0.52),
        ),
    ),
    Row(
        0.858,
        (
            Cell("开户银行、账号", ("market_bank_account",), 0.042, 0.225, 0.752),
            Cell("电话", ("market_phone",), 0.752, 0.815, 0.965),
        ),
    ),
)
_USED_REMARK = Row(0.906, (Cell("备注：", ("remark",), 0.042, 0.140, 0.965),))
_USED_MACHINE = Row(
    0.290,
    (
        Cell("机打代码\n机打号码\n机器编号", _MACHINE_FIELDS, 0.042, 0.148, 0.466, inset=0.004),
        Cell("税控码", ("tax_control_code",), 0.466, 0.508, 0.965, upright=True, inset=0.006),
    ),
)
USED = Grid(
    0.170, (_USED_MACHINE, *_USED_OWNERS, *_USED_VEHICLE, _USED_TOTAL, *_USED_DEALER, *_USED_MARKET, _USED_REMARK)
)
"""With all rows of the paper form."""


def _without_machine(grid: Grid) -> Grid:
    """Return a table without the block that the tax control device prints."""
    return Grid(grid.rows[0].bottom, grid.rows[1:])


_MOTOR_REMARK = Row(0.975, (Cell("备注", ("remark",), 0.090, 0.201, 0.908),))
_DIGITAL_FRAME = (0.022, 0.215, 0.978, 0.885)
MOTOR_DIGITAL = _without_machine(replace(MOTOR_NEW, rows=(*MOTOR_NEW.rows, _MOTOR_REMARK))).placed(_DIGITAL_FRAME)
"""Of the fully digital invoice for new vehicles."""
USED_DIGITAL = _without_machine(USED).placed(_DIGITAL_FRAME)
"""Of the fully digital invoice for used vehicles."""
