"""Each rule has a text that breaks it and one that only looks as if."""

from __future__ import annotations

from textwrap import dedent

import pytest
from msgspec.structs import replace

from model.edits.clause_properties import set_label
from model.edits.fields import add_proposal
from model.edits.repairs import repair_findings
from model.formats.notation import parse_submission
from model.formats.word.export import export_word
from model.preflight.finding import Finding
from model.preflight.incremental import LineFindings
from model.preflight.report import _quote, report_text
from model.preflight.rules import RULES, check, context_of
from model.redline import Stamp
from model.submission.story import StoryId
from model.submission.transactions import apply, invert
from model.submission.values import CutSettings, Submission

STAMP = Stamp("Delegate", "2024-09-13T10:00:00Z")
HEAD = """\
Language: {language}
Conference: WTSA-24
Document: 35
Addendum: 18
Source: African Telecommunication Union Administrations
Title: PROPOSED MODIFICATION OF RESOLUTION 75
Abstract: A short summary.
Agenda: 1
Contact: A Name; An Organization; A Country; a@example.org
{symbol}\tATU/35A18/1
"""
TEXT = """\
# RESOLUTION 75 (Rev. {~~Geneva, 2022~>New Delhi, 2024~~})
## On a subject
### (Dubai, 2012; Geneva, 2022{++; New Delhi, 2024++})
> The World Telecommunication Standardization Assembly ({~~Geneva, 2022~>New Delhi, 2024~~}),
"""
SOUND = "*considering*\na)\tthat one is;\nb)\tthat two are,\n*resolves*\n1\tto act;\n2\tto report.\n"


def written(
    body: str = SOUND,
    *,
    head: str = TEXT,
    reasons: str = "To align it.",
    symbol: str = "MOD",
    language: str = "en",
    **fields: str,
) -> Submission:
    """A submission that breaks no rule but those that what is given breaks; a field given as '' is left out."""
    lines = HEAD.format(language=language, symbol=symbol).splitlines()
    for name, value in fields.items():
        place = next((at for at, line in enumerate(lines) if line.startswith(f"{name}:")), None)
        if name == "number":
            lines[-1] = f"{symbol}\t{value}".rstrip()
        elif place is None:
            lines.insert(-1, f"{name}: {value}")
        elif value:
            lines[place] = f"{name}: {value}"
        else:
            del lines[place]
    tail = f"Reasons: {reasons}\n" if reasons else ""
    return parse_submission("\n".join(lines) + "\n" + dedent(head) + dedent(body) + tail)


def items(text: str) -> str:
    """A sound text with one paragraph more, inserted."""
    return SOUND.replace("b)\tthat two are,", f"{{++b)\t{text};++}}{{++¶++}}\nc)\tthat two are,")


NEW = """\
# DRAFT NEW RESOLUTION [AFCP-1] (New Delhi, 2024)
## On a subject
> The World Telecommunication Standardization Assembly (New Delhi, 2024),
"""
OLD_HEAD = """\
# RESOLUTION 75 (Rev. New Delhi, 2024)
## On a subject
### (Dubai, 2012; New Delhi, 2024)
> The World Telecommunication Standardization Assembly (New Delhi, 2024),
"""
NOTED = "*considering*\na)\tthat one is;\nb)\tthat two are{x},\n*resolves*\n1\tto act;\n2\tto report.\n"


def late(date: str) -> Submission:
    """An amendment to the Constitution for the Plenipotentiary Conference of 2026, of a date."""
    submission = written("||1|| one{++ and more++}.\n||2|| two.\n", head="", Conference="PP-26", Date=date)
    (proposal,) = submission.proposals
    return replace(submission, proposals=(replace(proposal, redline=replace(proposal.redline, instrument="CS")),))


def with_cut(body: str, **settings: str) -> Submission:
    """A text with provisions, and settings of the proposal on the first of them."""
    submission = written("= Article 9\n" + body, head="")
    (proposal,) = submission.proposals
    first = next(clause.id for clause in proposal.redline.clauses if clause.number is not None)
    return replace(submission, proposals=(replace(proposal, cuts={first: CutSettings(**settings)}),))


