"""The inference runtime, imported so that it tells nobody; every module takes it from here.

Importing openvino tells an outside service so, through the module openvino_telemetry. Where that is not to be had,
openvino has a replacement that tells nobody; so it is not to be had.
"""

import sys

sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
import openvino  # noqa: E402
from openvino import opset15 as operations  # noqa: E402

__all__ = ["openvino", "operations"]
