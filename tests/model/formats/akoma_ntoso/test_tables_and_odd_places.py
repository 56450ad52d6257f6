"""Tables of a Word package keep their shape; words in unexpected places are kept."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

from lxml import etree

from model.files.opening import open_document
from model.formats.akoma_ntoso.export import export_akoma_ntoso
from model.formats.akoma_ntoso.reader import read_akoma_ntoso
from model.formats.akoma_ntoso.schema.vocabulary import AKN, CW
from model.formats.notation import parse_submission
from model.formats.word.export import export_word
from model.redline import NOTE, NewCell, Redline
from model.submission.values import Proposal, Submission
from tests.builders.akoma_ntoso import validity
from tests.builders.tables import MERGED, read, tbl, tr

CELLS = "|1.1.1| Year\n|1.1.2| Place\n|1.2.1| 2018\n|1.2.2| {--Rome--}{++Oslo++}\n"
TABLE = f"Language: en\n\n# RESOLUTION 1 (Geneva, 2022)\n*resolves*\n1\tto list:\n{CELLS}"


def foreign(body: str) -> Redline:
    data = f'<akomaNtoso xmlns="{AKN}"><doc name="x"><meta/><mainBody>{body}</mainBody></doc></akomaNtoso>'.encode()
    return read_akoma_ntoso(data, "x").submission.proposals[0].redline


def lines_of(redline: Redline) -> list[str]:
    return [f"{clause.label.text} {clause.text}" if clause.label else clause.text for clause in redline.clauses]


def test_the_shape_of_a_table_comes_from_the_package(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(export_word(parse_submission(TABLE))[0])
    given = open_document(tmp_path / "t.docx").submission
    assert all(clause.shape is None for clause in given.proposals[0].redline.clauses)
    data, _ = export_akoma_ntoso(given, day="2026-01-02")
    assert validity(data) == []
    cells = [clause for clause in read_akoma_ntoso(data, "x").submission.proposals[0].redline.clauses if clause.cell is not None]
    assert [clause.cell for clause in cells] == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]
    assert all(isinstance(clause.shape, NewCell) and clause.shape.width > 0 for clause in cells)


def test_blocks_in_a_paragraph_part_it() -> None:
    found = foreign(
        "<p>before <blockList><listIntroduction>one:</listIntroduction>"
        "<item><num>(a)</num><p>two;</p></item></blockList> after</p>"
        "<paragraph><num>1.</num><subparagraph><num>(a)</num><content><p>three;</p></content></subparagraph></paragraph>"
        "<p>four<noteRef href='#x'/> <strange>five</strange></p><strange>six</strange><strange><p>seven</p></strange>"
    )
    assert lines_of(found) == ["before", "one:", "(a) two;", "after", "1. ", "(a) three;", "four five", "six", "seven"]


def test_words_beside_the_structure_do_not_flatten_it() -> None:
    items = "<list>words<point><num>(a)</num><content><p>one;</p></content></point></list>"
    found = foreign(f"stray<division><heading>Head</heading>{items}</division>more")
    assert lines_of(found) == ["stray", "Head", "words", "(a) one;", "more"]
    assert [clause.props.kind for clause in found.clauses] == ["paragraph", "heading", "paragraph", "paragraph", "paragraph"]


def test_a_note_at_a_label_stands_before_the_words() -> None:
    note = "<authorialNote marker='*'><p>said below</p></authorialNote>"
    found = foreign(f"<paragraph><num>1.{note}</num><content><p>text</p></content></paragraph>")
    (clause,) = found.clauses
    assert clause.text == NOTE + "text"
    (key,) = found.notes
    assert (found.notes[key].mark, found.notes[key].clauses[0].text) == ("*", "said below")


def test_cells_over_several_columns_and_uneven_rows_make_an_even_table() -> None:
    rows = ("<th colspan='2'>a</th><th>b</th>", "<td>c</td><td>d</td><td>e</td>", "<td>f</td>")
    redline = foreign("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    assert [clause.shape.columns if clause.shape else 0 for clause in redline.clauses] == [2, 1, 1, 1, 1, 3]
    submission = Submission(proposals=(Proposal(redline=redline, original=redline),))
    assert export_word(submission)[0].startswith(b"PK")
    assert validity(export_akoma_ntoso(submission, day="2026-01-02")[0]) == []
    even = foreign("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>")
    assert [clause.shape for clause in even.clauses] == [None, None]


def test_tables_in_tables_and_captions_keep_their_words() -> None:
    inner = "<table><tr><td>in</td><td><p>ner</p></td></tr></table>"
    found = foreign(f"<table><caption>Title</caption><tr><th colspan='2'>head</th></tr><tr><td>{inner}</td><td/></tr></table>")
    assert lines_of(found) == ["Title", "head", "in", "ner", ""]
    assert [clause.cell for clause in found.clauses] == [None, (0, 0, 0), (0, 1, 0), (0, 1, 0), (0, 1, 1)]


def test_what_others_put_into_a_file_of_ours_is_read_too() -> None:
    body = (
        f'<mainBody xmlns:cw="{CW}" cw:form="1"><p>put in</p><section><paragraph cw:level="x" cw:was="a b c">'
        "<num>1</num><content><p>one</p><p>and more</p></content></paragraph></section><paragraph><num>alone</num></paragraph>"
        "<table><tr cw:row='no'><td cw:cell='1 2' cw:width='99999999'>"
        "<table><tr><td><p>deep</p></td></tr></table></td></tr></table>"
        "</mainBody>"
    )
    data = f'<akomaNtoso xmlns="{AKN}"><statement name="x"><meta/>{body}</statement></akomaNtoso>'.encode()
    found = read_akoma_ntoso(data, "x").submission.proposals[0].redline
    assert lines_of(found) == ["put in", "1 one", "and more", "alone ", "deep"]
    assert [clause.props.level for clause in found.clauses] == [1, 1, 1, 1, 1]


def test_words_that_look_like_an_address_of_ours_stay_words() -> None:
    given = parse_submission('Language: en\n\n*resolves*\n1\tto write href="#cw-place-1" and <ref href="#cw-place-99"> so.\n')
    data, _ = export_akoma_ntoso(given, day="2026-01-02")
    read = read_akoma_ntoso(data, "x").submission.proposals[0].redline
    assert lines_of(read) == lines_of(given.proposals[0].redline)


def test_a_text_in_a_language_that_the_format_does_not_name_is_written_without_one() -> None:
    given = parse_submission("Language: de\n\n# RESOLUTION 1 (Geneva, 2022)\n*resolves*\n1\tzu schreiben.\n")
    assert given.proposals[0].redline.language == "de"
    data, _ = export_akoma_ntoso(given, day="2026-01-02")
    assert validity(data) == []
    assert b'language="und"' in data
    assert lines_of(read_akoma_ntoso(data, "x").submission.proposals[0].redline) == lines_of(given.proposals[0].redline)


def test_a_paragraph_that_another_editor_copied_has_a_copy_of_its_note() -> None:
    given = parse_submission("Language: en\n\n*resolves*\n1\tto act[^1];\n2\tto go.\n\n[^1]: A note.\n")
    root = etree.fromstring(export_akoma_ntoso(given, day="2026-01-02")[0])
    noted = root.find(".//{*}authorialNote").getparent().getparent().getparent()
    noted.addnext(deepcopy(noted))
    etree.SubElement(root.findall(".//{*}mainBody//{*}p")[-1], f"{{{AKN}}}noteRef", {f"{{{CW}}}key": "gone"})
    read = read_akoma_ntoso(etree.tostring(root), "x").submission
    redline = read.proposals[0].redline
    assert lines_of(redline) == ["resolves", f"1 to act{NOTE};", f"1 to act{NOTE};", "2 to go."]
    assert sorted(note.clauses[0].text for note in redline.notes.values()) == ["A note.", "A note."]
    export_word(read)
    export_akoma_ntoso(read)


def test_a_label_with_a_control_character_is_text() -> None:
    given = parse_submission("Language: en\n\n*resolves*\n1\tto act;\n2\tto go.\n")
    data = export_akoma_ntoso(given, day="2026-01-02")[0].replace(b"<num>1</num>", "<num>1\x85</num>".encode())
    read = read_akoma_ntoso(data, "x").submission
    assert [clause.label and clause.label.text for clause in read.proposals[0].redline.clauses] == [None, None, "2"]


def test_a_number_line_may_be_broken_before_its_number() -> None:
    given = parse_submission("Language: en\n\n# RESOLUTION\\↵ 112 (Rev. Geneva, 2022)\n## Title\n*resolves*\n1\tto go.\n")
    assert given.proposals[0].redline.clauses[0].text == "RESOLUTION\u2028 112 (Rev. Geneva, 2022)"
    data, _ = export_akoma_ntoso(given, day="2026-01-02")
    assert validity(data) == []
    assert lines_of(read_akoma_ntoso(data, "x").submission.proposals[0].redline) == lines_of(given.proposals[0].redline)


def test_cells_that_are_merged_downwards_are_told() -> None:
    _, proof = export_akoma_ntoso(read(MERGED), day="2026-01-02")
    assert [str(message) for message in proof.left_out] == ["Cells that were merged downwards are now separate: 1."]
    _, proof = export_akoma_ntoso(read(tbl(tr("one", "two"))), day="2026-01-02")
    assert proof.left_out == ()
