"""Reports as one HTML page that needs nothing else: tables, reliability diagrams, the worst fields with pictures.

It shows parts of the documents that were read, so it is written only where it was asked for. All text is escaped;
the page runs no script and may load nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from piaoju.lab.evaluate.crops import cut
from piaoju.lab.evaluate.metrics import is_silent_error
from piaoju.lab.evaluate.report import Reliability, Report
from piaoju.lab.evaluate.sections import Section, decimals, one_line, sections, wrong_documents
from piaoju.lab.evaluate.worst import Example, WorstField, worst_fields

Content = Callable[[str], bytes]
"""From the name of a file in the data set to what the reader was given of it."""

_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>piaoju eval</title>
<style>
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; color: #1c1c1c; }
table { border-collapse: collapse; margin: .5rem 0 1rem; }
th, td { border: 1px solid #ccc; padding: .15rem .5rem; text-align: left; vertical-align: top; }
th { background: #f2f2f2; }
td { overflow-wrap: anywhere; max-width: 28rem; }
img { display: block; max-width: 30rem; border: 1px solid #ccc; }
figure { display: inline-block; margin: 0 2rem 1rem 0; }
.silent { color: #a40000; font-weight: 600; }
</style></head><body>
<h1>piaoju eval</h1>
"""


def to_html(report: Report, content: Content) -> str:
    """Return the report as one HTML page.

    Args:
        report: with the traces of its judgements: from this process, not from a file.
        content: of the files; asked once for each file with errors that are shown.
    """
    worst = worst_fields(report)
    pictures = _pictures([example for field in worst for example in field.examples], content)
    parts = [_HEAD]
    parts += [_section(section) for section in (*sections(report), *wrong_documents(report))]
    parts.append("<h2>Reliability</h2>")
    parts += [_diagram(one) for one in report.reliability]
    parts.append("<h2>Worst fields</h2>")
    parts += [_worst_field(field, pictures) for field in worst]
    if not worst:
        parts.append("<p>No field was read wrong in a document that was found.</p>")
    return "\n".join([*parts, "</body></html>\n"])


def _pictures(examples: Sequence[Example], content: Content) -> Mapping[Example, str]:
    """Return `data:` URIs of the examples that have a place on a page that can be shown."""
    by_file: dict[str, list[Example]] = {}
    for example in examples:
        if example.place is not None:
            by_file.setdefault(example.document.file, []).append(example)
    pictures: dict[Example, str] = {}
    for file, found in by_file.items():
        cuts = cut(content(file), [example.place for example in found if example.place is not None])
        pictures |= {example: uri for example, uri in zip(found, cuts, strict=True) if uri is not None}
    return pictures


def _section(section: Section) -> str:
    return "\n".join(
        [
            f"<h2>{escape(section.title)}</h2>",
            _table(section.head, (map(escape, row) for row in section.rows)),
            f"<p>{escape(section.note)}</p>" if section.note else "",
        ]
    )


def _table(head: Sequence[str], rows: Iterator[Iterator[str]]) -> str:
    """Return a table; its cells are HTML already, its head is text."""
    lines = ["<table>", f"<tr>{''.join(f'<th>{escape(name)}</th>' for name in head)}</tr>"]
    lines += [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows]
    return "\n".join([*lines, "</table>"])


def _worst_field(field: WorstField, pictures: Mapping[Example, str]) -> str:
    shown = "" if len(field.examples) == field.errors else f", {len(field.examples)} shown"
    title = f"{field.type}, {field.origin}: {field.field} ({field.errors} wrong{shown})"
    head = ("document", "place", "label", "reading", "print as read", "first reading", "confidence")
    rows = (_example_cells(example, pictures.get(example)) for example in field.examples)
    return f"<h3>{escape(title)}</h3>\n{_table(head, rows)}"


def _example_cells(example: Example, picture: str | None) -> Iterator[str]:
    judgement = example.judgement
    yield escape(f"{example.document.name} {judgement.field}")
    yield "no place known" if picture is None else f'<img alt="" src="{picture}">'
    yield escape(one_line(judgement.expected))
    yield escape(one_line(judgement.read))
    yield escape(judgement.trace.text)
    yield escape(judgement.trace.raw_text or "")
    confidence = decimals(judgement.confidence)
    yield f'<span class="silent">{confidence} silent</span>' if is_silent_error(judgement) else confidence


def _diagram(one: Reliability, side: int = 260) -> str:
    """Return a reliability diagram as SVG: bars of the share right over the diagonal of the confidence."""
    bars = []
    for each in one.bins:
        if each.accuracy is not None:
            x, width, height = each.low * side, (each.high - each.low) * side, each.accuracy * side
            told = f"{each.low:.1f} to {each.high:.1f}: {each.right} of {each.values} right"
            bars.append(
                f'<rect x="{x:.1f}" y="{side - height:.1f}" width="{width:.1f}" height="{height:.1f}" '
                f'fill="#7aa6d8" stroke="#fff"><title>{told}</title></rect>'
                f'<text x="{x + width / 2:.1f}" y="{side - 4}" font-size="9" text-anchor="middle">{each.values}</text>'
            )
    caption = f"{one.origin}: share right (height) by confidence (width), with the number of values"
    return (
        f'<figure><svg width="{side}" height="{side}" viewBox="0 0 {side} {side}" role="img">'
        f'<rect width="{side}" height="{side}" fill="#f7f7f7" stroke="#999"/>{"".join(bars)}'
        f'<line x1="0" y1="{side}" x2="{side}" y2="0" stroke="#444" stroke-dasharray="4"/></svg>'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )
