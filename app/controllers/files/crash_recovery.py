"""Recovery at the start: a list of the documents that a crash left, each brought back, discarded or left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import QObject

from app.session import recovery
from app.window.context import Context
from model.errors import ClausewrightError, EditError
from model.numbering import Labelling, note_marks
from model.redline import Redline, Run, join_runs
from model.submission.amendments import Amendment, amendments
from model.submission.clause_paths import places as places_of
from model.submission.place_texts import note_text
from model.submission.values import CutSettings, Proposal, Submission
from widgets.amendments.cells import kind_name, whole_words
from widgets.common.foreign_text import direction_marked, isolated, old_arrow_new
from widgets.common.names import local_time, spoken_path
from widgets.common.translation import say, translate, with_label
from widgets.dialogs import messages

MOST_LABELS = 200
"""Changes that are listed by name."""


class CrashRecoveryController(QObject):
    """Offers the unsaved work of crashed sessions, until the user opens one or none remains."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._open_submission = context.open_submission
        self._window = context.window
        self.left: tuple[recovery.UnsavedJournal, ...] = ()
        """The journals for which the user chose *Later*."""

    def offer(self) -> bool:
        """Shows the unsaved work; returns whether a document of it is open now."""
        left = list(recovery.find_unsaved(self._open_submission.journals))
        while left:
            from widgets.dialogs.recovery import RecoveryDialog

            rows = [self._description(found) for found in left]
            dialog = RecoveryDialog(rows, lambda row: self.details(left[row]), self._window)
            dialog.exec()
            row, choice = dialog.row, dialog.choice
            dialog.deleteLater()
            if choice == "later" or row < 0:
                self.left = tuple(left)
                return False
            found = left.pop(row)
            if choice == "discard":
                recovery.discard(found)
            elif self.bring_back(found):
                self.left = tuple(left)
                return True
        self.left = ()
        return False

    def _description(self, found: recovery.UnsavedJournal) -> str:
        sentence = self.tr("{title}, changes: {count}, last {time}")
        sentence = sentence.format(title=isolated(found.title), count=found.count, time=local_time(found.time))
        return "\n".join(filter(None, (sentence, direction_marked(isolated(found.document)), found.problem)))

    def details(self, found: recovery.UnsavedJournal) -> str:
        """The changes to be recovered: the difference in words, then the changes by their names in the undo list."""
        try:
            before, after = self._open_submission.work(
                lambda: recovery.preview_recovery(found), self.tr("Reading what was not saved …")
            )
        except ClausewrightError as error:
            return say(error.message)
        words = [f"+ {line}" for line in new_amendments(before, after)]
        accepted, gone = lost_amendments(before, after)
        listed = numbered_lines(found.labels)
        if len(listed) > MOST_LABELS:
            listed = [*listed[:MOST_LABELS], "…"]
        parts = [self.tr("Amendments to be recovered:"), *words] if words else []
        parts += [self.tr("Amendments that were accepted after the last save:"), *accepted] if accepted else []
        parts += [self.tr("Amendments that were rejected or changed after the last save:"), *gone] if gone else []
        return "\n".join([*parts, self.tr("Changes in order:"), *listed])

    def _of_copy(self, title: str) -> str:
        return self.tr("{title} (recovered)").format(title=title)

    def bring_back(self, found: recovery.UnsavedJournal) -> bool:
        """Opens unsaved work; returns whether it is open."""
        try:
            brought = self._open_submission.work(
                lambda: recovery.recover(found, self._open_submission.warn, self._of_copy), self.tr("Recovering …")
            )
        except ClausewrightError as error:
            messages.show_error(self._window, say(error.message))
            return False
        try:
            self._open_submission.restore(brought.persistence, brought.before, brought.transactions)
        except EditError as error:
            messages.show_error(self._window, say(error.message))
        at = next((done.after for done, _ in reversed(brought.transactions) if done.after is not None), None)
        if at is not None:
            self._window.go_to(at)
        if brought.problems:
            messages.show_warnings(self._window, brought.problems)
        return True


def numbered_lines(labels: Sequence[str]) -> list[str]:
    """Labels with their numbers from 1, equal neighbours on one line."""
    lines, number = [], 1
    for label, same in groupby(labels):
        last = number + len(list(same)) - 1
        lines.append(f"{number}. {label}" if last == number else f"{number}–{last}. {label}")
        number = last + 1
    return lines


def new_amendments(before: Submission, after: Submission) -> Iterator[str]:
    """The amendments of a submission that another does not have, a line each: place, deleted and inserted words."""
    for index, proposal in enumerate(after.proposals):
        yield from (line for line, _ in _not_in(before, index, proposal))
        yield from _new_settings(before.proposals[index] if index < len(before.proposals) else Proposal(), proposal)


