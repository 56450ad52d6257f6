"""Cuts of treaty texts: which proposals are derived from amendments, their symbols and addresses."""

from __future__ import annotations

from msgspec.structs import replace

from model.cuts.derive import CutIndex, cuts
from model.cuts.values import Cut
from model.numbering import Labelling
from model.redline import NOTE, Clause, End, Label, Note, Props, Redline, Run, Status
from model.submission.clause_paths import paths
from model.submission.values import CutSettings, Proposal
from tests.builders.treaty import small_treaty

TEXT = small_treaty(
    "= ARTICLE 9", "= Procedure", "9.1 one", "… more of it", "9.2 two", "+ new", "- 9.3 three", "9.4 four", "+… more of 9.4",
    "= ARTICLE 10", "= Other", "10.1 other",
)  # fmt: skip

_MORE = TEXT.clauses[3]
TEXT_WITH_MORE = replace(
    TEXT,
    clauses=(*TEXT.clauses[:3], replace(_MORE, runs=(*_MORE.runs, Run(" words", Status.INSERTED))), *TEXT.clauses[4:]),
)
"""The same with words added to the continuation of 9.1."""


def shown(found: tuple[Cut, ...]) -> list[str]:
    return [f"{cut.symbol} {cut.address}" for cut in found]


def derived(redline: Redline, **settings: CutSettings) -> list[str]:
    return shown(cuts(Proposal(redline=redline, cuts=settings)))


def with_clause(redline: Redline, at: int, clause: Clause) -> Redline:
    return replace(redline, clauses=(*redline.clauses[:at], clause, *redline.clauses[at + 1 :]))


def test_new_struck_and_changed_provisions_are_cuts_and_unchanged_ones_are_not():
    assert derived(TEXT) == ["ADD 9.2A", "SUP 9.3", "MOD 9.4"]
    found = cuts(Proposal(redline=TEXT))
    assert [cut.spans for cut in found] == [((5, 6),), ((6, 7),), ((7, 9),)]
    assert [(cut.key, cut.first, cut.last, cut.provisions) for cut in found][2] == ("c7", "c7", "c8", ("c7",))


def test_a_text_without_margin_numbers_has_no_cuts():
    assert derived(small_treaty("= ARTICLE 9", "+… new", "… old")) == []


def test_a_provision_before_the_rest_of_another_one_is_one_cut_with_it() -> None:
    text = small_treaty("= ARTICLE 9", "9.1 one", "+ new", "… more of 9.1", "9.2 two")
    (cut,) = cuts(Proposal(redline=text))
    assert (cut.symbol, cut.address, cut.spans) == ("MOD", "9.1", ((1, 4),))
    joined = small_treaty("= ARTICLE 9", "9.1 one", "… more of 9.1", "9.2 two", "… more of 9.2")
    joined = with_clause(joined, 2, replace(joined.clauses[2], end=End(Status.DELETED)))
    (cut,) = cuts(Proposal(redline=joined))
    assert (cut.symbol, cut.address, cut.spans) == ("MOD", "9.1", ((1, 5),))


def test_whatever_is_inserted_before_the_rest_of_a_provision_is_one_cut_with_it() -> None:
    text = small_treaty("= ARTICLE 9", "9.1 one", "+= ARTICLE 9A", "+= Other", "+ new", "… more of 9.1", "9.2 two")
    (cut,) = cuts(Proposal(redline=text))
    assert (cut.symbol, cut.address, cut.spans) == ("MOD", "9.1", ((1, 6),))
    text = small_treaty("= ARTICLE 9", "+= Other", "= Procedure", "9.1 one", "9.2 two")
    (cut,) = cuts(Proposal(redline=text))
    assert (cut.symbol, cut.address, cut.spans) == ("MOD", "ARTICLE 9", ((0, 3),))


def test_a_call_in_a_provision_belongs_to_it() -> None:
    text = small_treaty("= ARTICLE 9", "9.1 one", "… noting", "… more of 9.1", "9.2 two")
    text = with_clause(text, 2, replace(text.clauses[2], props=Props("call")))
    text = with_clause(text, 3, replace(text.clauses[3], runs=(Run("more", Status.INSERTED),)))
    (cut,) = cuts(Proposal(redline=text))
    assert (cut.symbol, cut.address, cut.spans) == ("MOD", "9.1", ((1, 4),))


