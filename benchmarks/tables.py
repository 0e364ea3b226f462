"""Results as Markdown, for people."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.comparison import Comparison, ReaderResult
from benchmarks.results import Circumstances
from benchmarks.summary import Interval


def to_markdown(
    now: Circumstances,
    described: Mapping[str, object],
    results: Sequence[ReaderResult],
    comparisons: Sequence[Comparison],
) -> str:
    """Return the tables of the speed benchmark."""
    lines = [
        f"Commit {now.commit}{' with changes' if now.is_changed else ''}; {now.processor}, "
        f"{described['threads']} threads, {now.system}, Python {now.python}; load before {now.load}; "
        f"{described['rounds']} rounds.",
        "",
        *_times(results),
        *_memory(results),
        *_stages(results),
        *(line for comparison in comparisons for line in _ratios(comparison)),
    ]
    return "\n".join(lines)


def _times(results: Sequence[ReaderResult]) -> Iterator[str]:
    yield "| images | reader | p50 s | p95 s | mean s | images/s | read |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for group in results[0].groups:
        for result in results:
            one = result.groups[group]
            times = f"{one.timings.p50_s:.3f} | {one.timings.p95_s:.3f} | {one.timings.mean_s:.3f}"
            read = f"{one.read} of {len(one.image_s)}"
            name = f"{result.reader} {result.version}"
            yield f"| {group} | {name} | {times} | {one.images_per_s:.2f} | {read} |"
    yield ""


def _memory(results: Sequence[ReaderResult]) -> Iterator[str]:
    yield "| peak memory, MiB | one image at a time | as many as cores |"
    yield "|---|---:|---:|"
    for result in results:
        yield f"| {result.reader} | {result.peak_rss_mib:.0f} | {result.peak_rss_mib_parallel:.0f} |"
    yield ""


def _stages(results: Sequence[ReaderResult]) -> Iterator[str]:
    for result in results:
        stages = list(next(iter(result.groups.values())).stages_ms)
        if stages:
            yield f"| stages of {result.reader}, median ms | {' | '.join(stages)} |"
            yield f"|---|{'---:|' * len(stages)}"
            for group, one in result.groups.items():
                yield f"| {group} | {' | '.join(f'{one.stages_ms[stage]:.0f}' for stage in stages)} |"
            yield ""


def _ratios(comparison: Comparison) -> Iterator[str]:
    yield f"How many times better {comparison.reader} is than {comparison.rival} (95 % interval over images):"
    yield ""
    yield "| images | mean s | p50 s | p95 s | images/s |"
    yield "|---|---:|---:|---:|---:|"
    for group, one in comparison.groups.items():
        cells = " | ".join(_interval(interval) for interval in (one.mean, one.p50, one.p95))
        yield f"| {group} | {cells} | {one.images_per_s:.2f} |"
    yield ""
    yield f"Memory: {comparison.peak_rss:.2f}; as many at once as cores: {comparison.peak_rss_parallel:.2f}."
    yield ""


def _interval(interval: Interval) -> str:
    return f"{interval.value:.2f} ({interval.low:.2f} to {interval.high:.2f})"