def _new_settings(before: Proposal, after: Proposal) -> Iterator[str]:
    """What is set by hand for the proposals on a treaty text and was not before, a line each: place and setting. What was taken
    back has a line too."""
    marks = {clause.id: clause.own_mark for clause in before.redline.clauses}
    marked = [clause for clause in after.redline.clauses if clause.own_mark != marks.get(clause.id)]
    if before.cuts == after.cuts and not marked:
        return
    places, notes = places_of(after.redline, Labelling.of(after.redline)), note_marks(after.redline)
    for key in dict.fromkeys((*after.cuts, *before.cuts)):
        note = next(filter(None, notes.get(key.partition(":")[0], ())), "")
        place = say(note_text(note)) if note else spoken_path(places.get(key, ""))
        for words in _changed_settings(before.cuts.get(key, CutSettings()), after.cuts.get(key, CutSettings()), places):
            yield direction_marked(with_label(place, words))
    for clause in marked:
        words = translate("CrashRecovery", "edition mark by the rule")
        if clause.own_mark is not None:
            mark = clause.own_mark.text
            words = translate("CrashRecovery", "edition mark {mark}").format(mark=isolated(mark)) if mark else _no_mark()
        yield direction_marked(with_label(spoken_path(places.get(clause.id, "")), words))


def _no_mark() -> str:
    return translate("CrashRecovery", "no edition mark")


def _changed_settings(old: CutSettings, new: CutSettings, places: Mapping[str, str]) -> Iterator[str]:
    """What differs between the settings of a proposal, in words."""
    if (old.symbol, old.underlined) != (new.symbol, new.underlined):
        symbol = new.symbol or translate("CrashRecovery", "symbol by its amendments")
        yield translate("CrashRecovery", "{symbol}, underlined").format(symbol=symbol) if new.underlined else symbol
    if old.last != new.last:
        last = spoken_path(places.get(new.last, ""))
        joined = translate("CrashRecovery", "with what follows up to {place}").format(place=last)
        yield joined if new.last else translate("CrashRecovery", "a proposal of its own")
    if new.separate and not old.separate:
        yield translate("CrashRecovery", "its provisions are proposals of their own")
    if old.separate and not new.separate:
        yield translate("CrashRecovery", "one proposal")
    if new.order and old.order != new.order:
        yield translate("CrashRecovery", "proposal {number} in order").format(number=new.order)
    number = translate("CrashRecovery", "number {text}")
    reasons, agenda = translate("CrashRecovery", "reasons “{text}”"), translate("CrashRecovery", "agenda item {text}")
    for form, was, now in (
        (number, old.number, new.number),
        (reasons, old.reasons, new.reasons),
        (agenda, old.agenda, new.agenda),
    ):
        if was != now:
            yield form.format(text=isolated(whole_words(now)))


def lost_amendments(before: Submission, after: Submission) -> tuple[list[str], list[str]]:
    """The amendments of a submission that a later state no longer has, one line each: those that were accepted, and those that
    were rejected or changed. Renumberings depend on other changes and are not listed."""
    accepted: list[str] = []
    others: list[str] = []
    for index, proposal in enumerate(before.proposals):
        later = after.proposals[index].redline if index < len(after.proposals) else Redline()
        for line, amendment in _not_in(after, index, proposal):
            if amendment.kind == "renumbering":
                continue
            if _draft_of(later, amendment) == _draft_of(proposal.redline, amendment):
                accepted.append(f"✓ {line}")
            else:
                others.append(f"− {line}")
    return accepted, others


def _not_in(other: Submission, index: int, proposal: Proposal) -> Iterator[tuple[str, Amendment]]:
    """The amendments of a proposal that the one of that number in another submission does not have, with their lines."""
    older = other.proposals[index] if index < len(other.proposals) else Proposal()
    if older.redline == proposal.redline:
        return
    known = {_wording(amendment) for amendment in _amendments(older)}
    places, marks = places_of(proposal.redline, Labelling.of(proposal.redline)), note_marks(proposal.redline)
    for amendment in _amendments(proposal):
        if _wording(amendment) in known:
            continue
        if amendment.note:
            base, draft = marks.get(amendment.note, (None, None))
            place = say(note_text(draft or base or "*"))
        else:
            place = spoken_path(places.get(amendment.clause, ""))
        yield direction_marked(with_label(place, _words(amendment))), amendment


def _draft_of(redline: Redline, amendment: Amendment) -> object:
    """The clause of an amendment in the draft: its properties, label and formatted characters; None if it is gone."""
    note = redline.notes.get(amendment.note) if amendment.note else None
    clauses = note.clauses if note is not None else () if amendment.note else redline.clauses
    clause = next((candidate for candidate in clauses if candidate.id == amendment.clause), None)
    if clause is None or not clause.is_on("draft"):
        return None
    label = clause.own_label or clause.label
    runs = join_runs(Run(run.text, style=run.style) for run in clause.runs if run.status.in_draft)
    return clause.props, label.text if label is not None else "", runs


def _amendments(proposal: Proposal) -> tuple[Amendment, ...]:
    return amendments(proposal.redline, Labelling.of(proposal.redline))


def _wording(amendment: Amendment) -> tuple[str, ...]:
    return amendment.note, amendment.clause, amendment.kind, amendment.old, amendment.new


def _words(amendment: Amendment) -> str:
    return quoted_change(amendment.old, amendment.new) or kind_name(amendment.kind)


def quoted_change(old: str, new: str) -> str:
    """The old and the new words, each in quotes, footnotes by their name."""
    quoted = translate("CrashRecovery", "“{words}”")
    return old_arrow_new(quoted.format(words=isolated(whole_words(words))) for words in (old, new) if words)
