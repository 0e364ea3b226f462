"""Rows name fields that their document type has, and each wire name once."""

from importlib import import_module

import pytest

from piaoju.dialects import load_dialects
from piaoju.dialects.wire.dialect import RowSet

ROW_SETS = [
    pytest.param(row_set, id=f"{dialect.name}.{operation.name}: {row_set.title}")
    for dialect in load_dialects()
    for operation in dialect.operations
    for row_set in operation.rows
]


@pytest.mark.parametrize("row_set", ROW_SETS)
def test_fields_exist(row_set: RowSet) -> None:
    module = import_module(f"piaoju.doctypes.{row_set.document_type}.schema")
    fields = {spec.name for spec in (*module.SCHEMA, *getattr(module, "ITEM_SCHEMA", ()))}
    assert {field for row in row_set.rows for field in row.fields} - fields == set()


@pytest.mark.parametrize("row_set", ROW_SETS)
def test_names_are_unique(row_set: RowSet) -> None:
    names = [row.name for row in row_set.rows]
    assert len(names) == len(set(names))
