"""Comments in Word files: read, written at their words, proved; private ones in no export at all."""

from __future__ import annotations

import json
import re
import time
import zipfile
from io import BytesIO
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits import comments
from model.edits.clause_properties import change_kind
from model.errors import ProofError
from model.formats.html.page import html
from model.formats.notation import parse, print_submission
from model.formats.show import show_json
from model.formats.word.export import export_word
from model.formats.word.proof.proof import prove
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.formats.word.writing.writer import write_word
from model.redline import Kind, Stamp
from model.submission.comments import Comment, CommentAnchor, CommentFinder, Reply, anchor_of
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Header, Submission
from tests.builders import word
from tests.builders.submissions import ME, Action, actions, carried_out, submission
from tests.builders.word import dele, ins, p, r
from tests.profiles import times_profile

SECRET = "Zyzzyva: never give way on this"
COMMENT_TEXT = "Zymurgy: why this word?"
COMMENTS = (
    '<w:comment w:id="3" w:author="Ana" w:date="2024-09-06T09:00:00Z" w:initials="AN"><w:p w14:paraId="0000000A"><w:r>'
    '<w:t>Is this</w:t></w:r></w:p><w:p w14:paraId="0000000B"><w:r><w:rPr><w:b/></w:rPr><w:t>right?</w:t></w:r></w:p>'
    "</w:comment>"
    '<w:comment w:id="4" w:author="Ben" w:initials="B"><w:p w14:paraId="0000000C"><w:r><w:t>It is.</w:t></w:r></w:p></w:comment>'
    '<w:comment w:id="9" w:author="Ben"><w:p><w:r><w:t>At a point</w:t></w:r></w:p></w:comment>'
)
EXTENDED = (
    '<w15:commentEx w15:paraId="0000000B" w15:done="1"/>'
    '<w15:commentEx w15:paraId="0000000C" w15:paraIdParent="0000000B" w15:done="1"/>'
)


def begin(id: int) -> str:
    return f'<w:commentRangeStart w:id="{id}"/>'


def finish(id: int) -> str:
    return f'<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>'


BODY = p(r("one ") + begin(3) + begin(4) + r("two") + finish(3) + finish(4) + r(" three")) + p(
    r("four ") + ins(r("five ")) + dele(r("six")) + '<w:r><w:commentReference w:id="9"/></w:r>'
)


def foreign(body: str = BODY) -> bytes:
    parts = word.parts_of(body)
    parts["word/comments.xml"] = word.part("comments", COMMENTS)
    parts["word/commentsExtended.xml"] = (
        word.part("x", "").replace("w:x", "w15:commentsEx").replace("></w15", f">{EXTENDED}</w15")
    )
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace(
        "</Types>",
        f'<Override PartName="/word/comments.xml" ContentType="{word._WORD}comments+xml"/>'
        f'<Override PartName="/word/commentsExtended.xml" ContentType="{word._WORD}commentsExtended+xml"/></Types>',
    )
    parts["word/_rels/document.xml.rels"] = word.relationships(
        {"comments.xml": "comments", "commentsExtended.xml": "commentsExtended"}
    )
    return word.zipped(parts)


def parts_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def commented(text: str = COMMENT_TEXT, *, private: bool = False, symbol: str = "") -> Submission:
    value = submission()
    anchor = anchor_of(value.proposals[0].redline.clauses[5], 5, 14)
    value = apply(value, comments.add_comment(value, 1, (anchor,), text, ME, private=private))
    value = apply(value, comments.reply_to_comment(value, 1, "c1", f"{text} Really?", ME))
    if symbol:
        proposal = replace(value.proposals[0], symbol=symbol, number="XX/1/1")  # type: ignore[arg-type]
        value = replace(value, header=Header(conference="WTSA-24", document="1", title="T"), proposals=(proposal,))
    return value


def test_comments_of_a_file_are_read_with_their_answers() -> None:
    read = read_word(foreign(), "test.docx").submission.proposals[0]
    first, second = read.redline.clauses
    assert read.comments == {
        "w3": Comment(
            "Is this\nright?",
            (CommentAnchor(first.id, "two", "one ", " three"),),
            done=True,
            stamp=Stamp("Ana", "2024-09-06T09:00:00Z"),
            replies=(Reply("It is.", Stamp("Ben"), "4"),),
            source="3",
        ),
        "w9": Comment("At a point", (CommentAnchor(second.id),), stamp=Stamp("Ben"), source="9"),
    }


