"""Conferences: symbols, file names, languages, a user's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from model.errors import FileError
from model.submission.conferences import LETTERS, conferences, file_name, find_conference
from model.submission.values import Header

NO_DEADLINES = [
    f'id = "X"\n{lines}\n'
    for lines in (
        "deadlines = 3",
        "deadlines = [3]",
        '[[deadlines]]\ndate = 2026-04-14\nsource = "a page"',
        '[[deadlines]]\ndate = 2026-04-14\nname.en = "Contributions"',
        '[[deadlines]]\ndate = "soon"\nsource = "a page"\nname.en = "Contributions"',
        '[[deadlines]]\ndate = 2026-04-14T10:00:00\nsource = "a page"\nname.en = "Contributions"',
        '[[deadlines]]\ndate = 2026-04-14\nsource = "a page"\nname.fr = "Contributions"',
        '[[deadlines]]\ndate = 2026-04-14\nsource = "a page"\nname.en = "Contributions"\nname.fr = 3',
    )
]
ADDENDUM = Header(document="35", addendum="18")


@pytest.mark.parametrize(
    ("header", "symbol", "name"),
    [
        (ADDENDUM, "WTSA-24/35(Add.18)-S", "T22-WTSA.24-C-0035!A18!MSW-S.docx"),
        (Header(document="41"), "WTSA-24/41-S", "T22-WTSA.24-C-0041!!MSW-S.docx"),
        (Header(document="41R2"), "WTSA-24/41(Rev.2)-S", "T22-WTSA.24-C-0041!R2!MSW-S.docx"),
        (Header(document="35", addendum="18R1"), "WTSA-24/35(Add.18)(Rev.1)-S", "T22-WTSA.24-C-0035!A18-R1!MSW-S.docx"),
        (Header(), "", "T22-WTSA.24-C-XXXX!!MSW-S.docx"),
    ],
)
def test_symbol_and_file_name(header: Header, symbol: str, name: str) -> None:
    conference = find_conference("wtsa-24")
    assert conference is not None
    assert conference.document_symbol(header, "es") == symbol
    assert file_name(header, "es", conference) == name


@pytest.mark.parametrize("conference", ["WTSA-24", "unknown"])
@pytest.mark.parametrize("number", ["35/18", "35/../x", "..\\x", 'a<b>:*?"|c', "a\nb\0c", "9" * 300, "好" * 300])
def test_a_file_name_is_one_whatever_the_header_says(number: str, conference: str) -> None:
    name = file_name(Header(document=number, addendum=number), "en", find_conference(conference))
    assert name.endswith(".docx")
    assert not set(name) & set('/\\<>:"|?*\n\0')
    assert len(name.encode()) <= 255 - len(".bak")


@pytest.mark.parametrize(
    ("id", "found"),
    [("wtsa-24", "WTSA-24"), ("council", "Council"), ("Council-26", "Council"), ("Council-27", None), ("WTSA", None)],
)
def test_one_that_has_no_year_in_its_id_is_found_with_its_own(id: str, found: str | None) -> None:
    conference = find_conference(id)
    assert (conference and conference.id) == found


def test_each_speaks_six_languages() -> None:
    for conference in conferences().values():
        for key in ("name", "short", "when", "meeting"):
            assert set(getattr(conference, key)) == set(LETTERS), (conference.id, key)


def test_a_users_own_outweighs(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('id = "WTSA-24"\nfamily = "pp"\n[name]\nen = "Mine"\n', encoding="utf-8", newline="\n")
    conference = find_conference("WTSA-24", [tmp_path])
    assert conference is not None
    assert (conference.family, conference.title("fr")) == ("pp", "Mine")
    assert find_conference("WTSA-24") != conference


@pytest.mark.parametrize(
    "text", ["id = ", "name = 3\n", 'id = "X"\nname = "y"\n', 'id = "X"\nsymbol = "{where}"\n', *NO_DEADLINES]
)
def test_a_bad_file_is_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8", newline="\n")
    with pytest.raises(FileError, match=r"bad\.toml"):
        conferences([tmp_path])


def test_deadlines_have_names_in_six_languages_and_a_source_and_lie_before_the_end() -> None:
    for conference in conferences().values():
        days = [lines.day for lines in conference.deadlines]
        assert days == sorted(days)
        for deadline in conference.deadlines:
            assert set(deadline.name) == set(LETTERS), conference.id
            assert deadline.source


def test_days_until_a_deadline_are_counted(tmp_path: Path) -> None:
    message = '[[deadlines]]\ndate = 2026-04-14\nsource = "a page"\nname.en = "Contributions"\n'
    (tmp_path / "own.toml").write_text('id = "X"\n' + message + message.replace("04-14", "03-01"), encoding="utf-8", newline="\n")
    conference = find_conference("X", [tmp_path])
    assert conference is not None
    first, second = conference.deadlines
    assert (first.day, second.day) == (date(2026, 3, 1), date(2026, 4, 14))
    assert (second.verified, second.text("fr")) == (False, "Contributions")
    assert [second.days_left(date(2026, 4, day)) for day in (1, 14, 15)] == [13, 0, -1]
