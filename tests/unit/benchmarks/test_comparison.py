"""From samples to results, tables and files."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.accuracy import Accuracies, Accuracy, Share
from benchmarks.comparison import Measured, build, compare
from benchmarks.results import Circumstances, circumstances, store
from benchmarks.tables import to_markdown
from benchmarks.worker import Outcome, Sample

NOW = Circumstances("abc1234", False, "a processor", 2, 24.0, "Linux x86_64", "3.11.7", 0.1, {"piaoju": "0.1.0"})


def outcome(seconds: list[float], wall_s: float, memory: float, items: int = 1) -> Outcome:
    samples = tuple(Sample("scan", place, each, items, {"total": 1000 * each}) for place, each in enumerate(seconds))
    return Outcome(samples, {"scan": wall_s}, {"scan": wall_s / 2}, memory, "1.0", {"det": "0123456789abcdef0"})


FAST = build("fast", [outcome([1.0, 2.0], 3.0, 100), outcome([1.5, 4.0], 5.5, 90)], [outcome([0, 0], 2.0, 150)])
SLOW = build("slow", [outcome([4.0, 8.0], 12.0, 300)], [outcome([0, 0], 16.0, 600)])

ACCURACY = Accuracy(Share(2, 2, None, None), Share(9, 10, 0.8, 1.0), Share(0, 0, None, None))
MEASURED = Measured(
    threads=2,
    rounds=2,
    images={"scan": 2},
    images_sha256="00",
    readers=(FAST, SLOW),
    ratios=(compare(FAST, SLOW),),
    accuracy=(Accuracies("fast", "a glance", {"scan": ACCURACY}), Accuracies("slow", "a stare", {"scan": ACCURACY})),
)


def test_rounds_are_pooled() -> None:
    group = FAST.groups["scan"]
    assert (group.timings.count, group.timings.mean_s) == (4, 2.125)
    assert group.image_s == (1.25, 3.0)
    assert group.images_per_s == 1.0
    assert (FAST.peak_rss_mib, FAST.peak_rss_mib_parallel) == (100, 150)
    assert group.stages_ms == {"total": 2125.0}
    assert group.cpu_s == (3.0 + 5.5) / 2 / 4


def test_a_reader_may_be_faster_with_one_image_at_a_time() -> None:
    group = SLOW.groups["scan"]
    assert (group.images_per_s, group.images_per_s_parallel) == (2 / 12, 2 / 16)


def test_images_of_which_nothing_was_read_are_told() -> None:
    blind = build("blind", [outcome([1.0], 1.0, 1, items=0)], [outcome([0], 1.0, 1)])
    assert blind.groups["scan"].read == 0
    assert FAST.groups["scan"].read == 2


def test_ratios_are_above_one_for_the_better_reader() -> None:
    found = compare(FAST, SLOW)
    ratios = found.groups["scan"]
    assert ratios.mean.value == pytest.approx(6.0 / 2.125)
    assert ratios.images_per_s == pytest.approx(6.0)
    assert (found.peak_rss, found.peak_rss_parallel) == (3.0, 4.0)


def test_a_result_needs_a_round() -> None:
    with pytest.raises(ValueError, match="round"):
        build("none", [], [])


def test_table_names_readers_and_ratios() -> None:
    text = to_markdown(NOW, MEASURED)
    assert "| scan | fast 1.0 | 1.750 | 3.700 | 2.125 | 1.062 | 1.00 | 2 of 2 |" in text
    assert "| fast | det | 0123456789abcdef |" in text
    assert "How many times better fast is than slow" in text
    assert "a processor, 2 threads" in text


def test_table_tells_accuracy_and_how_it_was_judged() -> None:
    text = to_markdown(NOW, MEASURED)
    assert "| scan | fast | 2 of 2: 100.0 % | 9 of 10: 90.0 % (80.0 to 100.0) | none labelled |" in text
    assert "fast with a glance" in text
    assert "half an eye" not in to_markdown(NOW, replace(MEASURED, accuracy=(Accuracies("fast", "half an eye", {}),)))


def test_sections_of_one_commit_share_a_file(tmp_path: Path) -> None:
    first = store("latency", {"threads": 2}, NOW, tmp_path)
    second = store("memory", {"peak_rss_mib": 400}, NOW, tmp_path)
    assert first == second
    sections = json.loads(first.read_text(encoding="utf-8"))
    assert (sections["latency"]["threads"], sections["memory"]["peak_rss_mib"]) == (2, 400)
    assert sections["latency"]["circumstances"]["commit"] == "abc1234"


def test_results_may_go_to_a_file(tmp_path: Path) -> None:
    place = tmp_path / "new" / "mine.json"
    assert store("latency", {"threads": 2}, NOW, place) == place
    assert json.loads(place.read_text(encoding="utf-8"))["latency"]["threads"] == 2


def test_circumstances_are_known_here() -> None:
    now = circumstances()
    assert now.cores >= 1
    assert now.packages["piaoju"]
    assert json.dumps(now.python)
