"""How more than one vendor writes money."""

from decimal import Decimal, InvalidOperation

CENT = Decimal("0.01")


def with_yuan_sign(value: str) -> str:
    """Write money as the vendors' examples do; what is no number stays as printed.

    >>> with_yuan_sign("147800"), with_yuan_sign("***")
    ('¥147800.00', '***')
    """
    try:
        return f"¥{Decimal(value).quantize(CENT)}"
    except InvalidOperation:
        return value
