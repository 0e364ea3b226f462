"""A vendor as data: its operations, and the functions by which the server serves any of them.

The server goes this way with every request: `claims` tells whose it is, `examine` what may be told from its head,
`admit` which operation and account it is, `prepare` what is to be done, `answer` what is replied. Whatever goes wrong
is written by `refuse`. Vendors check in different orders, each as its specification says, hence the two steps before
`prepare`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic

from piaoju.dialects.wire.faults import FaultTable, Trouble
from piaoju.dialects.wire.jobs import JobForm
from piaoju.dialects.wire.message import WireReply, WireRequest
from piaoju.dialects.wire.rows import Row
from piaoju.dialects.wire.sign_in import Credential, Desk
from piaoju.dialects.wire.task import OutcomeT, Task
from piaoju.model.document import ErrorItem


@dataclass(frozen=True, slots=True)
class Call(Generic[OutcomeT]):
    """A task, and how its outcome is answered; an error item is left to the vendor's `refuse`."""

    task: Task[OutcomeT]
    answer: Callable[[OutcomeT], WireReply | ErrorItem]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation, for the reference."""

    name: str
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class RowSet:
    """The rows that an operation answers with for one document type, for the reference and its tests."""

    title: str
    document_type: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One callable of a vendor.

    Attributes:
        name: as in limits, metrics and an account's `disabled_operations`.
        method: of HTTP.
        path: as documented, variables in braces.
        summary: one sentence.
        prepare: a request with its body, and who signed in; raises `InputError`.
        parameters: for the reference.
        rows: likewise.
    """

    name: str
    method: str
    path: str
    summary: str
    prepare: Callable[[WireRequest, Credential], Call[Any]]
    parameters: tuple[Parameter, ...] = ()
    rows: tuple[RowSet, ...] = ()


@dataclass(frozen=True, slots=True)
class Admission:
    """Who calls what."""

    operation: Operation
    credential: Credential


@dataclass(frozen=True, slots=True)
class Dialect:
    """A vendor's interface.

    Attributes:
        name: as in settings, accounts and metrics.
        title: the vendor's name and what is served of it.
        operations: all that are served.
        claims: whether a request, of which only the head is known, is this vendor's to answer.
        examine: check the head as far as the vendor does so before the body; return how many bytes of body may be
            read. Raises `InputError`, `AccessError`.
        admit: check the sign-in of the whole request and find its operation. Raises `InputError`, `AccessError`.
        refuse: write the vendor's reply to something that went wrong, unknown exceptions included.
        faults: the table that `refuse` looks it up in.
        notes: what the reference says beside the tables.
        gaps: what the vendor has and is not supported here, for the reference.
        jobs: how outcomes of jobs are written; None if the vendor has no asynchronous calls.
    """

    name: str
    title: str
    operations: tuple[Operation, ...]
    claims: Callable[[WireRequest], bool]
    examine: Callable[[WireRequest, Desk], int]
    admit: Callable[[WireRequest, Desk], Admission]
    refuse: Callable[[WireRequest, Trouble], WireReply]
    faults: FaultTable
    notes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    jobs: JobForm | None = None
