"""The native API's routes, its OpenAPI document and the page that shows it, which needs no asset from elsewhere."""

from html import escape
from json import dumps
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse

from piaoju.dialects.native import DIALECT
from piaoju.dialects.native.routes import OPERATIONS
from piaoju.dialects.native.schema import OPERATIONS as DESCRIBED
from piaoju.dialects.native.schema import SCHEMAS
from piaoju.server.reception import Reception

_SECURITY: dict[str, Any] = {"ApiKey": {"type": "http", "scheme": "bearer"}}
_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
pre {{ overflow: auto; padding: 1rem; border: 1px solid #8884; border-radius: 4px; font-size: 13px }}
code {{ font-family: ui-monospace, monospace }} :root {{ color-scheme: light dark }}
</style>
<h1>{title}</h1><p>Machine-readable: <a href="/v1/openapi.json">/v1/openapi.json</a>.
Sign in with <code>Authorization: Bearer KEY</code>.</p>
{operations}<h2>Schemas</h2>{schemas}</html>
"""


def add_native_routes(app: FastAPI, reception: Reception) -> None:
    """Add the operations to the application and its OpenAPI document, and the page at `/docs`."""

    async def answer(request: Request) -> Response:
        return await reception.answer(DIALECT, request)

    for operation in OPERATIONS:
        app.add_api_route(
            operation.path,
            answer,
            methods=[operation.method],
            name=operation.name,
            summary=operation.summary,
            response_class=Response,
            status_code=int(next(iter(DESCRIBED[operation.name]["responses"]))),  # a success stands first
            openapi_extra={**DESCRIBED[operation.name], "security": [{"ApiKey": []}]},
        )
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        document = describe()
        document["components"] = {"schemas": SCHEMAS, "securitySchemes": _SECURITY}
        return document

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI documents it

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(docs_page(app.openapi()))


def docs_page(document: dict[str, Any]) -> str:
    """Return an OpenAPI document as a page."""
    operations = [
        f"<h2><code>{escape(method.upper())} {escape(path)}</code></h2><p>{escape(operation.get('summary', ''))}</p>"
        + "".join(
            _json(name, operation[name]) for name in ("parameters", "requestBody", "responses") if name in operation
        )
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    schemas = [_json(name, schema) for name, schema in document["components"]["schemas"].items()]
    title = f"{document['info']['title']} {document['info']['version']}"
    return _PAGE.format(title=escape(title), operations="".join(operations), schemas="".join(schemas))


def _json(title: str, value: object) -> str:
    return f"<details><summary>{escape(title)}</summary><pre>{escape(dumps(value, indent=2))}</pre></details>"
