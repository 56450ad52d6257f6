"""The window of the installed program is tried by keys: typing, a kill, recovery, export, printing, library, table, brackets, a
treaty text."""

import signal
import time

import amended_treaty
import filled_library
import filled_table
import negotiated_text
import opened_pdf
from installed_program import PROFILE, SEEN, TEXTS, want
from interface_words import key_of
from tried_installer import RUNNING
from wine_desktop import of_windows


def use_window(program):
    screen, file = program.screen, TEXTS / "b.amend"
    settings = program.wine.prefix / "drive_c/users" / PROFILE / "AppData/Local/clausewright/settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_bytes(b'{"version": 1, "theme": "da')  # of an older version, and damaged
    process = program.open_by_double_click(file)
    window = screen.wait("the window", lambda title: "b.amend" in title, 90)
    time.sleep(4)
    screen.picture(SEEN / "settings.png")
    want(settings.with_name("settings.json.bad").is_file(), "damaged settings were thrown away")
    screen.focus(window)
    screen.write("Wine types ")
    screen.wait("the mark of a change", lambda title: "b.amend*" in title)
    screen.picture(SEEN / "window.png")
    want(program.run_silently(program.setup) == RUNNING, "the installer replaced a running program")
    want((program.installed / "Clausewright.exe").is_file(), "the refused installer took the old version away")
    screen.focus(window)
    screen.press("ctrl+s")
    screen.wait("the save", lambda title: "b.amend —" in title)
    want("Wine types" in program.call("show", of_windows(file)), "what was saved lacks what was typed")
    want(file.with_name("b.amend.bak").is_file(), "no copy of the file before was kept")
    screen.focus(window)
    typed = "Kill takes "
    screen.write(typed)
    screen.wait("the mark of another change", lambda title: "b.amend*" in title)
    wait_for_journal(settings.with_name("journals"), len(typed))
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    want("Kill takes" not in program.call("show", of_windows(file)), "what was not saved is in the file")
    process = program.open_by_double_click(file)
    window = screen.wait("the offer to recover", program.is_titled("Changes that were not saved"), 90)
    time.sleep(2)
    screen.picture(SEEN / "recovery.png")
    screen.focus(window)
    screen.press("Return")
    window = screen.wait("the recovered text", lambda title: "b.amend*" in title, 60)
    time.sleep(2)
    screen.focus(window)
    screen.press("ctrl+s")
    screen.wait("the save of what was recovered", lambda title: "b.amend —" in title)
    want("Kill takes" in program.call("show", of_windows(file)), "what was recovered is not in the file")
    export_from_window(program, window)
    print_from_window(program, window)
    program.close(process, window)


def wait_for_journal(folder, changes, seconds=60):
    """Until that many changes, each of one key, are in the journals of the window."""
    until = time.monotonic() + seconds
    while (kept := sum(path.read_bytes().count(b'"do":{') for path in folder.glob("*.jsonl"))) < changes:
        want(time.monotonic() < until, f"of {changes} keys only {kept} are in the journal after {seconds} s")
        time.sleep(0.3)


def export_from_window(program, window):
    screen, out = program.screen, TEXTS / "from window.docx"
    screen.focus(window)
    screen.press("ctrl+e")
    time.sleep(3)
    screen.picture(SEEN / "export.png")
    if any(map(program.is_titled("Errors before the export"), screen.titles())):
        screen.press(key_of(program.language, "&Export all the same"))
        time.sleep(2)
    screen.wait("the question where to", program.is_titled("Export to Word"))
    screen.press("ctrl+a")
    screen.write(out.name)  # in the folder of the document, which the box shows
    screen.press("Return")
    screen.wait("the proof", program.is_titled("Proof of export"), 90)
    time.sleep(1)
    screen.picture(SEEN / "proof.png")
    want(out.is_file(), "no Word file was written")
    screen.press("Escape")
    time.sleep(1)


def print_from_window(program, window):
    """Without a printer a sentence says so, and the window goes on."""
    screen = program.screen
    screen.focus(window)
    screen.press("ctrl+p")
    asked = screen.wait("the question what to print", program.is_titled("Print"))
    screen.focus(asked)
    screen.press("Return")
    time.sleep(3)
    screen.picture(SEEN / "no-printer.png")
    if any(title.startswith("Clausewright") for title in screen.titles()):
        screen.press("Return")
    else:
        print("check-windows: SKIPPED, no printer: this machine has one")
        screen.press("Escape")
    time.sleep(1)


def use_library(program):
    """Filled by the command line, which the window finds, searches and cites from."""
    (TEXTS / filled_library.NAME).write_text(filled_library.TEXT, encoding="utf-8", newline="\n")
    filled_library.fill(program.call, filled_library.NAME)
    opened_pdf.open_pdf(program.call, TEXTS)
    process = program.open_by_double_click(TEXTS / "b.amend")
    window = program.screen.wait("the window", lambda title: "b.amend" in title, 90)
    time.sleep(4)
    filled_library.search(program.screen, window, "b.amend", program.language, SEEN / "library.png")
    want(filled_library.CITED in program.call("show", "b.amend"), "what the library cites is not in the draft")
    program.close(process, window)


def use_table(program):
    """A table of a text, on its page."""
    (TEXTS / "表.txt").write_text(filled_table.TEXT, encoding="utf-8", newline="\n")
    program.call("import", "表.txt", "-o", "表.amend")
    program.call("export", "表.amend", "-o", "table base.docx", "--clean")
    process = program.open_by_double_click(TEXTS / "表.amend")
    window = filled_table.fill(program.screen, "表.amend", SEEN / "table.png")
    want(filled_table.FILLED in program.call("show", "表.amend"), "the table is not as it was filled")
    program.call("export", "表.amend", "-o", "red.docx")
    program.call("export", "表.amend", "-o", "new.docx", "--clean")
    if filled_table.judge(*(TEXTS / name for name in ("red.docx", "table base.docx", "new.docx"))):
        print("check-windows: the judge of redlines accepts the table")
    program.close(process, window)


def negotiate(program):
    """Two copies merged by the command line, and the brackets of the merged text decided in the window."""
    negotiated_text.merge(program.call, TEXTS)
    process = program.open_by_double_click(TEXTS / "both.amend")
    window = negotiated_text.decide(program.screen, SEEN / "brackets.png")
    negotiated_text.look(program.call)
    program.close(process, window)


def amend_treaty(program):
    """A treaty text amended by the command line and in the window, and exported."""
    amended_treaty.amend(program.call, TEXTS)
    process = program.open_by_double_click(TEXTS / "treaty.amend")
    window = amended_treaty.add_provision(program.screen, SEEN / "treaty.png")
    if amended_treaty.export(program.call, TEXTS):
        print("check-windows: the judge of redlines accepts the treaty text")
    program.close(process, window)


def see_box(program):
    """A file that is not there is reported in a box: after a double click nobody sees a console."""
    process = program.wine.start(program.installed / "Clausewright.exe", of_windows(TEXTS / "gone.amend"))
    window = program.screen.wait("the box", lambda title: title == "Clausewright", 60)
    time.sleep(1)
    program.screen.picture(SEEN / "box.png")
    program.screen.focus(window)
    program.screen.press("Return")
    process.wait(timeout=30)
    want(process.returncode == 2, f"it ended with {process.returncode}")
