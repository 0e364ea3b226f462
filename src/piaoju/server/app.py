"""The ASGI application: the native API, every vendor's, and three questions of operators.

`/healthz` answers whether the process lives, `/readyz` whether it could read a document now, `/metrics` how it fares.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from piaoju import __version__
from piaoju.dialects import load_dialects
from piaoju.dialects.native import DIALECT as NATIVE
from piaoju.errors import UnknownOperation
from piaoju.server.bodies import request_head
from piaoju.server.metrics import MEDIA_TYPE
from piaoju.server.native import add_native_routes
from piaoju.server.readiness import Readiness
from piaoju.server.reception import Reception
from piaoju.server.routing import DialectRoute
from piaoju.server.services import Services


def create_app(services: Services, readiness: Readiness | None = None) -> FastAPI:
    """Build the application.

    Args:
        services: what requests are answered with; closed when the application ends.
        readiness: what `/readyz` asks; that of the installed models if None.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        jobs = services.jobs
        if jobs is not None:
            await asyncio.to_thread(jobs.start, asyncio.get_running_loop())
        try:
            yield
        finally:
            if jobs is not None:
                await asyncio.to_thread(jobs.stop)
            services.turns.close()

    # The interactive pages that FastAPI brings load scripts from elsewhere; ours need no outside asset.
    app = FastAPI(
        title="piaoju",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        redirect_slashes=False,  # a client that follows no redirects would take one for an empty success
        lifespan=lifespan,
    )
    _add_questions(app, services, Readiness() if readiness is None else readiness)
    reception = Reception(services)
    add_native_routes(app, reception)
    app.router.routes.extend(DialectRoute(dialect, reception) for dialect in load_dialects())

    @app.exception_handler(HTTPException)
    async def nowhere(request: Request, error: HTTPException) -> Response:
        """Answer what no dialect claims as the native API does."""
        reply = NATIVE.refuse(request_head(request.scope), UnknownOperation("there is no such page"))
        return Response(reply.body, reply.status, dict(reply.headers))

    return app


def _add_questions(app: FastAPI, services: Services, readiness: Readiness) -> None:
    @app.get("/healthz", include_in_schema=False)
    def healthz() -> dict[str, str]:
        """Say that the process lives."""
        return {"status": "ok"}

    @app.get("/readyz", include_in_schema=False)
    def readyz() -> JSONResponse:
        """Say whether all models are present and unharmed; 503 with the reasons if not."""
        problems = readiness.problems()
        if not problems:
            return JSONResponse({"status": "ok"})
        reasons = [{"model": problem.model, "code": problem.code} for problem in problems]
        return JSONResponse({"status": "unavailable", "problems": reasons}, status_code=503)

    @app.get("/metrics", include_in_schema=False)
    def metrics() -> Response:
        """Return the metrics as Prometheus collects them."""
        return Response(services.metrics.exposition(), media_type=MEDIA_TYPE)
