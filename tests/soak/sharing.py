"""The long run of shared drafts: `python -m tests.soak.sharing --seed 7 --count 10000`; `make soak` runs it too.

Three robots without a window edit one draft, each in a folder of its own. A service copies files between the folders as such
services do: late, twice, out of order, cut, with a hole, an older state after a newer one, as a conflict copy, with foreign files
among them. A robot is killed now and then: it forgets all but its disk. When everything has arrived, all have one text, and no
word that somebody typed is lost or doubled. `--seed s` repeats a run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from model.edits import text
from model.edits.dependants import with_dependants
from model.errors import ClausewrightError
from model.formats.amend import Project, project_bytes
from model.redline import Clause, Stamp
from model.redline.runs import referred_notes
from model.sharing import history as history_module
from model.sharing.arrival import submission_to_send, take_in_changes
from model.sharing.commit_lines import ParticipantHead
from model.sharing.folder import COMMITS_SUFFIX, FolderReader
from model.sharing.history import SharedHistory
from model.sharing.new_commits import next_commit
from model.sharing.own_files import OwnFiles, write_root
from model.sharing.presence import Presence
from model.sharing.values import Participant, Vector
from model.submission.json_codec import encode
from model.submission.story import stories, story_clauses
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.soak.edit_choices import EditChooser
from tests.soak.edit_kinds import BY_NAME, EDITS
from tests.soak.edit_texts import draw_text
from tests.soak.edits import step

ROBOTS = 3
PROJECT = "0123456789abcdef"
KINDS = {kind.__name__: weight for kind, weight in EDITS.items() if kind.__name__ not in ("take_copies", "combine", "new_base")}
"""The edits that need no other file."""
WORD = re.compile(r"zq\d+z")
"""A word that was typed once."""


class Robot:
    """A participant that acts at random; its folder and its journal survive when it is killed."""

    def __init__(self, number: int, folder: Path, chance: random.Random) -> None:
        self.number = number
        self.folder = folder / "draft.amend.shared"
        self.folder.mkdir(parents=True)
        self.chance = chance
        self.ids: list[str] = []
        self.typed = 0
        self.journal: tuple[Vector, Submission] | None = None
        self.begin()

    def begin(self) -> None:
        """Starts with nothing but what is on the disk, as a participant of its own."""
        id = f"{self.chance.getrandbits(64):016x}"
        self.ids.append(id)
        self.participant = Participant(id, f"Robot {self.number}", self.number)
        self.reader = FolderReader(self.folder, PROJECT)
        self.history: SharedHistory | None = None
        self.files: OwnFiles | None = None
        self.vector: Vector = {}
        self.draft = Submission()

    def share(self, document: Submission) -> None:
        """Begins the sharing."""
        root = write_root(self.folder, self.participant.id, project_bytes(Project(document, PROJECT)))
        OwnFiles(self.folder, ParticipantHead(self.participant, PROJECT, root, "2026-03-01T09:00:00Z")).flush()
        self.take_in()

    def take_in(self) -> None:
        """Reads the folder, and brings into the draft what arrived."""
        content = self.reader.read()
        if self.history is None:
            if content.root is None:
                return
            self.history = SharedHistory(content.root.project.submission)
            self.draft = self.history.root
            head = ParticipantHead(self.participant, PROJECT, content.root.fingerprint, "2026-03-01T09:00:00Z")
            self.files = OwnFiles(self.folder, head)
            self.files.flush()
        self.history.add(content.commits)
        if self.journal is not None:
            vector, draft = self.journal
            if not self.history.contains(vector):
                return
            self.vector, self.draft, self.journal = vector, draft, None
        self.commit()
        before, after = self.history.state_of(self.vector), self.history.state_of(self.history.frontier)
        self.vector, self.draft = self.history.frontier, take_in_changes(self.draft, before, after)
        if self.number < ROBOTS - 1 and self.draft != after:
            raise AssertionError("the draft is not the shared state")

    def sent(self) -> Submission:
        """What of the draft all get: the last robot keeps its private parts. If others make public what it changed while it was
        private, that is sent with its next commit."""
        if self.number < ROBOTS - 1 or self.history is None:
            return self.draft
        return submission_to_send(self.draft, self.history.state_of(self.vector))

    @property
    def works(self) -> bool:
        """Whether it has a draft to edit."""
        return self.history is not None and self.journal is None

    def commit(self) -> None:
        """Writes what is pending."""
        if self.history is None or self.files is None or self.journal is not None:
            return
        commit = next_commit(self.history, self.participant.id, self.vector, self.sent(), self.stamp)
        if commit is not None:
            self.files.append(commit)
            self.history.add([commit])
            self.vector = {**self.vector, self.participant.id: commit.number}
            if self.history.state_of(self.vector) != self.sent():
                raise AssertionError("a commit does not say what its author wrote")

    @property
    def stamp(self) -> Stamp:
        """Its author and the time; two of the robots have one name and one time."""
        return Stamp("me" if self.number else "you", f"2026-03-01T09:{self.typed // 60 % 60:02}:00Z")

    def edit(self) -> None:
        """A new word, or any other edit."""
        if not self.works:
            return
        seed = self.chance.randrange(10**6)
        try:
            chooser = EditChooser(self.draft, seed)
            chooser.stamp = self.stamp
            if self.chance.random() < 0.5:
                self.typed += 1
                word = f" zq{self.number}{len(self.ids)}{self.typed}z "
                self.draft = text_after(self.draft, chooser, word)
                return
            kind = self.chance.choices(list(KINDS), list(KINDS.values()))[0]
            after, _ = step(self.draft, BY_NAME[kind], chooser, follows=False)
            project_bytes(Project(after))
        except ClausewrightError:
            return
        self.draft = after

    def kill(self) -> None:
        """Is started again, with or without what the journal has of the draft; its file is whole, or the disk itself lost it."""
        if self.files is not None:
            self.files.flush()
        if self.works and self.chance.random() < 0.7:
            self.journal = (dict(self.vector), self.draft)
        elif self.journal is None or self.chance.random() < 0.5:
            self.journal = None
        self.begin()

    def show(self) -> None:
        """Writes its presence."""
        if self.files is not None:
            self.files.write_presence(Presence(self.participant, "2026-03-01T09:00:00Z", left=self.chance.random() < 0.1))


def text_after(document: Submission, chooser: EditChooser, word: str) -> Submission:
    """The document with a new word somewhere that is seen."""
    if chooser.story.note and chooser.story.note not in referred_notes(chooser.redline):
        return document
    made = text.type_text(document, chooser.story, *chooser.spot(), word, chooser.stamp)
    return apply(document, with_dependants(document, made))


class Service:
    """Copies files between the folders of robots, in all the ways in which such services fail."""

    def __init__(self, robots: list[Robot], chance: random.Random) -> None:
        self.robots = robots
        self.chance = chance
        self.older: dict[str, list[bytes]] = {}

    def deliver(self) -> None:
        """Copies a file from one folder to another."""
        source, target = self.chance.sample(self.robots, 2)
        names = sorted(path.name for path in source.folder.iterdir() if path.is_file())
        if not names:
            return
        name = self.chance.choice(names)
        if name[:16] in target.ids and not (name[:16] == target.ids[-1] and name.endswith(COMMITS_SUFFIX)):
            return  # nobody writes them again, so a worse state of them would be for ever
        data = (source.folder / name).read_bytes()
        self.older.setdefault(name, []).append(data)
        if self.chance.random() < 0.6:
            (target.folder / name).write_bytes(data)
            return
        stem, _, suffix = name.partition(".")
        way = self.chance.choice((self._cut, self._holed, self._aged))
        copies = (name, f"{stem} (conflicted copy).{suffix}", f"{stem}-PC2.{suffix}", f"{stem}.{suffix}.tmp", f"x{name}")
        (target.folder / self.chance.choice(copies)).write_bytes(way(name, data))

    def _cut(self, name: str, data: bytes) -> bytes:
        return data[: self.chance.randint(0, len(data))]

    def _holed(self, name: str, data: bytes) -> bytes:
        at, stop = sorted(self.chance.randint(0, len(data)) for _ in "ab")
        return data[:at] + self.chance.choice((b"", b"\0" * (stop - at), b"\n", b"<<<<<<<\n")) + data[stop:]

    def _aged(self, name: str, data: bytes) -> bytes:
        return self.chance.choice(self.older[name])

    def foreign(self) -> None:
        """Puts a foreign file into a folder."""
        name = self.chance.choice(("notes.txt", "desktop.ini", ".sync", "~lock", "a.jsonl", "b.presence.json"))
        content = self.chance.choice((b"", b"{}\n", b"garbage\n" * 3, b"\xff\xfe\0", b"PK\x03\x04", b'{"presence": 1}'))
        (self.chance.choice(self.robots).folder / name).write_bytes(content)

    def deliver_all(self) -> None:
        """Everything that somebody wrote arrives everywhere."""
        for source in self.robots:
            if source.files is not None:
                source.files.flush()
        newest = {
            path.name: path.read_bytes()
            for robot in self.robots
            for id in robot.ids
            for path in robot.folder.iterdir()
            if path.name.startswith(id) and path.is_file()
        }
        for robot in self.robots:
            names = list(newest)
            self.chance.shuffle(names)
            for name in names:
                (robot.folder / name).write_bytes(newest[name])


def words_in(submission: Submission, side: str = "draft") -> Counter[str]:
    """The typed words in a side of the texts; `whole`: in the texts of all statuses and in the conflicts."""
    found: Counter[str] = Counter()
    for story in stories(submission):
        found.update(_words(story_clauses(submission, story), side))
    if side == "whole":
        found.update(WORD.findall(json.dumps(encode(submission.header)) + json.dumps([p.reasons for p in submission.proposals])))
        for owner in (submission, *submission.proposals):
            for conflict in owner.conflicts.values():
                for clauses in (conflict.present, conflict.other, *(note.clauses for note in conflict.notes.values())):
                    found.update(_words(clauses, side))
                found.update(WORD.findall(json.dumps([conflict.present_value, conflict.other_value])))
    return found


def _words(clauses: tuple[Clause, ...], side: str) -> list[str]:
    return [word for clause in clauses for word in WORD.findall(clause.text if side == "whole" else clause.text_on("draft"))]


def is_split(word: str, submission: Submission) -> bool:
    """Whether a text or a conflict has a word with others within it."""
    letters = re.compile(".{0,60}?".join(word), re.DOTALL)
    stories_of_all = [story_clauses(submission, story) for story in stories(submission)]
    for proposal in submission.proposals:
        stories_of_all += [clauses for conflict in proposal.conflicts.values() for clauses in (conflict.present, conflict.other)]
    return any(letters.search("".join([clause.text for clause in clauses])) for clauses in stories_of_all)


def watched_merge(faults: list[str]) -> Callable[[Submission, Submission, Submission], Submission]:
    """The merge, with a look at what it does to the words."""
    merge = history_module.merge_submissions

    def merge_submissions(base: Submission, first: Submission, second: Submission) -> Submission:
        merged = merge(base, first, second)
        whole = [words_in(version, "whole") for version in (base, first, second, merged)]
        lost = [word for word in {*whole[1], *whole[2]} - {*whole[3]} if word not in whole[0] and not is_split(word, merged)]
        if lost:
            faults.append(f"a merge lost {sorted(lost)}")
        if _conflict_keys(merged) - _conflict_keys(first) - _conflict_keys(second):
            return merged  # somebody decides which of two places a word has
        was, now, new, got = (words_in(version) for version in (base, first, second, merged))
        for word, count in got.items():
            if count > was[word] + max(0, now[word] - was[word]) + max(0, new[word] - was[word]):
                faults.append(f"a merge doubled {word}: {was[word]}, {now[word]}, {new[word]}, {count}")
        return merged

    return merge_submissions


def _conflict_keys(submission: Submission) -> set[str]:
    return {key for owner in (submission, *submission.proposals) for key in owner.conflicts}


def run(seed: int, count: int, folder: Path, *, real: bool = True) -> Iterator[str]:
    """A run of so many actions; what is wrong at the end, a sentence each."""
    chance = random.Random(f"sharing/{seed}")
    _, document = draw_text(chance, real=real)
    faults: list[str] = []
    merge = history_module.merge_submissions
    history_module.merge_submissions = watched_merge(faults)
    try:
        robots = [Robot(number, folder / str(number), chance) for number in range(ROBOTS)]
        robots[0].share(document)
        service = Service(robots, chance)
        for _ in range(count):
            act(chance, robots, service)
        yield from finished(robots, service)
    finally:
        history_module.merge_submissions = merge
    yield from faults


def act(chance: random.Random, robots: list[Robot], service: Service) -> None:
    """One action of somebody."""
    robot = chance.choice(robots)
    actions: tuple[tuple[Callable[[], None], int], ...] = (
        (robot.edit, 40),
        (robot.commit, 12),
        (robot.take_in, 14),
        (service.deliver, 30),
        (robot.show, 2),
        (service.foreign, 1),
        (robot.kill, 1),
    )
    chance.choices([action for action, _ in actions], [weight for _, weight in actions])[0]()


def finished(robots: list[Robot], service: Service) -> Iterator[str]:
    """Lets everything arrive, and compares."""
    for _ in range(3):
        service.deliver_all()
        for robot in robots:
            robot.take_in()
            robot.commit()
    service.deliver_all()
    for robot in robots:
        robot.take_in()
    histories = [robot.history for robot in robots if robot.history is not None]
    if len(histories) < len(robots):
        yield "somebody has no draft"
        return
    for robot, history in zip(robots, histories, strict=True):
        if history.waiting_commits or history.broken_commits or history.forks:
            counts = f"{len(history.waiting_commits)} wait, {len(history.forks)} forks"
            yield f"robot {robot.number}: {counts}, broken: {history.broken_commits}"
    states = [history.state_of(history.frontier) for history in histories]
    if len({digest(state) for state in states}) > 1 or any(state != states[0] for state in states):
        yield "the states differ"
    if any(robot.sent() != states[0] for robot in robots):
        yield "a draft is another one"
    commits = list(histories[0].commits)
    random.Random(len(commits)).shuffle(commits)
    again = SharedHistory(histories[0].root)
    again.add(commits)
    if digest(again.state_of(again.frontier)) != digest(states[0]):
        yield "another order of the commits gives another text"
    yield from lost_words(histories[0], states[0])


def lost_words(history: SharedHistory, state: Submission) -> Iterator[str]:
    """The words that somebody typed, nobody deleted, and nobody has."""
    typed: set[str] = set()
    removed: set[str] = set()
    for commit in history.commits:
        vector = dict(history.history_of(commit))
        after = set(words_in(history.state_of(vector), "whole"))
        line = history.line_of(commit)
        vector[line] -= 1
        known = {key: number for key, number in vector.items() if number}
        before = set(words_in(history.state_of(known), "whole"))
        typed |= after
        removed |= before - after
    lost = [word for word in typed - removed - set(words_in(state, "whole")) if not is_split(word, state)]
    if lost:
        yield f"lost: {sorted(lost)}"


def digest(state: Submission) -> str:
    """A short name of a state, equal only if the order within mappings is too."""
    plain = replace(state, sources={name: hashlib.sha256(data).digest()[:4] for name, data in state.sources.items()})
    return hashlib.sha256(repr(plain).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def last_digest(seed: int, count: int) -> str:
    """The short name of the state after random edits of three who know each other's commits now and then."""
    chance = random.Random(f"digest/{seed}")
    _, document = draw_text(chance, real=False)
    history = SharedHistory(document)
    known: list[dict[str, int]] = [{}, {}, {}]
    for _ in range(count):
        author = chance.randrange(ROBOTS)
        if chance.random() < 0.4:
            known[author] = dict(history.frontier)
        draft = history.state_of(known[author])
        seed_of_edit = chance.randrange(10**6)
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        try:
            chooser = EditChooser(draft, seed_of_edit)
            chooser.stamp = Stamp("me", f"2026-03-01T09:00:{author:02}Z")
            after, _ = step(draft, BY_NAME[kind], chooser, follows=False)
        except ClausewrightError:
            continue
        id = f"{author}" * 16
        commit = next_commit(history, id, known[author], after, chooser.stamp)
        if commit is not None:
            history.add([commit])
            known[author][id] = commit.number
    return digest(history.state_of(history.frontier))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10_000, help="actions in all")
    parser.add_argument("--each", type=int, default=500, help="actions with one draft")
    parser.add_argument("--digest", action="store_true", help="print a short name of the last state, the same in each process")
    given = parser.parse_args()
    if given.digest:
        print(last_digest(given.seed, given.count))
        return
    begin, broken = time.monotonic(), 0
    runs = max(1, given.count // given.each)
    for number in range(runs):
        with TemporaryDirectory() as folder:
            for fault in run(given.seed + number, given.each, Path(folder)):
                broken += 1
                print(f"--seed {given.seed + number} --count {given.each}: {fault}", flush=True)
    print(f"{runs * given.each:,} actions in {runs} drafts, {time.monotonic() - begin:.0f} s; {broken or 'no'} broken laws")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
