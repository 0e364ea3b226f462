"""Printed labels of fields, for showing to people, from the document types' schemas."""

from collections.abc import Mapping
from importlib import import_module

from piaoju.doctypes import type_ids
from piaoju.model.field import FieldSpec


def labels(document_type: str) -> Mapping[str, str]:
    """Return field name -> printed label, in the schema's order; empty for a type that is not ours."""
    return _labels(document_type, "SCHEMA")


def item_labels(document_type: str) -> Mapping[str, str]:
    """Return the same of the cells of item rows; empty for a type without items."""
    return _labels(document_type, "ITEM_SCHEMA")


def _labels(document_type: str, table: str) -> dict[str, str]:
    if document_type not in type_ids():
        return {}
    schema = import_module(f"piaoju.doctypes.{document_type}.schema")
    specs: tuple[FieldSpec, ...] = getattr(schema, table, ())
    return {spec.name: spec.label for spec in specs}
