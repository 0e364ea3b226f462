"""Documentation says what is so: pages are current, commands and names exist, links lead somewhere."""

import ast
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import piaoju
from piaoju.cli import app
from scripts import generate_docs
from tests.architecture.repository import DOCS, ROOT, name_of
from tests.serving import Teller, services_for, write_accounts

PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted(DOCS.rglob("*.md"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
RUNNER = CliRunner()


def blocks(language: str) -> list[tuple[Path, str]]:
    """Return the code blocks of a language in all pages, with their page."""
    return [
        (page, text)
        for page in PAGES
        for found, text in BLOCK.findall(page.read_text(encoding="utf-8"))
        if found == language
    ]


def commands(program: str) -> Iterator[tuple[Path, list[str]]]:
    """Yield the calls of a program in unmarked code blocks and in `code` spans, split into words."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        spans = re.findall(r"`([^`\n]+)`", BLOCK.sub("", text))
        lines = [line for _, block in blocks_of(text) for line in block.splitlines()]
        for line in [*spans, *lines]:
            words = shlex.split(line, comments=True) if line.count("'") % 2 == 0 else line.split()
            if words and words[0].removeprefix(".venv/bin/") == program:
                yield page, words[1:]


def blocks_of(text: str) -> list[tuple[str, str]]:
    """Return the unmarked code blocks of a text."""
    return [(language, block) for language, block in BLOCK.findall(text) if not language]


@pytest.mark.parametrize("path", generate_docs.pages(), ids=name_of)
def test_generated_page_is_current(path: Path) -> None:
    expected = generate_docs.pages()[path]
    assert path.is_file(), "run `make docs`"
    assert path.read_text(encoding="utf-8") == expected, "run `make docs`"


def test_no_page_of_a_document_type_that_is_gone() -> None:
    assert set((DOCS / "reference" / "doctypes").glob("*.md")) <= set(generate_docs.pages())


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {words[0] for _, words in commands("make") if words and "=" not in words[0]}
    assert {"demo", "test", "check"} <= named <= targets


def test_make_targets_of_every_day_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    wanted = {"serve", "test", "demo", "check", "check-all", "bench", "bench-accuracy", "help"}
    assert wanted <= set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))


def test_make_targets_are_named() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {words[0] for _, words in commands("make") if words}
    assert set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)) <= named


def test_piaoju_commands_and_options_exist() -> None:
    used = list(commands("piaoju"))
    assert used
    for page, words in used:
        if not words or words[0].isupper():
            continue
        groups = {
            str(group.name or group.typer_instance.info.name) for group in app.registered_groups if group.typer_instance
        }
        named = words[: 2 if words[0] in groups else 1]
        result = RUNNER.invoke(app, [*named, "--help"], env={"COLUMNS": "200"})
        assert result.exit_code == 0, f"{name_of(page)}: piaoju {' '.join(named)}"
        options = {word for word in words if word.startswith("--")}
        unknown = {option for option in options if option not in result.stdout}
        assert not unknown, f"{name_of(page)}: piaoju {words[0]} has no {unknown}"


# Those of the vendors' clients, which stand in the README, are run by tests/sdk/test_readme.py.
OURS = [(page, code) for page, code in blocks("python") if "import piaoju" in code]


@pytest.mark.parametrize(("page", "code"), OURS)
def test_python_snippet_uses_public_names(page: Path, code: str) -> None:
    tree = ast.parse(code)
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "piaoju"
    }
    assert used, name_of(page)
    assert used <= set(piaoju.__all__)


@pytest.mark.models
@pytest.mark.parametrize(("page", "code"), OURS)
def test_python_snippet_runs(page: Path, code: str, tmp_path: Path) -> None:
    from piaoju.lab.synth import synthesise, write

    drawn = write(synthesise("vat_invoice", "digital_general", seed=3), tmp_path)
    drawn.rename(tmp_path / "invoice.jpg")
    command = [sys.executable, "-W", "error", "-c", code]
    outcome = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, f"{name_of(page)}: {outcome.stderr}"
    assert outcome.stdout


@pytest.mark.parametrize(("page", "text"), blocks("json"))
def test_json_snippet_is_json(page: Path, text: str) -> None:
    assert json.loads(text), name_of(page)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_index_leads_to_every_page() -> None:
    index = DOCS / "README.md"
    linked = {(DOCS / link).resolve() for link in LINK.findall(index.read_text(encoding="utf-8"))}
    assert [name_of(page) for page in DOCS.rglob("*.md") if page != index and not {page, page.parent} & linked] == []


def test_every_metric_is_explained(tmp_path: Path) -> None:
    services = services_for(Teller(), write_accounts(tmp_path / "accounts.toml"), tmp_path)
    names = re.findall(r"^# HELP (\w+)", services.metrics.exposition().decode(), re.MULTILINE)
    assert services.jobs is not None
    services.jobs.store.engine.dispose()
    services.turns.close()
    text = "".join(page.read_text(encoding="utf-8") for page in (DOCS / "howto").glob("*.md"))
    assert [name for name in names if f"`{name}`" not in text and not name.endswith("_created")] == []


def test_readme_shows_every_key_of_the_output() -> None:
    from piaoju.dialects.native.envelope import reading_to_json
    from piaoju.model.document import Reading

    shown = json.loads(next(text for page, text in blocks("json") if page == ROOT / "README.md"))
    assert list(shown) == list(reading_to_json(Reading("ok"), ""))


def test_every_key_and_word_of_the_output_is_explained() -> None:
    from piaoju.dialects.native.schema import SCHEMAS

    text = (DOCS / "reference" / "dialects" / "native.md").read_text(encoding="utf-8")
    said = set(re.findall(r"`(\w+)`", text))
    assert {word for name in ("Reading", "Page", "Document", "Field") for word in words_of(SCHEMAS[name])} <= said


def words_of(schema: object) -> Iterator[str]:
    """Yield the names of all properties in a JSON schema, and its enumerated words."""
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
        yield from schema.get("enum", ())
        for part in schema.values():
            yield from words_of(part)


def test_both_readmes_show_the_same_snippets() -> None:
    english, chinese = (BLOCK.findall(page.read_text(encoding="utf-8")) for page in PAGES[:2])
    assert [snippet for snippet in english if snippet[0]] == [snippet for snippet in chinese if snippet[0]]
