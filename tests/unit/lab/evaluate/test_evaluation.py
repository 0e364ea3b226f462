"""`lab.evaluate.evaluation` with its report, as Markdown and as data."""

import json
from pathlib import Path

import pytest

from piaoju.errors import CorruptInput, ModelMissing, UnsupportedFormat
from piaoju.lab.evaluate.dataset import LabelledDocument, Sample
from piaoju.lab.evaluate.evaluation import EvaluateOptions, evaluate
from piaoju.lab.evaluate.metrics import Ratio
from piaoju.lab.evaluate.report import FileCounts, Group, Report, Score
from piaoju.lab.evaluate.stored import to_summary
from piaoju.lab.evaluate.writing import to_markdown
from piaoju.model.document import ErrorItem, Reading
from tests.unit.lab.evaluate.readings import document, sample

LABEL = LabelledDocument("taxi_receipt", {"title": "某发票", "date": "2020-01-02", "fare": "10.00"})
RIGHT = Reading("ok", documents=(document({"title": "某发票", "date": "2020-01-02", "fare": "10.00"}),))
WRONG = Reading("ok", documents=(document({"title": "某", "date": "2020-01-03", "fare": "10.00"}),))
UNREADABLE = Reading("failed", errors=(ErrorItem(UnsupportedFormat.code, "", "decode", None),))


@pytest.fixture
def samples(tmp_path: Path) -> list[Sample]:
    contents = {"a.jpg": b"right", "b.jpg": b"wrong", "c.ofd": b"ofd", "d.png": b"right", "e.jpg": b"broken"}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return [
        sample(tmp_path / "a.jpg", LABEL),
        sample(tmp_path / "b.jpg", LABEL),
        sample(tmp_path / "c.ofd", LABEL, kind="digital"),
        sample(tmp_path / "d.png", LABEL, kind="synthetic", level="hard"),
        sample(tmp_path / "e.jpg", type="negative"),
    ]


def read(content: bytes) -> Reading:
    if content == b"ofd":
        raise UnsupportedFormat("ofd")
    if content == b"broken":
        raise CorruptInput("broken")
    return RIGHT if content in {b"right", b"picture of ofd"} else WRONG


def score_of(report: Report, group: Group) -> Score:
    return next(score for score in (*report.groups, *report.totals) if score.group == group)


def test_scores_stand_by_kind_and_origin(samples: list[Sample]) -> None:
    report = evaluate(samples, read)
    photos = score_of(report, Group("taxi_receipt", "photo"))
    assert (photos.fields.count, photos.fields.total) == (3, 4)
    assert (photos.documents.count, photos.documents.total) == (1, 2)
    assert photos.silent_errors == Ratio(1, 4)
    assert score_of(report, Group("taxi_receipt", "synthetic", "hard")).fields == Ratio(2, 2)
    assert score_of(report, Group("all", "real")).found == Ratio(2, 2)
    assert {score.group.kind for score in report.totals} == {"real", "synthetic"}


def test_files_not_read_are_counted_apart(samples: list[Sample]) -> None:
    report = evaluate(samples, read)
    assert FileCounts(Group("taxi_receipt", "digital"), 1, 0, {"format: .ofd": 1}, 0) in report.files
    assert report.errors == {"c.ofd": ("unsupported_format",), "e.jpg": ("corrupt_input",)}
    assert FileCounts(Group("negative", "photo"), 1, 1, {}, 0) in report.files


def test_a_failed_reading_of_an_unknown_format_is_not_read(samples: list[Sample]) -> None:
    report = evaluate(samples[:1], lambda _: UNREADABLE)
    assert report.files[0].not_read == {"format: .jpg": 1}
    assert report.groups == ()


def test_an_incomplete_installation_ends_the_evaluation(samples: list[Sample]) -> None:
    def incomplete(_: bytes) -> Reading:
        raise ModelMissing("det_tiny")

    with pytest.raises(ModelMissing):
        evaluate(samples, incomplete)


