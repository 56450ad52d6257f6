"""The language of the interface: what is asked for last wins, and one that there is none of is English with a reason."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from app.translation import choice
from app.translation.choice import Choice, choose_language, for_terminal, system_languages, without_option
from app.user_data.interface_setting import NAME, interface_setting
from app.user_data.settings import config_folder
from resources.catalogues import languages


@pytest.mark.parametrize(
    ("option", "variable", "setting", "language"),
    [
        (None, "", "", "en"), (None, "", "fr", "fr"), (None, "ru", "fr", "ru"), ("ar", "ru", "fr", "ar"),
        ("zh_CN", "", "", "zh"), ("FR-ch", "", "", "fr"), (None, "es_ES.UTF-8", "", "es"), (None, "", "en", "en"),
    ],
)  # fmt: skip
def test_the_option_goes_before_the_variable_and_that_before_the_setting(
    option: str | None, variable: str, setting: str, language: str
) -> None:
    assert choose_language(option, lambda: setting, {"CLAUSEWRIGHT_LANGUAGE": variable}) == Choice(
        language, is_given=option is not None
    )


@pytest.mark.parametrize("where", ["option", "variable", "setting"])
@pytest.mark.parametrize("code", ["de", "xx", "francais", " "])
def test_an_unknown_one_is_english_with_a_reason(where: str, code: str) -> None:
    given = {"option": None, "variable": "", "setting": "", where: code}
    found = choose_language(given["option"], lambda: str(given["setting"]), {"CLAUSEWRIGHT_LANGUAGE": str(given["variable"])})
    assert found.language == "en"
    assert str(found.problem) == (
        f"the interface is not available in {code!r}, so it is in English; the languages are {', '.join(languages())}"
    )


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_CH.UTF-8"}, "fr"), ({"LANG": "de_CH.UTF-8"}, "en"), ({"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "en"),
        ({"LANG": "de_CH.UTF-8", "LANGUAGE": "de:fr:en"}, "fr"), ({"LANG": "fr_FR", "LC_ALL": "C"}, "en"), ({}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "en:fr"}, "en"), ({"LANG": "fr", "LC_MESSAGES": "ru_RU.KOI8-R"}, "ru"),
        ({"LANG": "es_MX.UTF-8"}, "en"),
    ],
)  # fmt: skip
def test_of_the_system_the_first_that_is_spoken_whole(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = {code: {**row, "complete": "no" if code == "es" else "yes"} for code, row in languages().items()}
    monkeypatch.setattr(choice, "languages", lambda: table)
    monkeypatch.setattr(choice.sys, "platform", "linux")
    assert choose_language(None, str, environment).language == language
    assert system_languages({}) == []


@pytest.mark.parametrize(
    ("given", "rest", "code"),
    [
        ("--interface fr show a", "show a", "fr"), ("show a --interface fr", "show a", "fr"),
        ("show --interface=fr a", "show a", "fr"), ("a.amend", "a.amend", None),
        ("--interface fr show --interface ru a", "show a", "ru"), ("show -- --interface fr", "show -- --interface fr", None),
        ("--interface=", "", ""),
    ],
)  # fmt: skip
def test_the_option_stands_before_or_behind_a_verb(given: str, rest: str, code: str | None) -> None:
    assert without_option(given.split()) == (rest.split(), code)


@pytest.mark.parametrize("given", ["--interface", "show a --interface", "--interface -- fr"])
def test_an_option_without_a_code_is_none(given: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - it says nothing: the command line does
        without_option(given.split())


class Terminal(io.TextIOWrapper):
    """A stream that is a terminal of some encoding."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("encoding", "term", "spoken"),
    [("utf-8", "xterm", "ru zh ar"), ("ascii", "xterm", ""), ("koi8-r", "xterm", "ru"), ("utf-8", "linux", "ru")],
)
def test_a_terminal_that_cannot_show_the_letters_is_told_so_in_english(
    encoding: str, term: str, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    for code in ("ru", "zh", "ar"):
        found = for_terminal(Choice(code), Terminal(encoding))
        if code in spoken.split():
            assert found == Choice(code)
        else:
            assert found.language == "en"
            assert "cannot show the letters" in str(found.problem)
    assert for_terminal(Choice("ar"), io.StringIO()) == Choice("ar")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"interface": 3}', '{"interface": ["fr"]}', "[" * 100_000])
def test_a_damaged_setting_is_none(text: str) -> None:
    config_folder().mkdir(parents=True)
    (config_folder() / NAME).write_text(text, encoding="utf-8", newline="\n")
    assert interface_setting() == ""


def test_a_verb_finds_the_setting_where_the_window_keeps_it(own_home: Path) -> None:
    assert interface_setting() == ""
    config_folder().mkdir(parents=True)
    (config_folder() / NAME).write_text(json.dumps({"interface": "fr"}), encoding="utf-8", newline="\n")
    assert interface_setting() == "fr"