def test_an_empty_paragraph_outside_of_provisions_is_no_proposal() -> None:
    assert derived(small_treaty("= ARTICLE 9", "+…", "= Section I", "9.1 one", "+")) == ["ADD 9.1A"]


def test_a_unit_whose_line_is_rewritten_is_still_that_unit() -> None:
    text = small_treaty("= ARTICLE 9", "= Procedure", "9.1 one")
    runs = (Run("ARTICLE 9", Status.DELETED), Run("Rules", Status.INSERTED))
    (cut,) = cuts(Proposal(redline=with_clause(text, 0, replace(text.clauses[0], runs=runs))))
    assert cut.spans == ((0, 2),), "the title belongs to it"


def test_the_words_of_a_continuation_a_label_and_a_note_change_their_provision():
    more = TEXT.clauses[3]
    words = with_clause(TEXT, 3, replace(more, runs=(*more.runs, Run(" words", Status.INSERTED))))
    label = with_clause(TEXT, 3, replace(more, label=Label("a)"), own_label=Label("b)", locked=True)))
    marked = with_clause(TEXT, 3, replace(more, runs=(*more.runs, Run(NOTE, content="fn1"))))
    note = replace(marked, notes={"fn1": Note(clauses=(Clause("n1", runs=(Run("note", Status.INSERTED),)),))})
    assert derived(words)[0] == derived(label)[0] == derived(note)[0] == "MOD 9.1"
    assert derived(replace(marked, notes={"fn1": Note(clauses=(Clause("n1", runs=(Run("note"),)),))}))[0] == "ADD 9.2A"


def test_the_halves_of_a_move_have_an_asterisk():
    moved = tuple(replace(clause, end=replace(clause.end, move="m1")) for clause in TEXT.clauses[5:7])
    text = replace(TEXT, clauses=(*TEXT.clauses[:5], *moved, *TEXT.clauses[7:]))
    assert derived(text)[:2] == ["ADD* 9.2A", "SUP* 9.3"]


def test_a_cut_of_which_only_a_part_moved_has_no_asterisk():
    text = small_treaty("= ARTICLE 9", "9.1 one", "+ new", "+ moved", "9.2 two")
    text = with_clause(text, 3, replace(text.clauses[3], end=replace(text.clauses[3].end, move="m1")))
    assert derived(text) == ["ADD 9.1A", "ADD* 9.1B"]
    assert derived(text, c2=CutSettings(last="c3")) == ["ADD 9.1A"]


def test_retracted_words_are_no_amendment():
    clause = TEXT.clauses[2]
    assert "MOD 9.1" not in derived(with_clause(TEXT, 2, replace(clause, runs=(*clause.runs, Run("x", Status.RETRACTED)))))


def test_a_whole_new_or_struck_article_is_one_cut():
    text = small_treaty(
        "= ARTICLE 28", "= Old", "28.1 one", "+= ARTICLE 28A", "+= New", "+ first", "+ second", "+… more",
        "= ARTICLE 29", "29.1 x",
    )  # fmt: skip
    assert derived(text) == ["ADD ARTICLE 28A"]
    (cut,) = cuts(Proposal(redline=text))
    assert (cut.first, cut.last, cut.provisions) == ("c3", "c7", ("c3", "c5", "c6"))
    assert cut.address_of_last == "28A.2"
    assert derived(text, c3=CutSettings(separate=True)) == ["ADD ARTICLE 28A", "ADD 28A.1", "ADD 28A.2"]


def test_an_inserted_line_above_provisions_that_stay_is_a_cut_alone():
    text = small_treaty("= ARTICLE 9", "9.1 one", "+= Section I", "+ new", "9.2 two")
    assert derived(text) == ["ADD ARTICLE 9/Section I", "ADD 9.1A"]


def test_a_new_provision_without_a_number_has_the_path_of_its_paragraph():
    text = small_treaty("= ARTICLE 11", "73 one", "+ new", "73bis two", instrument="CS")
    assert derived(text) == ["ADD 73/¶2"]
    assert derived(small_treaty("= ARTICLE 11", "+… new", "73 one", instrument="CS")) == ["ADD ARTICLE 11/¶1"]


def test_a_changed_title_is_a_cut_on_its_article():
    title = TEXT.clauses[1]
    text = with_clause(TEXT, 1, replace(title, runs=(*title.runs, Run(" and more", Status.INSERTED))))
    found = cuts(Proposal(redline=text))[0]
    assert (found.symbol, found.address, found.first, found.last) == ("MOD", "ARTICLE 9", "c0", "c1")


