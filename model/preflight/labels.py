"""Labels in sequence, levels, lists of one, lead-ins; calls in form and order; footnotes in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.lexicon.calls import read_call
from model.message import Message
from model.numbering import note_marks
from model.numbering.schemes import bare, parse_label
from model.preflight.context import CallBlock, CheckContext, CheckedText, DraftLine
from model.preflight.finding import Faults, Problem, Rule, at, in_new_words
from model.redline import NOTE, Scheme
from model.redline.runs import with_offsets
from model.submission.french_spaces import mark_behind
from model.text.lazy_regex import late

_STYLE = Message.of("ITU English Language Style Guide: numbering of paragraphs, lists; WTSA Proceedings")
_PRACTICE = Message.of("61 resolutions of PP-18, measured")


def _ordinal(label: str, scheme: Scheme) -> tuple[str, int] | None:
    numeral = parse_label(label, scheme)
    return (numeral.stem, numeral.value) if numeral is not None else None


def _sequence(text: CheckedText, context: CheckContext) -> Faults:
    """Duplicates and gaps in each list of a block, unless the text in force prints them."""
    for block in text.blocks:
        last: dict[int, dict[tuple[str, str], int]] = {}
        seen: dict[int, dict[str, DraftLine]] = {}
        for line in block.items:
            yield None
            scheme = line.clauses[-1].props.scheme
            for deeper in [level for level in seen if level > line.level]:
                del last[deeper], seen[deeper]
            found = _ordinal(line.label, scheme) if line.label and scheme not in ("bullet", "none") else None
            if found is None:
                if line.label and scheme == "letter" and line.bearer.own_label is not None:
                    message = Message.of("“{label}” is not a label of a sequence; after z) come aa), bb), cc)", label=line.label)
                    yield at(line, 0, 0, message)
                continue
            stem, value = found
            name = bare(line.label)
            values, lines = last.setdefault(line.level, {}), seen.setdefault(line.level, {})
            before, same = values.get((scheme, stem)), lines.get(name)
            values[scheme, stem], lines[name] = value, line
            if line.unchanged and line.bearer.own_label is None:
                continue
            if same is not None:
                message = Message.of("“{label}” occurs twice under {text}", label=line.label, text=block.call.text.strip(" ,"))
                yield at(line, 0, 0, message)
            elif before is not None and value > before + 1 and line.bearer.own_label is not None:
                message = Message.of("“{label}” leaves a gap under {text}", label=line.label, text=block.call.text.strip(" ,"))
                yield at(line, 0, 0, message)


def _alone(text: CheckedText, context: CheckContext) -> Faults:
    for block in text.blocks:
        yield None
        top = [line for line in block.items if line.level <= 1]
        labelled = [line for line in top if line.label and line.clauses[-1].props.scheme != "bullet"]
        if len(top) == 1 and len(labelled) == 1 and not labelled[0].unchanged:
            message = Message.of(
                "“{label}” is the only paragraph of its block, so it must have no label", label=labelled[0].label
            )
            yield at(labelled[0], 0, 0, message)
        if len(top) > 1 and len(labelled) == 0 and not all(line.unchanged for line in top):
            message = Message.of("the block has several paragraphs and none has a label")
            yield at(top[0], 0, 0, message)


def _lead_in(text: CheckedText, context: CheckContext) -> Faults:
    for block in text.blocks:
        for line, below in zip(block.items, block.items[1:], strict=False):
            yield None
            if below.level > max(line.level, 1) and below.label and not (below.in_table or line.is_table_note):
                end = len(line.text.rstrip())
                if line.text.rstrip()[-1:] not in (":", "：") and end:
                    closing = line.text.rstrip()[-1]
                    start = end - 1 if closing in ";,.；，。؛،" else end
                    if not block.is_marked and line.is_kept(start, end):
                        continue
                    colon = mark_behind(line.text[:start], ":", spaced=context.is_spaced(text.story))
                    colon = "：" if text.language == "zh" else colon
                    message = Message.of("sub-items follow, so it ends with a colon")
                    if start < end:
                        message = Message.of("sub-items follow, so it ends with a colon, not “{closing}”", closing=closing)
                    yield in_new_words(line, start, end, message, (start, end, colon))


def _skipped_levels(text: CheckedText, context: CheckContext) -> Faults:
    for block in text.blocks:
        level = 0
        for line in block.items:
            yield None
            if line.label and line.level > level + 1 and level and not line.unchanged:
                yield at(line, 0, 0, Message.of("“{label}” skips a level", label=line.label))
            level = line.level if line.label else level


def _empty_call(text: CheckedText, context: CheckContext) -> Faults:
    lines = text.lines
    for place, line in enumerate(lines):
        yield None
        if line.kind != "call":
            continue
        below = lines[place + 1] if place + 1 < len(lines) else None
        if below is None or below.kind != "paragraph":
            yield in_new_words(
                line, 0, len(line.text), Message.of("no paragraph follows {text}", text=line.text.strip(" ,")), old="warning"
            )


def _form(text: CheckedText, context: CheckContext) -> Faults:
    for block in text.blocks:
        yield None
        if not block.call.unchanged and read_call(block.call.text, text.language) is None:
            message = Message.of("“{text}” does not have the form of a known introductory phrase", text=block.call.text.strip())
            yield at(block.call, 0, len(block.call.text), message)


def _order(text: CheckedText, context: CheckContext) -> Faults:
    operative: CallBlock | None = None
    for block in text.blocks:
        yield None
        if block.kind == "operative":
            operative = operative or block
        elif block.kind == "preamble" and operative is not None:
            this, that = block.call.text.strip(" ,"), operative.call.text.strip(" ,")
            message = Message.of("“{this}” belongs to the preamble, but comes after “{that}”", this=this, that=that)
            yield in_new_words(block.call, 0, len(block.call.text), message)


_THAT = {"en": ("that",), "fr": ("que", "qu"), "es": ("que",), "ru": ("что",)}
_WORD = late(r"\w+")


def _that(text: CheckedText, context: CheckContext) -> Faults:
    """An item that alone among its neighbours does not begin with `that`."""
    wanted = _THAT.get(text.language)
    if wanted is None:
        return
    for block in text.blocks:
        yield None
        items = [line for line in block.items if line.level <= 1 and line.label]
        begun = [(line, _WORD.search(line.text)) for line in items]
        odd = [(line, word) for line, word in begun if word is None or word[0].lower() not in wanted]
        if len(items) >= 4 and len(odd) == 1:
            line, word = odd[0]
            message = Message.of(
                "alone in its block, “{label}” does not begin with “{wanted}”", label=line.label, wanted=wanted[0]
            )
            yield at(line, 0, word.end() if word is not None else 0, message)


def _notes(text: CheckedText, context: CheckContext) -> Faults:
    referred: list[tuple[DraftLine, int, str]] = []
    for line in text.lines:
        yield None
        for offset, run in with_offsets(run for _, _, run in line.passage.runs):
            if run.text == NOTE:
                referred.append((line, line.legible.place(offset), run.content))
    keys = {key for _, _, key in referred}
    for line, offset, key in referred:
        if key not in text.redline.notes:
            yield at(line, offset, offset + 1, Message.of("the footnote that is referred to here does not exist"))
    live = {key for key, note in text.redline.notes.items() if any(clause.is_on("draft") for clause in note.clauses)}
    struck = {run.content for clause in text.redline.clauses for run in clause.runs if run.text == NOTE} - keys
    for key in sorted(live - keys - struck):
        words = " ".join("".join(clause.text_on("draft") for clause in text.redline.notes[key].clauses).split())
        yield Problem(Message.of("a footnote is referred to nowhere: “{words}”", words=words[:40]), text.story)
    yield from _in_order(referred, {key: mark[1] or "" for key, mark in note_marks(text.redline).items()})


def _in_order(referred: Sequence[tuple[DraftLine, int, str]], marks: dict[str, str]) -> Iterator[Problem]:
    last = 0
    for line, offset, key in referred:
        mark = marks.get(key, "")
        if not mark.isdecimal():
            continue
        if int(mark) < last and int(mark) != 1:
            yield at(line, offset, offset + 1, Message.of("footnote {mark} comes after footnote {last}", mark=mark, last=last))
        last = max(last, int(mark))


RULES = (
    Rule(
        "label-sequence", "error", Message.of("A label occurs twice or leaves a gap"),
        Message.of("Under one introductory phrase every label occurs once and follows the one before. Labels that were set "
                   "by hand do not change: unlock them, or set them again."),
        _STYLE, text=_sequence,
    ),
    Rule(
        "label-alone", "advice", Message.of("A single paragraph with a label, or several without"),
        Message.of("A block of one paragraph has no label. If there is a second paragraph, both are labelled."),
        _PRACTICE, text=_alone,
    ),
    Rule(
        "lead-in", "warning", Message.of("Sub-items without a colon before them"),
        Message.of("A paragraph that leads in to sub-items ends with a colon."),
        Message.of("PP-18 Final Acts: inner enumerations lead in with a colon"), text=_lead_in,
    ),
    Rule(
        "level-skipped", "warning", Message.of("A level is skipped"),
        Message.of("Sub-items are one level below the paragraph that they belong to: a) then i), 1 then 1.1."),
        _STYLE, text=_skipped_levels,
    ),
    Rule(
        "call-empty", "error", Message.of("An introductory phrase without paragraphs"),
        Message.of("There is nothing under the introductory phrase. Write a paragraph, or delete the phrase."),
        Message.of("structure of a resolution: introductory phrase and paragraphs"), text=_empty_call,
    ),
    Rule(
        "call-form", "advice", Message.of("An introductory phrase in a form that is not known"),
        Message.of("It is a verb with further or also, an addressee and qualifiers, short, without a mark at its end."),
        Message.of(
            "Introductory phrases of 61 resolutions of PP-18 and their lexicon (its last column says which are verified)"
        ), text=_form,
    ),
    Rule(
        "call-order", "warning", Message.of("An introductory phrase of the preamble in the operative part"),
        Message.of("considering, recalling, noting … come first; resolves, instructs, invites … follow."),
        Message.of("structure of a resolution: preamble before operative part"), text=_order,
    ),
    Rule(
        "item-begins-unlike", "advice", Message.of("A paragraph begins unlike its neighbours"),
        Message.of("In a block whose paragraphs begin with that (que, что), one does not. A noun phrase may be intended."),
        _PRACTICE, text=_that,
    ),
    Rule(
        "footnotes", "error", Message.of("A footnote out of place"),
        Message.of("Every reference has its note, every note has its reference, and their marks follow in order."),
        Message.of("WTSA Proceedings: footnotes are numbered through each resolution"), text=_notes,
    ),
)  # fmt: skip
