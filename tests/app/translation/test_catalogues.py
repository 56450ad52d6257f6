"""A catalogue is compiled where it has to be, and one that is damaged is no reason to stop."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.translation.speech import speech_in
from model.message import Message
from resources import catalogues
from resources.catalogues import PROGRAM, WINDOW, CatalogueError, catalogue, compile_all, languages

HEAD = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
RULE = (
    '"Plural-Forms: nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2;\\n"\n\n'
)
WORDS = (
    'msgid "file"\nmsgstr "файл"\n\n#, fuzzy\nmsgid "doubtful"\nmsgstr "сомнительно"\n\nmsgid "open"\nmsgstr ""\n\n'
    'msgctxt "of a clause"\nmsgid "title"\nmsgstr "заголовок"\n\n'
    'msgid "{n} clause"\nmsgid_plural "{n} clauses"\nmsgstr[0] "{n} пункт"\nmsgstr[1] "{n} пункта"\nmsgstr[2] "{n} пунктов"\n\n'
    'msgid "{n} part"\nmsgid_plural "{n} parts"\nmsgstr[0] "{n} часть"\nmsgstr[1] ""\nmsgstr[2] ""\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of catalogues with one in Russian."""
    made = tmp_path / "translations"
    (made / "ru").mkdir(parents=True)
    (made / "ru/program.po").write_text(HEAD + RULE + WORDS, encoding="utf-8", newline="\n")
    return made


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages of the catalogues that were compiled."""
    messages: list[str] = []
    compiled = catalogues.compile_catalogue
    monkeypatch.setattr(
        catalogues, "compile_catalogue", lambda written, language: (messages.append(language), compiled(written, language))[1]
    )
    return messages


def test_words_contexts_and_plural_forms_are_found_and_the_rest_stays_english(folder: Path, tmp_path: Path) -> None:
    words = catalogue("ru", PROGRAM, folder, tmp_path)
    assert (words.gettext("file"), words.pgettext("of a clause", "title"), words.gettext("title")) == (
        "файл",
        "заголовок",
        "title",
    )
    assert [words.ngettext("{n} clause", "{n} clauses", n) for n in (1, 3, 11, 21)] == [
        "{n} пункт", "{n} пункта", "{n} пунктов", "{n} пункт",
    ]  # fmt: skip
    assert (words.gettext("doubtful"), words.gettext("open")) == ("doubtful", "open")
    assert [words.ngettext("{n} part", "{n} parts", n) for n in (1, 5)] == ["{n} part", "{n} parts"]


def test_it_is_compiled_once_and_again_when_it_is_another(folder: Path, tmp_path: Path, compilations: list[str]) -> None:
    for _ in range(2):
        catalogue("ru", PROGRAM, folder, tmp_path)
    assert compilations == ["ru"]
    source = folder / "ru/program.po"
    times = os.stat(source)
    source.write_text(source.read_text(encoding="utf-8").replace("файл", "лист"), encoding="utf-8", newline="\n")
    os.utime(source, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert catalogue("ru", PROGRAM, folder, tmp_path).gettext("file") == "лист"
    assert compilations == ["ru", "ru"]


@pytest.mark.parametrize("keep", [0, 100, -1])
def test_a_damaged_one_is_compiled_again(folder: Path, tmp_path: Path, compilations: list[str], keep: int) -> None:
    catalogue("ru", PROGRAM, folder, tmp_path)
    made = folder / "ru/program.mo"
    data = bytearray(made.read_bytes())
    data[60] ^= 0xFF
    made.write_bytes(bytes(data[:keep] if keep >= 0 else data))
    assert catalogue("ru", PROGRAM, folder, tmp_path).gettext("file") == "файл"
    assert compilations == ["ru", "ru"]


def test_where_its_folder_cannot_be_written_it_lies_in_the_cache(
    folder: Path, tmp_path: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put = catalogues._put

    def refused(path: Path, data: bytes) -> None:
        if path.is_relative_to(folder):
            raise PermissionError(path)
        put(path, data)

    monkeypatch.setattr(catalogues, "_put", refused)
    for _ in range(2):
        assert catalogue("ru", PROGRAM, folder, tmp_path / "cache").gettext("file") == "файл"
    assert compilations == ["ru"]
    assert not (folder / "ru/program.mo").exists()
    assert (tmp_path / "cache/ru/program.mo").exists()


@pytest.mark.parametrize(
    "written",
    [b"", b"\xff\xfe", b"nonsense\n", HEAD.encode() + b'\nmsgid "x"\nmsgstr "\xff"\n', None],
    ids=["empty", "not text", "no catalogue", "not UTF-8", "absent"],
)
def test_one_that_cannot_be_used_is_told_of_or_is_empty(folder: Path, tmp_path: Path, written: bytes | None) -> None:
    source = folder / "ru/program.po"
    if written is None:
        source.unlink()
    else:
        source.write_bytes(written)
    if written == b"":
        assert catalogue("ru", PROGRAM, folder, tmp_path).gettext("file") == "file"
        return
    with pytest.raises(CatalogueError, match=r"program\.po"):
        catalogue("ru", PROGRAM, folder, tmp_path)


def test_a_rule_that_is_none_is_told_of(folder: Path, tmp_path: Path) -> None:
    rule = '"Plural-Forms: nplurals=3; plural=(n%10==1 ? 0 : \\n"\n\n'
    (folder / "ru/program.po").write_text(HEAD + rule + WORDS, encoding="utf-8", newline="\n")
    with pytest.raises(CatalogueError):
        catalogue("ru", PROGRAM, folder, tmp_path)


def test_the_command_line_is_english_with_a_reason_then(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "ru/program.po").write_bytes(b"\xff")
    monkeypatch.setattr("app.translation.speech.catalogue", lambda language, domain: catalogue(language, domain, folder))
    speech = speech_in("ru")
    assert speech.say(Message.of("file")) == "file"
    assert speech.problem is not None
    assert str(speech.problem).startswith("this catalogue of the interface cannot be used, so it is in English: ")


def test_english_has_no_catalogue(tmp_path: Path) -> None:
    assert catalogue("en", WINDOW, tmp_path, tmp_path).gettext("file") == "file"
    assert speech_in("en").problem is None


def test_two_compilations_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (compile_all(target=tmp_path / name) for name in "ab")
    assert len(first) == len(second) == 2 * (len(languages()) - 1)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