def test_suffixes_can_be_excluded(samples: list[Sample]) -> None:
    report = evaluate(samples, read, options=EvaluateOptions(exclude=(".OFD",)))
    assert FileCounts(Group("taxi_receipt", "digital"), 1, 0, {"excluded: .ofd": 1}, 0) in report.files


def test_rendered_formats_can_be_read_as_pictures(samples: list[Sample]) -> None:
    options = EvaluateOptions(rasterise=lambda content: b"picture of " + content)
    report = evaluate(samples, read, options=options)
    assert score_of(report, Group("taxi_receipt", "digital")).fields == Ratio(2, 2)
    assert score_of(report, Group("taxi_receipt", "photo")).fields.count == 3


def test_key_fields_can_be_given(samples: list[Sample]) -> None:
    options = EvaluateOptions(key_fields={"taxi_receipt": frozenset({"fare"})})
    report = evaluate(samples, read, options=options)
    assert score_of(report, Group("taxi_receipt", "photo")).documents.count == 2


def test_progress_is_told_after_each_sample(samples: list[Sample]) -> None:
    told: list[tuple[int, int, str]] = []
    evaluate(samples, read, lambda done, total, one: told.append((done, total, one.id)))
    assert told == [(1, 5, "a"), (2, 5, "b"), (3, 5, "c"), (4, 5, "d"), (5, 5, "e")]


def test_threads_change_nothing(samples: list[Sample]) -> None:
    told: list[str] = []
    options = EvaluateOptions(threads=4)
    assert evaluate(samples, read, lambda *args: told.append(args[2].id), options) == evaluate(samples, read)
    assert told == ["a", "b", "c", "d", "e"]


def test_an_incomplete_installation_ends_all_threads(samples: list[Sample]) -> None:
    def incomplete(_: bytes) -> Reading:
        raise ModelMissing("det_tiny")

    with pytest.raises(ModelMissing):
        evaluate(samples, incomplete, options=EvaluateOptions(threads=3))


def test_wrong_fields_are_listed_with_what_was_read(samples: list[Sample]) -> None:
    title, date = evaluate(samples, read).wrong
    assert (title.document, title.field, title.expected, title.read) == ("b.jpg", "title", "某发票", "某")
    assert (title.is_counted, date.is_counted) == (False, True)
    assert (date.field, date.confidence, date.is_silent) == ("date", 0.99, True)


def test_documents_of_one_file_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "m.jpg"
    path.write_bytes(b"")
    vat = LabelledDocument("vat_invoice", {"cipher_area": ("1", "2")}, items=({"name": "甲"},))
    report = evaluate([sample(path, LABEL, vat, type="multi")], lambda _: RIGHT)
    assert [wrong.document for wrong in report.wrong] == ["m.jpg#2", "m.jpg#2"]
    assert {field.field for field in report.fields} == {
        "title",
        "date",
        "fare",
        "cipher_area",
        "items[].name",
    }
    assert report.files[0].group.type == "multi"
    assert "| m.jpg#2 | cipher_area | 1 2 |  |  |  |" in to_markdown(report)


def test_markdown_has_counts_and_reasons(samples: list[Sample]) -> None:
    text = to_markdown(evaluate(samples, read))
    assert "| taxi_receipt | digital |  | 1 | 0 | format: .ofd: 1 | 0 |" in text
    assert "3/4 (75.0 %)" in text
    assert "| e.jpg | corrupt_input |" in text
    assert "| b.jpg | date | 2020-01-02 | 2020-01-03 | 0.990 | silent |" in text
    assert "| b.jpg | title | 某发票 | 某 | 0.990 | silent, not counted |" in text


def test_a_clean_report_has_no_lists_of_faults(samples: list[Sample]) -> None:
    text = to_markdown(evaluate(samples[:1], read))
    assert "Wrong fields" not in text
    assert "Errors" not in text


def test_data_survives_json(samples: list[Sample]) -> None:
    data = json.loads(json.dumps(to_summary(evaluate(samples, read))))
    assert data["files"][1]["not_read"] == {"format: .ofd": 1}
    assert data["groups"][0]["fields"]["total"] == 4
