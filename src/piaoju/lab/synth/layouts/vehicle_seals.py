"""The seals on vehicle invoices: the tax administration's over the title, the dealer's over the foot."""

from datetime import date

from piaoju.lab.synth.draw import Seal
from piaoju.lab.synth.values.vehicle_sale import Sale

_OFFICES_MERGED = date(2018, 6, 15)


def supervision_seal(sale: Sale, center: tuple[float, float], *, wear: float = 0.0, seed: int = 0) -> Seal:
    """Return the seal over the title; before mid-2018 it names the province's state tax office."""
    merged = sale.issued >= _OFFICES_MERGED
    return Seal(
        center=center,
        width_mm=30.0,
        height_mm=20.0,
        upper="全国统一发票监制章",
        lines=(("国家税务总局" if merged else sale.place.title, 0.02, 2.3, 1.0),),
        lower=sale.place.bureau if merged else "国家税务局监制",
        arc_size_mm=2.5,
        double=True,
        wear=wear,
        seed=seed,
    )


def dealer_seal(
    sale: Sale, center: tuple[float, float], *, tilt_deg: float = 0.0, wear: float = 0.0, seed: int = 0
) -> Seal:
    """Return the seal for invoices of the firm that issues."""
    name = sale.stamping.name
    return Seal(
        center=center,
        width_mm=40.0,
        height_mm=30.0,
        upper=name,
        lines=((sale.stamping.tax_id, 0.02, 3.6, 0.68), ("发票专用章", 0.5, 4.2, 0.95)),
        arc_size_mm=4.2 if len(name) <= 14 else 3.6 if len(name) <= 20 else 3.1,
        tilt_deg=tilt_deg,
        wear=wear,
        seed=seed,
    )
