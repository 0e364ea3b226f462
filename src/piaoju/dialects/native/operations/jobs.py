"""/v1/jobs: work that outlives its request. Files are handed in, and asked about by the ids of their jobs."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import unquote

from piaoju.dialects.native.operations.files import PARAMETERS, read_wish
from piaoju.dialects.native.replies import succeed, succeed_without_content
from piaoju.dialects.native.served import NAME, PREFIX
from piaoju.dialects.native.webhooks import INPUT, WEBHOOK_PARAMETERS, read_webhook
from piaoju.dialects.wire.dialect import Call, Operation, Parameter
from piaoju.dialects.wire.faults import as_item
from piaoju.dialects.wire.forms import query_parts
from piaoju.dialects.wire.jobs import CancelJob, DeleteJob, Job, JobState, ListJobs, LookUp, NewJob, Submit
from piaoju.dialects.wire.message import Json, WireReply, WireRequest
from piaoju.dialects.wire.sign_in import Credential
from piaoju.errors import InvalidParameter, UnknownJob
from piaoju.model.document import ErrorItem

PATH = f"{PREFIX}jobs"
MAX_LISTED = 1000
LISTED = 100
MAX_OFFSET = 10**9
ID_PARAMETERS = (Parameter("id", "string", "in the path: of the job"),)


def job_to_json(job: Job) -> Json:
    """Return how a job stands."""
    return {
        "id": job.id,
        "state": job.state,
        "input": job.context[INPUT],
        "submitted_at": _written(job.submitted_at),
        "finished_at": None if job.finished_at is None else _written(job.finished_at),
    }


def job_with_result(job: Job) -> Json:
    """Return how a job stands and what came of it; null before it ended, and if it was cancelled."""
    return {**job_to_json(job), "result": None if job.content is None else json.loads(job.content)}


def job_id(request: WireRequest) -> str:
    """Return the id in the path.

    Raises:
        UnknownJob: no job has such an id, and not every database can be asked for it.
    """
    found = unquote(request.path.removeprefix(f"{PATH}/").partition("/")[0], errors="replace")
    if not (found.isascii() and found.isprintable()):
        raise UnknownJob("there is no such job")
    return found


def no_job() -> ErrorItem:
    """Return what is said of an id that is unknown, expired or another account's."""
    return as_item(UnknownJob("there is no such job"), "jobs")


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _submit(request: WireRequest, credential: Credential) -> Call[Sequence[Job]]:
    del credential
    wish = read_wish(request)
    notify = read_webhook(wish.webhook)
    jobs = tuple(NewJob(read, {INPUT: name}, notify) for name, read in wish.reads)

    def answer(accepted: Sequence[Job]) -> WireReply:
        return succeed(request, {"jobs": [job_to_json(job) for job in accepted]}, 202)

    return Call(Submit(NAME, jobs), answer)


def _list(request: WireRequest, credential: Credential) -> Call[Sequence[Job]]:
    del credential
    given = {part.name: part.text for part in query_parts(request.query)}
    state = given.get("state")
    if state is not None and state not in set(JobState):
        raise InvalidParameter("state", f"it is none of {', '.join(JobState)}")
    limit = _number(given, "limit", LISTED, range(1, MAX_LISTED + 1))
    offset = _number(given, "offset", 0, range(MAX_OFFSET + 1))

    def answer(jobs: Sequence[Job]) -> WireReply:
        return succeed(request, {"jobs": [job_to_json(job) for job in jobs]})

    return Call(ListJobs(NAME, None if state is None else JobState(state), limit, offset), answer)


def _number(given: Mapping[str, str], name: str, default: int, allowed: range) -> int:
    text = given.get(name)
    if text is None:
        return default
    # Of at most ten digits, so that it is quick to convert.
    if not (text.isascii() and text.isdecimal() and len(text) <= 10 and int(text) in allowed):
        raise InvalidParameter(name, f"it is no number from {allowed[0]} to {allowed[-1]}")
    return int(text)


def _show(request: WireRequest, credential: Credential) -> Call[Sequence[Job | None]]:
    del credential

    def answer(found: Sequence[Job | None]) -> WireReply | ErrorItem:
        (job,) = found
        return no_job() if job is None else succeed(request, job_with_result(job))

    return Call(LookUp(NAME, (job_id(request),)), answer)


def _cancel(request: WireRequest, credential: Credential) -> Call[Job | None]:
    del credential

    def answer(job: Job | None) -> WireReply | ErrorItem:
        return no_job() if job is None else succeed(request, job_with_result(job))

    return Call(CancelJob(NAME, job_id(request)), answer)


def _delete(request: WireRequest, credential: Credential) -> Call[bool]:
    del credential

    def answer(was_there: bool) -> WireReply | ErrorItem:
        return succeed_without_content(request) if was_there else no_job()

    return Call(DeleteJob(NAME, job_id(request)), answer)


SUBMIT = Operation(
    name="submit",
    method="POST",
    path=PATH,
    summary="Accept files to be read later, a job each; whoever is named is told when one ends.",
    prepare=_submit,
    parameters=(*PARAMETERS, *WEBHOOK_PARAMETERS),
)
LIST = Operation(
    name="jobs",
    method="GET",
    path=PATH,
    summary="List the jobs that are kept, the newest first, without their results.",
    prepare=_list,
    parameters=(
        Parameter("state", "string", f"one of {', '.join(f'`{state}`' for state in JobState)}; any by default"),
        Parameter("limit", "integer", f"how many, 1 to {MAX_LISTED}; {LISTED} by default"),
        Parameter("offset", "integer", "how many of the newest to pass over; 0 by default"),
    ),
)
SHOW = Operation(
    name="job",
    method="GET",
    path=f"{PATH}/{{id}}",
    summary="Say how a job stands, and what came of it.",
    prepare=_show,
    parameters=ID_PARAMETERS,
)
CANCEL = Operation(
    name="cancel",
    method="POST",
    path=f"{PATH}/{{id}}/cancel",
    summary="Cancel a job that has not ended, and say how it stands then.",
    prepare=_cancel,
    parameters=ID_PARAMETERS,
)
DELETE = Operation(
    name="delete",
    method="DELETE",
    path=f"{PATH}/{{id}}",
    summary="Forget a job and its result; one that has not ended is cancelled.",
    prepare=_delete,
    parameters=ID_PARAMETERS,
)
