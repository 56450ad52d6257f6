"""The page on consolidating, carried out: parties, the matrix, decisions by keys, what is saved and exported, hints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.program import Program
from model.files.opening import open_document
from tests.app.manual.boxes import wait_for
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.pages import plain
from tests.builders.consolidation import write_files
from widgets.consolidation.parties_dialog import PartiesDialog
from widgets.consolidation.window import ConsolidationWindow
from widgets.dialogs import messages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def closing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Program]]:
    """Programs whose windows of consolidations are closed without a question."""
    programs: list[Program] = []
    yield programs
    monkeypatch.setattr(messages, "ask_to_save", lambda parent, name: "discard")
    for program in programs:
        if program.consolidation.window is not None:
            program.consolidation.window.close()


def test_consolidating(
    follow: Follow, open_program: Callable[..., Program], files: list[Path], tmp_path: Path, closing: list[Program]
) -> None:
    program = open_program()
    closing.append(program)
    base, paths = write_files(tmp_path)
    for path, words in zip(paths[3:], ("to rest;", "to wait;"), strict=True):  # at one place, which is no conflict
        text = path.read_text(encoding="utf-8").replace("*instructs", f"{{++3\t{words}++}}{{++¶++}}\n*instructs")
        path.write_text(text, encoding="utf-8", newline="\n")
    program.open_submission.open(base)
    with follow("47-consolidating.md", program) as hand:
        hand.section("Consolidating proposals")
        consolidated(hand, files, paths)
        hand.section("The matrix")
        matrix(hand)
        hand.section("Deciding")
        decided(hand)
        hand.section("Saving and exporting")
        given_on(hand, files, tmp_path)
        hand.section("Beside your own draft")
        hints(hand, files, base, paths)


def window_of(hand: Driver) -> ConsolidationWindow:
    window = hand.program.consolidation.window
    assert window is not None
    return window


def consolidated(hand: Driver, files: list[Path], paths: list[Path]) -> None:
    files.extend(paths)

    def choose(box: QWidget) -> None:
        assert isinstance(box, PartiesDialog)
        hand.click_called("&Add files …", within=box)
        assert [party.name for party in box.parties] == ["ATU", "CEPT", "CITEL", "RCC", "APT"]
        box.table.setFocus()
        box.table.setCurrentCell(4, 0)
        hand.press("F2")
        hand.write("ASEAN")
        hand.press_keys("Enter")
        wait_for(lambda: [party.name for party in box.parties][-1] == "ASEAN", "the other name")
        box.table.item(4, 0).setText("APT")
        with_base(hand, box)
        hand.click_called("Co&nsolidate", within=box)

    hand.choose("Tools > Consolidate proposals", choose)
    window = window_of(hand)
    assert window.isVisible()
    window.activateWindow()
    wait_for(window.isActiveWindow, "the window of the consolidation")


def with_base(hand: Driver, box: PartiesDialog) -> None:
    """Another box, as the start page opens it: the text in force is found among the files, and another one taken."""
    controller, open_base = hand.program.consolidation, box.base
    assert open_base is not None
    fresh = PartiesDialog(None, box)
    base = Path(box.parties[0].file).with_name("base.txt")
    fresh.as_base_asked.connect(lambda party: controller._take_as_base(fresh, party, by_user=True))
    controller.add_files(fresh, [base, *(Path(listed.file) for listed in box.parties)])
    assert fresh.base is not None
    assert (fresh.base.file, len(fresh.parties)) == (str(base), 5)
    fresh.show()
    fresh.table.setCurrentCell(0, 0)
    chosen = fresh.parties[0]
    name = hand.name("As text in force")
    button = next(candidate for candidate in fresh.findChildren(QPushButton) if plain(candidate.text()) == name)
    button.click()
    assert fresh.base.file.endswith(Path(chosen.file).name) or Path(chosen.file).name in fresh.base.file
    fresh.reject()
    fresh.deleteLater()


def shown(window: ConsolidationWindow) -> set[str]:
    """The signs of the cells of the matrix."""
    lines = window.matrix.lines
    cells = (lines.index(row, column).data() for row in range(lines.rowCount()) for column in range(1, lines.columnCount()))
    return {plain(str(cell)).split()[0] for cell in cells if cell}


def matrix(hand: Driver) -> None:
    window = window_of(hand)
    signs = shown(window)
    assert hand.row("·") in signs
    changed, inserted, deleted = hand.row("~ + −").split()
    assert {changed, inserted} <= signs
    assert deleted == "−"
    assert hand.row("⚠") in signs
    assert "⚠" in "".join(str(window.matrix.lines.headerData(at, Qt.Orientation.Horizontal)) for at in range(1, 4))
    words = hand.row("as ATU")
    assert any(words in plain(cell) for cell in cells_told(window))
    key = window.panel.key
    window.panel.choose(1)
    chosen, refused = hand.row("✓ ✗").split()
    wait_for(lambda: {chosen, refused} <= shown(window), "what was decided")
    window.panel.choose(len(window.panel.options) - 1)
    beside, compromise = hand.row("‖ ≈").split()
    wait_for(lambda: beside in shown(window), "what stands side by side")
    window.show_conflict(key)
    for keys in ("Ctrl+R", "Ctrl+M"):
        hand.press_keys(keys)
    hand.write("in due time")
    for keys in ("Tab", "Enter"):
        hand.press_keys(keys)
    wait_for(lambda: compromise in shown(window), "the compromise")
    together, changed_together = hand.row("+‖ ~‖").split()
    assert together in shown(window)
    assert changed_together == "~‖"
    window.matrix.setFocus()
    for _ in range(4):
        hand.press_keys("Ctrl+Z")
    assert hand.program.consolidation._now.decisions == {}


def cells_told(window: ConsolidationWindow) -> list[str]:
    lines = window.matrix.lines
    return [str(lines.index(row, column).data()) for row in range(lines.rowCount()) for column in range(1, lines.columnCount())]


def decided(hand: Driver) -> None:
    window = window_of(hand)
    controller, panel = hand.program.consolidation, window.panel
    window.matrix.setFocus()
    first = panel.key
    hand.press("F8")
    assert panel.key != first
    hand.press("Shift+F8")
    assert panel.key == first
    panel.choices.setFocus()
    hand.press("Down")
    hand.press_keys("Down")
    row = panel.choices.currentRow()
    hand.press("Up")
    assert panel.choices.currentRow() == row - 1
    hand.press("Enter")
    assert list(controller._now.decisions) == [first]
    assert panel.key != first, "it makes way for the next"
    second = panel.key
    panel.choices.setFocus()
    hand.press("Enter")
    assert list(controller._now.decisions) == [first], "nothing before a way is chosen"
    for key in ("Ctrl+0", "Ctrl+1", "Ctrl+B"):
        window.show_conflict(second)
        hand.press(key)
        assert set(controller._now.decisions) == {first, second}
        window.show_conflict(second)
        if key == "Ctrl+B":
            kept = controller._now.decisions[second]
            panel.choices.setFocus()
            panel.choices.setCurrentRow(1)
            hand.press("Enter")
            assert controller._now.decisions[second] == kept, "Enter takes no other way than the one that was decided"
            hand.press("Ctrl+R")
        else:
            hand.press_keys("Ctrl+R")
        assert set(controller._now.decisions) == {first}
    hand.press("Ctrl+9")
    assert set(controller._now.decisions) == {first}, "no wording has that number"
    window.show_conflict(second)
    hand.press("Ctrl+M")
    assert panel.compromise.hasFocus()
    hand.write("in due")
    hand.press("Enter")
    assert controller._now.decisions[second].text == "in due"
    hand.press_keys("Ctrl+Z")
    window.show_conflict(second)
    hand.press_keys("Ctrl+M")
    hand.write("in due time")
    hand.press("Shift+Enter")
    hand.write("at last")
    hand.press("Tab")
    assert panel.reason.hasFocus()
    hand.write("agreed")
    hand.press_keys("Enter")
    decision = controller._now.decisions[second]
    assert (decision.text, decision.reason) == ("in due time\nat last", "agreed")
    window.matrix.setFocus()
    hand.press("Ctrl+Z")
    assert set(controller._now.decisions) == {first}


def given_on(hand: Driver, files: list[Path], folder: Path) -> None:
    controller = hand.program.consolidation
    path = folder / f"work{hand.code('.amend')}"
    files.append(path)
    hand.choose_in("&File", "Save")
    assert path.exists()
    parties = [version.name for version in open_document(path).project.versions]
    assert parties == ["ATU", "CEPT", "CITEL", "RCC", "APT"]
    for name, suffix in (("Export to Word", ".docx"), ("Export the comparison table", ".html")):
        files.append(folder / f"given{suffix}")
        hand.choose_in("&File", name)
        wait_for((folder / f"given{suffix}").exists, name)
    decisions = controller._now.decisions
    window_of(hand).close()
    hand.program.window.activateWindow()
    title, entry = hand.name("Consolidate proposals > Open a saved one").split(" > ")
    files.append(path)

    def go_on(box: QWidget) -> None:
        assert isinstance(box, PartiesDialog)
        assert plain(box.windowTitle()) == title
        button = next(candidate for candidate in box.findChildren(QPushButton) if plain(candidate.text()) == entry)
        button.setFocus()
        hand.press_keys("Space", at=button)

    hand.choose_words(hand.words_of("&Tools"), next(iter(hand.called("Consoli&date proposals …"))), go_on)
    assert controller._now.decisions == decisions
    window_of(hand).close()


def hints(hand: Driver, files: list[Path], base: Path, paths: list[Path]) -> None:
    program = hand.program
    program.window.activateWindow()
    program.open_submission.open(base)
    files.extend(paths)
    hand.choose("Tools > Show what others propose")
    panel = program.window.clause_panel
    wait_for(lambda: panel.which.count() == 4, "what others touch")
    hand.choose_item(panel.which, "Touched by others")
    tree = program.window.tree
    assert "⚑" in "".join(
        str(value) for value in (tree.model().index(0, 0, tree.model().index(row, 0)).data() for row in range(3))
    )
    hand.choose_in("&Tools", "Forget what others propose")
    assert panel.which.count() == 3
    assert QApplication.activeModalWidget() is None
