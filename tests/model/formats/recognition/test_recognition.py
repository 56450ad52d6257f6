"""The recognised text of each side is that of the file, however it is tracked; labels and levels are found in context."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.formats.recognition.raw_body import AutoNumber, ParagraphFormat, RawDocument, RawParagraph, side_of
from model.formats.recognition.submission import recognise
from model.numbering import Labelling
from model.redline import ANCHOR, Clause, End, Redline, Run, Side, Stamp, Status, Style, paragraphs

KEPT, INSERTED, DELETED = Status.KEPT, Status.INSERTED, Status.DELETED
ME = Stamp("ATU", "2024-09-06T09:00:00Z")
SIDES: tuple[Side, Side] = ("base", "draft")


def raw(*parts: str | tuple[str, Status], end: Status = KEPT, face: ParagraphFormat = ParagraphFormat()) -> RawParagraph:  # noqa: B008
    runs = tuple(Run(part) if isinstance(part, str) else Run(part[0], part[1], stamp=ME) for part in parts)
    return RawParagraph(runs, End(end, ME) if end is not KEPT else End(), face)


def read(*lines: RawParagraph | str) -> Redline:
    given_lines = tuple(raw(line) if isinstance(line, str) else line for line in lines)
    return recognise(RawDocument(given_lines), language="en").proposals[0].redline


def labels(redline: Redline) -> list[tuple[str | None, str | None]]:
    labelling = Labelling.of(redline)
    return [(labelling.base(clause.id), labelling.draft(clause.id)) for clause in redline.clauses]


def places(redline: Redline) -> list[tuple[int, str]]:
    return [(clause.props.level, clause.props.scheme) for clause in redline.clauses]


# --- laws ---------------------------------------------------------------------------------------------------------------

words = st.sampled_from(["a)\t", "b)\t", "b", ")", "\t", "i)\t", "1\t", "1.1\t", "text ", "considering", ";", "– ", " "])
statuses = st.sampled_from([KEPT, KEPT, INSERTED, DELETED, Status.RETRACTED])
raw_runs = st.builds(lambda text, status: Run(text, status, stamp=ME if status is not KEPT else Stamp()), words, statuses)
anchors = st.just(Run(ANCHOR, content="<w:bookmarkStart/>"))
PLAIN_FACE = ParagraphFormat()
CALL_FACE = ParagraphFormat("Call", "call", italic=True)
ENUM_FACE = ParagraphFormat("enumlev1", "enumlev1")
bodies = st.lists(
    st.builds(
        lambda runs, end, faces: RawParagraph(tuple(runs), End(end, ME) if end is not KEPT else End(), *faces),
        st.lists(st.one_of(raw_runs, raw_runs, anchors), max_size=5),
        st.sampled_from([KEPT, KEPT, KEPT, INSERTED, DELETED]),
        st.sampled_from([(PLAIN_FACE,)] * 4 + [(CALL_FACE,), (CALL_FACE, PLAIN_FACE), (PLAIN_FACE, CALL_FACE), (ENUM_FACE,)]),
    ),
    min_size=1,
    max_size=6,
).map(lambda body: [*body[:-1], replace(body[-1], end=End())])
"""Bodies whose last end is kept, as Word keeps it."""


def paragraphs_on(redline: Redline, side: Side) -> list[str]:
    """Each paragraph of a side with its label, without blanks and anchors."""
    labelling = Labelling.of(redline)
    label_of = labelling.base if side == "base" else labelling.draft
    return [
        bare((label_of(paragraph.bearer.id) or "") + "".join(run.text for run in paragraph.runs if not run.content))
        for paragraph in paragraphs(redline.clauses, side)
    ]


def bare(text: str) -> str:
    return "".join(text.split())


MARK = RawParagraph((Run(ANCHOR, content="<w:bookmarkStart/>"),), End(INSERTED, ME))


@given(bodies)
@example([MARK, raw("a)\t")])
@example([MARK, raw(("a)\t", DELETED), end=DELETED), raw()])
@example([replace(MARK, end=End(DELETED, ME)), raw(end=INSERTED), raw("a)\t")])
@example([raw(("1\t", DELETED), "text", end=INSERTED), replace(raw(("noting", INSERTED), face=CALL_FACE), base_face=PLAIN_FACE)])
def test_each_side_says_what_the_file_says(body: list[RawParagraph]) -> None:
    redline = recognise(RawDocument(tuple(body)), language="en").proposals[0].redline
    for side in SIDES:
        wanted = [bare("".join(run.text for run in paragraph.runs if not run.content)) for paragraph in side_of(body, side)]
        assert [text for text in paragraphs_on(redline, side) if text] == [text for text in wanted if text]


@given(bodies)
def test_no_character_is_lost(body: list[RawParagraph]) -> None:
    redline = recognise(RawDocument(tuple(body)), language="en").proposals[0].redline
    retracted = [run.text for paragraph in body for run in paragraph.runs if run.status is Status.RETRACTED]
    found = [run.text for clause in redline.clauses for run in clause.runs if run.status is Status.RETRACTED]
    assert "".join(found) == "".join(retracted)
    assert sum(run.text == ANCHOR for paragraph in body for run in paragraph.runs) == _anchors(redline.clauses)


def _anchors(clauses: Sequence[Clause]) -> int:
    return sum(run.text == ANCHOR for clause in clauses for run in clause.runs)


# --- labels -------------------------------------------------------------------------------------------------------------

CALL = raw("considering", face=CALL_FACE)


def test_a_label_is_cut_with_what_separates_it() -> None:
    redline = read(CALL, "a)\tfirst;", "b) second;", "c)\u00a0third,")
    assert labels(redline)[1:] == [("a)", "a)"), ("b)", "b)"), ("c)", "c)")]
    assert [clause.label.after for clause in redline.clauses if clause.label] == ["\t", " ", "\u00a0"]
    assert [clause.text for clause in redline.clauses[1:]] == ["first;", "second;", "third,"]


def test_a_label_in_its_own_run_keeps_its_format() -> None:
    line = RawParagraph((Run("a)", style=Style(italic=True)), Run("\ttext")))
    (_, clause) = read(CALL, line).clauses
    assert clause.label is not None
    assert (clause.label.text, clause.label.style) == ("a)", Style(italic=True))
    assert clause.runs == (Run("text"),)


def test_a_tracked_letter_of_a_label() -> None:
    inserted = raw(("a)", INSERTED), ("\t", INSERTED), ("new;", INSERTED), end=INSERTED)
    moved = raw(("a", DELETED), ("b", INSERTED), ")\told,")
    redline = read(CALL, inserted, moved)
    assert labels(redline)[1:] == [(None, "a)"), ("a)", "b)")]
    assert [clause.text for clause in redline.clauses[1:]] == ["new;", "old,"]
    assert all(clause.own_label is None and clause.base_props is None for clause in redline.clauses)


def test_a_label_that_no_policy_gives_is_the_clauses_own() -> None:
    moved = raw(("b)", DELETED), ("x)", INSERTED), "\told,")
    redline = read(CALL, "a)\tfirst;", moved)
    assert labels(redline)[1:] == [("a)", "a)"), ("b)", "x)")]
    assert redline.clauses[2].own_label is not None


def test_bis_labels_make_the_policy() -> None:
    inserted = raw(("a)bis\tnew;", INSERTED), end=INSERTED)
    redline = read(CALL, "a)\tfirst;", inserted, "b)\tsecond,")
    assert redline.policy == "bis"
    assert labels(redline)[1:] == [("a)", "a)"), (None, "a)bis"), ("b)", "b)")]
    assert all(clause.own_label is None for clause in redline.clauses)


def test_a_paragraph_that_gets_a_label() -> None:
    redline = read(CALL, raw(("a)\t", INSERTED), "old;"), raw(("b)\tnew,", INSERTED), end=INSERTED))
    assert labels(redline)[1:] == [(None, "a)"), (None, "b)")]
    clause = redline.clauses[1]
    assert clause.base_props is not None
    assert (clause.base_props.scheme, clause.props.scheme) == ("none", "letter")


def test_an_automatic_label_is_no_text() -> None:
    number = AutoNumber("a)", "lowerLetter", 0)
    redline = read(CALL, raw("text,", face=ParagraphFormat(number=number)))
    (clause,) = redline.clauses[1:]
    assert clause.label is not None
    assert (clause.label.text, clause.label.automatic, clause.label.after) == ("a)", True, "\t")
    assert (clause.text, clause.props.scheme, clause.props.level) == ("text,", "letter", 1)


def test_numbers_in_tables_stay_text() -> None:
    cells = [RawParagraph((Run("1\tx"),), cell=(0, 0, column)) for column in range(2)]
    redline = read("text", *cells, "end")
    assert [(clause.text, clause.label, clause.cell) for clause in redline.clauses[1:3]] == [
        ("1\tx", None, (0, 0, 0)),
        ("1\tx", None, (0, 0, 1)),
    ]


pieces = st.sampled_from(["– ", "2", " ", "(a) ", "that ", "every"])
tails = st.lists(st.tuples(pieces, st.sampled_from([KEPT, INSERTED, DELETED])))
"""The text after the first word."""
OPERATIVE = raw("resolves", face=ParagraphFormat("Call", "call", italic=True))


@given(st.lists(st.tuples(st.sampled_from([KEPT, DELETED]), tails), min_size=1, max_size=6))
@example([(KEPT, []), (KEPT, [("that ", INSERTED)]), (KEPT, [])])
@example([(DELETED, [("2", KEPT)]), (DELETED, [])])
def test_changes_of_a_text_take_no_label_from_a_bare_number(texts: list[tuple[Status, list[tuple[str, Status]]]]) -> None:
    lines = [raw(f"{number} ", ("each ", first), *tail) for number, (first, tail) in enumerate(texts, 1)]
    wanted = [(str(number), str(number)) for number, _ in enumerate(texts, 1)]
    redline = read(OPERATIVE, *lines)
    assert labels(redline)[1:] == wanted
    assert [clause.text_on("base")[:5] for clause in redline.clauses[1:]] == ["each "] * len(texts)


@given(st.lists(st.sampled_from([KEPT, INSERTED, DELETED]), min_size=1, max_size=7), st.booleans())
@example([KEPT, INSERTED, KEPT, KEPT], True)
@example([DELETED], True)
@example([DELETED, INSERTED], False)
@example([KEPT, KEPT, INSERTED, KEPT, KEPT], False)
@example([KEPT, DELETED, KEPT, INSERTED, KEPT], False)
def test_bare_numbers_of_whole_changed_paragraphs(statuses: list[Status], renumbered: bool) -> None:
    lines, wanted, base, draft = [], [], 0, 0
    for status in (*statuses, KEPT):
        base, draft = base + status.in_base, draft + status.in_draft
        old, new = str(base), str(draft)
        if status is KEPT and renumbered and old != new:
            lines.append(raw((old, DELETED), (new, INSERTED), " that it is;"))
            wanted.append((old, new))
            continue
        if not renumbered:
            draft = base if status.in_base else draft  # the numbers of the draft go on from the last one, whatever it is
            new = str(draft)
        text = f"{new if status is INSERTED else old} that it is;"
        lines.append(raw((text, status) if status is not KEPT else text, end=status))
        wanted.append((old if status.in_base else None, (old if status is KEPT else new) if status.in_draft else None))
    assert [(then, now) for then, now in labels(read(OPERATIVE, *lines))[1:]] == wanted


def test_a_bare_number_that_a_tab_comes_behind() -> None:
    tabbed, blanked = raw("2", (" ", DELETED), ("\t", INSERTED), "so;"), raw("3", ("\t", DELETED), (" ", INSERTED), "on.")
    redline = read(OPERATIVE, "1 that;", tabbed, blanked)
    assert labels(redline)[1:] == [("1", "1"), ("2", "2"), ("3", "3")]
    assert [clause.text for clause in redline.clauses[1:]] == ["that;", "so;", "on."]


def test_numbers_that_nothing_calls_for_stay_text() -> None:
    redline = read(OPERATIVE, raw("12 months ", ("later", INSERTED)), raw("7 of them", (" all", DELETED)))
    assert labels(redline)[1:] == [(None, None), (None, None)]


def test_inline_enumerations_stay_text() -> None:
    (_, clause) = read(CALL, "a)\tas follows: i) the first; ii) the second,").clauses
    assert clause.text == "as follows: i) the first; ii) the second,"


# --- levels -------------------------------------------------------------------------------------------------------------


def test_roman_numbers_below_letters() -> None:
    redline = read(CALL, "a)\tthese:", "i)\tone;", "ii)\ttwo;", "b)\tb;", "c)\tc,")
    assert places(redline)[1:] == [(1, "letter"), (2, "roman"), (2, "roman"), (1, "letter"), (1, "letter")]


def test_the_ninth_letter_is_no_roman_number() -> None:
    redline = read(CALL, *(f"{letter})\tx;" for letter in "abcdefghijk"))
    assert places(redline)[1:] == [(1, "letter")] * 11


def test_a_roman_number_after_h_where_roman_numbers_follow() -> None:
    redline = read(CALL, *(f"{letter})\tx;" for letter in "abcdefg"), "h)\tthese:", "i)\tone;", "ii)\ttwo;", "i)\tnine.")
    assert places(redline)[9:] == [(2, "roman"), (2, "roman"), (1, "letter")]


def test_decimals_and_letters_below_numbers() -> None:
    operative = raw("resolves", face=ParagraphFormat("Call", "call", italic=True))
    redline = read(operative, "1\tthat:", "1.1\tone;", "1.2\ttwo;", "2\tthat:", "a)\tone;", "–\tdeeper;", "–\tdeeper;", "3\tso.")
    assert places(redline)[1:] == [
        (1, "decimal"),
        (2, "decimal"),
        (2, "decimal"),
        (1, "decimal"),
        (2, "letter"),
        (3, "bullet"),
        (3, "bullet"),
        (1, "decimal"),
    ]


def test_a_single_unlabelled_paragraph() -> None:
    operative = raw("invites Member States", face=ParagraphFormat("Call", "call", italic=True))
    assert places(read(operative, "to contribute.")) == [(0, "none"), (1, "none")]


def test_enumeration_styles_are_relative_to_what_stands_before() -> None:
    first, second = (
        ParagraphFormat("enumlev1", "enumlev1", left=1134, hanging=1134),
        ParagraphFormat("enumlev2", "enumlev2", left=1871, hanging=737),
    )
    below = read(CALL, "a)\tthese:", raw("i)\tone;", face=first), raw("–\tdeep,", face=second))
    alone = read(CALL, raw("a)\tone;", face=first), raw("i)\tdeep,", face=second))
    assert places(below)[1:] == [(1, "letter"), (2, "roman"), (3, "bullet")]
    assert places(alone)[1:] == [(1, "letter"), (2, "roman")]


# --- kinds --------------------------------------------------------------------------------------------------------------


def kinds(redline: Redline) -> list[str]:
    return [clause.props.kind for clause in redline.clauses]


def test_an_instrument_without_any_style() -> None:
    redline = read(
        "RESOLUTION 75 (Rev. Geneva, 2022)",
        "Contribution to the outcomes",
        "(Johannesburg, 2008; Dubai, 2012; Geneva, 2022)",
        "The World Telecommunication Standardization Assembly (Geneva, 2022),",
        "considering",
        "a)\tthe outcomes;",
        "b)\tmore,",
        "resolves to instruct the Director of the Telecommunication Standardization Bureau",
        "1\tto do it;",
        "2\tto do more,",
        "invites Member States",
        "to contribute to the work of the Union.",
        "ANNEX",
        "Elements for review",
    )
    assert kinds(redline) == [
        "number", "title", "history", "opening", "call", "paragraph", "paragraph", "call", "paragraph", "paragraph", "call",
        "paragraph", "annex", "paragraph",
    ]  # fmt: skip


def test_an_italic_line_with_unknown_words_is_a_call() -> None:
    italic = RawParagraph((Run("anxious to proceed", style=Style(italic=True)),))
    opening = "The Plenipotentiary Conference (Geneva, 2022),"
    redline = read("RESOLUTION 1 (Geneva, 2022)", "Title", opening, italic, "a)\tx;", "b)\ty.")
    assert kinds(redline)[3] == "call"


def test_a_text_that_begins_as_calls_do_is_that_of_the_call_in_italics_above_it() -> None:
    italic = RawParagraph((Run("instructs the Director", style=Style(italic=True)),))
    lines = (
        "RESOLUTION 1 (Geneva, 2022)",
        "Title",
        "The Assembly,",
        italic,
        "invites to support the Member States in this,",
        "a line of its own that is long enough to be a text.",
    )
    assert kinds(read(*lines))[3:5] == ["call", "paragraph"]


def test_italics_in_a_strangers_text_are_no_calls() -> None:
    italic = RawParagraph((Run("a note in italics", style=Style(italic=True)),))
    assert kinds(read("Some text.", italic, "More text.")) == ["paragraph"] * 3


NOTES = ["NOTE", "Note 2", "NOTES", "NOTE – Voir le 2", "NOTA", "Notas", "ПРИМЕЧАНИЕ", "Примечание 1.", "注", "注1", "ملاحظة"]


@pytest.mark.parametrize("word", NOTES)
@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_a_note_in_italics_opens_no_block(word: str, language: str) -> None:
    assert _kind_of_italic(word, language) == "paragraph"


def test_the_french_call_of_that_name_is_one() -> None:
    assert _kind_of_italic("note", "fr") == "call"


def _kind_of_italic(word: str, language: str) -> str:
    """The kind of an italic line after a block of an instrument."""
    italic, call = (
        RawParagraph((Run(word, style=Style(italic=True)),)),
        raw("considérant", face=ParagraphFormat("x", italic=True)),
    )
    lines = (raw("RÉSOLUTION 1 (Genève, 2022)"), raw("Titre"), call, raw("que cela soit,"), italic, raw("Ce texte suit."))
    return kinds(recognise(RawDocument(lines), language=language).proposals[0].redline)[-2]


def test_styles_by_name_id_and_ancestor() -> None:
    lines = [
        raw("RESOLUTION 1", face=ParagraphFormat("a1", "res_no")),
        raw("Title", face=ParagraphFormat("Restitle0", "own style")),
        raw("considering", face=ParagraphFormat("x", "mine", ("call", "normal"))),
        raw("ANNEX 1", face=ParagraphFormat("AnnexNo", "annex_no")),
        raw("Its title", face=ParagraphFormat("Annextitle", "annex_title")),
        raw("Scope", face=ParagraphFormat("Heading2", "heading 2")),
    ]
    redline = read(*lines)
    assert kinds(redline) == ["number", "title", "call", "annex", "title", "heading"]
    assert redline.clauses[-1].props.level == 2


def test_a_struck_item_keeps_its_place_whatever_its_label_might_be_in_the_list_after_it() -> None:
    redline = read(
        "a)\tone;",
        raw(("b)\tthose:", DELETED), end=DELETED),
        raw(("i)\ta part;", DELETED), end=DELETED, face=ParagraphFormat("enumlev1", "enumlev1")),
        "c)\tthe last,",
    )
    assert places(redline) == [(1, "letter"), (1, "letter"), (2, "roman"), (1, "letter")]


def test_a_tracked_change_of_style_says_what_a_paragraph_was() -> None:
    demoted = replace(
        raw("b)\tmoved,", face=ParagraphFormat("enumlev1", "enumlev1")),
        base_face=ParagraphFormat("Normal", "Normal"),
        face_stamp=ME,
    )
    called = replace(
        raw("noting", face=ParagraphFormat("Call", "Call")), base_face=ParagraphFormat("Normal", "Normal"), face_stamp=ME
    )
    redline = read("a)\tone;", demoted, called, "that it is so,")
    assert [(now.level, then.level) for now, then in ((c.props, c.props_on("base")) for c in redline.clauses[1:2])] == [(2, 1)]
    assert (redline.clauses[2].props.kind, redline.clauses[2].props_on("base").kind) == ("call", "paragraph")


def test_a_struck_label_is_that_of_the_paragraph_that_a_new_call_closes() -> None:
    call = replace(raw(("noting", INSERTED), face=CALL_FACE), base_face=PLAIN_FACE, face_stamp=ME)
    redline = read(CALL, "1\tto act;", raw(("2\t", DELETED), ("to see ", INSERTED), "to report", end=INSERTED), call)
    assert labels(redline)[2:] == [("2", None), (None, None)]
    assert redline.clauses[2].props_on("base").scheme == "decimal"


def test_blanks_typed_behind_a_label_are_text() -> None:
    (clause,) = read(raw("a)\t", ("that", DELETED), (" \t", INSERTED), " one")).clauses
    assert clause.label is not None
    assert (clause.label.after, clause.text_on("draft")) == ("\t", " \t one")


def test_a_proposal_tells_its_language_and_counts_its_own_tables() -> None:
    front = [replace(raw("Abstract:"), cell=(0, 0, 0)), raw("This is the introduction of the submission, written in English.")]
    text = [raw("RÉSOLUTION 7 (Rév. Genève, 2022)"), raw("considérant"), raw("a)\tque les textes sont courts dans la présente;")]
    body = (*front, raw("MOD\tATU/35/1"), *text, replace(raw("une cellule"), cell=(1, 0, 0)), raw("fin."))
    read_back = recognise(RawDocument(body))
    assert read_back.language == "fr"
    assert [clause.cell for clause in read_back.proposals[0].redline.clauses if clause.cell] == [(0, 0, 0)]
