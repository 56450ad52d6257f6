"""Documents are named by their contents, and files by the names of documents."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.library.texts.document_names import document_name, file_stem
from model.redline import Clause, End, Kind, Props, Redline, Run, Status
from model.storage.windows_paths import name_refusal
from model.submission.values import SYMBOLS, Header, Proposal, Submission, Symbol

NO_HEADER = Header()
ATU = Header(document="35", addendum="18", sources=("African Telecommunication Union Administrations",))
LONG = " ".join(["strengthening"] * 20)
"""A title of more than 200 letters."""


def text(*lines: tuple[Kind, str], language: str = "es", status: Status = Status.KEPT) -> Redline:
    """A text of the given paragraphs."""
    clauses = (
        Clause(f"c{place}", Props(kind, 0), (Run(words, status),), End(status)) for place, (kind, words) in enumerate(lines, 1)
    )
    return Redline(tuple(clauses), language=language)


R75 = text(("number", "RESOLUCIÓN 75 (REV. GINEBRA, 2022)"), ("title", "Aplicación de los resultados"))


def named(symbol: Symbol | Literal[""], number: str, redline: Redline = R75, header: Header = NO_HEADER) -> str:
    proposal = Proposal(symbol, number, redline)
    return document_name(Submission(header, (proposal,), redline.language))


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_each_operation_on_a_numbered_text(symbol: Symbol) -> None:
    status = Status.INSERTED if symbol in ("ADD", "ADD*") else Status.DELETED if symbol in ("SUP", "SUP*") else Status.KEPT
    redline = text(("number", "RESOLUCIÓN 75 (REV. GINEBRA, 2022)"), ("title", "Aplicación"), status=status)
    assert named(symbol, "ATU/35A18/1", redline) == f"Resolución 75 – {symbol} ATU/35A18"


@pytest.mark.parametrize(
    ("number", "header", "name"),
    [
        ("ATU/35A18/1", Header(), "Resolución 75 – MOD ATU/35A18"),
        ("B/CAN/USA/35R2/12", Header(), "Resolución 75 – MOD B/CAN/USA/35R2"),
        ("XXX/XX/1", Header(), "Resolución 75 – MOD"),
        ("XXX/35A18/1", Header(), "Resolución 75 – MOD 35A18"),
        ("ATU/XX/1", Header(), "Resolución 75 – MOD ATU"),
        ("ATU/XX/1", ATU, "Resolución 75 – MOD ATU/35A18"),
        ("XXX/XX/1", ATU, "Resolución 75 – MOD ATU/35A18"),
        ("", ATU, "Resolución 75 – MOD ATU/35A18"),
        ("", Header(document="35"), "Resolución 75 – MOD 35"),
        ("", Header(sources=("Somebody",)), "Resolución 75 – MOD"),
        ("", Header(), "Resolución 75 – MOD"),
        ("35A18/1", Header(), "Resolución 75 – MOD 35A18"),
    ],
)
def test_unknown_parts_are_omitted(number: str, header: Header, name: str) -> None:
    assert named("MOD", number, header=header) == name


@pytest.mark.parametrize(
    ("language", "line", "name"),
    [
        ("en", "RESOLUTION 75 (Rev. Geneva, 2022)", "Resolution 75"),
        ("fr", "RÉSOLUTION 75 (Rév. Genève, 2022)", "Résolution 75"),
        ("es", "RESOLUCIÓN 75 (Rev. Ginebra, 2022)", "Resolución 75"),
        ("ru", "РЕЗОЛЮЦИЯ 75 (Пересм. Женева, 2022 г.)", "Резолюция 75"),
        ("zh", "第75号决议（2022年，日内瓦，修订版）", "第75号决议"),
        ("ar", "القرار 75 (المراجَع في جنيف، 2022)", "القرار 75"),
        ("fr", "AVIS 2 (Genève, 2013)", "Avis 2"),
        ("es", "DECISIÓN 5 (Rev. Bucarest, 2022)", "Decisión 5"),
        ("en", "RESOLUTION ITU-R 1-9", "Resolution ITU-R 1-9"),
    ],
)
def test_a_text_is_called_in_its_own_language(language: str, line: str, name: str) -> None:
    redline = text(("number", line), ("title", "x"), language=language)
    assert named("MOD", "ATU/35A18/1", redline) == f"{name} – MOD ATU/35A18"


def test_a_text_alone_is_named_with_its_edition() -> None:
    assert named("", "") == "Resolución 75 (Rev. Ginebra, 2022)"


def test_a_new_text_is_named_by_its_provisional_number() -> None:
    redline = text(("number", "DRAFT NEW RESOLUTION [ATU-1]"), ("title", "On x"), language="en", status=Status.INSERTED)
    assert named("ADD", "ATU/35A18/1", redline) == "Resolution [ATU-1] – ADD ATU/35A18"


def test_a_text_without_a_number_is_named_by_its_title() -> None:
    assert named("MOD", "ATU/35A18/1", text(("title", "Plan de acción"), ("opening", "La Asamblea,"))) == (
        "Plan de acción – MOD ATU/35A18"
    )
    long = named("MOD", "ATU/35A18/1", text(("title", LONG)))
    assert long == "strengthening strengthening strengthening strengthening… – MOD ATU/35A18"


def test_an_annex_is_named_by_its_heading() -> None:
    assert named("MOD", "ATU/35A18/2", text(("annex", "ANEXO 2"), ("title", "Plan"))) == "ANEXO 2 – MOD ATU/35A18"


def test_a_text_without_head_is_named_by_what_is_proposed() -> None:
    assert named("MOD", "ATU/35A18/1", text(("paragraph", "Some words."))) == "MOD ATU/35A18"
    assert named("", "", text(("paragraph", "Some words."))) == ""
    assert document_name(Submission()) == ""


def test_several_texts_and_operations() -> None:
    texts = [text(("number", f"RESOLUTION {number} (Geneva, 2022)"), ("title", "x"), language="en") for number in (2, 20, 75, 99)]
    proposals = [
        Proposal(symbol, f"ATU/35/{n}", redline)
        for n, (symbol, redline) in enumerate(zip(("MOD", "SUP"), texts[:2], strict=True), 1)
    ]
    assert document_name(Submission(proposals=tuple(proposals))) == "Resolution 2, Resolution 20 – MOD SUP ATU/35"
    same = (proposals[0], Proposal("MOD", "ATU/35/2", texts[0]))
    assert document_name(Submission(proposals=same)) == "Resolution 2 – MOD ATU/35"
    four = tuple(Proposal("MOD", f"ATU/35/{n}", redline) for n, redline in enumerate(texts, 1))
    assert document_name(Submission(proposals=four)) == "Resolution 2, Resolution 20 +2 – MOD ATU/35"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Resolución 75 – MOD ATU/35A18", "Resolución 75 – MOD ATU-35A18"),
        ("القرار 75 – MOD ATU/35A18", "القرار 75 – MOD ATU-35A18"),
        ("Resolution 75 – ADD* ATU/35", "Resolution 75 – ADD ATU-35"),
        ('What is "x": a <b>? | c\\d', "What is _x__ a _b__ _ c_d"),
        ("con", "_con"),
        ("ends in a point. ", "ends in a point"),
        ("a\tb\nc", "a_b_c"),
        ("", ""),
        ("///", ""),
    ],
)
def test_the_name_of_a_file(name: str, stem: str) -> None:
    assert file_stem(name) == stem


@pytest.mark.parametrize("letters", [LONG, "行" * 200, "x" * 200, "😀" * 200, "تعزيز " * 40])
def test_a_long_name_leaves_room_for_an_ending(letters: str) -> None:
    stem = file_stem(letters)
    assert 30 < len(stem.encode()) <= 200
    assert letters.startswith(stem.replace("_", " "))


@given(st.text(max_size=300))
def test_each_name_is_one_that_every_system_takes(name: str) -> None:
    stem = file_stem(name)
    assert not stem or name_refusal(stem + ".amend") is None
    assert name_refusal(stem) is None
    assert not {"/", "\\"} & set(stem)
