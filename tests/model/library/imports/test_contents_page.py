"""Saved lists of contents give a row for each text that they name with its edition, however the page is laid out."""

from __future__ import annotations

from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import FileError
from model.library.imports.contents_page import read_contents_page
from model.library.imports.file_reader import read_texts
from model.references.editions import Editions, printed_rows, read_rows

COUNCIL = [
    ("RESOLUTION 925 (C-1985, last amended C19)", "Financial conditions for the participation of organizations", 2019),
    ("RESOLUTION 1332 (C11, last amended C24)", "ITU role in the implementation of the outcomes of the summit", 2024),
    ("DECISION 482 (C01)", "Implementation of cost recovery for satellite network filings", 2001),
    ("RESOLUTION 1353 (modified 2019)", "Human rights, accessibility and standards", 2019),
]


def in_paragraphs(entries: list[tuple[str, str, int]]) -> str:
    return "".join(f"<p><a href='{at}.pdf'>{number} {title}</a></p>" for at, (number, title, _) in enumerate(entries))


def in_list(entries: list[tuple[str, str, int]]) -> str:
    return "<ol>" + "".join(f"<li><b>{number}</b> – {title}</li>" for number, title, _ in entries) + "</ol>"


def in_table(entries: list[tuple[str, str, int]]) -> str:
    rows = "".join(f"<tr><td>{at}</td><td>{number}</td><td><p>{title}</p></td><td>2{at}</td></tr>"
                   for at, (number, title, _) in enumerate(entries))  # fmt: skip
    return f"<table><tr><th>No.</th><th>Text</th><th>Title</th><th>Page</th></tr>{rows}</table>"


def in_plain_cells(entries: list[tuple[str, str, int]]) -> str:
    rows = "".join(f"<tr><td>{number}</td><td>{title}</td><td>PDF</td></tr>" for number, title, _ in entries)
    return f"<table>{rows}</table>"


def in_lines(entries: list[tuple[str, str, int]]) -> str:
    lines = "<br>".join(f"{number}<br>{title} ........ 2{at}" for at, (number, title, _) in enumerate(entries))
    return f"<div>{lines}</div>"


LAYOUTS = [in_paragraphs, in_list, in_table, in_plain_cells, in_lines]


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_numbers_titles_editions_and_groups_are_read_from_each_layout(layout) -> None:
    body = f"<nav><a href='/'>Home</a></nav><h1>Resolutions of the Council</h1><h2>1 Finance</h2>{layout(COUNCIL[:2])}"
    body += f"<h2>2 Abrogated texts</h2>{layout(COUNCIL[2:])}<p>© ITU</p>"
    rows = read_contents_page(page(body), "toc.htm").rows
    assert [(row.body, row.number, row.year) for row in rows] == [
        ("Council", "925", 2019), ("Council", "1332", 2024), ("Council", "482", 2001), ("Council", "1353", 2019),
    ]  # fmt: skip
    assert [row.title for row in rows] == [title for _, title, _ in COUNCIL]
    assert [row.group for row in rows] == ["1 Finance"] * 2 + ["2 Abrogated texts"] * 2
    assert [row.status for row in rows] == ["in force"] * 2 + ["abrogated"] * 2
    assert all(row.form == "year" and row.source == "toc.htm" and row.is_users for row in rows)


@given(st.lists(st.sampled_from(COUNCIL), min_size=1, max_size=4, unique=True), st.sampled_from(LAYOUTS))
def test_the_layout_makes_no_difference(entries: list[tuple[str, str, int]], layout) -> None:
    rows = read_contents_page(page(layout(entries)), "toc.htm").rows
    assert [(row.title, row.year) for row in rows] == [(title, year) for _, title, year in entries]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Resolution 2 (Rev. Dubai, 2018) World telecommunication policy forum", "World telecommunication policy forum"),
        ("Résolution 2 (Rév. Dubaï, 2018) Forum mondial des politiques", "Forum mondial des politiques"),
        ("RESOLUCIÓN 2 (Rev. Dubái, 2018) – Foro Mundial de Política", "Foro Mundial de Política"),
        ("РЕЗОЛЮЦИЯ 2 (Пересм. Дубай, 2018 г.) Всемирный форум", "Всемирный форум"),
        ("第2号决议（2018年，迪拜，修订版）世界电信政策论坛", "世界电信政策论坛"),
        ("القرار 2 (المراجَع في دبي، 2018) المنتدى العالمي", "المنتدى العالمي"),
        ("Res. 2 (Rev. Dubai, 2018): Forum", "Forum"),
        ("• MOD RESOLUTION 2 (REV. DUBAI, 2018) Forum.....12", "Forum"),
    ],
)
def test_entries_are_read_in_each_language(line: str, title: str) -> None:
    (row,) = read_contents_page(page(f"<p>{line}</p>"), "toc.htm").rows
    assert (row.instrument, row.body, row.number, row.place, row.year) == ("resolution", "PP", "2", "Dubai", 2018)
    assert row.revised
    assert row.title == title