def test_provisions_that_share_a_paragraph_of_one_side_are_one_cut():
    split = (
        Clause("a", Props(provision=True), (Run("first half "),), End(Status.INSERTED), number=Label("9.1")),
        Clause("b", Props(provision=True), (Run("second half"),)),
        Clause("c", Props(provision=True), (Run("other"),), number=Label("9.2")),
    )
    (cut,) = cuts(Proposal(redline=Redline(split, instrument="RR")))
    assert (cut.symbol, cut.provisions, cut.address, cut.address_of_last) == ("MOD", ("a", "b"), "9.1", "9.1A")


def test_a_table_outside_of_provisions_is_one_cut():
    text = small_treaty("= ARTICLE 5", "5.1 one", "= Table", "… a", "… b", "… c", "5.2 two")
    cells = [
        replace(clause, cell=(0, place, 0), props=Props())
        for place, clause in enumerate(text.clauses[3:6])
    ]  # fmt: skip
    cells[1] = replace(cells[1], runs=(*cells[1].runs, Run(" new", Status.INSERTED)))
    text = replace(text, clauses=(*text.clauses[:2], text.clauses[2], *cells, text.clauses[6]))
    assert [(cut.symbol, cut.first, cut.last) for cut in cuts(Proposal(redline=text))] == [("MOD", "c2", "c5")]


# -- what is set by hand


def test_symbol_reasons_and_order_are_set_by_hand():
    found = cuts(Proposal(redline=TEXT, cuts={"c7": CutSettings(symbol="(MOD)", reasons="Clearer.", order=1)}))
    assert shown(found) == ["ADD 9.2A", "SUP 9.3", "(MOD) 9.4"]
    assert found[2].settings.reasons == "Clearer."
    orders = {key: CutSettings(order=order) for key, order in (("c5", 3), ("c6", 1), ("c7", 2))}
    assert derived(TEXT, **orders) == ["SUP 9.3", "MOD 9.4", "ADD 9.2A"]


def test_joined_cuts_leave_out_what_is_unchanged_between_them():
    found = cuts(Proposal(redline=TEXT, cuts={"c5": CutSettings(last="c7", reasons="Both.")}))
    assert shown(found) == ["MOD 9.2A"]
    (cut,) = found
    assert (cut.provisions, cut.spans, cut.address_of_last) == (("c5", "c6", "c7"), ((5, 9),), "9.4")
    more = TEXT.clauses[3]
    text = with_clause(TEXT, 3, replace(more, runs=(*more.runs, Run(" words", Status.INSERTED))))
    (joined, *_rest) = cuts(Proposal(redline=text, cuts={"c2": CutSettings(last="c5")}))
    assert (joined.provisions, joined.spans) == (("c2", "c5"), ((2, 4), (5, 6)))


def test_provisions_are_kept_by_hand_and_an_amended_one_among_them_is_not():
    settings = {"c0": CutSettings(symbol="NOC", last="c7"), "c4": CutSettings(symbol="NOC", underlined=True)}
    found = cuts(Proposal(redline=TEXT, cuts=settings))
    assert shown(found) == ["NOC ARTICLE 9", "NOC 9.2", "ADD 9.2A", "SUP 9.3", "MOD 9.4"]
    assert found[0].provisions == ("c0", "c2")
    assert [cut.is_numbered for cut in found] == [False, True, True, True, True]


def test_noc_on_a_provision_that_is_amended_later_waits_and_its_reasons_stay():
    (_, _, cut) = cuts(Proposal(redline=TEXT, cuts={"c7": CutSettings(symbol="NOC", underlined=True, reasons="Why.")}))
    assert (cut.symbol, cut.settings.reasons) == ("MOD", "Why.")


def test_of_several_settings_of_one_cut_those_of_its_first_paragraph_count():
    (cut, *_) = cuts(Proposal(redline=TEXT_WITH_MORE, cuts={"c3": CutSettings(reasons="2"), "c2": CutSettings(reasons="1")}))
    assert (cut.key, cut.settings.reasons) == ("c2", "1")