def regulations(body: str) -> Submission:
    """An article of the Radio Regulations."""
    submission = written("= Article 9\n" + body, head="")
    (proposal,) = submission.proposals
    return replace(submission, proposals=(replace(proposal, redline=replace(proposal.redline, instrument="RR")),))


def whole_regulations(newest: str) -> Submission:
    """A text with as many marks as the Radio Regulations have, one of which is of another conference."""
    lines = [f'||9.{number}|| words. {{>>edition "(WRC-07)"<<}}\n' for number in range(1, 101)]
    return regulations(f'||8.1|| one{{++ more++}}. {{>>edition "{newest}"<<}}\n' + "".join(lines))


CASES: dict[str, tuple[Submission, Submission]] = {
    "symbol-add": (written(symbol="ADD"), written(SOUND, head=NEW, symbol="ADD")),
    "symbol-mod": (written(head=OLD_HEAD), written()),
    "symbol-untracked": (written(symbol="SUP"), written(head=NEW, symbol="NOC")),
    "reasons": (written(reasons=""), written(head=NEW, symbol="NOC", number="", reasons="")),
    "proposal-number": (written(number="35A18"), written(number="B/CAN/USA/35A18/3")),
    "numbers-agree": (written(number="ATU/36A18/1"), written(number="ATU/XXA18/1")),
    "number-line": (
        written(head=TEXT.replace("(Rev. {~~Geneva, 2022~>New Delhi, 2024~~})", "(Rev. Geneva, 2022)")),
        written(head=TEXT.replace("Rev. ", "Rev.\u00a0")),
    ),
    "opening-line": (
        written(head=TEXT.replace("Assembly ({~~Geneva, 2022~>New Delhi, 2024~~})", "Assembly (Geneva, 2022)")),
        written(),
    ),
    "history-line": (written(head=TEXT.replace("{++; New Delhi, 2024++}", "")), written()),
    "label-sequence": (
        written("*considering*\na)\tx;\nb)\ty;\n{#b)#}\tz{++, too++},\n*resolves*\nto act.\n"),
        written("*considering*\na)\tx;\nb)bis\ty;\nc)\tz,\n*resolves*\nto act.\n"),
    ),
    "margin-number": (
        written("= Article 9\n||9.1|| one.\n||+|| {++new.++}{++¶++}\n||9.1A|| two.\n"),
        written("= Article 9\n||9.1|| one.\n||+|| {++new.++}{++¶++}\n||9.2|| two.\n"),
    ),
    "provision-reference": (
        written("= Article 9\n||9.1|| see No. 9.2.\n||9.2|| {--two.--}{--¶--}\n||9.3|| three.\n"),
        written("= Article 9\n||9.1|| see No. 9.3 and No. 11.5.\n||9.2|| {--two.--}{--¶--}\n||9.3|| three.\n"),
    ),
    "provision-bold": (
        regulations("||9.1|| see {++No. 9.2++}.\n||9.2|| two.\n"),
        regulations("||9.1|| see No. 9.2 and {++No. **9.2**, No. 54 of the Constitution++}.\n||9.2|| two.\n"),
    ),
    "country-lists": (
        regulations("||5.1|| in Germany, {++Algeria, ++}Angola and France, the band is used.\n"),
        regulations("||5.1|| in {++Algeria, ++}Germany, Angola and France, the band is used.\n"),
    ),
    "margin-number-by-hand": (
        written("= Article 9\n||9.1|| one.\n||+9.1B|| {++new.++}{++¶++}\n||9.2|| two.\n"),
        written("= Article 9\n||9.1|| one.\n||+9.1A|| {++new.++}{++¶++}\n||9.2|| two.\n"),
    ),
    "margin-number-mixed": (
        written("= Article 9\n||9.1|| one.\n||10.1|| two.\n||9.3|| three.\n"),
        written("= Article 9\n||9.1|| one.\n||9.2|| two.\n= Article 10\n||10.1|| three.\n"),
    ),
    "treaty-half": (
        written("||1|| one.\n||2|| two.\n*resolves*\n1\tto act.\n", head=""),
        written("||1|| one.\n||2|| two.\n", head=""),
    ),
    "cut-symbol": (with_cut("||9.1|| one{++ more++}.\n", symbol="ADD"), with_cut("||9.1|| one{++ more++}.\n", symbol="(MOD)")),
    "cut-reasons": (
        with_cut("||9.1|| {--one.--}{--¶--}\n||9.2|| two.\n"),
        with_cut("||9.1|| {--one.--}{--¶--}\n||9.2|| two.\n", reasons="It is not used."),
    ),
    "cut-unused": (
        with_cut("||9.1|| one.\n", reasons="It is not used."),
        with_cut("||9.1|| one{++ more++}.\n", reasons="It is not used."),
    ),
    "edition-mark-by-hand": (
        regulations('||9.1|| one{++ more++}. {>>edition "(WRC-07)", own edition "(WRC-15)"<<}\n'),
        regulations('||9.1|| one{++ more++}. {>>edition "(WRC-07)", own edition "(WRC-27)"<<}\n'),
    ),
    "treaty-edition": (whole_regulations("(WRC-19)"), whole_regulations("(WRC-23)")),
    "amendment-late": (
        late("2026-04-10"),
        late("2026-03-09"),
    ),
    "label-alone": (
        written("*considering*\na)\tthat one is{++ here++},\n*resolves*\nto act.\n"),
        written("*considering*\nthat one is{++ here++},\n*resolves*\nto act.\n"),
    ),
    "lead-in": (
        written("*considering*\na)\tthat {++two are;++}\n  i)\tone;\n  ii)\ttwo;\nb)\tx,\n*resolves*\nto act.\n"),
        written("*considering*\na)\tthat two are: i) one; ii) two;\nb)\tthese:\n  i)\tone;\n  ii)\ttwo,\n*resolves*\nto act.\n"),
    ),
    "level-skipped": (
        written("*considering*\na)\tx:\n    i)\ty{++ more++},{>>level 3<<}\n*resolves*\nto act.\n"),
        written("*considering*\na)\tx:\n  i)\ty,\n*resolves*\nto act.\n"),
    ),
    "call-empty": (written("*considering*\n*resolves*\nto act.\n"), written()),
    "call-form": (
        written(SOUND.replace("*considering*", "{++*holding forth*++}{++¶++}\n{++that++},{++¶++}\n*considering*")),
        written(SOUND.replace("*considering*", "*considering {++further++}*")),
    ),
    "call-order": (
        written(SOUND + "*noting*\nthat three are.\n"),
        written("*resolves*\n1\tto act;\n2\tto report,\n*resolves further*\nto go on.\n"),
    ),
    "item-begins-unlike": (
        written("*considering*\na)\tthat 1;\nb)\tthat 2;\nc)\tthe third;\nd)\tthat 4,\n*resolves*\nto act.\n"),
        written("*considering*\na)\tthat 1;\nb)\tthat 2;\nc)\tthat, as before, 3;\nd)\tthat 4,\n*resolves*\nto act.\n"),
    ),
    "footnotes": (
        written(NOTED.format(x="") + "[^1]: A note.\n"),
        written(NOTED.format(x="[^1]") + "[^1]: A note.\n"),
    ),
    "closing-mark": (
        written("*considering*\na)\tthat one is{++ here,++}\nb)\tthat two are,\n*resolves*\nto act.\n"),
        written("*considering*\nthat one is,\n*resolves*\n1\tto act:\n  a)\there;\n  b)\tthere;\n2\tto report.\n"),
    ),
    "quotes": (written(items('that "one is')), written(items('that "one" is “two”, the sectors’ own'))),
    "brackets": (written(items("that (one is")), written(items("i) is (ITU-R); ii) is there (ITU-T); of a)-e) too"))),
    "square-brackets": (written(items("that [one] is")), written(items("in [b-ITU-T G.805], [IETF RFC 1], Report M.[SHARING]"))),
    "spaces": (
        written(items("that  one is")),
        written(items("that one is at 10:30, .NET too").replace("that one is;", "that  one is;")),
    ),
    "no-break": (written(items("that § 5 is")), written(items("that §\u00a05 is, and No one is"))),
    "no-break-hyphen": (
        written(items("that ITU-T is")),
        written(items("that ITU-T is in ITU-Telecom").replace("one is", "ITU-R is")),
    ),
    "two-spellings": (
        written(items("that CWG-WSIS&SDG, CWG-WSIS+SDG and CWG-WSIS+SDG are")),
        written(items("the WSIS/SDG Task Force, the WSIS-SDG Matrix, CWG-WSIS and CWG\u2011WSIS are")),
    ),
    "without-effect": (
        written(SOUND.replace("that one is", "{--that one is--}{++that one was++}")),
        written(SOUND.replace("one is", "{--one--}{++another++} is")),
    ),
    "edition-superseded": (
        written(items("Resolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference")),
        written(items("Resolution 71 (Rev. Bucharest, 2022), Resolution 75 (Rev. Geneva, 2022)")),
    ),
    "edition-wrong": (
        written(items("Resolution 71 (Rev. Busan, 2014) of this assembly")),
        written(items("Resolution 50 (Rev. Hammamet, 2016), to be discussed by this assembly")),
    ),
    "edition-wrong-in-force": (
        written(SOUND.replace("that one is", "Resolution ITU-R 61-3 (Rev. {~~Sharm el-Sheikh, 2019~>Dubai, 2023~~})")),
        written(SOUND.replace("that one is", "Resolution ITU-R 61-{~~2~>3~~} (Rev. {~~Sharm el-Sheikh, 2019~>Dubai, 2023~~})")),
    ),
    "draft-symbol": (written(items("resolution A/78/L.49")), written(items("resolution A/RES/78/265"))),
    "number-unknown": (
        written(items("Council Resolution 1332 (modified 2024) and Council Resolution 332")),
        written(items("Council Resolutions 1332 and 1334, WTSA Resolutions 75 and 5")),
    ),
    "un-symbol": (
        written(items("UNGA resolution A/RES/70/125 and UNGA resolution 70/1")),
        written(items("UNGA resolutions 70/125 and 70/1, and the note of the Secretary-General A/79/717")),
    ),
    "conference-older": (
        written(items("the outcome of WTDC-17")),
        written(items("the outcome of WTDC-22, studies since WTDC-17, and that WTDC-17 adopted it")),
    ),
    "own-reference": (
        written("*resolves*\n{++1\tto begin;++}{++¶++}\n{~~1~>2~~}\tto act;\n{~~2~>3~~}\tto report on resolves 1 above.\n"),
        written("*resolves*\n1\tto act;\n2\tto report on resolves 1 above{++ and below++}.\n"),
    ),
    "no-symbol": (written(symbol="", number=""), parse_submission(dedent(TEXT) + SOUND)),
    "header-missing": (written(Title=""), written()),
    "abstract-long": (written(Abstract="word " * 300), written(Abstract="word " * 150)),
    "header-date": (written(Date="2024-11-30"), written(Date="2024-09-13")),
    "call-none": (written("one thing;\nanother thing.\n"), written(symbol="NOC", body="\n")),
    "language-other": (
        written(items("что их три, согласно настоящей Резолюции")),
        written(items("that the word мир is Russian, 世界 Chinese, and El Mundo de la Tierra is the name of a study")),
    ),
    "language-unknown": (
        written(SOUND.replace("that one is", "dass eines ist"), language=""),
        written(SOUND.replace("that one is", "dass eines ist")),
    ),
    "data-unverified": (
        written(SOUND.replace("*considering*", "*إذ تضع في اعتبارها*"), language="ar"),
        written(SOUND.replace("*considering*", "*considering further*")),
    ),
    "addendum": (written(Document="", number="ATU/XXA18/1"), written(Addendum="")),
}  # fmt: skip
HELD_ELSEWHERE = {
    "base-on-record", "personal-names", "names-in-fields", "newer-term", "export-proof", "not-carried",
    "file-name", "undecided", "allocation-bands", "allocation-services", "allocation-notes",
    "title-older", "edition-not-held", "base-superseded", "twin-differs",
}  # fmt: skip
"""Rules about what the notation does not say, a user's list, a second version, a merge, the export, the library, and the Table
of Frequency Allocations: in tests of their own."""


