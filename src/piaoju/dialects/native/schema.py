"""The native API as JSON Schema, for its OpenAPI page. A test validates real replies against it."""

from http import HTTPStatus
from typing import Any

from piaoju.dialects.native.operations.events import MEDIA_TYPE as EVENT_STREAM
from piaoju.dialects.native.operations.files import MAX_FILES, MAX_NAME_CHARS, MAX_PAGES
from piaoju.dialects.native.operations.jobs import LISTED, MAX_LISTED, MAX_OFFSET
from piaoju.dialects.native.problems import FAULTS, MEDIA_TYPE
from piaoju.dialects.wire.jobs import JobState
from piaoju.doctypes import type_ids

Schema = dict[str, Any]


def _object(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = _list(_TEXT)
_NUMBER: Schema = {"type": "number"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_PAGE: Schema = {"type": ["integer", "null"], "minimum": 1}
_CONFIDENCE: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
_QUAD: Schema = {
    "type": ["array", "null"],
    "items": {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2},
    "minItems": 4,
    "maxItems": 4,
    "description": "Clockwise from the top-left of the text, in pixels of the page as submitted.",
}
_FIELDS: Schema = {"type": "object", "additionalProperties": _ref("Field")}
_STATE: Schema = {"enum": [str(state) for state in JobState]}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_JOB: Schema = {
    "id": _TEXT,
    "state": _STATE,
    "input": _TEXT,
    "submitted_at": _MOMENT,
    "finished_at": {"type": ["string", "null"], "format": "date-time"},
}
_PLACED: Schema = {"confidence": _CONFIDENCE, "page": _PAGE, "quad": _QUAD}

SCHEMAS: Schema = {
    "Results": _object({"results": _list(_ref("Reading"))}),
    "Types": _object({"types": _TEXTS}),
    "Jobs": _object({"jobs": _list(_object(_JOB))}),
    "Job": _object({**_JOB, "result": {"anyOf": [_ref("Reading"), {"type": "null"}]}}),
    "Reading": _object(
        {
            "input": _TEXT,
            "status": {"enum": ["ok", "partial", "failed"]},
            "errors": _list(_object({"code": _TEXT, "message": _TEXT, "stage": _TEXT, "page": _PAGE})),
            "pages": _list(_ref("Page")),
            "documents": _list(_ref("Document")),
            "timing_ms": {"type": "object", "additionalProperties": _NUMBER},
        }
    ),
    "Page": _object(
        {
            "page": _PAGE,
            "width": _COUNT,
            "height": _COUNT,
            "lines": _COUNT,
            "seals": _list(_object({"text": _TEXT, "quad": _QUAD, "confidence": _CONFIDENCE})),
            "barcodes": _list(_object({"format": _TEXT, "text": _TEXT, "quad": _QUAD})),
        }
    ),
    "Document": _object(
        {
            "type": _TEXT,
            "variant": {"type": ["string", "null"]},
            "pages": _list({"type": "integer", "minimum": 1}),
            "quad": _QUAD,
            "rotation_deg": {"type": ["number", "null"]},
            "confidence": _CONFIDENCE,
            "carrier": {"enum": ["image", "pdf_text", "ofd", "xml", "xbrl"]},
            "fields": _FIELDS,
            "items": _list(_FIELDS),
            "findings": _list(
                _object(
                    {
                        "check": _TEXT,
                        "status": {"enum": ["pass", "fail", "not_applicable"]},
                        "fields": _TEXTS,
                        "message": _TEXT,
                    }
                )
            ),
        }
    ),
    "Field": _object(
        {
            "value": {"anyOf": [_TEXT, _TEXTS]},
            "lines": _list(_object({"value": _TEXT, "text": _TEXT, **_PLACED})),
            "text": _TEXT,
            "raw_text": _TEXT,
            **_PLACED,
            "source": {"enum": ["ocr", "text_layer", "attachment", "qr", "derived"]},
        },
        optional=("lines", "raw_text"),
    ),
    "Problem": _object(
        {
            "type": _TEXT,
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
            "code": {"enum": sorted({fault.code for fault in (*FAULTS.faults.values(), FAULTS.internal)})},
            "request_id": _TEXT,
        }
    ),
}

_FILE: Schema = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": MAX_NAME_CHARS, "description": "Echoed as `input`."},
        "content": {"type": "string", "contentEncoding": "base64"},
        "url": {"type": "string", "format": "uri"},
    },
    "oneOf": [{"required": ["content"]}, {"required": ["url"]}],
}
_CHOICES: Schema = {
    "types": {
        "type": "array",
        "items": {"enum": list(type_ids())},
        "description": "Document types to read; all by default.",
    },
    "pages": {
        "type": "array",
        "items": {"type": "integer", "minimum": 1},
        "maxItems": MAX_PAGES,
        "description": "All by default.",
    },
}


