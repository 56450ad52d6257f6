"""The sample, in the language of the interface, in a window, as `make run` shows it.

python -m app.cli.demo [FOLDER]

Without a display, it writes the sample's submission as a Word file into the folder, and prints where the file lies, its
amendments and the proof of export. No Qt is needed then.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.session.sample import sample_submission
from app.translation.choice import choose_language
from app.user_data.interface_setting import interface_setting
from app.window.qt_loading import load_qt
from model.errors import ClausewrightError
from model.numbering import Labelling
from model.redline import NOTE
from model.submission.amendments import Amendment, amendments
from model.submission.clause_paths import paths
from model.submission.values import Submission
from model.text.shortening import shorten_text

LONGEST = 60
"""Characters of an amendment's text that are printed."""


def has_display() -> bool:
    """Whether a window can be opened: always on Windows and macOS, on other systems if a display server is named."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def report(submission: Submission) -> list[str]:
    """The amendments of each proposal, one a line: the path, what is taken away and what is brought."""
    lines = []
    for proposal in submission.proposals:
        labelling = Labelling.of(proposal.redline)
        names = paths(proposal.redline, labelling)
        found = amendments(proposal.redline, labelling)
        lines.append(f"{proposal.symbol} {proposal.number}: {len(found)} amendments")
        lines += [f"  {names.get(amendment.clause, amendment.note)}: {describe(amendment)}" for amendment in found]
    return lines


def describe(amendment: Amendment) -> str:
    """An amendment in one line: its kind, the old words and the new ones."""
    old, new = (f"“{shorten(text)}”" if text else "" for text in (amendment.old, amendment.new))
    return f"{amendment.kind} {' → '.join(filter(None, (old, new)))}".rstrip()


def shorten(text: str) -> str:
    """The text in at most `LONGEST` characters; what was cut off is shown by an ellipsis."""
    return shorten_text(text.replace(NOTE, "[footnote]"), LONGEST)


def write_sample(folder: Path, language: str) -> list[str]:
    """Writes the sample in a language as Word into a folder, and returns what to report. May raise ProofError."""
    from model.formats.word.export import export_word
    from model.storage.atomic_write import write_durably

    submission = sample_submission(language)
    data, proof = export_word(submission)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "sample.docx"
    write_durably(path, data)
    message = (
        f"Proof of export: read back, {proof.clauses} clauses, {proof.labels} labels, {proof.notes} notes, "
        f"{proof.insertions} insertions and {proof.deletions} deletions are those of the proposal."
    )
    return [*report(submission), "", f"{path.resolve()} ({len(data):,} bytes)", message]


def main() -> int:
    """Opens the window on the sample, or writes its submission if there is no display."""
    choice = choose_language(None, interface_setting)
    try:
        if has_display():
            load_qt()
            from app.run import run

            return run([], sample_submission(choice.language), choice=choice)
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
        print("\n".join(write_sample(folder, choice.language)))
    except ClausewrightError as error:
        print(f"clausewright: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