def test_sentences_about_texts_and_texts_without_an_edition_give_no_row() -> None:
    body = "<p>Resolution 2 (Rev. Dubai, 2018) Forum</p><p>Resolution 3 (Rev. Dubai, 2018) was adopted after a vote.</p>"
    read = read_contents_page(page(f"{body}<p>Resolution 4 On another</p><p>RESOLUTION ITU-R 1-9 Working methods</p>"), "toc.htm")
    assert [row.number for row in read.rows] == ["2"]
    assert [str(warning) for warning in read.warnings] == [
        "2 lines name a text without a known edition and were omitted: 4, ITU-R 1-9."
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r", "iso-8859-5"])
def test_the_encoding_is_that_which_the_page_declares(encoding: str) -> None:
    line = "РЕЗОЛЮЦИЯ 2 (Пересм. Дубай, 2018 г.) Всемирный форум"
    source = f"<html><head><meta http-equiv='Content-Type' content='text/html; charset={encoding}'></head><p>{line}</p></html>"
    (row,) = read_contents_page(source.encode(encoding), "toc.htm").rows
    assert row.title == "Всемирный форум"


def in_one_file(source: bytes, encoding: str = "utf-8") -> bytes:
    """A page as Chrome saves it in one file, with a picture beside it."""
    whole = MIMEMultipart("related", type="text/html")
    whole["From"] = "<Saved by Blink>"
    whole.attach(MIMEText(source.decode("utf-8"), "html", encoding))
    whole.attach(MIMEImage(b"GIF89a", "gif"))
    return whole.as_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_a_page_in_one_file_is_read_too(encoding: str) -> None:
    data = in_one_file(page("<p>РЕЗОЛЮЦИЯ 2 (Пересм. Дубай, 2018 г.) Всемирный форум</p>"), encoding)
    for reading in (read_contents_page(data, "toc.mhtml"), read_texts(b"MIME-Version: 1.0\r\n" + data, "toc.mht")):
        assert [row.title for row in reading.rows] == ["Всемирный форум"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (page("<p>Nothing here</p>"), "it is a web page that lists no texts"),
        (b"<html><meta charset='utf-7'><p>x</p>", "it is written in the encoding utf-7; save it as UTF-8"),
        (b"<html><meta charset='big5'><p>\xff\xff\xff</p>", "it is not written in the encoding big5, as it says"),
        (b"<html><p>\xff\xfe\xff</p>", "it is not text in UTF-8"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx", "it is a web page in one file (MHTML) that is damaged"),
    ],
)
def test_pages_that_cannot_be_used_are_refused_in_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(FileError) as refused:
        read_contents_page(data, "toc.htm")
    assert str(refused.value).startswith(f"toc.htm: {message}")


def test_a_page_with_too_many_tags_is_refused() -> None:
    with pytest.raises(FileError, match=r"toc\.htm: it has more than 500,000 tags"):
        read_contents_page(b"<p>" * 500_001, "toc.htm")


def test_the_group_of_a_row_is_kept_in_the_table(tmp_path) -> None:
    rows = read_contents_page(page(f"<h2>1 Finance</h2>{in_paragraphs(COUNCIL)}"), "toc.htm").rows
    file = tmp_path / "editions.tsv"
    file.write_text(printed_rows(rows), encoding="utf-8", newline="\n")
    assert read_rows(file) == rows
    older = "\n".join(line.rpartition("\t")[0] for line in printed_rows(rows).splitlines())
    file.write_text(older, encoding="utf-8", newline="\n")
    known = Editions.of(read_rows(file)).by_key
    assert {number for *body, number in known if body == ["resolution", "Council"]} == {"925", "1332", "1353"}