def test_an_article_of_which_something_stays_is_not_one_cut():
    text = small_treaty("+= ARTICLE 8A", "+= New", "+ first", "9.1 stays", "+ other", "= ARTICLE 10", "10.1 last")
    assert derived(text)[:2] == ["ADD ARTICLE 8A", "ADD 8A.1"]


def test_what_has_no_place_of_its_own_follows_the_one_before_it():
    assert derived(TEXT, c5=CutSettings(order=2), c7=CutSettings(order=1)) == ["MOD 9.4", "ADD 9.2A", "SUP 9.3"]


def test_settings_of_a_cut_that_vanished_are_kept():
    settings = {"c4": CutSettings(reasons="Of an amendment that was undone."), "gone": CutSettings(reasons="Of a deleted one.")}
    index = CutIndex.of(Proposal(redline=TEXT, cuts=settings))
    assert index.unused == settings
    assert shown(index.cuts) == ["ADD 9.2A", "SUP 9.3", "MOD 9.4"]


def test_settings_stay_at_their_provision_if_it_becomes_part_of_a_new_article():
    text = small_treaty("= ARTICLE 28", "28.1 one", "+= ARTICLE 28A", "+ first", "+ second", "= ARTICLE 29", "29.1 x")
    (cut,) = cuts(Proposal(redline=text, cuts={"c4": CutSettings(reasons="Of 28A.2.")}))
    assert (cut.address, cut.key, cut.settings.reasons) == ("ARTICLE 28A", "c4", "Of 28A.2.")


def test_the_index_keeps_unchanged_passages():
    proposal = Proposal(redline=TEXT)
    index = CutIndex.of(proposal)
    clause = TEXT.clauses[11]
    changed = replace(proposal, redline=with_clause(TEXT, 11, replace(clause, runs=(*clause.runs, Run("!", Status.INSERTED)))))
    after = index.update(changed, index.labelling.update(changed.redline))
    fresh = CutIndex.of(changed)
    assert (after.cuts, after.unused, after.passages.all) == (fresh.cuts, fresh.unused, fresh.passages.all)
    assert shown(after.cuts)[-1] == "MOD 10.1"
    assert after.passages.all[1] is index.passages.all[1]
    assert index.update(proposal, index.labelling) is index
    assert Labelling.of(changed.redline) == after.labelling


def test_the_index_has_the_address_of_a_number_set_by_hand():
    proposal = Proposal(redline=TEXT)
    index = CutIndex.of(proposal)
    changed = replace(proposal, redline=with_clause(TEXT, 5, replace(TEXT.clauses[5], own_number=Label("9.[A1]"))))
    assert shown(index.cuts)[0] == "ADD 9.2A"
    assert shown(index.update(changed, index.labelling.update(changed.redline)).cuts)[0] == "ADD 9.[A1]"


def test_the_index_has_the_address_of_a_call_in_which_words_are_typed():
    text = small_treaty("= ARTICLE 9", "+ considering", "9.1 one")
    call = replace(text.clauses[1], props=Props("call", 0))
    proposal = Proposal(redline=with_clause(text, 1, call))
    index = CutIndex.of(proposal)
    typed = replace(call, runs=(Run("considering also", Status.INSERTED),))
    changed = replace(proposal, redline=with_clause(text, 1, typed))
    assert [cut.address for cut in index.cuts] == ["considering"]
    after = index.update(changed, index.labelling.update(changed.redline))
    assert [cut.address for cut in after.cuts] == ["considering also"]


def test_the_address_of_a_paragraph_outside_of_provisions_is_its_path():
    text = small_treaty(
        "… Before all", "= CHAPTER II", "= Words", "… first", "= ARTICLE 9", "… intro", "+… new intro", "9.1 one", "= Section I",
        "… of it", "= APPENDIX 3", "… one", "… two",
    )  # fmt: skip
    changed = [
        replace(clause, runs=(*clause.runs, Run(" more", Status.INSERTED)))
        if clause.end.status is Status.KEPT and clause.props.kind == "paragraph"
        else clause
        for clause in text.clauses
    ]
    text = replace(text, clauses=tuple(changed))
    names = paths(text, Labelling.of(text))
    found = cuts(Proposal(redline=text))
    assert [cut.address for cut in found] == [names[cut.first].replace("+", "") for cut in found]
    assert [cut.address for cut in found][:5] == ["¶1", "CHAPTER II/¶1", "ARTICLE 9/¶1", "ARTICLE 9/¶2", "9.1"]
