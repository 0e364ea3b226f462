"""An account as it stands in `accounts.toml`: a block for every vendor, each with that vendor's names for its keys."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from piaoju.service.config import checked_limit

Text = Annotated[str, Field(min_length=1)]


class Block(BaseModel):
    """Of strings that are not to be shown in complaints."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class HuaweiKeys(Block):
    """For AK/SK signatures and for tokens."""

    access_key: Text
    secret_key: Text
    project_id: Text
    project_name: Text
    user: Text
    password: Text
    domain: Text


class TencentKeys(Block):
    """For TC3 and v1 signatures."""

    secret_id: Text
    secret_key: Text


class AliyunKeys(Block):
    """For acs and ACS3 signatures."""

    access_key_id: Text
    access_key_secret: Text


class DeepfinchKeys(Block):
    """Sent as they are."""

    api_id: Text
    api_secret: Text


class NativeKeys(Block):
    """Sent as it is."""

    api_key: Text


VENDORS: Mapping[str, tuple[type[Block], str, str]] = {
    "huawei": (HuaweiKeys, "access_key", "secret_key"),
    "tencent": (TencentKeys, "secret_id", "secret_key"),
    "aliyun": (AliyunKeys, "access_key_id", "access_key_secret"),
    "deepfinch": (DeepfinchKeys, "api_id", "api_secret"),
    "native": (NativeKeys, "api_key", "api_key"),
}
"""Of every vendor: its block, and which fields of it are the key and the secret."""


class Account(Block):
    """One account, as it stands in the file."""

    name: Text
    uid: Text
    enabled: bool = True
    disabled_operations: frozenset[str] = frozenset()
    billing: Literal["", "in_arrears", "package_exhausted", "abnormal"] = ""
    limits: Mapping[str, Annotated[str, AfterValidator(checked_limit)]] = Field(default_factory=dict)
    huawei: HuaweiKeys | None = None
    tencent: TencentKeys | None = None
    aliyun: AliyunKeys | None = None
    deepfinch: DeepfinchKeys | None = None
    native: NativeKeys | None = None
