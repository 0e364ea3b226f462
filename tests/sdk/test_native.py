"""The native API against the OpenAPI document that it publishes."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from tests.serving import NATIVE, Teller, app_for, document, live, reading_of, write_accounts

pytestmark = [
    pytest.mark.sdk,
    # The server's own threads use `random` while a case is drawn, which looks as if the strategy did.
    pytest.mark.filterwarnings("ignore:Do not use the `random` module:hypothesis.errors.HypothesisDeprecationWarning"),
]

OPERATIONS = [
    ("POST", "/v1/read"),
    ("GET", "/v1/types"),
    ("POST", "/v1/jobs"),
    ("GET", "/v1/jobs"),
    ("GET", "/v1/jobs/{id}"),
    ("DELETE", "/v1/jobs/{id}"),
    ("POST", "/v1/jobs/{id}/cancel"),
    ("GET", "/v1/jobs/{id}/events"),
]
KEY = {"Authorization": f"Bearer {NATIVE['api_key']}"}


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    """Return the document, as served."""
    folder = tmp_path_factory.mktemp("data")
    teller = Teller(reading_of(document("vat_invoice", {"invoice_code": "1"})))
    with live(app_for(teller, write_accounts(folder / "accounts.toml"), folder)) as address:
        yield schemathesis.openapi.from_url(f"http://{address}/v1/openapi.json")


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_replies_are_as_documented(
    method: str, path: str, mode: schemathesis.GenerationMode, schema: schemathesis.BaseSchema
) -> None:
    @given(schema[path][method].as_strategy(generation_mode=mode))
    @settings(max_examples=60, deadline=None, database=None)
    def call(case: Case[Any]) -> None:
        # What is Base64, or an address, cannot be said in a schema, so that valid data may be refused; and a part of a
        # form has no type, so that data of a wrong one may be accepted. Unit tests have both, case by case.
        case.call_and_validate(headers=KEY, excluded_checks=[positive_data_acceptance, negative_data_rejection])

    call()


def test_every_operation_is_documented(schema: schemathesis.BaseSchema) -> None:
    found = {(method.upper(), path) for path, methods in schema.raw_schema["paths"].items() for method in methods}
    assert found == set(OPERATIONS)
