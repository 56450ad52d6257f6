"""A small resolution in each of the six languages: written as Word, read, amended, checked, submitted, read back."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from model.edits.calls import rename
from model.edits.fields import set_field
from model.edits.notes import insert_note
from model.edits.repairs import repair_findings
from model.edits.structure import NewClause, insert_clauses
from model.files.opening import open_document
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.lexicon import common_calls
from model.numbering import Labelling
from model.preflight.finding import Finding
from model.preflight.rules import check, context_of
from model.redline import ANCHOR, LINE_BREAK, NOTE, Props, Run, Stamp
from model.references.self_references import SelfReferences
from model.submission.conferences import LETTERS, file_name, find_conference
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply
from model.submission.values import Contact, Submission
from tests.builders.references import with_references
from tests.builders.word import docx, p, r
from tests.journeys.program import judged, judged_by_office
from tests.skips import needs_office

TEXTS = Path(__file__).parents[1] / "documents" / "languages"
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
STAMP = Stamp("African Telecommunication Union Administrations", "2024-09-13T10:00:00Z")
PREAMBLE = {
    "en": "that clocks drift, some by a second a day;",
    "fr": "que les horloges dérivent, certaines d’une seconde par jour;",
    "es": "que los relojes se desvían, algunos un segundo al día;",
    "ru": "что часы отстают, иногда на секунду в сутки;",
    "zh": "时钟会有偏差，有的每天偏差一秒；",
    "ar": "أن الساعات تنحرف، وبعضها ثانية واحدة في اليوم؛",
}
OPERATIVE = {
    "en": "to report the results, before 31 March 2026, to those who run clocks;",
    "fr": "de communiquer les résultats, avant le 31 mars 2026, à ceux qui exploitent des horloges;",
    "es": "comunicar los resultados, antes del 31 de marzo de 2026, a quienes operan relojes;",
    "ru": "сообщить о результатах до 31 марта 2026 года тем, кто эксплуатирует часы;",
    "zh": "在2026年3月31日之前将结果告知时钟的运营者；",
    "ar": "أن تُبلَّغ النتائج، قبل 31 مارس 2026، إلى مشغلي الساعات؛",
}
FOLLOWED = {
    "en": ("*noting* *c)* above", "*resolves* 1.2 and 3 above"),
    "fr": ("point *c)* du *notant* ci-dessus", "points 1.2 et 3 du *décide* ci-dessus"),
    "es": ("el *observando* *c)* anterior", "los *resuelve* 1.2 y 3 anteriores"),
    "ru": ("пункт *c)* раздела *отмечая*, выше", "пунктов 1.2 и 3 раздела *решает*, выше"),
    "zh": ("上述*注意到* *c)*段", "上述*做出决议*第1.2和3段"),
    "ar": ("الفقرة *ج)* من *إذ تلاحظ* أعلاه", "الفقرتين 1.2 و3 من *تقرر* أعلاه"),
}
"""What the two references of the text say in the end."""


def text_in_force(language: str) -> Submission:
    return open_document(TEXTS / f"{language}.txt").submission


def content_of(submission: Submission) -> list[tuple[Any, ...]]:
    """Kind, level, labels, runs, ends and notes of each clause: everything but styles."""
    out = []
    for proposal in submission.proposals:
        redline = proposal.redline
        labelling = Labelling.of(redline)
        for clause in (*redline.clauses, *(inner for note in redline.notes.values() for inner in note.clauses)):
            runs: list[tuple[str, str]] = []
            for run in clause.runs:
                text = run.text.replace(ANCHOR, "")
                if runs and runs[-1][0] == run.status:
                    runs[-1] = (run.status, runs[-1][1] + text)
                elif text:
                    runs.append((run.status, text))
            props = clause.props
            labels = labelling.base(clause.id), labelling.draft(clause.id)
            out.append((props.kind, props.level, props.scheme, labels, tuple(runs), clause.end.status))
    return out


def base_of(language: str) -> Submission:
    """The text in force as a Word file of ours, read."""
    data, _ = export_word(text_in_force(language), ExportOptions(view="base"))
    return read_word(data, "base.docx").submission


def draft_of(submission: Submission) -> list[str]:
    return [clause.text_on("draft") for clause in submission.proposals[0].redline.clauses if clause.is_on("draft")]


def steps_of(submission: Submission) -> Iterator[Submission]:
    """The delegate's work, one action after the other."""
    language = submission.language

    def done(transaction: Transaction) -> Submission:
        nonlocal submission
        submission = apply(submission, transaction)
        return submission

    header = {
        "conference": "WTSA-24", "document": "35", "addendum": "18", "date": "2024-09-13", "original": language,
        "sources": (STAMP.author,), "title": "PROPOSED MODIFICATION OF RESOLUTION 113", "agenda": "1", "abstract": "Clocks.",
        "contacts": (Contact("A Name", "An Organization", "A Country", "a@example.org"),),
    }  # fmt: skip
    for name, value in header.items():
        done(set_field(submission, f"header/{name}", value, STAMP))
    for name, value in {"symbol": "MOD", "number": "ATU/35A18/1", "reasons": "Clocks."}.items():
        done(set_field(submission, f"proposals/1/{name}", value, STAMP))
    clauses = submission.proposals[0].redline.clauses
    calls = common_calls(language)
    index = next(at for at, clause in enumerate(clauses) if clause.text_on("draft") == calls["considering"])
    yield done(with_references(submission, rename(submission, StoryId(1), index, calls["noting"], STAMP), STAMP))
    for call, label, props, text in (
        (calls["noting"], "ب" if language == "ar" else "b", Props("paragraph", 1, "letter"), PREAMBLE[language]),
        (calls["resolves"], "2", Props("paragraph", 1, "decimal"), OPERATIVE[language]),
    ):
        redline = submission.proposals[0].redline
        outline = SelfReferences(StoryId(1), redline, Labelling.of(redline)).draft
        before = next(candidate for candidate in outline.calls if candidate.text == call).items[(label,)]
        place = next(at for at, clause in enumerate(redline.clauses) if clause.id == before)
        inserted = insert_clauses(submission, StoryId(1), place, [NewClause(props, (Run(text),))], STAMP, punctuate=True)
        yield done(with_references(submission, inserted, STAMP))
    yield done(repair_findings(submission, check(context_of(submission)), STAMP))