def of(rule: str, submission: Submission) -> list[Finding]:
    return [finding for finding in check(context_of(submission)) if finding.rule == rule]


@pytest.mark.parametrize("rule", CASES)
def test_a_text_that_breaks_the_rule_is_found_and_one_that_only_looks_so_is_not(rule: str) -> None:
    broken, innocent = CASES[rule]
    assert of(rule, broken)
    assert not of(rule, innocent)


def test_a_text_without_a_symbol_beside_a_proposal_is_found_and_repaired() -> None:
    sound = written()
    alone = parse_submission(dedent(TEXT) + SOUND).proposals
    both = replace(sound, proposals=(*alone, *sound.proposals))
    (found,) = of("no-symbol", both)
    assert (found.fault.field, found.fault.values) == ("proposals/1/symbol", (("proposals/1/symbol", "MOD"),))
    assert not of("no-symbol", apply(both, repair_findings(both, [found], STAMP)))


def test_a_proposal_that_is_added_to_a_text_alone_leaves_none_without_a_symbol() -> None:
    alone, (proposal,) = parse_submission(dedent(TEXT) + SOUND), written().proposals
    adding = add_proposal(alone, proposal, STAMP)
    after = apply(alone, adding)
    assert [added.symbol for added in after.proposals] == ["MOD", "MOD"]
    export_word(after)
    assert apply(after, invert(adding)) == alone


