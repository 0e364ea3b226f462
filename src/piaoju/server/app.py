"""The ASGI application: so far only the two questions that a supervisor asks.

`/healthz` answers whether the process lives, `/readyz` whether it could read a document now.
"""

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from piaoju import __version__
from piaoju.server.readiness import Readiness


def create_app(readiness: Readiness | None = None) -> FastAPI:
    """Build the application.

    Args:
        readiness: what `/readyz` asks; that of the installed models if None.
    """
    # The interactive pages that FastAPI brings load scripts from elsewhere; ours need no outside asset.
    app = FastAPI(title="piaoju", version=__version__, docs_url=None, redoc_url=None)
    checks = Readiness() if readiness is None else readiness

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        """Say that the process lives."""
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz() -> JSONResponse:
        """Say whether all models are present and unharmed; 503 with the reasons if not."""
        problems = checks.problems()
        if not problems:
            return JSONResponse({"status": "ok"})
        reasons = [{"model": problem.model, "code": problem.code} for problem in problems]
        return JSONResponse({"status": "unavailable", "problems": reasons}, status_code=503)

    return app
