"""GET /v1/types: which document types are read."""

from collections.abc import Sequence

from piaoju.dialects.native.replies import succeed
from piaoju.dialects.wire.dialect import Call, Operation
from piaoju.dialects.wire.message import WireReply, WireRequest
from piaoju.dialects.wire.sign_in import Credential
from piaoju.dialects.wire.task import ListTypes


def _prepare(request: WireRequest, credential: Credential) -> Call[Sequence[str]]:
    del credential

    def answer(types: Sequence[str]) -> WireReply:
        return succeed(request, {"types": list(types)})

    return Call(ListTypes(), answer)


TYPES = Operation(
    name="types",
    method="GET",
    path="/v1/types",
    summary="List the ids of the document types that are read.",
    prepare=_prepare,
)