def _body(json_properties: Schema, parts: Schema) -> Schema:
    by_json = {
        "type": "object",
        "properties": {
            "files": {"type": "array", "items": _FILE, "minItems": 1, "maxItems": MAX_FILES},
            **_CHOICES,
            **json_properties,
        },
        "required": ["files"],
    }
    by_form = {
        "type": "object",
        "properties": {
            "file": _list({"type": "string", "contentMediaType": "application/octet-stream"}),
            "url": _list({"type": "string", "format": "uri"}),
            "types": {"type": "string", "description": "Separated by commas."},
            "pages": {"type": "string", "description": "Separated by commas."},
            **parts,
        },
    }
    content = {"application/json": {"schema": by_json}, "multipart/form-data": {"schema": by_form}}
    return {"required": True, "content": content}


_WEBHOOK_URL: Schema = {"type": "string", "format": "uri"}
_WEBHOOK_SECRET: Schema = {"type": "string", "pattern": "^whsec_[A-Za-z0-9+/]{32,88}={0,2}$"}
_READ_BODY = _body({}, {})
_SUBMIT_BODY = _body(
    {"webhook": _object({"url": _WEBHOOK_URL, "secret": _WEBHOOK_SECRET})},
    {"webhook_url": _WEBHOOK_URL, "webhook_secret": _WEBHOOK_SECRET},
)
_LIST_PARAMETERS = [
    {"name": "state", "in": "query", "schema": _STATE},
    {
        "name": "limit",
        "in": "query",
        "schema": {"type": "integer", "minimum": 1, "maximum": MAX_LISTED, "default": LISTED},
    },
    {"name": "offset", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0}},
]
_ID_PARAMETERS = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}]
_REFUSALS = (400, 401, 403, 413, 429, 500, 503, 504)


def _replies(status: int, content: Schema, *, may_be_unknown: bool = False) -> Schema:
    """Return the replies of an operation: a success, and every refusal."""
    problem = {MEDIA_TYPE: {"schema": _ref("Problem")}}
    refusals = (*_REFUSALS, HTTPStatus.NOT_FOUND) if may_be_unknown else _REFUSALS
    return {
        str(status): {"description": "Done.", **({"content": content} if content else {})},
        **{str(int(each)): {"description": "Refused.", "content": problem} for each in sorted(refusals)},
    }


def _json(name: str) -> Schema:
    return {"application/json": {"schema": _ref(name)}}


def _of_job(status: int, content: Schema) -> Schema:
    return {"parameters": _ID_PARAMETERS, "responses": _replies(status, content, may_be_unknown=True)}


OPERATIONS: Schema = {
    "read": {"requestBody": _READ_BODY, "responses": _replies(200, _json("Results"))},
    "types": {"responses": _replies(200, _json("Types"))},
    "submit": {"requestBody": _SUBMIT_BODY, "responses": _replies(202, _json("Jobs"))},
    "jobs": {"parameters": _LIST_PARAMETERS, "responses": _replies(200, _json("Jobs"))},
    "job": _of_job(200, _json("Job")),
    "cancel": _of_job(200, _json("Job")),
    "delete": _of_job(204, {}),
    "events": _of_job(200, {EVENT_STREAM: {"schema": _TEXT}}),
}
"""Of every operation by its name: parameters, body and replies."""
