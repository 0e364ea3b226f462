"""From the samples of the workers to what is reported: one result a reader, one comparison a rival."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from benchmarks.accuracy import Accuracies
from benchmarks.summary import Interval, Timings, quantile, ratio, summarise
from benchmarks.worker import Outcome


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A reader on a group of images.

    Attributes:
        timings: seconds an image, one at a time.
        image_s: seconds of each image, the median over the rounds.
        images_per_s: with all cores busy, whichever way is faster.
        images_per_s_parallel: with as many images at once as there are cores.
        read: images of which anything was read.
        cpu_s: mean seconds of computing an image, over all threads, one image at a time.
        stages_ms: stage -> mean milliseconds; empty if the reader does not tell.
    """

    timings: Timings
    image_s: tuple[float, ...]
    images_per_s: float
    images_per_s_parallel: float
    read: int
    cpu_s: float
    stages_ms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ReaderResult:
    """A reader.

    Attributes:
        reader: its name.
        version: of its package.
        models: name -> sha256.
        groups: by name.
        peak_rss_mib: the most memory that a process held which read one image at a time.
        peak_rss_mib_parallel: likewise with as many images at once as there are cores.
    """

    reader: str
    version: str
    models: Mapping[str, str]
    groups: Mapping[str, GroupResult]
    peak_rss_mib: float
    peak_rss_mib_parallel: float


@dataclass(frozen=True, slots=True)
class Ratios:
    """How many times better the first reader is on a group; below 1 it is worse."""

    mean: Interval
    p50: Interval
    p95: Interval
    images_per_s: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """One reader beside another, named second."""

    reader: str
    rival: str
    groups: Mapping[str, Ratios]
    peak_rss: float
    peak_rss_parallel: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run gave; the fields are those of the results file.

    Attributes:
        threads: cores that each reader could use.
        rounds: fresh processes for each reader and way.
        images: group -> how many.
        images_sha256: tells whether two runs read the same images.
        readers: ours first, if it was measured.
        ratios: the first reader beside each other one.
        accuracy: of each reader, in the same order.
    """

    threads: int
    rounds: int
    images: Mapping[str, int]
    images_sha256: str
    readers: tuple[ReaderResult, ...]
    ratios: tuple[Comparison, ...]
    accuracy: tuple[Accuracies, ...]


def build(reader: str, single: Sequence[Outcome], parallel: Sequence[Outcome]) -> ReaderResult:
    """Gather the rounds of a reader.

    Raises:
        ValueError: no round.
    """
    if not single or not parallel:
        raise ValueError("a result needs a round")
    return ReaderResult(
        reader=reader,
        version=single[0].version,
        models=single[0].models,
        groups={group: _group(group, single, parallel) for group in single[0].wall_s},
        peak_rss_mib=max(outcome.peak_rss_mib for outcome in single),
        peak_rss_mib_parallel=max(outcome.peak_rss_mib for outcome in parallel),
    )


def compare(first: ReaderResult, rival: ReaderResult) -> Comparison:
    """Compare two readers of the same images."""
    return Comparison(
        reader=first.reader,
        rival=rival.reader,
        groups={group: _ratios(result, rival.groups[group]) for group, result in first.groups.items()},
        peak_rss=rival.peak_rss_mib / first.peak_rss_mib,
        peak_rss_parallel=rival.peak_rss_mib_parallel / first.peak_rss_mib_parallel,
    )


def _group(group: str, single: Sequence[Outcome], parallel: Sequence[Outcome]) -> GroupResult:
    samples = [sample for outcome in single for sample in outcome.samples if sample.group == group]
    images = sorted({sample.image for sample in samples})
    count = len(images)
    at_once = count * len(parallel) / sum(outcome.wall_s[group] for outcome in parallel)
    in_turn = count * len(single) / sum(outcome.wall_s[group] for outcome in single)
    stages = samples[0].stages_ms
    return GroupResult(
        timings=summarise([sample.seconds for sample in samples]),
        image_s=tuple(median(s.seconds for s in samples if s.image == image) for image in images),
        images_per_s=max(at_once, in_turn),
        images_per_s_parallel=at_once,
        read=sum(all(s.items for s in samples if s.image == image) for image in images),
        cpu_s=sum(outcome.cpu_s[group] for outcome in single) / (count * len(single)),
        stages_ms={stage: fmean(s.stages_ms.get(stage, 0.0) for s in samples) for stage in stages},
    )


def _ratios(first: GroupResult, rival: GroupResult) -> Ratios:
    return Ratios(
        mean=ratio(rival.image_s, first.image_s, fmean),
        p50=ratio(rival.image_s, first.image_s, median),
        p95=ratio(rival.image_s, first.image_s, lambda values: quantile(values, 0.95)),
        images_per_s=first.images_per_s / rival.images_per_s,
    )
