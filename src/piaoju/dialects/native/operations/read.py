"""POST /v1/read: files in, readings out."""

from collections.abc import Sequence

from piaoju.dialects.native.envelope import reading_to_json
from piaoju.dialects.native.operations.files import PARAMETERS, read_wish
from piaoju.dialects.native.replies import succeed
from piaoju.dialects.wire.dialect import Call, Operation
from piaoju.dialects.wire.message import WireReply, WireRequest
from piaoju.dialects.wire.sign_in import Credential
from piaoju.dialects.wire.task import ReadAll
from piaoju.model.document import Reading


def _prepare(request: WireRequest, credential: Credential) -> Call[Sequence[Reading]]:
    del credential
    reads = read_wish(request).reads

    def answer(readings: Sequence[Reading]) -> WireReply:
        named = zip(reads, readings, strict=True)
        return succeed(request, {"results": [reading_to_json(reading, name) for (name, _), reading in named]})

    return Call(ReadAll(tuple(read for _, read in reads)), answer)


READ = Operation(
    name="read",
    method="POST",
    path="/v1/read",
    summary="Read files: all documents on them, of all types or of named ones, on all pages or on chosen ones.",
    prepare=_prepare,
    parameters=PARAMETERS,
)
