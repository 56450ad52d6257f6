"""What a comparison says in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from model.diff.rows import Aligned, Row
from widgets.comparing.cells import SIDES, Marks, row_texts


def tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("Comparison", text, "", number)


def fold_words(count: int) -> str:
    """What stands for a folded stretch."""
    if count == 1:
        return tr("⋯ 1 paragraph without a difference – Enter shows it")
    return tr("⋯ {count} paragraphs without a difference – Enter shows them").format(count=count)


def missing_words(row: Row, way: int = 0) -> str:
    """What stands on the side that has nothing of a row; `way` says whether what was moved stands further down (1) or up
    (−1) there."""
    if row.state != "moved":
        return tr("(not in this text)")
    return {1: tr("(here further down; Enter goes there)"), -1: tr("(here further up; Enter goes there)")}.get(way, tr("(moved)"))


def way(aligned: Aligned, place: int) -> int:
    """Whether the other half of what was moved stands further down (1) or up (−1); 0 where nothing was."""
    partner = aligned.partners.get(place, place)
    return (partner > place) - (partner < place)


def spoken(aligned: Aligned, place: int, names: tuple[str, str], marks: Marks) -> str:
    """A row for ears: what became of it, and what each text says."""
    row = aligned.rows[place]
    parts = [
        {
            "same": tr("no difference"),
            "changed": tr("changed"),
            "inserted": tr("only in the second text"),
            "deleted": tr("only in the first text"),
            "moved": tr("moved"),
            "renumbered": tr("renumbered"),
        }[row.state]
    ]
    for name, side in zip(names, SIDES, strict=True):
        texts = row_texts(row, side, aligned.labelling, marks)
        if not texts:
            parts.append(f"{name}: {missing_words(row, way(aligned, place))}")
        else:
            parts.append(f"{name}: {' '.join(text.said for text in texts)}")
    return ". ".join(parts)


def copied(aligned: Aligned, place: int, marks: Marks) -> str:
    """A row as plain text, a line for each text; one line where both say the same."""
    row = aligned.rows[place]
    texts = [" ".join(text.said for text in row_texts(row, side, aligned.labelling, marks)) for side in SIDES]
    return "\n".join(dict.fromkeys(filter(None, texts)))
