"""The two parameters that all OCR operations share: a picture as Base64, or where to fetch it."""

from collections.abc import Mapping

from piaoju.dialects.wire.body import decode_base64, text, web_address
from piaoju.dialects.wire.dialect import Parameter
from piaoju.dialects.wire.task import Content, Link
from piaoju.errors import InvalidParameter

MAX_TEXT_CHARS = 10 * 2**20
MAX_FILE_BYTES = MAX_TEXT_CHARS // 4 * 3
DOWNLOAD_TIMEOUT_S = 5.0
PICTURES = frozenset({"jpeg", "png", "bmp", "tiff"})
PARAMETERS = (
    Parameter("image", "String", "Base64 without prefix, at most 10 MB of text; exactly one of image and url"),
    Parameter("url", "String", "http or https, percent-encoded; at most 7.5 MB within 5 s"),
)


def picture(fields: Mapping[str, object]) -> Content | Link:
    """Return the picture that a request brings or names.

    Raises:
        InvalidParameter: neither or both are given, or one has the wrong type or form.
        PayloadTooLarge: `text`; more Base64 than allowed.
        UnsupportedFormat: it is no Base64.
    """
    image, url = text(fields, "image"), text(fields, "url")
    if bool(image) == bool(url):
        raise InvalidParameter("image", "exactly one of image and url is needed")
    if url:
        return Link(web_address(url), DOWNLOAD_TIMEOUT_S)
    return Content(decode_base64(image, max_chars=MAX_TEXT_CHARS))