def test_what_nobody_edits_is_written_as_it_was() -> None:
    out, was = parts_of(export_word(read_word(foreign(), "test.docx").submission)[0]), parts_of(foreign())
    for id in (3, 4):
        assert out["word/document.xml"].index(begin(id)) < out["word/document.xml"].index(">two<")
        assert finish(id) in out["word/document.xml"]
    assert "<w:b/>" in out["word/comments.xml"]
    assert out["word/comments.xml"].count("<w:comment ") == was["word/comments.xml"].count("<w:comment ")
    parent = re.search(r'w15:paraIdParent="(\w+)"', out["word/commentsExtended.xml"])
    assert parent is not None
    assert f'w14:paraId="{parent[1]}"' in out["word/comments.xml"]
    assert "0000000B" not in out["word/comments.xml"]  # the ids are ours: those of others tell who revised what
    assert "initials" not in out["word/comments.xml"]
    again = read_word(export_word(read_word(foreign(), "test.docx").submission)[0], "test.docx").submission
    assert again.proposals[0].comments == read_word(foreign(), "test.docx").submission.proposals[0].comments


def test_what_was_changed_hidden_or_removed_is_not_written_as_it_was() -> None:
    value = read_word(foreign(), "test.docx").submission
    value = apply(value, comments.change_comment(value, 1, "w9", "At another", ME))
    value = apply(value, comments.set_private(value, 1, "w3", True, ME))
    out = parts_of(export_word(value)[0])
    assert "At another" in out["word/comments.xml"]
    for part in out.values():
        for gone in ("right?", "It is.", "At a point", 'commentRangeStart w:id="3"', 'commentReference w:id="4"'):
            assert gone not in part
    value = apply(value, comments.remove_comment(value, 1, "w9", ME))
    assert "<w:comment " not in parts_of(export_word(value)[0]).get("word/comments.xml", "")


@pytest.mark.parametrize("symbol", ["", "MOD", "ADD", "SUP", "NOC"])
def test_a_comment_is_written_at_its_words(symbol: str) -> None:
    value = commented(symbol=symbol)
    data, _ = export_word(value)
    (read,) = read_word(data, "out.docx").submission.proposals[0].comments.values()
    assert (read.text, [reply.text for reply in read.replies]) == (COMMENT_TEXT, [f"{COMMENT_TEXT} Really?"])
    if symbol != "SUP":
        assert [anchor.quote for anchor in read.anchors] == ["some have"]


@pytest.mark.parametrize("kinds", [{"4": "title"}, {"1": "paragraph", "2": "paragraph"}])
def test_a_comment_on_a_text_to_be_deleted_stands_at_its_number_and_title_in_force(kinds: dict[str, Kind]) -> None:
    value = commented(symbol="SUP")
    for id, kind in kinds.items():
        value = apply(value, change_kind(value, StoryId(1), id, kind, ME, scheme="none"))
    (read,) = read_word(export_word(value)[0], "out.docx").submission.proposals[0].comments.values()
    assert (read.text, [reply.text for reply in read.replies]) == (COMMENT_TEXT, [f"{COMMENT_TEXT} Really?"])


@pytest.mark.parametrize("view", ["draft", "base"])
def test_an_untracked_export_holds_no_comment_and_nobodys_name(view: str) -> None:
    for value in (commented(), commented(symbol="MOD"), read_word(foreign(), "test.docx").submission):
        assert value.proposals[0].comments
        for keep in (True, False):
            out = parts_of(export_word(value, ExportOptions(view=view, keep_styles=keep))[0])  # type: ignore[arg-type]
            for part in out.values():
                assert not any(mark in part for mark in (COMMENT_TEXT, "right?", "At a point", "<w:comment ", "Ana", "Ben"))
    with pytest.raises(ProofError, match="untracked"):
        prove(write_word(commented()).data, commented(), view)  # type: ignore[arg-type]


