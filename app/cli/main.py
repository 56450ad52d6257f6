"""The command line (FORMATS.md §7): verbs without a window, the window without a verb.

Exit status: 0 done, 1 done but `check` found errors or `consolidate` or `merge` conflicts, 2 wrong arguments or a file that
cannot be used, with one line on stderr that says which, where and why; 130 if the user stopped it. What a verb needs is
imported when it runs: no verb imports Qt, and starting takes less than reading a resolution.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence

from app.cli.option_values import UsageError
from app.cli.parser_base import PROGRAM, Parser
from app.cli.parser_words import argparse_says, translate_parser
from app.cli.parsers import LIBRARY, LIBRARY_VERBS, VERBS, window_parser
from app.cli.terminal import one_line, prepare_streams, silence, warn
from app.translation.choice import OPTION, Choice, choose_language, for_terminal, without_option
from app.translation.speech import Speech, speech_in
from app.user_data.interface_setting import interface_setting
from app.window.qt_loading import load_qt
from model.errors import ClausewrightError
from model.message import Message
from model.storage.own_command import FIRST_PAGES, NEW, RESUME, SPELLER, TOUR, is_windowed

DONE, FAILED, STOPPED = 0, 2, 130
NOT_MERGED = 129
"""The status of a merge for git that did not happen: git takes 1 to 128 for conflicts."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit status. If nobody reads standard error, as on Windows after a double click, an
    error is shown in a box."""
    status = _main(arguments, box=is_windowed())
    if arguments is None:
        gc.freeze()  # the process ends: the collection that the interpreter does last would find nothing worth its time
    return status


def window_main() -> int:
    """Runs the program from a desktop, on which nobody reads standard error."""
    return _main(None, box=True)


def _main(arguments: Sequence[str] | None, *, box: bool) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    prepare_streams()
    speech = Speech()
    try:
        if given[:1] in ([SPELLER], [FIRST_PAGES]):
            return _run_hidden(given)
        try:
            given, option = without_option(given)
        except ValueError:
            speech = speech_in(for_terminal(choose_language(None, interface_setting), sys.stdout, sys.stderr).language)
            raise UsageError(
                Message.of("{option} needs the code of a language; see `{command} --help`", option=OPTION, command=PROGRAM)
            ) from None
        choice = choose_language(option, interface_setting)
        shown = for_terminal(choice, sys.stdout, sys.stderr)
        speech = speech_in(shown.language)
        if given[:1] and given[0] in VERBS and (problem := shown.problem or speech.problem):
            warn(f"{PROGRAM}: {speech.say(problem)}")
        status = _run(given, speech, choice)
        sys.stdout.flush()
        return status
    except ClausewrightError as error:
        message = error.message
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        silence(sys.stdout)
        return DONE
    except OSError as error:
        silence(sys.stdout)
        place = str(error.filename) if error.filename else Message.of("standard output")
        message = Message.of("{path}: {reason}", path=place, reason=error.strerror or str(error))
    except MemoryError:
        message = Message.of("there is not enough memory for this; close other programs, or use shorter or fewer texts")
    except Exception as error:
        if os.environ.get("CLAUSEWRIGHT_DEBUG"):
            raise
        message = Message.of(
            "this should not happen: {kind}: {error}; report it with the command that you gave",
            kind=type(error).__name__,
            error=str(error),
        )
    sentence = speech.say(message)
    warn(f"{PROGRAM}: {sentence}")
    if box:
        from app.cli.error_box import show_error_box

        show_error_box(one_line(sentence))
    return NOT_MERGED if given[:1] == ["merge"] and "--driver" in given else FAILED


def _run_hidden(given: list[str]) -> int:
    """Runs a process that serves another."""
    if given[0] == SPELLER and len(given) == 2:
        from app.controllers.spelling.spelling_process import run_speller

        return run_speller(given[1])
    if given[0] == FIRST_PAGES and len(given) > 1:
        load_qt()
        from app.controllers.start.first_pages import run_first_pages

        return run_first_pages(given[1], given[2:])
    return _run(given, Speech(), Choice())


def _run(given: list[str], speech: Speech, choice: Choice) -> int:
    verb = given[0] if given else ""
    if verb in VERBS:
        make, arguments = _parser_of(given)
        options = _parse(make, arguments, speech)
        if options is None:
            return DONE
        run: Callable[[argparse.Namespace], int] = options.run
        options.say, options.spoken = speech.say, speech.language
        collecting = gc.isenabled()
        gc.disable()  # values are trees: a collection in a short run finds nothing and costs a fifth of the time
        try:
            return run(options)
        finally:
            if collecting:
                gc.enable()
    if verb == RESUME and len(given) == 2:
        return _open_window((), given[1], choice)
    options = _parse(window_parser, given, speech)
    if options is None:
        return DONE
    return _open_window(options.files, NEW if options.new else TOUR if options.tour else "", choice)


def _parser_of(given: Sequence[str]) -> tuple[Callable[[], Parser], Sequence[str]]:
    """What makes the parser of a verb, and its arguments; those of a library have a verb of their own."""
    if given[0] == LIBRARY and given[1:2] and given[1] in LIBRARY_VERBS:
        from app.cli.library_parsers import PARSERS

        return PARSERS[given[1]], given[2:]
    return VERBS[given[0]], given[1:]


def _parse(make: Callable[[], Parser], given: Sequence[str], speech: Speech) -> argparse.Namespace | None:
    """The options; None if help or the version was asked for and printed."""
    try:
        with argparse_says(speech.words):
            return translate_parser(make(), speech.words).parse_args(given)
    except SystemExit:
        return None


# --- the window -------------------------------------------------------------------------------------------------------


def _open_window(files: Sequence[str], begin: str, choice: Choice) -> int:
    for name in files:
        if not os.path.exists(name):
            if os.sep in name or "." in name:
                raise UsageError(Message.of("{path}: there is no such file; check its name", path=name))
            raise UsageError(Message.of("{path}: there is no such file; the verbs are {verbs}", path=name, verbs=tuple(VERBS)))
    if not _has_display():
        raise UsageError(
            Message.of(
                "there is no display to open the window on; `{command} --help` explains what works without one", command=PROGRAM
            )
        )
    try:
        load_qt()
        from app.run import run
    except ImportError as error:
        raise UsageError(
            Message.of(
                "the window cannot be opened ({error}); install PySide6-Essentials and the system’s libraries for it",
                error=str(error),
            )
        ) from error
    return run(list(files), begin=begin, choice=choice)


def _has_display() -> bool:
    """Whether Qt would find a display; without one it ends the process."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
