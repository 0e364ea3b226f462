"""Every request of every dialect goes through here: sign-in, limits, the task, the reply, the log line."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from piaoju.dialects.wire.dialect import Dialect
from piaoju.dialects.wire.message import WireReply, WireRequest
from piaoju.errors import AccessError, CapacityError, DeadlineExceeded, Overloaded, PayloadTooLarge, PiaojuError
from piaoju.model.document import ErrorItem, Reading
from piaoju.server.bodies import RETRY_AFTER_S, HeldBodies, drain, read_body, request_head
from piaoju.server.logs import EVENT
from piaoju.server.services import Services

T = TypeVar("T")
CLIENT_GONE = 499
"""Status that nobody sees; the number is that of other servers' logs."""

MAX_STREAMS = 200
"""Replies that go on for as long as their clients listen; each asks the database now and then."""
MAX_STREAMS_OF_ACCOUNT = 50
"""So that one account does not take them all."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Note:
    """What becomes known of a request on its way; for log and metrics."""

    request: WireRequest
    operation: str = "unknown"
    account: str = ""
    error: str = ""


class Reception:
    """Answers requests."""

    def __init__(self, services: Services) -> None:
        """Remember the services."""
        self._services = services
        self._bodies = HeldBodies()
        self._streams: Counter[str] = Counter()

    async def answer(self, dialect: Dialect, request: Request) -> Response:
        """Answer a request in its vendor's way, whatever happens."""
        begin = time.perf_counter()
        note = _Note(request_head(request.scope))
        try:
            reply = await self._reply(dialect, request, note)
        except ClientDisconnect:
            reply = WireReply(CLIENT_GONE, (), b"", "client_gone")
        seconds = time.perf_counter() - begin
        self._services.metrics.answered(dialect.name, note.operation, reply.outcome, seconds)
        event = {
            "request_id": str(note.request.id),
            "dialect": dialect.name,
            "operation": note.operation,
            "account": note.account,
            "status": reply.status,
            "outcome": reply.outcome,
            "error": note.error,
            "ms": round(seconds * 1000, 1),
        }
        logger.info("request", extra={EVENT: event})
        if reply.further is not None:
            parts = self._parts(note.account, reply.body, reply.further)
            return StreamingResponse(parts, reply.status, dict(reply.headers))
        return Response(reply.body, reply.status, dict(reply.headers))

    async def _reply(self, dialect: Dialect, request: Request, note: _Note) -> WireReply:
        """Return a reply, whatever goes wrong.

        Raises:
            ClientDisconnect: there is nobody to reply to.
        """
        timeout_s = self._services.request_timeout_s
        try:
            async with asyncio.timeout(timeout_s):
                return await self._serve(dialect, request, note)
        except ClientDisconnect:
            raise
        except TimeoutError:
            trouble: Exception = DeadlineExceeded(f"the request took more than {timeout_s:g} s")
        except PiaojuError as error:
            trouble = error
        except Exception as error:
            logger.exception("unexpected", extra={EVENT: {"request_id": str(note.request.id)}})
            trouble = error
        note.error = trouble.code if isinstance(trouble, PiaojuError) else "internal_error"
        if isinstance(trouble, AccessError | CapacityError | PayloadTooLarge):
            self._services.metrics.rejected(dialect.name, note.error)
        return dialect.refuse(note.request, trouble)

    async def _serve(self, dialect: Dialect, request: Request, note: _Note) -> WireReply:
        with self._bodies.share() as take:
            try:
                max_bytes = dialect.examine(note.request, self._services.desk)
                body = await read_body(request, max_bytes, take)
            except PiaojuError:
                await drain(request)
                raise
            note.request = replace(note.request, body=body)
            return await self._perform(dialect, request, note)

    async def _perform(self, dialect: Dialect, request: Request, note: _Note) -> WireReply:
        """Do what a whole request asks for."""
        services, whole = self._services, note.request
        admission = dialect.admit(whole, services.desk)
        operation, account = admission.operation, admission.credential.account
        note.operation, note.account = operation.name, account
        services.access.check(account, dialect.name, operation.name)
        call = operation.prepare(whole, admission.credential)
        with services.turns.place():
            outcome = await _while_connected(request, services.tasks.run(call.task, account))
        for reading in _readings(outcome):
            services.metrics.read(reading.timing_ms)
        answer = call.answer(outcome)
        if isinstance(answer, ErrorItem):
            note.error = answer.code
            return dialect.refuse(whole, answer)
        if answer.further is not None and not self._has_room_for_stream(account):
            raise Overloaded(RETRY_AFTER_S)
        return answer

    def _has_room_for_stream(self, account: str) -> bool:
        return self._streams.total() < MAX_STREAMS and self._streams[account] < MAX_STREAMS_OF_ACCOUNT

    async def _parts(self, account: str, first: bytes, further: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Yield a body that is longer in coming than the request was in answering, for as long as somebody listens."""
        self._streams[account] += 1
        try:
            yield first
            async for part in further:
                yield part
        finally:
            self._streams[account] -= 1


async def _while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Return what the work returns; cancel it if the client goes away.

    Raises:
        ClientDisconnect: it did.
    """
    working = asyncio.create_task(work)
    leaving = asyncio.ensure_future(request.receive())  # after the body, only the disconnection is left to come
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


def _readings(outcome: object) -> Sequence[Reading]:
    if isinstance(outcome, Reading):
        return [outcome]
    return [each for each in outcome if isinstance(each, Reading)] if isinstance(outcome, list) else []
