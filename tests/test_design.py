"""The documents speak of the code as it is: sections that are cited exist, and so do the folders and files that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("app", "widgets", "model", "resources")
NUMBERED = ("DESIGN.md", "FORMATS.md", "QT-NOTES.md")
"""The documents that are cited by section."""
DOCUMENTS = (*NUMBERED, "CONTRIBUTING.md", "README.md", "GLOSSARY.md", "DECISIONS.md", "resources/README.md")
CITED = re.compile(r"\b(DESIGN|FORMATS|QT-NOTES)\.md(?:\]\(\S+\))?\s+§(\d+)")
BRANCH = re.compile(r"( +)([\w.]+)/( {2}|$)")
"""A line of the tree of folders: how deep, and the name."""
MENTIONED = re.compile(r"`((?:app|model|widgets|resources|tests|packaging)/[\w./*-]*)`")


def sections() -> set[tuple[str, str]]:
    """The name of each document without its suffix, and the number of each of its sections."""
    return {
        (name.removesuffix(".md"), number)
        for name in NUMBERED
        for number in re.findall(r"(?m)^## (\d+)\. ", (ROOT / name).read_text(encoding="utf-8"))
    }


def section(number: int) -> str:
    """A section of DESIGN.md."""
    found = re.search(rf"(?ms)^## {number}\. .*?(?=^## |\Z)", (ROOT / "DESIGN.md").read_text(encoding="utf-8"))
    assert found is not None
    return found[0]


def citations() -> Iterator[tuple[str, tuple[str, str]]]:
    """The citing file, and the document and the section that it cites."""
    folders = [ROOT / name for name in (*LAYERS, "tests", "packaging")]
    paths = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    for path in (*paths, *ROOT.glob("*.md"), ROOT / "resources" / "README.md"):
        for document, number in CITED.findall(path.read_text(encoding="utf-8")):
            yield str(path.relative_to(ROOT)), (document, number)


def tree() -> list[str]:
    """The folders of the tree in DESIGN.md §1 by their paths."""
    open_folders: list[tuple[int, str]] = []
    paths = []
    for line in section(1).splitlines():
        found = BRANCH.match(line)
        if found is None:
            continue
        depth, name = len(found[1]), found[2]
        while open_folders and open_folders[-1][0] >= depth:
            open_folders.pop()
        open_folders.append((depth, name))
        paths.append("/".join(folder for _, folder in open_folders))
    return paths


def folders(layer: str) -> set[str]:
    """A layer and the packages directly in it. The docstrings of the packages describe what is below them."""
    return {layer, *(path.parent.relative_to(ROOT).as_posix() for path in (ROOT / layer).glob("*/__init__.py"))}


def test_each_cited_section_is_there() -> None:
    cited = list(citations())
    assert len({path for path, _ in cited}) > 20, "the citations are looked for in the wrong way"
    assert [place for place in cited if place[1] not in sections()] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_the_tree_names_each_folder(layer: str) -> None:
    named = {path for path in tree() if path.partition("/")[0] == layer}
    assert named == folders(layer)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_names_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    missing = [path for path in MENTIONED.findall(text) if not _is_there(path)]
    assert missing == []


def _is_there(path: str) -> bool:
    if re.search(r"/[A-Z]+(?:\.\w+)?$|/X$", path):
        return (ROOT / path).parent.is_dir()  # a name to be put in: resources/conferences/NAME.toml
    return any(ROOT.glob(path)) if "*" in path else (ROOT / path).exists()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_document_links_is_there(name: str) -> None:
    path = ROOT / name
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_journeys_name_existing_files() -> None:
    """The steps of DESIGN.md §2 name files by the end of their paths."""
    paths = [path.as_posix() for layer in LAYERS for path in (ROOT / layer).rglob("*.py")]
    named = re.findall(r"`([\w/]+\.py)`", section(2))
    assert len(named) > 40
    assert [name for name in named if not any(path.endswith("/" + name) for path in paths)] == []


def test_decisions_are_numbered_in_order_and_cited_ones_exist() -> None:
    headings = re.findall(r"(?m)^\*\*(\d[^ ]*) ", (ROOT / "DECISIONS.md").read_text(encoding="utf-8"))
    assert [heading for heading in headings if not re.fullmatch(r"\d+\.", heading)] == []
    numbers = [int(heading[:-1]) for heading in headings]
    assert numbers == list(range(1, len(numbers) + 1))
    folders = [ROOT / name for name in (*LAYERS, "tests", "packaging")]
    code = "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py"))
    assert {int(number) for number in re.findall(r"DECISIONS\.md, (\d+)", code)} <= set(numbers)


def test_the_first_reading_is_short() -> None:
    assert len((ROOT / "DESIGN.md").read_text(encoding="utf-8").split()) <= 2500
