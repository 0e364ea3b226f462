"""Routes by what a request says rather than by its path alone: a vendor may name its operation in a header."""

from starlette.datastructures import URLPath
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, NoMatchFound
from starlette.types import Receive, Scope, Send

from piaoju.dialects.wire.dialect import Dialect
from piaoju.server.bodies import request_head
from piaoju.server.reception import Reception


class DialectRoute(BaseRoute):
    """Takes every request that its dialect claims, whatever the method."""

    def __init__(self, dialect: Dialect, reception: Reception) -> None:
        """Remember who answers."""
        self._dialect = dialect
        self._reception = reception

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Say whether the dialect claims the request."""
        is_claimed = scope["type"] == "http" and self._dialect.claims(request_head(scope))
        return (Match.FULL if is_claimed else Match.NONE), {}

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        """Have no name to be found by."""
        raise NoMatchFound(name, dict(path_params))

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request."""
        response: Response = await self._reception.answer(self._dialect, Request(scope, receive, send))
        await response(scope, receive, send)
