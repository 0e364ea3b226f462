"""The native API against the OpenAPI document that it publishes."""

from typing import Any

import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from tests.serving import NATIVE, Teller, app_for, document, reading_of, write_accounts

pytestmark = pytest.mark.sdk

KEY = {"Authorization": f"Bearer {NATIVE['api_key']}"}


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    """Return the document, as served."""
    path = write_accounts(tmp_path_factory.mktemp("accounts") / "accounts.toml")
    teller = Teller(reading_of(document("vat_invoice", {"invoice_code": "1"})))
    return schemathesis.openapi.from_asgi("/v1/openapi.json", app_for(teller, path))


@pytest.mark.parametrize(("method", "path"), [("POST", "/v1/read"), ("GET", "/v1/types")])
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
    assert found == {("POST", "/v1/read"), ("GET", "/v1/types")}
