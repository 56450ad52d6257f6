"""The manual in other languages: built as the English one, not older, with the names that the window has."""

from __future__ import annotations

import re
import struct
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
import setuptools
from setuptools.command.build_py import build_py

from resources.catalogues import ENGLISH as SOURCE
from resources.catalogues import languages
from tests.conftest import ROOT

MANUAL = ROOT / "resources/help"
PICTURE = re.compile(r"^!\[([^\]]+)\]\(([^)]+)\)$", re.MULTILINE)
LARGEST, AVERAGE = 80_000, 4 * 2**20 // (21 * 6)
"""Bytes of a picture, and of all pictures on an average: 4 MB for 21 pages in six languages."""
ENGLISH = """# Drafting

Choose *File > Open* or **Stop**. See [Finding](finding).

## Keys

| key | does |
|---|---|
| F2 | `clausewright show` |

- one

```
# no heading
```
"""
FRENCH = """# Rédaction

Choisissez *Fichier > Ouvrir* ou **Arrêter**. Voir [Recherche](finding).

## Touches

| touche | effet |
|---|---|
| F2 | `clausewright show` |

- un

```
# no heading
```
"""
NAMES = {"File": {"Fichier"}, "Open": {"Ouvrir"}, "Stop": {"Arrêter", "Stopper"}}


