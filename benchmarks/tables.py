"""Results as Markdown, for people."""

from collections.abc import Iterator, Sequence

from benchmarks.accuracy import Accuracies, Share
from benchmarks.comparison import Comparison, Measured, ReaderResult
from benchmarks.results import Circumstances
from benchmarks.summary import Interval

HOW = """\
Each reader in fresh processes that take turns, kept to the same cores; warmed up with the same two images, so no time
holds the loading of models. piaoju reads fields, the others stop at lines of text: its times include what it does more.
CPU s: seconds of computing an image over all threads, waiting in loops included. images/s: with all cores busy, several
images at once or one after the other, whichever is faster. Ratios are what counts; times differ between machines."""


def to_markdown(now: Circumstances, measured: Measured) -> str:
    """Return the tables of the benchmark."""
    images = ", ".join(f"{group}: {count}" for group, count in measured.images.items())
    packages = ", ".join(f"{name} {version}" for name, version in now.packages.items())
    lines = [
        f"Commit {now.commit}{' with changes' if now.is_changed else ''}; {now.processor}, "
        f"{measured.threads} threads, {now.system}, Python {now.python}; load before {now.load}; "
        f"{measured.rounds} rounds.",
        "",
        f"Images: {images}; sha256 {measured.images_sha256[:12]}. Packages: {packages}.",
        "",
        HOW,
        "",
        *_times(measured.readers),
        *_memory(measured.readers),
        *_stages(measured.readers),
        *(line for comparison in measured.ratios for line in _ratios(comparison)),
        *_accuracy(measured.accuracy),
        *_models(measured.readers),
    ]
    return "\n".join(lines)


def _times(results: Sequence[ReaderResult]) -> Iterator[str]:
    yield "| images | reader | p50 s | p95 s | mean s | CPU s | images/s | read |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|"
    for group in results[0].groups:
        for result in results:
            one = result.groups[group]
            times = f"{one.timings.p50_s:.3f} | {one.timings.p95_s:.3f} | {one.timings.mean_s:.3f}"
            read = f"{one.read} of {len(one.image_s)}"
            name = f"{result.reader} {result.version}"
            yield f"| {group} | {name} | {times} | {one.cpu_s:.3f} | {one.images_per_s:.2f} | {read} |"
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
            yield f"| stages of {result.reader}, mean ms | {' | '.join(stages)} |"
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


def _accuracy(accuracies: Sequence[Accuracies]) -> Iterator[str]:
    """Yield the accuracy of the readers, group by group; nothing if no image has a label."""
    groups = list(accuracies[0].groups)
    if not groups:
        return
    yield "The same images, judged by their labels; the others' lines go through piaoju's locating and extraction."
    yield "Where the form says that something must be and was not read, each looks once more:"
    yield "; ".join(f"{one.reader} with {one.look}" for one in accuracies) + ". In brackets: 95 % interval."
    yield ""
    yield "| images | reader | documents found | fields right | documents right |"
    yield "|---|---|---:|---:|---:|"
    for group in groups:
        for one in accuracies:
            found = one.groups[group]
            cells = " | ".join(_share(share) for share in (found.found, found.fields, found.documents))
            yield f"| {group} | {one.reader} | {cells} |"
    yield ""


def _models(results: Sequence[ReaderResult]) -> Iterator[str]:
    yield "| reader | model | sha256 |"
    yield "|---|---|---|"
    for result in results:
        for name, digest in result.models.items():
            yield f"| {result.reader} | {name} | {digest[:16]} |"
    yield ""


def _share(share: Share) -> str:
    if not share.total:
        return "none labelled"
    interval = "" if share.low is None or share.high is None else f" ({100 * share.low:.1f} to {100 * share.high:.1f})"
    return f"{share.count} of {share.total}: {100 * share.count / share.total:.1f} %{interval}"


def _interval(interval: Interval) -> str:
    return f"{interval.value:.2f} ({interval.low:.2f} to {interval.high:.2f})"
