"""piaoju: a self-hosted reader of Chinese invoices and tickets.

The public API is what stands in `__all__`; nothing else is public. Importing this package loads no model and
does no I/O: what needs numpy or a model is imported when it is first asked for.

    import piaoju

    reading = piaoju.read_document("invoice.jpg")
    for document in reading.documents:
        for name, field in document.fields.items():
            print(name, field.value, field.confidence)
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from piaoju.errors import (
    AccessError,
    BadConfig,
    CallbackRejected,
    CapacityError,
    CorruptInput,
    DeadlineExceeded,
    DeploymentError,
    DownloadFailed,
    DownloadTimeout,
    EncryptedDocument,
    ForbiddenAddress,
    ImageTooLarge,
    ImageTooSmall,
    InputError,
    InvalidParameter,
    JobError,
    JobExpired,
    ModelCorrupt,
    ModelMissing,
    NoDocumentFound,
    NoTextFound,
    Overloaded,
    PageOutOfRange,
    PayloadTooLarge,
    PermissionDenied,
    PiaojuError,
    RateLimited,
    ReadingError,
    RendererFailed,
    SourceError,
    Unauthenticated,
    UnknownJob,
    UnknownOperation,
    UnreadableFile,
    UnsupportedFormat,
    WrongDocumentType,
)

if TYPE_CHECKING:
    from piaoju.engine import Engine, EngineOptions
    from piaoju.model.document import (
        Barcode,
        DocumentReading,
        ErrorItem,
        Finding,
        PageReading,
        Reading,
        Seal,
    )
    from piaoju.model.field import FieldReading, LineReading

__version__ = "0.1.0"

_HOMES = {
    "Barcode": "piaoju.model.document",
    "DocumentReading": "piaoju.model.document",
    "Engine": "piaoju.engine",
    "EngineOptions": "piaoju.engine",
    "ErrorItem": "piaoju.model.document",
    "FieldReading": "piaoju.model.field",
    "Finding": "piaoju.model.document",
    "LineReading": "piaoju.model.field",
    "PageReading": "piaoju.model.document",
    "Reading": "piaoju.model.document",
    "Seal": "piaoju.model.document",
}


def read_document(
    source: bytes | str | Path, *, types: Sequence[str] | None = None, pages: Sequence[int] | None = None
) -> "Reading":
    """Read one file with an engine of default options, which is made at the first call and kept.

    Whatever is wrong with the file is told in the reading's `status` and `errors`, not raised.

    Args:
        source: the file's content, or its path.
        types: the document types to read; None for all.
        pages: the pages to read, 1-based; None for all.

    Raises:
        DeploymentError: the installation is not complete; `piaoju doctor` tells what is missing.
    """
    return _default_engine().read(source, types=types, pages=pages)


@cache
def _default_engine() -> "Engine":
    from piaoju.engine import Engine

    return Engine()


def __getattr__(name: str) -> object:
    """Import a public name from its home when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, those not imported yet included."""
    return sorted({*globals(), *_HOMES})


__all__ = [
    "AccessError",
    "BadConfig",
    "Barcode",
    "CallbackRejected",
    "CapacityError",
    "CorruptInput",
    "DeadlineExceeded",
    "DeploymentError",
    "DocumentReading",
    "DownloadFailed",
    "DownloadTimeout",
    "EncryptedDocument",
    "Engine",
    "EngineOptions",
    "ErrorItem",
    "FieldReading",
    "Finding",
    "ForbiddenAddress",
    "ImageTooLarge",
    "ImageTooSmall",
    "InputError",
    "InvalidParameter",
    "JobError",
    "JobExpired",
    "LineReading",
    "ModelCorrupt",
    "ModelMissing",
    "NoDocumentFound",
    "NoTextFound",
    "Overloaded",
    "PageOutOfRange",
    "PageReading",
    "PayloadTooLarge",
    "PermissionDenied",
    "PiaojuError",
    "RateLimited",
    "Reading",
    "ReadingError",
    "RendererFailed",
    "Seal",
    "SourceError",
    "Unauthenticated",
    "UnknownJob",
    "UnknownOperation",
    "UnreadableFile",
    "UnsupportedFormat",
    "WrongDocumentType",
    "__version__",
    "read_document",
]