def test_a_sound_submission_has_no_findings() -> None:
    assert check(context_of(written())) == ()


def test_every_rule_has_its_texts_an_explanation_and_a_source() -> None:
    assert {rule.id for rule in RULES} == CASES.keys() | HELD_ELSEWHERE
    for rule in RULES:
        assert rule.title
        assert str(rule.explained).endswith(".")
        assert rule.source
        assert "`" not in f"{rule.title}{rule.explained}{rule.source}", "marks of another kind than the window quotes with"


REPAIRED = [rule for rule, (broken, _) in CASES.items() if any(finding.fault.repairable for finding in of(rule, broken))]


@pytest.mark.parametrize("rule", REPAIRED)
def test_a_repair_takes_the_finding_away_leaves_the_base_and_can_be_undone(rule: str) -> None:
    broken, _ = CASES[rule]
    found = [finding for finding in of(rule, broken) if finding.fault.repairable]
    mending = repair_findings(broken, found, STAMP)
    after = apply(broken, mending)
    assert not [finding for finding in of(rule, after) if finding.key in {repaired_finding.key for repaired_finding in found}]
    assert after.proposals[0].redline.base() == broken.proposals[0].redline.base()
    assert apply(after, invert(mending)) == broken


@pytest.mark.parametrize(
    ("text", "fix", "shown"),
    [
        ("(Ginebra, 2022)", (14, 14, "; Nueva Delhi, 2024"), "“Ginebra, 2022)” → “Ginebra, 2022; Nueva Delhi, 2024)”"),
        ("one consideration here", (5, 8, "x"), "“consideration” → “cxideration”"),
        ("telecommunication  specialists", (17, 19, " "), "“telecommunication  specialists” → “telecommunication specialists”"),
        ("ITU-T", (3, 4, "\u2011"), "“-” → “\u2011”"),
        ("字" * 90, (40, 40, "x"), f"“{'字' * 30}{'字' * 30}” → “{'字' * 30}x{'字' * 30}”"),
    ],
)
def test_what_is_offered_is_shown_in_whole_words(text: str, fix: tuple[int, int, str], shown: str) -> None:
    assert str(_quote(text, *fix)) == shown


