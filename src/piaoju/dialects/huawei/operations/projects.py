"""GET /v3/projects: the project of an account, which the SDK asks for when it was given none."""

from collections.abc import Sequence
from functools import partial

from piaoju.dialects.huawei.envelope import PROJECTS_PATH, succeed
from piaoju.dialects.wire.dialect import Call, Operation, Parameter
from piaoju.dialects.wire.forms import query_parts
from piaoju.dialects.wire.message import WireReply, WireRequest
from piaoju.dialects.wire.sign_in import Credential
from piaoju.dialects.wire.task import ListProjects, Project


def _prepare(request: WireRequest, credential: Credential) -> Call[Sequence[Project]]:
    name = next((part.text for part in query_parts(request.query) if part.name == "name"), "")
    return Call(ListProjects(credential, name), partial(_answer, request))


def _answer(request: WireRequest, projects: Sequence[Project]) -> WireReply:
    listed = [{"id": project.id, "name": project.name} for project in projects]
    return succeed(request, {"projects": listed, "links": {}})


PROJECTS = Operation(
    name="projects",
    method="GET",
    path=PROJECTS_PATH,
    summary="List the account's project, if it has the asked name.",
    prepare=_prepare,
    parameters=(Parameter("name", "query", "of the project, which is a region's; optional"),),
)