@settings(deadline=None, max_examples=times_profile(1.2))
@given(
    st.lists(actions(), max_size=5),
    st.integers(0, 9),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(["markup", "draft", "base"]),
)
def test_whatever_is_edited_the_export_holds_the_comment_and_stays_true(
    done: list[Action], index: int, a: float, b: float, view: str
) -> None:
    value = submission()
    clause = value.proposals[0].redline.clauses[index]
    start, end = sorted((round(a * len(clause.text)), round(b * len(clause.text))))
    value = apply(value, comments.add_comment(value, 1, (anchor_of(clause, start, end),), COMMENT_TEXT, ME))
    value = apply(value, comments.add_comment(value, 1, (CommentAnchor("gone"),), SECRET, ME, private=True))
    value = carried_out(value, done)
    data, _ = export_word(value, ExportOptions(view=view))  # type: ignore[arg-type]
    assert (COMMENT_TEXT in parts_of(data).get("word/comments.xml", "")) is (view == "markup")
    assert not any(SECRET in part for part in parts_of(data).values())


def test_a_private_comment_leaves_in_no_format() -> None:
    for symbol in ("", "MOD"):
        value = commented(SECRET, private=True, symbol=symbol)
        value = apply(value, comments.add_comment(value, 1, value.proposals[0].comments["c1"].anchors, COMMENT_TEXT, ME))
        for view in ("markup", "draft", "base"):
            out = parts_of(export_word(value, ExportOptions(view=view))[0])  # type: ignore[arg-type]
            assert any(COMMENT_TEXT in part for part in out.values()) is (view == "markup")
            texts = [*out.values(), html(value, view), json.dumps(show_json(value, view))]  # type: ignore[arg-type]
            assert not any("Zyzzyva" in part for part in (*texts, print_submission(value)))
    foreign_one = read_word(foreign(), "test.docx").submission
    for key in ("w3", "w9"):
        foreign_one = apply(foreign_one, comments.set_private(foreign_one, 1, key, True, ME))
    for keep in (True, False):
        assert not any(
            "right?" in part for part in parts_of(write_word(foreign_one, ExportOptions(keep_styles=keep)).data).values()
        )


def test_the_picture_of_a_comment_goes_along() -> None:
    out = parts_of(export_word(read_word(with_picture(), "test.docx").submission, ExportOptions(keep_styles=True))[0])
    assert 'r:embed="rId1"' in out["word/comments.xml"]
    assert 'Id="rId1"' in out["word/_rels/comments.xml.rels"]


@pytest.mark.parametrize("view", ["markup", "draft", "base"])
def test_a_picture_leaves_no_longer_with_a_comment_that_has_become_private(view: str) -> None:
    value = read_word(with_picture(), "test.docx").submission
    hidden = apply(value, comments.set_private(value, 1, "w3", True, ME))
    out = parts_of(export_word(hidden, ExportOptions(view=view, keep_styles=True))[0])  # type: ignore[arg-type]
    assert not {"word/media/secret.png", "word/_rels/comments.xml.rels"} & set(out)
    assert "secret" not in out["[Content_Types].xml"]


def with_picture() -> bytes:
    """The file with a picture in its first comment."""
    parts: dict[str, str | bytes] = dict(parts_of(foreign()))
    picture = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rId1"/>'
    shown = f"<w:t>Is this</w:t></w:r><w:r><w:drawing>{picture}</w:drawing>"
    parts["word/comments.xml"] = word.part("comments", COMMENTS.replace("<w:t>Is this</w:t>", shown))
    parts["word/_rels/comments.xml.rels"] = word.relationships({"media/secret.png": "image"})
    parts["word/media/secret.png"] = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    png = '<Default Extension="png" ContentType="image/png"/></Types>'
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace("</Types>", png)
    return word.zipped(parts)