def test_a_finding_behind_a_struck_paragraph_names_the_one_that_it_is_in() -> None:
    struck = "{--a)\tthat none is;--}{--¶--}\n{~~b~>a~~})\tthat {++(++}one is;\n{~~c~>b~~})\tthat two are,"
    body = f"*considering*\n{struck}\n*resolves*\nto act.\n"
    text = written(body)
    (found,) = of("brackets", text)
    assert text.proposals[0].redline[found.fault.clause].text_on("draft").startswith("that (one is")


def test_an_edition_later_than_the_date_is_not_given_the_year_of_an_earlier_one() -> None:
    submission = written(items("Resolution ITU-R 61-3 (Rev. Sharm el-Sheikh, 2019)"))
    found = [
        (finding.fault.sentence.rpartition(": ")[2], bool(finding.fault.fixes))
        for at in ("2022-06-01", "2024-10-15")
        for finding in check(context_of(submission, at=at))
        if finding.rule == "edition-wrong"
    ]
    assert found == [("61-2 is of 2019, 61-3 is later", False), ("61-3 is of 2023", True)]


@pytest.mark.parametrize(
    ("fields", "message"),
    [({"Title": ""}, "0 errors, 1 warning, 0 pieces of advice"), ({}, "0 errors, 0 warnings, 0 pieces of advice")],
)
def test_one_is_not_told_as_several(fields: dict[str, str], message: str) -> None:
    context = context_of(written(**fields))
    assert message in report_text(check(context), context)


