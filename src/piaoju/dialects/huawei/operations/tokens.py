"""POST /v3/auth/tokens: name and password for a token of 24 hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import cast

from piaoju.dialects.huawei.envelope import TOKENS_PATH, create
from piaoju.dialects.wire.body import BODY, json_object
from piaoju.dialects.wire.dialect import Call, Operation, Parameter
from piaoju.dialects.wire.message import WireReply, WireRequest
from piaoju.dialects.wire.sign_in import Credential
from piaoju.dialects.wire.task import IssueToken, Token
from piaoju.errors import InvalidParameter


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who wants a token, and for which project; empty for the account's own."""

    domain: str
    user: str
    password: str = field(repr=False)
    project: str


def read_sign_in(body: bytes) -> SignIn:
    """Take the body apart.

    Raises:
        InvalidParameter: `body`; it is not as IAM documents it.
    """
    auth = _object(json_object(body), "auth")
    identity = _object(auth, "identity")
    methods = identity.get("methods")
    if methods != ["password"]:
        raise InvalidParameter(BODY, "the only method is password")
    user = _object(_object(identity, "password"), "user")
    project = _object(_object(auth, "scope"), "project") if auth.get("scope") is not None else {}
    return SignIn(
        domain=_string(_object(user, "domain"), "name"),
        user=_string(user, "name"),
        password=_string(user, "password"),
        project=_string(project, "id") if "id" in project else _string(project, "name") if project else "",
    )


def _object(fields: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = fields.get(name)
    if not isinstance(value, dict):
        raise InvalidParameter(BODY, f"{name} is not an object")
    return cast("Mapping[str, object]", value)


def _string(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value:
        raise InvalidParameter(BODY, f"{name} is not a string")
    return value


def _prepare(request: WireRequest, credential: Credential) -> Call[Token]:
    return Call(IssueToken(credential), partial(_answer, request, credential))


def _answer(request: WireRequest, credential: Credential, token: Token) -> WireReply:
    domain = {"id": credential.uid, "name": credential.details.get("domain", "")}
    user = credential.details.get("user", "")
    content: dict[str, object] = {
        "expires_at": _moment(token.expires_at),
        "issued_at": _moment(token.issued_at),
        "methods": ["password"],
        "project": {"id": token.project.id, "name": token.project.name, "domain": domain},
        "user": {"id": user, "name": user, "domain": domain, "password_expires_at": ""},
        "roles": [],
        "catalog": [],
    }
    return create(request, {"token": content}, {"X-Subject-Token": token.text})


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}"


TOKENS = Operation(
    name="auth-tokens",
    method="POST",
    path=TOKENS_PATH,
    summary="Issue a token of 24 hours, in the header `X-Subject-Token`, for a user's name and password.",
    prepare=_prepare,
    parameters=(
        Parameter("auth.identity.methods", "Array", '["password"]'),
        Parameter("auth.identity.password.user", "Object", "name, password, domain.name"),
        Parameter("auth.scope.project", "Object", "id or name; the account's own if there is no scope"),
    ),
)