def test_a_file_without_a_comment_is_not_proved() -> None:
    value = commented()
    bare = replace(value, proposals=(replace(value.proposals[0], comments={}),))
    with pytest.raises(ProofError, match="Zymurgy"):
        prove(write_word(bare).data, value)
    elsewhere = replace(value.proposals[0].comments["c1"], anchors=(CommentAnchor(value.proposals[0].redline.clauses[6].id),))
    moved = replace(value, proposals=(replace(value.proposals[0], comments={"c1": elsewhere}),))
    with pytest.raises(ProofError, match="in another place"):
        prove(write_word(moved).data, value)
    hidden = replace(value.proposals[0].comments["c1"], private=True)
    with pytest.raises(ProofError, match="private"):
        prove(write_word(value).data, replace(value, proposals=(replace(value.proposals[0], comments={"c1": hidden}),)))


def test_names_of_comments_are_set_as_those_of_changes() -> None:
    out = parts_of(export_word(commented(), ExportOptions(author="ATU"))[0])
    assert 'w:author="ATU"' in out["word/comments.xml"]
    assert 'w:author="me"' not in out["word/comments.xml"]


def test_a_comment_on_what_is_split_over_clauses_is_one_range() -> None:
    value = submission()
    anchors = comments.anchors_between(value, StoryId(1), comments.Place(4, 5), comments.Place(6, 3))
    value = apply(value, comments.add_comment(value, 1, anchors, COMMENT_TEXT, ME))
    again = read_word(export_word(value)[0], "out.docx").submission.proposals[0]
    (read,) = again.comments.values()
    assert [anchor.quote for anchor in read.anchors] == [anchor.quote for anchor in anchors]
    assert len(CommentFinder(again.redline).comment(read)) == 3


def test_damaged_comments_are_left_out_with_a_word() -> None:
    parts = {name: text.encode() for name, text in parts_of(foreign()).items()}
    parts["word/comments.xml"] = b"<w:comments"
    read = read_word(word.zipped(parts), "test.docx")
    assert read.submission.proposals[0].comments == {}
    assert any("comments" in str(sentence) for sentence in read.warnings)


def test_exported_comments_are_shown_as_json() -> None:
    shown = show_json(commented())["proposals"][0]["comments"]
    assert [(comment["on"], comment["quote"], comment["text"], comment["author"]) for comment in shown] == [
        (["considering/b"], ["some have"], COMMENT_TEXT, "me")
    ]
    assert [reply["text"] for reply in shown[0]["replies"]] == [f"{COMMENT_TEXT} Really?"]


MANY = 2000
PLACES = ["one in each clause", "all on one word", "one on each word of a clause", "from clause to clause"]


@pytest.mark.slow
@pytest.mark.parametrize("text", ["the same", ""])
@pytest.mark.parametrize("where", PLACES)
def test_many_comments_cost_no_more_than_their_number(where: str, text: str) -> None:
    words = [f"word{number}" for number in range(MANY)]
    separate = "\n".join(f"{number}\t{word}" for number, word in enumerate(words, 1))
    redline = parse("\t*considering*\n" + ("a)\t" + " ".join(words) if where == "one on each word of a clause" else separate))
    clauses = redline.clauses[1:]
    if where == "one on each word of a clause":
        ends = list(accumulate(len(word) + 1 for word in words))
        places = [(anchor_of(clauses[0], end - len(word) - 1, end - 1),) for word, end in zip(words, ends, strict=True)]
    elif where == "all on one word":
        places = [(anchor_of(clauses[7], 0, 4),)] * MANY
    elif where == "one in each clause":
        places = [(anchor_of(clause, 1, 4),) for clause in clauses]
    else:
        places = [(anchor_of(a, 1, len(a.text)), anchor_of(b, 0, 4)) for a, b in pairwise(clauses)]
    comments = {f"k{number}": Comment(text or f"no. {number}", anchors, stamp=ME) for number, anchors in enumerate(places)}
    value = submission()
    value = replace(
        value, proposals=(replace(value.proposals[0], redline=redline, original=redline, comments=comments, source=""),)
    )
    start = time.process_time()
    read = read_word(export_word(value)[0]).submission
    export_word(read)
    assert time.process_time() - start < 8  # seconds; at a cost of the square of their number it is a minute
    found = [comment.anchors[0].quote for comment in read.proposals[0].comments.values()]
    assert sorted(found) == sorted(anchors[0].quote for anchors in places)