def test_a_paragraph_in_another_language_of_the_same_script_is_told() -> None:
    (found,) = of("language-other", written(items("que dos son aquí y allí, como se ha dicho en la parte que sigue")))
    assert found.fault.sentence == "the paragraph seems to be in Spanish, the text in English"


def test_after_z_come_aa_and_bb_and_nothing_else() -> None:
    letters = "".join(f"{letter})\tthat {letter};\n" for letter in "abcdefghijklmnopqrstuvwxyz")
    tail = "*resolves*\nto act.\n"
    sound = written(f"*considering*\n{letters}{{++aa)\tthat 27;++}}{{++¶++}}\n{{++bb)\tthat 28,++}}{{++¶++}}\n{tail}")
    assert not of("label-sequence", sound)
    clauses = sound.proposals[0].redline.clauses
    id = next(clause.id for clause in clauses if clause.text == "that 28,")
    for label in ("ab)", "cc)"):
        assert of("label-sequence", apply(sound, set_label(sound, StoryId(1), id, label, STAMP)))


def test_a_remark_below_a_table_is_no_item_of_a_list() -> None:
    remark = "{++∗\tThe values are of 2020.++}{++¶++}\n"
    assert not of("closing-mark", written(SOUND.replace("*resolves*", f"{remark}*resolves*")))
    assert of("closing-mark", written(SOUND.replace("*resolves*", f"{remark.replace('∗', 'Remark')}*resolves*")))


@pytest.mark.parametrize(
    ("body", "is_told"),
    [
        (SOUND.replace("one is", "Resolution 75 (Rev.  {~~Dubai~>Bucharest~~}) is"), False),
        (SOUND.replace("one is", "one {--still --} is"), True),
        (SOUND.replace("one is", "one {++ still ++}is"), True),
    ],
)
def test_spaces_of_the_text_in_force_are_left_and_those_that_an_amendment_leaves_are_told(body: str, is_told: bool) -> None:
    assert bool(of("spaces", written(body))) is is_told


def test_the_number_line_of_a_radio_conference_is_mended_in_its_own_form() -> None:
    head = TEXT.replace("(Rev. {~~Geneva, 2022~>New Delhi, 2024~~})", "(REV.WRC-12)").replace(
        "World Telecommunication Standardization Assembly ({~~Geneva, 2022~>New Delhi, 2024~~})",
        "World Radiocommunication Conference (Shanghai, 2027)",
    )
    (found,) = of("number-line", written(head=head, Conference="WRC-27"))
    assert [fix[2] for fix in found.fault.fixes] == ["REV.WRC-27"]


def test_an_edition_that_the_table_has_of_a_later_date_is_no_error() -> None:
    submission = written(items("Council Resolution 1332 (modified 2024)"))
    (found,) = [finding for finding in check(context_of(submission, at="2022-03-01")) if finding.rule == "edition-wrong"]
    assert (found.severity, found.fault.fixes) == ("warning", ())
    assert "later than 2022-03-01" in found.fault.sentence
    assert not of("edition-wrong", submission)