@pytest.fixture
def manual(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import manual

    return manual


@pytest.fixture
def folder(tmp_path: Path, manual: ModuleType) -> Path:
    """A manual of one page, translated into French."""
    (tmp_path / "fr").mkdir()
    (tmp_path / "20-drafting.md").write_text(ENGLISH, encoding="utf-8", newline="\n")
    (tmp_path / "fr/20-drafting.md").write_text(FRENCH, encoding="utf-8", newline="\n")
    manual.note("fr", (), tmp_path)
    return tmp_path


def change(path: Path, before: str, after: str) -> None:
    """Changes words of a page, which are there."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8", newline="\n")


def test_translations_are_built_as_the_english_pages(manual: ModuleType) -> None:
    found = [fault for language in manual.translated_languages() for fault in manual.out_of_step(language)]
    assert not found, "\n".join(found)


def test_no_section_is_older_than_its_english(manual: ModuleType) -> None:
    found = [fault for language in manual.translated_languages() for fault in manual.older(language)]
    assert not found, "\n".join(found)


def test_menus_buttons_and_boxes_are_called_as_in_the_window(manual: ModuleType) -> None:
    languages = manual.translated_languages()
    found = [fault for language in languages for fault in manual.other_names(language, manual.window_names(language))]
    assert not found, "\n".join(found)


def test_the_wheel_holds_the_pages_of_each_language() -> None:
    step = build_py(setuptools.Distribution())
    step.finalize_options()
    step.manifest_files = {}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    step.package_data = project["tool"]["setuptools"]["package-data"]
    found = {Path(name) for name in step.find_data_files("resources", str(ROOT / "resources"))}
    pages = {path for path in (ROOT / "resources/help").rglob("*") if path.is_file()}
    assert pages <= found


def folder_of(language: str) -> Path:
    return MANUAL if language == SOURCE else MANUAL / language


@pytest.mark.parametrize("language", languages())
def test_every_page_has_a_picture_with_words_for_screen_readers(language: str) -> None:
    folder = folder_of(language)
    for path in sorted(folder.glob("*.md")):
        found = PICTURE.findall(path.read_text(encoding="utf-8"))
        english = PICTURE.findall((MANUAL / path.name).read_text(encoding="utf-8"))
        topic = path.name.partition("-")[2].removesuffix(".md")
        assert [file for _, file in found] == [file for _, file in english], path
        assert [file for _, file in found][:1] == [f"pictures/{topic}.png"], path
        for (words, file), (source, _) in zip(found, english, strict=True):
            assert re.fullmatch(rf"pictures/{topic}(-[a-z]+)?\.png", file), path
            assert (folder / file).is_file(), f"{folder / file} is not there; take it: python -m tests.pictures.manual {language}"
            assert (words == source) is (language == SOURCE), f"{path}: the description is in English"
            assert len(words) > 10, path


def chunks(data: bytes) -> list[bytes]:
    """The kinds of the parts of a PNG file."""
    kinds, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kinds.append(data[at + 4 : at + 8])
        at += length + 12
    return kinds


def test_pictures_are_small_contain_pixels_only_and_are_all_used() -> None:
    pictures = {path: path.read_bytes() for path in MANUAL.rglob("*.png")}
    shown = {folder_of(language) / file for language in languages() for page in folder_of(language).glob("*.md")
             for _, file in PICTURE.findall(page.read_text(encoding="utf-8"))}  # fmt: skip
    assert pictures.keys() == shown
    for path, data in pictures.items():
        assert chunks(data) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"], f"{path} contains more than pixels"
        assert len(data) <= LARGEST, f"{path}: {len(data)} bytes"
    assert sum(map(len, pictures.values())) <= AVERAGE * len(pictures)


@pytest.mark.parametrize("language", languages())
def test_the_manual_begins_with_five_things_to_learn(manual: ModuleType, language: str) -> None:
    first = min(folder_of(language).glob("*.md"))
    _, things, *_ = manual.sections(first.read_text(encoding="utf-8"))
    assert things.shape()["items of lists"] == ["1.", "2.", "3.", "4.", "5."]


def test_a_page_in_step_has_no_fault(manual: ModuleType, folder: Path) -> None:
    assert manual.translated_languages(folder) == ["fr"]
    assert [*manual.out_of_step("fr", folder), *manual.older("fr", folder), *manual.other_names("fr", NAMES, folder)] == []


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("## Touches", "### Touches", "level"), ("## Touches", "## Touches\n\n## Encore", "3 headings for 2"),
        ("| F2 |", "| F2 | F3 |", "rows of tables"), ("- un", "- un\n- deux", "items of lists"),
        ("](finding)", "](find)", "links"),
        ("`clausewright show`", "`clausewright montrer`", "commands"), ("`clausewright show`", "clausewright show", "in code"),
        ("# no heading", "# pas un titre", "blocks of code"),
    ],
)  # fmt: skip
def test_what_is_built_otherwise_is_told(manual: ModuleType, folder: Path, before: str, after: str, message: str) -> None:
    change(folder / "fr/20-drafting.md", before, after)
    found = list(manual.out_of_step("fr", folder))
    assert found
    assert all("fr/20-drafting.md" in fault for fault in found)
    assert any(message in fault for fault in found), found


def test_a_page_that_lacks_or_is_too_many_is_told(manual: ModuleType, folder: Path) -> None:
    (folder / "fr/20-drafting.md").rename(folder / "fr/30-x.md")
    assert sorted(manual.out_of_step("fr", folder)) == [
        "fr/20-drafting.md: this page lacks", "fr/30-x.md: English has no such page"
    ]  # fmt: skip


def test_the_section_that_is_older_is_named_until_it_is_noted(manual: ModuleType, folder: Path) -> None:
    change(folder / "20-drafting.md", "F2", "F4")
    (section,) = manual.older("fr", folder)
    assert section.startswith("fr/20-drafting.md, section 1, 'Keys': older")
    manual.note("fr", ["10-other.md"], folder)
    assert list(manual.older("fr", folder)) == [section]
    manual.note("fr", ["20-drafting.md"], folder)
    assert list(manual.older("fr", folder)) == []


def test_a_section_that_was_never_noted_is_told(manual: ModuleType, folder: Path) -> None:
    (folder / "fr/sources.tsv").unlink()
    assert len(list(manual.older("fr", folder))) == 2


@pytest.mark.parametrize(("before", "after"), [("Fichier > Ouvrir", "Fichier > Charger"), ("**Arrêter**", "Arrêter")])
def test_a_name_that_the_window_has_not_is_told(manual: ModuleType, folder: Path, before: str, after: str) -> None:
    change(folder / "fr/20-drafting.md", before, after)
    assert len(list(manual.other_names("fr", NAMES, folder))) == 1


def test_names_are_compared_without_keys_and_dots(manual: ModuleType, folder: Path) -> None:
    names = ("&Ouvrir\u00a0…", "打开(&O)…", "Always to (a&utocorrect)", "&Ajouter «\u00a0{word}\u00a0» à mes mots")
    assert [manual.plain(name) for name in names] == ["Ouvrir", "打开", "Always to", "Ajouter « … » à mes mots"]
    change(folder / "20-drafting.md", "*File > Open*", "*File > Load*")
    (line,) = manual.other_names("fr", NAMES, folder)
    assert "in no catalogue" in line
