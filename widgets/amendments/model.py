"""The rows of the amendments of one text. They are updated shortly after the text changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPalette

from model.numbering import note_marks
from model.redline import Redline
from model.submission.amendment_notes import NONE, Remarks, remarks
from model.submission.amendments import Amendment, Amendments
from model.submission.comments import Comments
from model.submission.place_texts import note_text
from model.submission.story import StoryId, redline_of
from model.submission.values import Submission
from widgets.amendments.cells import amendment_line, author_name, cell_text, kind_words, old_and_new_words, spoken_kind_words
from widgets.amendments.nodes import EVERYTHING, AmendmentNode, Filter, TheirAmendments, in_text_order, nodes
from widgets.common.announcements import level_words
from widgets.common.foreign_text import as_tooltip, without_sign
from widgets.common.names import local_time, spoken_path
from widgets.common.store import Change, Store
from widgets.common.story_model import StoryModel
from widgets.common.translation import counted, join_words, line_of, say, with_label

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
FOLLOW_AFTER = 150
"""Milliseconds between the last change and the update of the rows."""
SHOW_AFTER = 100
"""Milliseconds between showing another text and listing its amendments: its first screen is painted before."""
PLACE, KIND, OLD, NEW, AUTHOR, TIME, REMARK = range(COLUMNS := 7)
Role = Qt.ItemDataRole


class AmendmentItem:
    """A row at its place in the tree; `number` is the internal id of its index."""

    __slots__ = ("items", "node", "number", "parent", "row")

    def __init__(self, node: AmendmentNode | None, number: int, parent: AmendmentItem | None, row: int) -> None:
        """`node` and `parent` are None at the top."""
        self.node = node
        self.number = number
        self.parent = parent
        self.row = row
        self.items: list[AmendmentItem] = []


class AmendmentModel(StoryModel):
    """A tree of `AmendmentNode` rows."""

    followed = Signal()
    """The rows have been updated."""

    def __init__(self, store: Store, story: StoryId, palette: QPalette, parent: QObject) -> None:
        super().__init__(store, story, palette, parent, FOLLOW_AFTER)
        self._found: Amendments | None = None
        self._paths: Mapping[str, str] = {}
        self._marks: Mapping[str, tuple[str | None, str | None]] = {}
        self._remarks: Mapping[str, Remarks] = {}
        self._shown_comments: Comments = {}
        """The reasons and notes at the time when they were shown."""
        self._rows: tuple[Amendment, ...] = ()
        self._theirs = TheirAmendments()
        self._filter = EVERYTHING
        self._numbers = count(1)
        self._top = AmendmentItem(None, 0, None, 0)
        self._items: dict[int, AmendmentItem] = {}
        self.show_story(story)

    # -- following the text

    def show_story(self, story: StoryId) -> None:
        """Lists the amendments of another story."""
        self._story, self._found = story, None
        self._reset(self._nodes_now())

    def show_only(self, shown: Filter) -> None:
        """Shows only the amendments that a filter accepts."""
        if shown != self._filter:
            self._filter = shown
            self._reset(self._nodes_now())

    def _reset(self, new: Sequence[AmendmentNode]) -> None:
        self.beginResetModel()
        self._items.clear()
        self._top.items = self._make_items(new, self._top)
        self.endResetModel()

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self._show_later()
        elif _remark_counts(change.after, self._story) != _remark_counts(change.before, self._story):
            self._timer.start(FOLLOW_AFTER)

    def _show_later(self) -> None:
        """Removes the rows of the old text, and lists those of the new one after its first screen has been painted."""
        self._rows, self._found, self._theirs = (), None, TheirAmendments()
        self._reset(())
        self._timer.start(SHOW_AFTER)

    def follow(self) -> None:
        """Updates the rows at once; unchanged rows remain the same objects."""
        if self._found is None:
            self.show_story(self._story)
        else:
            self._replace_rows(self._top, self._nodes_now())
            # The paths of unchanged rows also depend on other clauses.
            if self._top.items:
                self.dataChanged.emit(self.index(0, PLACE), self.index(len(self._top.items) - 1, PLACE))
            self._show_remarks()
        self.followed.emit()

    def _show_remarks(self) -> None:
        """Reports changed reasons and notes of unchanged amendments."""
        if self._comments() is self._shown_comments:
            return
        self._shown_comments = self._comments()
        for above in (self._top, *(item for item in self._top.items if item.items)):
            if above.items:
                self.dataChanged.emit(self._index(above.items[0], REMARK), self._index(above.items[-1], REMARK))

    def _nodes_now(self) -> tuple[AmendmentNode, ...]:
        self._timer.stop()
        if not self._store.submission.proposals:
            self._paths, self._rows, self._marks, self._remarks = {}, (), {}, {}
            self._theirs = TheirAmendments()
            return ()
        number = self._story.proposal
        redline, labelling = redline_of(self._store.submission, self._story), self._store.labelling(number)
        self._paths = self._store.places(number)
        known = self._found
        self._found = known.update(redline, labelling) if known is not None else Amendments.of(redline, labelling)
        self._rows = tuple(self._found)
        self._remarks = remarks(redline, self._comments(), self._rows)
        self._theirs = self._theirs.update(self._store.submission.proposals[number - 1])
        rows = in_text_order(self._rows, self._theirs.rows, redline.places) if self._theirs.rows else self._rows
        self._marks = note_marks(redline) if any(row.note for row in rows) else {}
        return nodes(rows, redline, self._filter)

    def _replace_rows(self, above: AmendmentItem, new: Sequence[AmendmentNode]) -> None:
        """Replaces the rows below a row where they differ: rows are updated, inserted or removed."""
        old = [item.node for item in above.items]
        head, tail = _common(old, new)
        old_keys = [node.key if node else "" for node in old[head : len(old) - tail]]
        first, last = _common(old_keys, [node.key for node in new[head : len(new) - tail]])
        start, stop_old, stop_new = head + first, len(old) - tail - last, len(new) - tail - last
        if stop_old > start:
            self.beginRemoveRows(self._index(above), start, stop_old - 1)
            self._forget(above.items[start:stop_old])
            self._splice(above, start, stop_old, [])
            self.endRemoveRows()
        if stop_new > start:
            self.beginInsertRows(self._index(above), start, stop_new - 1)
            self._splice(above, start, start, self._make_items(new[start:stop_new], above))
            self.endInsertRows()
        for row in (*range(head, start), *range(stop_new, stop_new + last)):
            item = above.items[row]
            item.node = new[row]
            self.dataChanged.emit(self._index(item), self._index(item, COLUMNS - 1))
            self._replace_rows(item, new[row].children)

    def _make_items(self, under: Iterable[AmendmentNode], above: AmendmentItem) -> list[AmendmentItem]:
        out = []
        for row, node in enumerate(under):
            item = AmendmentItem(node, next(self._numbers), above, row)
            self._items[item.number] = item
            item.items = self._make_items(node.children, item)
            out.append(item)
        return out

    def _forget(self, items: Iterable[AmendmentItem]) -> None:
        for item in items:
            del self._items[item.number]
            self._forget(item.items)

    def _splice(self, above: AmendmentItem, start: int, stop: int, items: list[AmendmentItem]) -> None:
        above.items[start:stop] = items
        for row, item in enumerate(above.items[start:], start):
            item.row = row

    # -- what there is

    @property
    def rows(self) -> tuple[Amendment, ...]:
        """All amendments of the current text, including hidden ones, without those of another party that it amends."""
        if self._timer.isActive():
            self.follow()
        return self._rows

    @property
    def last_rows(self) -> tuple[Amendment, ...]:
        """The same at the time of the last update."""
        return self._rows

    @property
    def last_theirs(self) -> tuple[Amendment, ...]:
        """The amendments of the other party whose proposal the text amends, at their places in it, at that time."""
        return self._theirs.rows

    @property
    def redline(self) -> Redline:
        """The text to which `rows` belong."""
        return self._found.redline if self._found is not None else Redline()

    @property
    def decidable(self) -> list[Amendment]:
        """The visible amendments that can be accepted or rejected, at the time of the last update."""
        return [amendment for item in self._top.items if item.node for amendment in item.node.amendments if amendment.parts]

    def node(self, index: Index) -> AmendmentNode | None:
        """The row of an index; None at the top."""
        item = self._items.get(index.internalId()) if index.isValid() else None
        return item.node if item is not None else None

    def index_of(self, amendment: Amendment) -> QModelIndex:
        """The row of a visible amendment."""
        leaves = [item for item in self._items.values() if item.node is not None and not item.node.is_group]
        same = (item for item in leaves if item.node is not None and item.node.first is amendment)
        equal = (item for item in leaves if item.node is not None and item.node.first == amendment)
        item = next(same, None) or next(equal, None)
        return self._index(item) if item is not None else QModelIndex()

    def _index(self, item: AmendmentItem, column: int = 0) -> QModelIndex:
        return self.createIndex(item.row, column, item.number) if item is not self._top else QModelIndex()

    def _item(self, index: Index) -> AmendmentItem:
        return self._items.get(index.internalId(), self._top) if index.isValid() else self._top

    def path_of(self, id: str) -> str:
        """The place of a clause at the time of the last update."""
        return self._paths.get(id, "")

    def place_of(self, amendment: Amendment) -> str:
        """The place of an amendment in words."""
        if not amendment.note:
            return spoken_path(self.path_of(amendment.clause), of_row=amendment.kind == "row")
        base, draft = self._marks.get(amendment.note, (None, None))
        return say(note_text(draft or base or "*"))

    # -- as Qt asks

    def index(self, row: int, column: int, parent: Index = TOP) -> QModelIndex:
        under = self._item(parent).items
        if not (0 <= row < len(under) and 0 <= column < COLUMNS) or parent.column() > 0:
            return QModelIndex()
        return self._index(under[row], column)

    def parent(self, index: Index = TOP) -> QModelIndex:  # type: ignore[override]  # Qt's own has two meanings
        above = self._item(index).parent
        return self._index(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = TOP) -> int:
        return len(self._item(parent).items) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = TOP) -> int:
        return COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> str | None:
        if role != Role.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("Place"),
            self.tr("Kind"),
            self.tr("Old"),
            self.tr("New"),
            self.tr("Author"),
            self.tr("Time"),
            self.tr("Reason, note"),
        )[section]

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        node = self.node(index)
        if node is None:
            return None
        match role:
            case Role.DisplayRole:
                return self._cell(node, index.column())
            case Role.AccessibleTextRole:
                return (
                    self.line_of(node) if index.column() == PLACE else without_sign(self._cell(node, index.column(), spoken=True))
                )
            case Role.AccessibleDescriptionRole:
                return self._description(node, index) if index.column() == PLACE else None
            case Role.ToolTipRole:
                return as_tooltip(self.line_of(node))
            case Role.ForegroundRole:
                return self._colour(node, index)
        return None

    def line_of(self, node: AmendmentNode) -> str:
        """The text of a row in one line."""
        place = self.place_of(node.first)
        if node.is_group:
            return line_of((place, counted("{n} amendment", "{n} amendments", len(node.amendments)), self._authors(node)))
        return line_of((amendment_line(node.first, place), self._remark(node.first, spoken=True)))

    def _description(self, node: AmendmentNode, index: Index) -> str:
        """A description for screen readers: what the collapsed rows below a row are, what can be done with it, and its level."""
        follows = len(node.children) if not node.is_group else 0
        under = self.tr("renumberings that follow from it: {count}").format(count=follows) if follows else ""
        decided = any(amendment.parts for amendment in node.amendments)
        can = self.tr("can be accepted or rejected") if decided else self.tr("follows what caused it")
        parent = index.parent()
        level = level_words(2 if parent.isValid() else 1, index.row() + 1, self.rowCount(parent))
        return line_of((can, under, level))

    def _cell(self, node: AmendmentNode, column: int, *, spoken: bool = False) -> str:
        """The text of a cell. With `spoken` the kind is without its sign."""
        first = node.first
        match column:
            case _ if column == PLACE:
                return self.place_of(first)
            case _ if column == KIND:
                return spoken_kind_words(first) if spoken and not node.is_group else self._kind(node)
            case _ if column == AUTHOR:
                return self._authors(node)
            case _ if column == TIME:
                return local_time(max(amendment.stamp.date for amendment in node.amendments))
            case _ if column == REMARK:
                return "" if node.is_group else self._remark(first, spoken=spoken)
        return "" if node.is_group else old_and_new_words(first)[column - OLD]

    @property
    def remarks(self) -> Mapping[str, Remarks]:
        """The reasons and notes of the amendments by their keys, at the time of the last update."""
        return self._remarks

    def _comments(self) -> Comments:
        proposals = self._store.submission.proposals
        number = self._story.proposal
        return proposals[number - 1].comments if number <= len(proposals) else {}

    def reason_of(self, amendment: Amendment) -> str:
        """The reason of an amendment; '' if it has none."""
        found = self._comments().get(self._remarks.get(amendment.key, NONE).reason)
        return found.text if found is not None else ""

    def _remark(self, amendment: Amendment, *, spoken: bool = False) -> str:
        """The reason of an amendment, and its note after a sign; with `spoken` after a word."""
        found = self._remarks.get(amendment.key, NONE) if amendment.parts else NONE
        comments = self._comments()
        reason, note = (comments[key].text if key in comments else "" for key in (found.reason, found.note))
        noted = (with_label(self.tr("note"), cell_text(note)) if spoken else f"✎ {cell_text(note)}") if note else ""
        return "  ".join(filter(None, (cell_text(reason), noted)))

    def _kind(self, node: AmendmentNode) -> str:
        if node.is_group:
            return counted("{n} amendment", "{n} amendments", len(node.amendments))
        name = kind_words(node.first)
        return f"{name} (# {len(node.children)})" if node.children else name

    def _authors(self, node: AmendmentNode) -> str:
        names = dict.fromkeys(amendment.stamp.author for amendment in node.amendments if amendment.parts)
        return join_words(map(author_name, names))

    def _colour(self, node: AmendmentNode, index: Index) -> object:
        if index.column() in (OLD, NEW):
            return self._colours.deleted if index.column() == OLD else self._colours.inserted
        inside = self._item(index).parent is not self._top
        return self._colours.quiet if inside and index.column() == PLACE and node.first.parts else None


def _remark_counts(submission: Submission, story: StoryId) -> tuple[int, ...]:
    """The identities of what the rows depend on: the text, its reasons and notes, and the other party's text that it amends."""
    number = story.proposal
    if number > len(submission.proposals):
        return ()
    proposal = submission.proposals[number - 1]
    return id(proposal.redline), id(proposal.comments), id(proposal.theirs)


def _common(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """The numbers of equal items at the beginning and at the end, without overlap."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    return head, next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
