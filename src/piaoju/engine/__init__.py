"""The pipeline: composes the stages for all document types. Synchronous, immutable once built, thread-safe, offline."""

from piaoju.engine.pipeline import Engine, EngineOptions

__all__ = ["Engine", "EngineOptions"]
