"""What is to be translated is read from the code, all of it, and the templates are in step with the code."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

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
def judging(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import judging

    return judging


@pytest.fixture
def translations(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import translations

    return translations


def test_each_way_to_write_a_message_is_found(extraction: ModuleType) -> None:
    found = list(extraction.messages_of(CODE, "widgets/box.py"))
    assert [(message.domain, message.singular, message.many, message.context, message.notes) for message in found] == [
        ("window", "A title", "", "", ["title of a window · Box"]),
        ("window", "inserted", "", "clause", ["of a clause that is new", "label · Box"]),
        ("window", "Words in two lines", "", "", ["Box"]),
        ("window", "{n} word", "{n} words", "", ["Box"]),
        ("program", "it is {state}", "", "", ["Box"]),
        ("program", "empty", "", "", ["Box"]),
        ("program", "{n} part", "{n} parts", "zip", ["Box"]),
    ]
    assert all(found_message.places == ["widgets/box.py"] for found_message in found)


def test_what_asks_for_the_words_of_others_has_words_of_its_own(extraction: ModuleType) -> None:
    code = 'def f(text):\n    translate("", text)\n    translate("Lines", ", ", "parts")\n'
    assert [(found.singular, found.context) for found in extraction.messages_of(code, extraction.DOOR)] == [(", ", "parts")]
    with pytest.raises(extraction.NotWrittenOut):
        list(extraction.messages_of(code, "widgets/box.py"))


def test_the_words_of_parsers_are_found(extraction: ModuleType) -> None:
    code = (
        'parser = Parser(description="Does it.", usage="x [A]", epilog=HELP)\n'
        'parser.add_argument("file", metavar="FILE", help="a " "file")\n'
        'verb_parser("show", run_show, "FILE", "Prints a file.")\n'
        'add_output(parser, "the file to write")\n'
        'parser.add_text("--words", "WORDS", "words to find")\n'
        'parser.add_choice("--to", ["a", "b"], "FORM", "the form")\n'
        'parser.add_list("--keep", "kept", "WHAT", "what to keep")\n'
    )
    found = [message.singular for message in extraction.messages_of(code, "app/cli/parsers.py")]
    options = ["words to find", "the form", "what to keep"]
    assert found == ["Does it.", "a file", "Prints a file.", "the file to write", *options]


@pytest.mark.parametrize(
    "call",
    ['self.tr(f"{x}")', "self.tr(words)", 'Message.of("a" + b)', "EditError.of(words)", 'counted("{n} word", many, 2)', 'tr("")'],
)
def test_words_that_are_not_written_out_are_an_error(extraction: ModuleType, call: str) -> None:
    with pytest.raises(extraction.NotWrittenOut, match=r"widgets/x\.py:1"):
        list(extraction.messages_of(call, "widgets/x.py"))


def test_the_templates_have_the_messages_of_the_code(extraction: ModuleType, translations: ModuleType, tmp_path: Path) -> None:
    messages = extraction.extract_messages()
    for domain in translations.DOMAINS:
        made = tmp_path / f"{domain}.pot"
        translations.write(made, translations.template_of(domain, messages))
        kept = translations.FOLDER / made.name
        assert made.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8"), "run packaging/translations.py"


def test_a_translation_stays_while_its_message_does_and_goes_with_it(translations: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "window.po"
    found = [translations.Found("window", words) for words in ("stays", "changes")]
    found.append(translations.Found("window", "{n} word", "{n} words"))
    catalog = translations.update_catalogue(path, "ru", translations.template_of("window", found))
    catalog.get("stays").string = "остаётся"
    catalog.get("changes").string = "меняется"
    catalog.get("{n} word").string = ("{n} слово", "{n} слова", "{n} слов")
    translations.write(path, catalog)
    found[1] = translations.Found("window", "changed")
    translations.write(path, translations.update_catalogue(path, "ru", translations.template_of("window", found)))
    text = path.read_text(encoding="utf-8")
    assert 'msgid "stays"\nmsgstr "остаётся"' in text
    assert 'msgid "changed"\nmsgstr ""' in text
    assert "меняется" not in text
    assert "fuzzy" not in text
    assert 'msgstr[2] "{n} слов"' in text
    before = path.read_bytes()
    translations.write(path, translations.update_catalogue(path, "ru", translations.template_of("window", found)))
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


def catalogs(translations: ModuleType) -> Iterator[tuple[str, str, Catalog]]:
    """Each catalogue, with its language and domain."""
    for code in sorted(set(languages()) - {ENGLISH}):
        for domain in DOMAINS:
            with (translations.FOLDER / code / f"{domain}.po").open("rb") as file:
                yield code, domain, read_po(file, locale=code, charset="utf-8", abort_invalid=True)


def is_done(message: Message) -> bool:
    """Whether a message has a translation."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return bool(message.id) and all(forms)


def test_a_language_that_is_complete_lacks_nothing(translations: ModuleType, judging: ModuleType) -> None:
    whole = {code for code, row in languages().items() if row["complete"] == "yes"}
    for code, domain, catalog in catalogs(translations):
        if code in whole:
            assert judging.lacking(catalog) == [], f"{code} {domain}"


def test_values_markup_and_marks_of_keys_are_those_of_english(translations: ModuleType, judging: ModuleType) -> None:
    wrong = []
    for code, domain, catalog in catalogs(translations):
        found = [(entry.id, fault) for entry in catalog if is_done(entry) for fault in judging.faults_of(entry)]
        wrong += [f"{code} {domain}: {fault}: {name}" for name, fault in found]
        assert not [entry.id for entry in catalog if entry.id and entry.fuzzy], f"{code} {domain}"
    assert not wrong, "\n".join(wrong)


def test_translations_hold_to_the_glossary(translations: ModuleType, judging: ModuleType) -> None:
    wrong = [
        f"{code}: {fault}" for code, _, catalog in catalogs(translations) for fault in judging.against_glossary(catalog, code)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("english", "translation", "message"),
    [
        ("Open {name}", "Ouvrir", "values"), ("Open {name}", "Ouvrir {nom}", "values"), ("Open", "Ouvrir {name}", "values"),
        ("<b>All</b>", "Tout", "markup"), ("Texts (*.txt)", "Textes (*.doc)", "markup"), ("Open", "&Ouvrir", "mark of a key"),
        ("&Open", "&Ou&vrir", "mark of a key"), ("Open …", "Ouvrir", "three dots"), ("Open", "Ouvrir ", "space"),
        ("Open %s", "Ouvrir", "values"), ("verbs:\n  add  a\n", "verbes :\n  add  a\n  add  b\n", "verbs"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_translation_is_told(judging: ModuleType, english: str, translation: str, message: str) -> None:
    assert any(message in fault for fault in judging.faults_of(Message(english, translation)))
    assert list(judging.faults_of(Message("&Open {name} …", "&Ouvrir {name} …"))) == []


def test_what_lacks_and_what_is_another_term_is_told(judging: ModuleType) -> None:
    catalog = Catalog(locale="ru")
    catalog.add("Accept the amendment", "Принять поправку")
    catalog.add("Amendments", "Изменения")
    catalog.add("Reject", "")
    catalog.add(("{n} clause", "{n} clauses"), ("{n} пункт", "{n} пункта", ""))
    catalog.add("Export", "Экспорт", flags=["fuzzy"])
    assert judging.lacking(catalog) == ["Reject", "('{n} clause', '{n} clauses')", "Export"]
    assert [fault.rpartition(": ")[2] for fault in judging.against_glossary(catalog, "ru")] == ["'Amendments' is 'Изменения'"]
