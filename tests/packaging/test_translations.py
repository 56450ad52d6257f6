"""What is to be translated is read from the code, all of it, and the templates are in step with the code."""

from __future__ import annotations

import runpy
from pathlib import Path
from types import ModuleType

import pytest

from resources.catalogues import DOMAINS, ENGLISH, languages

ROOT = Path(__file__).resolve().parents[2]
CODE = """
class Box(QDialog):
    def __init__(self) -> None:
        self.setWindowTitle(self.tr("A title"))
        # Translators: of a clause
        # that is new
        label = QLabel(self.tr("inserted", "clause"))
        translate("Box", "Words " "in two lines")
        counted("{n} word", "{n} words", 3)
        text.translate(TABLE)
        raise FileError(path, Message.of("it is {state}", state=Message.of("empty")))
        Message.counted("{n} part", "{n} parts", 2, context="zip")
"""


@pytest.fixture
def extraction(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import extraction

    return extraction


@pytest.fixture
def translations(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import translations

    return translations


def test_each_way_to_write_a_message_is_found(extraction: ModuleType) -> None:
    found = list(extraction.messages_of(CODE, "widgets/box.py"))
    assert [(one.domain, one.one, one.many, one.context, one.notes) for one in found] == [
        ("window", "A title", "", "", ["title of a window · Box"]),
        ("window", "inserted", "", "clause", ["of a clause that is new", "label · Box"]),
        ("window", "Words in two lines", "", "", ["Box"]),
        ("window", "{n} word", "{n} words", "", ["Box"]),
        ("program", "it is {state}", "", "", ["Box"]),
        ("program", "empty", "", "", ["Box"]),
        ("program", "{n} part", "{n} parts", "zip", ["Box"]),
    ]
    assert all(one.places == ["widgets/box.py"] for one in found)


def test_the_words_of_parsers_are_found(extraction: ModuleType) -> None:
    code = (
        'parser = Parser(description="Does it.", usage="x [A]", epilog=HELP)\n'
        'parser.add_argument("file", metavar="FILE", help="a " "file")\n'
        '_verb_parser("show", "FILE", "Prints a file.")\n'
        '_add_output(parser, "the file to write")\n'
    )
    found = [one.one for one in extraction.messages_of(code, "app/cli/parsers.py")]
    assert found == ["Does it.", "a file", "Prints a file.", "the file to write"]


@pytest.mark.parametrize(
    "call", ['self.tr(f"{x}")', "self.tr(words)", 'Message.of("a" + b)', 'counted("{n} word", many, 2)', 'tr("")']
)
def test_words_that_are_not_written_out_are_an_error(extraction: ModuleType, call: str) -> None:
    with pytest.raises(extraction.NotWrittenOut, match=r"widgets/x\.py:1"):
        list(extraction.messages_of(call, "widgets/x.py"))


def test_the_templates_have_the_messages_of_the_code(extraction: ModuleType, translations: ModuleType, tmp_path: Path) -> None:
    messages = extraction.extracted()
    for domain in translations.DOMAINS:
        made = tmp_path / f"{domain}.pot"
        translations.write(made, translations.template_of(domain, messages))
        kept = translations.FOLDER / made.name
        assert made.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8"), "run packaging/translations.py"


def test_a_translation_stays_while_its_message_does_and_goes_with_it(translations: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "window.po"
    found = [translations.Found("window", words) for words in ("stays", "changes")]
    found.append(translations.Found("window", "{n} word", "{n} words"))
    catalog = translations.updated(path, "ru", translations.template_of("window", found))
    catalog.get("stays").string = "остаётся"
    catalog.get("changes").string = "меняется"
    catalog.get("{n} word").string = ("{n} слово", "{n} слова", "{n} слов")
    translations.write(path, catalog)
    found[1] = translations.Found("window", "changed")
    translations.write(path, translations.updated(path, "ru", translations.template_of("window", found)))
    text = path.read_text(encoding="utf-8")
    assert 'msgid "stays"\nmsgstr "остаётся"' in text
    assert 'msgid "changed"\nmsgstr ""' in text
    assert "меняется" not in text
    assert "fuzzy" not in text
    assert 'msgstr[2] "{n} слов"' in text
    before = path.read_bytes()
    translations.write(path, translations.updated(path, "ru", translations.template_of("window", found)))
    assert path.read_bytes() == before


def test_what_is_built_holds_the_compiled_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the step that copies the modules and their data; none is committed."""
    import setuptools

    given: dict[str, dict[str, type]] = {}
    monkeypatch.setattr(setuptools, "setup", given.update)
    runpy.run_path(str(ROOT / "setup.py"))
    step = given["cmdclass"]["build_py"](setuptools.Distribution())
    step.build_lib = str(tmp_path)
    step.ensure_finalized()
    step.run()
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.mo"))
    codes = set(languages()) - {ENGLISH}
    assert found == sorted(f"resources/translations/{code}/{domain}.mo" for code in codes for domain in DOMAINS)
    assert "*.mo" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()
