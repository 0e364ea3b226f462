"""`engine.pipeline`: papers of a sheet on which no document is found are read again where hardly anything was read."""

from collections.abc import Sequence

import numpy as np
import pytest

from piaoju.engine import Engine, pipeline
from piaoju.engine.notes import Notes
from piaoju.model.document import look_nowhere
from piaoju.model.geometry import quad_from_rect
from piaoju.model.page import PageImage, TextLine
from piaoju.reading.locate import Looked, Part
from piaoju.reading.ocr import OcrOptions, PageText
from tests.text_lines import line

PAGE = PageImage(1, np.full((900, 900, 3), 245, np.uint8), 900, 900)
PAPER = quad_from_rect(100, 100, 700, 700)


@pytest.mark.parametrize(("count", "looks"), [(3, ["tiny", "small"]), (8, ["tiny"])])
def test_paper_without_a_document_is_read_again_if_hardly_anything_was_read(
    count: int, looks: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tuple(line("红烧豆腐", 150, 150 + 40 * index) for index in range(count))
    asked: list[str] = []
    kept: list[tuple[TextLine, ...]] = []

    def read_text(_page: PageImage, _pool: object, options: OcrOptions) -> PageText:
        asked.append(options.detector)
        return PageText(first if len(asked) == 1 else first[:1], 0.0, 0.0, 0.0)

    def joined_halves(_page: PageImage, found: Sequence[Looked], *_: object) -> list[object]:
        kept.extend(seen.lines for seen in found)
        return []

    monkeypatch.setattr(pipeline, "read_text", read_text)
    monkeypatch.setattr(pipeline, "joined_halves", joined_halves)
    part = Part(first, PAPER, 0.0, is_paper=True)
    assert Engine()._look_closer(PAGE, [part], look_nowhere, Notes()) == []
    assert asked == looks
    assert [len(lines) for lines in kept] == [count]