def amended(language: str) -> Submission:
    *_, last = steps_of(base_of(language))
    return last


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_file_is_recognised_with_its_language_kinds_and_labels(language: str) -> None:
    written, read = text_in_force(language), base_of(language)
    assert (written.language, read.language) == (language, language)
    assert content_of(read) == content_of(written)


CITED = {
    ("resolution", "PP", "71", ("Dubai", 2018)),
    ("resolution", "Council", "1332", ("", 2024)),
    ("resolution", "UNGA", "A/RES/70/125", None),
    ("recommendation", "ITU-T", "G.8271", None),
    ("resolution", "WTSA", "113", ("Geneva", 2022)),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_is_cited_in_each_language(language: str) -> None:
    cited = [citation.citation for citation in context_of(text_in_force(language), conference="WTSA-24").cited[0]]
    assert len(cited) == len(CITED)
    assert {
        (
            citation.instrument,
            citation.body,
            citation.number,
            citation.edition and (citation.edition.place, citation.edition.year),
        )
        for citation in cited
    } == CITED


def rules_found(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule for finding in findings} - {"data-unverified"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_check_finds_what_is_out_of_date_and_repairs_it_in_the_form_of_the_language(language: str) -> None:
    *before, after = steps_of(base_of(language))
    assert rules_found(check(context_of(before[-1]))) == {
        "number-line", "opening-line", "history-line", "edition-superseded",
    }  # fmt: skip
    assert rules_found(check(context_of(after), heavy=True)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_references_follow_a_call_that_is_renamed_and_labels_that_move(language: str) -> None:
    drafted = "\n".join(draft_of(amended(language)))
    for words in FOLLOWED[language]:
        assert words.replace("*", "") in drafted
    assert PREAMBLE[language] in drafted
    assert OPERATIVE[language] in drafted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("of", ["ours", "typed"])
def test_the_submission_is_the_same_when_it_is_read_back(of: str, language: str) -> None:
    *_, submission = steps_of(base_of(language) if of == "ours" else read_word(typed(language), "typed.docx").submission)
    data, _ = export_word(submission, ExportOptions(conference=find_conference("WTSA-24")))
    read = read_word(data, "submission.docx").submission
    assert content_of(read) == content_of(submission)
    assert read.language == language
    assert [(proposal.symbol, proposal.number, proposal.reasons) for proposal in read.proposals] == [
        ("MOD", "ATU/35A18/1", "Clocks.")
    ]
    assert file_name(read.header, language, find_conference("WTSA-24")) == f"T22-WTSA.24-C-0035!A18!MSW-{LETTERS[language]}.docx"
    for name in ("document", "addendum", "date", "original", "title", "abstract"):
        assert getattr(read.header, name) == getattr(submission.header, name), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_judges_are_content(language: str, tmp_path: Path, shared: Path) -> None:
    files = written(language, tmp_path)
    judged(shared / "judge" / "redline.py", "--instrument", *files)
    judged(shared / "judge" / "validate_docx.py", files[0])


@pytest.mark.slow
@needs_office
@pytest.mark.usefixtures("shared")
def test_libreoffice_gives_base_and_draft(tmp_path: Path) -> None:
    """One start of LibreOffice for all languages."""
    judged_by_office(*(file for language in LANGUAGES for file in written(language, tmp_path)), instrument=True)


def written(language: str, folder: Path) -> tuple[Path, ...]:
    """The submission, the text in force and the proposed text as Word files."""
    submission = amended(language)
    text = submission.proposals[0]
    proposed = replace(submission, proposals=(replace(text, symbol="", number="", reasons=""),))
    files = tuple(folder / f"{language}-{name}.docx" for name in ("submission", "base", "proposed"))
    files[0].write_bytes(export_word(submission)[0])
    files[1].write_bytes(export_word(text_in_force(language), ExportOptions(view="base"))[0])
    files[2].write_bytes(export_word(proposed, ExportOptions(view="draft"))[0])
    return files


def parts_of(language: str) -> tuple[str, str]:
    """The styles and the body of the submission, as XML."""
    with ZipFile(BytesIO(export_word(amended(language))[0])) as package:
        return package.read("word/styles.xml").decode(), package.read("word/document.xml").decode()


def test_arabic_goes_from_right_to_left_but_for_what_is_latin() -> None:
    styles, body = parts_of("ar")
    normal = styles.partition('w:styleId="Normal"')[2].partition("</w:style>")[0]
    for markup in ("<w:bidi/>", 'w:cs="Traditional Arabic"', '<w:szCs w:val="30"/>', "<w:rtl/>"):
        assert markup in normal
    assert "<w:bidi/></w:sectPr>" in body
    assert '<w:rPr><w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve">A/RES/70/125</w:t>' in body
    assert '<w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve">35-A</w:t>' in body


def test_chinese_and_russian_have_their_fonts_and_sizes() -> None:
    assert 'w:eastAsia="SimSun"' in parts_of("zh")[0]
    assert '<w:sz w:val="22"/>' in parts_of("ru")[0].partition('w:styleId="Normal"')[2].partition("</w:style>")[0]


def typed(language: str) -> bytes:
    """The text in force as somebody types it in Word: no styles, no italics, labels and tabs by hand."""
    redline = text_in_force(language).proposals[0].redline
    labelling = Labelling.of(redline)
    paragraphs = []
    for clause in redline.clauses:
        label = labelling.base(clause.id)
        head = r(label) + r("<w:tab/>") if label else ""
        parts = clause.text_on("base").replace(NOTE, "").split(LINE_BREAK)
        paragraphs.append(p(head + r("<w:br/>").join(r(part) for part in parts)))
    return docx("".join(paragraphs))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_somebody_typed_without_styles_is_recognised_by_its_words(language: str) -> None:
    submission = read_word(typed(language), "typed.docx").submission
    assert submission.language == language

    def kinds(of: Submission) -> list[tuple[str, int, str]]:
        """But for the heading in the annex, which nothing distinguishes from a text."""
        clauses = [clause.props for clause in of.proposals[0].redline.clauses]
        return [(props.kind, props.level, props.scheme) for at, props in enumerate(clauses) if at != 28]

    assert kinds(submission) == kinds(text_in_force(language))


@pytest.mark.parametrize("of", ["ours", "typed"])
def test_latin_words_of_an_arabic_note_are_marked_too(of: str) -> None:
    submission = base_of("ar") if of == "ours" else read_word(typed("ar"), "typed.docx").submission
    clause = submission.proposals[0].redline.clauses[5]
    noted = apply(submission, insert_note(submission, StoryId(1), clause.id, 3, "انظر ITU-R", STAMP))
    noted = apply(noted, set_field(noted, "proposals/1/symbol", "MOD", STAMP))
    with ZipFile(BytesIO(export_word(noted)[0])) as package:
        notes = package.read("word/footnotes.xml").decode()
    assert '<w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve">ITU-R</w:t>' in notes
