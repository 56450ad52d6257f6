"""The paragraphs of a text that somebody else marked up, as they are gathered: blanks of the markup taken away, labels before
the words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.formats.akoma_ntoso.schema.vocabulary import LONGEST_LABEL
from model.formats.recognition.raw_body import AutoNumber, ParagraphFormat, RawParagraph
from model.numbering import read_label
from model.redline import KEPT_END, LINE_BREAK, End, Run, Status, join_runs, with_text
from model.redline.limits import Sizes
from model.text.lazy_regex import late

_BLANKS = late(r"[ \t\r\n]+")
_LINES = late(r"[ \t]*[\r\n]\s*")
_DASH = late(r"\d{1,4}([ \u00a0]?[-–—])")
_CIRCLED = late(r"([㈠-㈩])\t+")
"""Labels of Chinese sub-items, which no other reader of labels knows."""
_SIDES = " \t\r\n" + LINE_BREAK
_FACES = {
    "number": ParagraphFormat("", "res_no", centred=True),
    "title": ParagraphFormat("", "res_title", centred=True),
    "history": ParagraphFormat("", "res_ref", centred=True),
    "opening": ParagraphFormat("", "normal_after_title"),
    "call": ParagraphFormat("", "call"),
    "heading": ParagraphFormat("", "heading 1"),
    "": ParagraphFormat(),
}
"""The formats that mark the kind of an element, by ITU's styles."""


def behind(label: str) -> str:
    """The text after a number in its `num` that is not part of it, with a tab: ` -` in Arabic texts; '' if there is none."""
    found = _DASH.fullmatch(label)
    return f"{found[1]}\t" if found is not None else ""


def end_of(runs: Sequence[Run]) -> End:
    """The end of a paragraph: a paragraph that is inserted or deleted as a whole has an end of that status."""
    statuses = {run.status for run in runs}
    if len(statuses) != 1 or runs[0].status not in (Status.INSERTED, Status.DELETED):
        return KEPT_END
    return End(runs[0].status, runs[0].stamp, move=runs[0].move)


def _strip_end(runs: list[Run]) -> None:
    """Takes the blanks at the end of runs away."""
    while runs and not runs[-1].content:
        text = runs[-1].text.rstrip(_SIDES)
        if text:
            runs[-1] = with_text(runs[-1], text)
            return
        runs.pop()


class Lines:
    """Adds paragraphs to a list, with limits on their number and size."""

    def __init__(self, paragraphs: list[RawParagraph], sizes: Sizes) -> None:
        self._paragraphs = paragraphs
        self.sizes = sizes
        self.after_label: list[Run] = []
        """Notes at a label, which precede the words after it."""
        self.in_cell = False
        """Whether a cell is read: anything may look like a label there."""

    def trim_runs(self, runs: Sequence[Run], *, preserved: bool) -> tuple[Run, ...]:
        """Runs without the blanks of the markup's layout; if they are *preserved*, those inside a line stay."""
        out: list[Run] = []
        for run in runs:
            if run.content:
                out.append(run)
                continue
            if run.text == LINE_BREAK:
                _strip_end(out)
                out += [run] if out else []
                continue
            text = _LINES.sub(" ", run.text) if preserved else _BLANKS.sub(" ", run.text)
            if text[:1] == " " and (not out or (not out[-1].content and out[-1].text[-1:] in " \t\u2028")):
                text = text[1:]
            if not out:
                text = text.lstrip(_SIDES)
            if text:
                out.append(run if text == run.text else with_text(run, text))
        _strip_end(out)
        return join_runs(out)

    def add(self, runs: tuple[Run, ...], label: str, role: str) -> str:
        """Adds a paragraph and returns its number. EditError if there are too many, or it is too long."""
        runs, self.after_label = (*self.after_label, *runs), []
        self.sizes.add(runs)
        number = str(len(self._paragraphs))
        face = _FACES.get(role, _FACES[""])
        if not label and runs and (sign := _CIRCLED.match(runs[0].text)) is not None:
            label, runs = sign[1], (with_text(runs[0], runs[0].text[sign.end() :]), *runs[1:])
        if label and (self.in_cell or len(label) > LONGEST_LABEL):
            label, runs = "", join_runs((Run(f"{label} "), *runs))
        label = label.removesuffix(behind(label).rstrip("\t"))
        if label:
            words = "".join(run.text for run in runs)
            typed = read_label(f"{label}\t{words}")
            if typed is not None and typed.label == label and words and role != "heading":
                runs = join_runs((Run(f"{label}\t"), *runs))
            else:
                face = replace(face, number=AutoNumber(label, "upperRoman" if role == "heading" else "decimal", 0))
        self._paragraphs.append(RawParagraph(runs, KEPT_END if self.in_cell else end_of(runs), face, source=number))
        return number

    def put_into_cell(self, first: int, cell: tuple[int, int, int]) -> None:
        """Puts the paragraphs from a number on into a cell."""
        self.sizes.add_cell()
        for place in range(first, len(self._paragraphs)):
            self._paragraphs[place] = replace(self._paragraphs[place], cell=cell)
