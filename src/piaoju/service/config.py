"""Settings: what stands in `piaoju.toml`, overridden by environment variables.

Each section of the file is one class, and a field of `Settings`. `max_bytes` of `[decode]` is overridden by
`PIAOJU_DECODE__MAX_BYTES`. A name that is not known is an error, so that a slip of the pen is not taken for a setting.
"""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import limits
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PositiveFloat,
    PositiveInt,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from piaoju.errors import BadConfig
from piaoju.reading.decode import DecodeLimits

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FILE_NAME = "piaoju.toml"
_PREFIX = "PIAOJU_"
_LEVELS = "__"
_LIMITS = DecodeLimits()


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class DecodeSection(_Section):
    """Ceilings for every input; an operation may be stricter."""

    max_bytes: PositiveInt = Field(default=_LIMITS.max_bytes, description="bytes of a file")
    max_side_px: PositiveInt = Field(default=_LIMITS.max_side_px, description="pixels of a page's longest side")
    max_pixels: PositiveInt = Field(
        default=_LIMITS.max_pixels, description="pixels of a page; some formats have lower limits"
    )
    max_pages: PositiveInt = Field(default=_LIMITS.max_pages, description="pages read of one file")
    max_ratio: PositiveFloat = Field(
        default=_LIMITS.max_ratio, description="bytes of pixels per byte of the file, for pictures above 50 megapixels"
    )
    max_draw_s: PositiveFloat = Field(
        default=_LIMITS.max_draw_s,
        description="seconds of processor time for opening a PDF file, and for drawing each page",
    )

    def limits(self) -> DecodeLimits:
        """Return the ceilings as the decode stage takes them."""
        return DecodeLimits(**self.model_dump())


class ServerSection(_Section):
    """How much the server takes on."""

    queue: PositiveInt = Field(default=256, description="requests that may wait for their turn, downloads included")
    request_timeout_s: PositiveFloat = Field(default=60.0, description="seconds that a request may take in all")


class LimitsSection(_Section):
    """Requests per account and operation, such as `10/second` or `100/minute`; each server process counts its own."""

    huawei: str = Field(default="10/second", description="for every operation of Huawei")
    tencent: str = Field(default="5/second", description="for every operation of Tencent")
    aliyun: str = Field(default="10/second", description="for every operation of Aliyun")
    deepfinch: str = Field(default="5/second", description="for every operation of DeepFinch")
    native: str = Field(default="20/second", description="for every operation of the native API")

    @field_validator("*")
    @classmethod
    def _is_limit(cls, value: str) -> str:
        return checked_limit(value)


class FetchSection(_Section):
    """What may be fetched."""

    allow: tuple[str, ...] = Field(
        default=(), description="`host:port` or `address:port` that may be private, for image URLs and callbacks"
    )


class JobsSection(_Section):
    """Work that outlives its request."""

    database: SecretStr = Field(
        default=SecretStr(""),
        description="`postgresql://user:password@host/database`, which several machines may share; empty for a SQLite "
        "file in the data folder",
    )
    retention_s: PositiveFloat = Field(default=3600.0, description="seconds that a job is kept after it ended")
    max_age_s: PositiveFloat = Field(
        default=14400.0, description="seconds that a job is kept after it was submitted, at most"
    )
    max_waiting: PositiveInt = Field(
        default=10_000, description="jobs of one account that have not ended; more are refused until some have"
    )
    callback_timeout_s: PositiveFloat = Field(default=5.0, description="seconds that one delivery may take")
    callback_first_delay_s: PositiveFloat = Field(
        default=1.0, description="seconds to the first repeat of a delivery; doubled for each one after it"
    )
    callback_max_delay_s: PositiveFloat = Field(default=300.0, description="seconds between two repeats, at most")


class Settings(BaseSettings):
    """All settings, with their defaults."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_prefix=_PREFIX, env_nested_delimiter=_LEVELS)

    server: ServerSection = ServerSection()
    limits: LimitsSection = LimitsSection()
    fetch: FetchSection = FetchSection()
    decode: DecodeSection = DecodeSection()
    jobs: JobsSection = JobsSection()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put the environment above what is given, which comes from the file."""
        return env_settings, init_settings


def data_folder() -> Path:
    """Return where piaoju keeps its files unless told otherwise."""
    return Path.home() / ".local" / "share" / "piaoju"


def checked_limit(text: str) -> str:
    """Return a limit if it is one, such as `10/second`.

    Raises:
        ValueError: it is none.
    """
    try:
        limits.parse(text)
    except ValueError as error:
        raise ValueError("it is no limit, such as 10/second") from error
    return text


def load_settings(path: Path | None = None, folder: Path | None = None) -> Settings:
    """Return the settings of a file and the environment.

    Args:
        path: of the file, which must be there; None for the one in the data folder, which may be absent.
        folder: with the data; the default one if None.

    Raises:
        BadConfig: the file cannot be read, or a setting is unknown or has no sense.
    """
    content = _read(path) if path is not None else _read_default(folder)
    try:
        return Settings(**content)
    except ValidationError as error:
        raise BadConfig("; ".join(_complaint(each) for each in error.errors())) from error
    except SettingsError as error:
        raise BadConfig(f"environment: {error}") from error


def _read_default(folder: Path | None) -> dict[str, Any]:
    try:
        path = (data_folder() if folder is None else folder) / FILE_NAME
    except RuntimeError:  # a user without a home
        return {}
    return _read(path) if path.exists() else {}


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise BadConfig(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path}: {error}") from error


def _complaint(found: "ErrorDetails") -> str:
    names = [str(name) for name in found["loc"]]
    reason = "there is no such setting" if found["type"] == "extra_forbidden" else found["msg"]
    return f"{'.'.join(names)} ({_PREFIX}{_LEVELS.join(names).upper()}): {reason}"