OUTDATED = "*considering*\na)\tResolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference  ,\n*resolves*\nto act.\n"


@pytest.mark.parametrize("symbol", ["SUP", "SUP*"])
def test_nothing_is_found_in_the_words_of_a_text_that_is_suppressed(symbol: str) -> None:
    suppressed = written(OUTDATED, head=OLD_HEAD, symbol=symbol)
    context = context_of(suppressed)
    assert check(context) == ()
    assert list(LineFindings().update(context)) == []
    assert context.cited == ((),)
    kept = context_of(written(OUTDATED, head=OLD_HEAD, symbol="NOC"))
    assert check(kept)
    assert list(kept.cited[0])


def test_a_label_that_is_struck_is_named_as_it_is_printed() -> None:
    preamble = "*considering*\na)\tthis;\n{--b)\tthat;--}{--¶--}\n{~~c)~>b)~~}\tmore,\n"
    found = check(context_of(written(preamble + "*resolves*\n1\tto act on considering b) above;\n2\tto stop.\n")))
    sentences = [finding.fault.sentence for finding in found if finding.rule == "own-reference"]
    assert [sentence.endswith("“b)” is deleted") for sentence in sentences] == [True]


@pytest.mark.parametrize(
    ("numbers", "sentences"),
    [
        (["9.1", "9.2", "9.3"], []),
        (["9.1", "9.3", "9.2"], ["the margin number 9.2 is after 9.3"]),
        (["9.1", "9.1"], ["the margin number 9.1 occurs twice"]),
        (["9.1", "5.A115", "9.2", "9.2.1", "9.2.1", "9.3"], []),
        (["19.117 to 19.126", "19.120"], ["the margin number 19.120 is after 19.126"]),
        (["19.126 to 19.117", "19.127"], ["the range 19.126 to 19.117 in the margin ends before it begins"]),
    ],
)
def test_margin_numbers_twice_or_out_of_order_are_reported_and_stay(numbers: list[str], sentences: list[str]) -> None:
    text = written("".join(f"||{number}|| The words of {number}.\n" for number in numbers))
    assert [finding.fault.sentence for finding in of("margin-number", text)] == sentences


CASES_OF_NUMBERS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "off the rule": (
        "||9.1|| one.\n||+9.1C|| {++new.++}{++¶++}\n||9.2|| two.\n",
        [("the rule gives 9.1A here, not 9.1C", "9.1A")],
    ),
    "used again": (
        "||9.1|| one.\n||+9.2|| {++new.++}{++¶++}\n||9.2|| {--two.--}{--¶--}\n||9.3|| three.\n",
        [("the number 9.2 is or was that of a provision in force; none is used twice", "9.1A")],
    ),
    "provisional": (
        "||9.1|| one.\n||+9.[A1]|| {++new.++}{++¶++}\n||9.2|| two.\n",
        [("the number 9.[A1] is provisional; the document has a number already", "9.1A")],
    ),
}


@pytest.mark.parametrize("name", CASES_OF_NUMBERS)
def test_a_number_set_by_hand_is_reported_and_the_repair_gives_that_of_the_rule(name: str) -> None:
    body, expected = CASES_OF_NUMBERS[name]
    submission = written("= Article 9\n" + body)
    found = of("margin-number-by-hand", submission)
    assert [(finding.fault.sentence, finding.fault.number) for finding in found] == expected
    made = repair_findings(submission, found, STAMP)
    repaired = apply(submission, made)
    assert not of("margin-number-by-hand", repaired)
    assert apply(repaired, invert(made)) == submission


