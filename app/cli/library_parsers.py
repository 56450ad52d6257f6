"""The parsers of the verbs of a library (FORMATS.md §7)."""

from __future__ import annotations

from collections.abc import Callable

from app.cli.library import run_add, run_list, run_open, run_publish, run_rebuild, run_remove, run_search, run_show, run_status
from app.cli.library_reports import run_mandates, run_missing, run_twins
from app.cli.option_values import day_or_year, number_up_to, text_number
from app.cli.parser_base import Parser, verb_parser
from model.library.texts.status import STATUSES

MOST_HITS = 1_000_000
"""Clauses that a search prints at most."""
_LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")


def _add_parser() -> Parser:
    parser = verb_parser(
        "library add",
        run_add,
        "PATH ... [--dry-run] [--library FOLDER] [--json]",
        "Adds files, folders and zips to the library: PDF and Word files of one or many texts, Akoma Ntoso, notation,\n"
        "projects and saved pages of tables of contents. Texts that the list of contents of a file names and that are not\n"
        "found in it are named. A file that cannot be used is reported, and the others are added. Exit status 1 if there\n"
        "was one.",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a zip, or a folder with all that is in it")
    parser.add_argument(
        "--dry-run", action="store_true", help="only report what would happen to each text: nothing is added to the library"
    )
    return _with_common(parser)


def _list_parser() -> Parser:
    parser = verb_parser(
        "library list",
        run_list,
        "[--language CODE] [--body BODY]... [--status STATUS]... [--library FOLDER] [--json]",
        "Prints the texts of the library, one per line: id, language, instrument, body, number, edition, status and since when,\n"
        "title.",
    )
    _add_filters(parser)
    return _with_common(parser)


def _search_parser() -> Parser:
    parser = verb_parser(
        "library search",
        run_search,
        "WORDS ... [--titles] [--language CODE] [--body BODY]... [--status STATUS]...\n"
        "         [--part PART]... [--addressee ID]... [--limit N] [--library FOLDER] [--json]",
        "Finds the clauses that contain all words, those of texts in force first. Accents, capitals, the hamza and\n"
        "articles of Arabic make no difference; Chinese needs no spaces.",
    )
    parser.add_argument(
        "words", nargs="+", metavar="WORDS", help="words, phrases in quotation marks, or beginnings of words with a star, devel*"
    )
    parser.add_argument("--titles", action="store_true", help="search only in titles")
    _add_filters(parser)
    parser.add_list(
        "--part",
        "parts",
        "PART",
        "only clauses of a part: head, preamble, operative, annex, other; may be given again",
        choices=("head", "preamble", "operative", "annex", "other"),
    )
    parser.add_list(
        "--addressee",
        "addressees",
        "ID",
        "only clauses that are addressed to somebody: secretary_general, council, member_states ...; may be given again",
    )
    parser.add_argument("--limit", type=number_up_to(MOST_HITS), default=20, metavar="N", help="how many to print (default: 20)")
    return _with_common(parser)


def _show_parser() -> Parser:
    parser = verb_parser(
        "library show",
        run_show,
        "ID [--format notation|json|tree] [--library FOLDER]",
        "Prints a text of the library, in colours on a terminal.",
    )
    parser.add_argument("id", type=text_number, metavar="ID", help="the number of the text, as `library list` prints it")
    parser.add_choice(
        "--format", ("notation", "json", "tree"), "FORMAT", "notation (the default), json, or tree: one clause per line"
    )
    return _with_folder(parser)


def _open_parser() -> Parser:
    parser = verb_parser(
        "library open",
        run_open,
        "ID -o OUT.amend [--library FOLDER]",
        "Writes a text of the library as a project, to be amended.",
    )
    parser.add_argument("id", type=text_number, metavar="ID", help="the number of the text, as `library list` prints it")
    parser.add_argument("-o", "--output", dest="output", required=True, metavar="OUT", help="the project file to write, .amend")
    return _with_folder(parser)


def _status_parser() -> Parser:
    parser = verb_parser(
        "library status",
        run_status,
        "ID in_force|abrogated|older|unknown [--since DATE] [--library FOLDER]",
        "Sets the status of a text if the library does not know it; unknown undoes that.",
    )
    parser.add_argument("id", type=text_number, metavar="ID", help="the number of the text, as `library list` prints it")
    parser.add_argument(
        "status",
        choices=("in_force", "abrogated", "older", "unknown"),
        metavar="STATUS",
        help="in_force, abrogated, older (replaced by another text), unknown",
    )
    parser.add_argument("--since", type=day_or_year, default="", metavar="DATE", help="since when, 2022-10-14 or 2022")
    return _with_folder(parser)


def _remove_parser() -> Parser:
    parser = verb_parser(
        "library remove",
        run_remove,
        "ID ... [--library FOLDER]",
        "Removes texts from the library, and files that contain no other text of it.",
    )
    parser.add_argument(
        "ids", nargs="+", type=text_number, metavar="ID", help="the number of a text, as `library list` prints it"
    )
    return _with_folder(parser)


def _twins_parser() -> Parser:
    parser = verb_parser(
        "library twins",
        run_twins,
        "[ID] [--kind KIND]... [--library FOLDER] [--json]",
        "Prints clauses of different texts that say nearly the same: those of one text, or all that are in force, in "
        "groups.\n"
        "Each group begins with the clause that is most like the others; the others follow, each after its similarity.",
    )
    parser.add_argument(
        "id", nargs="?", type=text_number, metavar="ID", help="the number of a text, as `library list` prints it (default: all)"
    )
    parser.add_list(
        "--kind",
        "kinds",
        "KIND",
        "only clauses of a kind: substance, citation, formula (reports and the like); may be given again",
        choices=("substance", "citation", "formula"),
    )
    return _with_common(parser)


def _mandates_parser() -> Parser:
    parser = verb_parser(
        "library mandates",
        run_mandates,
        "[--addressee ID] [--year YEAR] [--body BODY] [--language CODE] [--words WORDS]\n"
        "         [-o OUT.docx|.html|.csv] [--library FOLDER] [--json]",
        "Prints who is asked to do what by the texts in force: their operative clauses, the newest first, each with those to\n"
        "whom it is addressed. With -o they are written as a table for Word, a browser or a spreadsheet.",
    )
    parser.add_text("--addressee", "ID", "only those addressed to somebody: secretary_general, council, member_states ...")
    parser.add_argument(
        "--year", type=number_up_to(9999), default=0, metavar="YEAR", help="only of texts adopted or revised in a year"
    )
    parser.add_text("--body", "BODY", "only of texts of a body: PP, WTSA, WTDC, RA, Council ...")
    parser.add_argument(
        "--language", choices=_LANGUAGES, default="", metavar="CODE", help="only texts in a language: en, fr, es, ru, zh, ar"
    )
    parser.add_text("--words", "WORDS", "only those that contain all of these words, in the clause or the title")
    parser.add_argument(
        "-o", "--output", dest="output", default="", metavar="OUT", help="the file to write, .docx, .html or .csv"
    )
    return _with_common(parser)


def _missing_parser() -> Parser:
    parser = verb_parser(
        "library missing",
        run_missing,
        "[DRAFT] [--language CODE] [--library FOLDER] [--json]",
        "Prints the texts that the texts in force of the library, or a draft, cite and that the library does not have, the\n"
        "most cited first, one per line: how many texts cite it, language, instrument, body, number, edition, title, and\n"
        "the words to search for on a site.",
    )
    parser.add_argument("draft", nargs="?", default="", metavar="DRAFT", help="a file whose citations are counted too")
    parser.add_argument(
        "--language", choices=_LANGUAGES, default="", metavar="CODE", help="only texts in a language: en, fr, es, ru, zh, ar"
    )
    return _with_common(parser)


def _rebuild_parser() -> Parser:
    parser = verb_parser(
        "library rebuild",
        run_rebuild,
        "[--library FOLDER] [--json]",
        "Reads all files of the library again: after an update of the program that reads them better, or if something\n"
        "is wrong. What was removed stays removed.",
    )
    return _with_common(parser)


def _publish_parser() -> Parser:
    parser = verb_parser(
        "library publish",
        run_publish,
        "FOLDER [--no-originals] [--library FOLDER]",
        "Publishes the library in a folder that others can read, perhaps on a share, and replaces what was published\n"
        "there before. Others give that folder as --library, and need no permission to write there.",
    )
    parser.add_argument("target", metavar="FOLDER", help="the folder to publish in")
    parser.add_argument(
        "--no-originals",
        dest="originals",
        action="store_false",
        help="publish the texts without their original files, which contain names, comments and more",
    )
    return _with_folder(parser)


def _add_filters(parser: Parser) -> None:
    parser.add_argument(
        "--language", choices=_LANGUAGES, default="", metavar="CODE", help="only texts in a language: en, fr, es, ru, zh, ar"
    )
    parser.add_list("--body", "bodies", "BODY", "only texts of a body: PP, WTSA, WTDC, RA, Council ...; may be given again")
    parser.add_list(
        "--status",
        "statuses",
        "STATUS",
        "only texts of a status: in_force, superseded, older, abrogated; may be given again",
        choices=STATUSES,
    )


def _with_folder(parser: Parser) -> Parser:
    parser.add_text("--library", "FOLDER", "a library other than your own: a published one, or one kept elsewhere")
    return parser


def _with_common(parser: Parser) -> Parser:
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return _with_folder(parser)


PARSERS: dict[str, Callable[[], Parser]] = {
    "add": _add_parser,
    "list": _list_parser,
    "search": _search_parser,
    "show": _show_parser,
    "open": _open_parser,
    "twins": _twins_parser,
    "mandates": _mandates_parser,
    "missing": _missing_parser,
    "status": _status_parser,
    "remove": _remove_parser,
    "rebuild": _rebuild_parser,
    "publish": _publish_parser,
}