def test_a_provisional_number_is_no_problem_before_the_document_has_a_number() -> None:
    body = CASES_OF_NUMBERS["provisional"][0]
    assert not of("margin-number-by-hand", written("= Article 9\n" + body, Document="", Addendum="", number="ATU/XX/1"))


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("= Article 9\n||9.1|| one.\n||61A|| two.\n||9.3|| three.\n", "61A has the form of another instrument than the others"),
        ("||1|| one.\n||9.2|| two.\n||3|| three.\n", "9.2 has the form of another instrument than the others"),
        ("= Article 9\n||9.1|| one.\n||10.1|| two.\n", "10.1 is in Article 9"),
    ],
)
def test_a_number_of_another_instrument_or_article_is_reported(lines: str, sentence: str) -> None:
    (found,) = of("margin-number-mixed", written(lines))
    assert found.fault.sentence == f"the margin number {sentence}"


def test_an_amendment_of_an_amendment_of_another_may_come_late() -> None:
    submission = late("2026-04-10")
    assert of("amendment-late", submission)
    theirs = replace(submission.proposals[0], theirs=submission.proposals[0].redline)
    assert not of("amendment-late", replace(submission, proposals=(theirs,)))


def test_a_symbol_set_by_hand_is_left_to_the_amendments_by_the_repair() -> None:
    submission = CASES["cut-symbol"][0]
    (found,) = of("cut-symbol", submission)
    assert (found.fault.sentence, found.fault.symbol) == ("the symbol of 9.1 is ADD, but its amendments make it MOD", "MOD")
    assert not of("cut-symbol", apply(submission, repair_findings(submission, [found], STAMP)))


def test_a_provision_that_is_to_stay_and_is_amended_is_reported() -> None:
    (found,) = of("cut-symbol", with_cut("||9.1|| one{++ more++}.\n", symbol="NOC"))
    assert found.fault.sentence.startswith("9.1 is to stay (NOC), but is amended")


@pytest.mark.parametrize(
    ("settings", "severities"),
    [
        ({"symbol": "NOC"}, []),
        ({"symbol": "NOC", "underlined": True}, ["error"]),
        ({"symbol": "NOC", "underlined": True, "reasons": "It is needed."}, []),
    ],
)
def test_an_underlined_noc_needs_reasons_and_a_plain_one_has_none(settings: dict[str, object], severities: list[str]) -> None:
    submission = with_cut("||9.1|| one.\n", **settings)  # type: ignore[arg-type]
    assert [finding.severity for finding in of("cut-reasons", submission)] == severities
    assert not of("symbol-mod", submission)


def test_the_numbers_of_proposals_on_provisions_agree_with_the_header_and_with_one_another() -> None:
    body = "||9.1|| one{++ more++}.\n||9.2|| two{++ more++}.\n"
    submission = with_cut(body, number="ATU/36A18/7")
    (found,) = of("numbers-agree", submission)
    assert found.fault.sentence == "the proposal number ATU/36A18/7 says document 36, the header says 35"
    (proposal,) = submission.proposals
    first, second = (clause.id for clause in proposal.redline.clauses if clause.number is not None)
    assert found.fault.clause == first
    for other, sentences in (
        ("ATU/35A18/7", ["ATU/35A18/7 is also the number of the proposal on 9.1; give every proposal its own"]),
        ("ATU/35A18/8", []),
    ):
        cuts = {first: CutSettings(number="ATU/35A18/7"), second: CutSettings(number=other)}
        submission = replace(submission, proposals=(replace(proposal, cuts=cuts),))
        assert [finding.fault.sentence for finding in of("numbers-agree", submission)] == sentences


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('one{++ more++}. {>>edition "(WRC-07)", own edition "(WRC-31)"<<}', "is newer than the coming conference, WRC-27"),
        ('one{++ more++}. {>>edition "(WRC-07)", own edition ""<<}', "the edition mark was removed by hand"),
        ('one{++ more++}. {>>edition "(WRC-07)"<<}', ""),
        ('one. {>>edition "(WRC-07)", own edition ""<<}', ""),
    ],
)
def test_an_edition_mark_that_was_set_by_hand_is_that_of_the_coming_conference(line: str, sentence: str) -> None:
    found = [finding.fault.sentence for finding in of("edition-mark-by-hand", regulations(f"||9.1|| {line}\n"))]
    assert len(found) == bool(sentence)
    assert not found or sentence in found[0]
