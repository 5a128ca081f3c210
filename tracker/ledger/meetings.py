"""The meetings that one transaction touches: as the projection has them, and as they stand with what was appended."""

from collections.abc import Callable

from tracker.domain.clocks import published
from tracker.domain.decide import refuse_tangle
from tracker.domain.events import Event, decode
from tracker.domain.evolve import evolved
from tracker.domain.fold import standing_before, story
from tracker.domain.meeting import Meeting
from tracker.domain.relations import relations as joined
from tracker.domain.report import Report
from tracker.domain.selection import counted, resolve, retractions
from tracker.ledger.folding import events_of
from tracker.store import log, projection, relations, saving
from tracker.store.connection import Connection


class Meetings:
    """What is known of some meetings. Each is asked for once; `flush` writes the events that a fold has to read."""

    def __init__(self, connection: Connection, flush: Callable[[], None]) -> None:
        self.kept: dict[int, str] = {}  # why the stage of a report appended here had no effect
        self._connection = connection
        self._flush = flush
        self._roots: dict[str, str | None] = {}
        self._versions: dict[str, int] = {}
        self._names: dict[str, list[str]] = {}
        self._retracted: dict[str, dict[int, int]] = {}
        self._written: dict[str, Meeting | None] = {}  # as the projection has them
        self._present: dict[str, Meeting] = {}
        self._stale: set[str] = set()  # to be folded anew before they are looked at
        self._reported: set[str] = set()  # have a report from this transaction
        self._outcomes: dict[str, str | None] = {}

    def __len__(self) -> int:
        """How many meetings are held in memory."""
        return len(self._present)

    def learn(self, name: str, entry: tuple[Meeting, int] | None) -> None:
        """Keep what `projection.entry` says of a name."""
        if entry is None:
            self._roots[name] = None
            return
        meeting, version = entry
        self._versions.setdefault(name, version)
        root = self._roots[name] = meeting.meeting
        if root not in self._present:
            self._written[root] = self._present[root] = meeting

    def root(self, name: str) -> str | None:
        """Return the meeting that a name stands for, or None if it was never used."""
        if name not in self._roots:
            self.learn(name, projection.entry(self._connection, name))
        return self._roots[name]

    def next_version(self, name: str) -> int:
        """Return the version that the next event under this name has."""
        if name not in self._versions:
            self._versions[name] = log.last_version(self._connection, name)
        self._versions[name] += 1
        return self._versions[name]

    def present(self, root: str) -> Meeting:
        """Return where the meeting stands, with all that was appended."""
        if root in self._stale:
            self._fold_anew(root)
        if root not in self._present:
            self._written[root] = self._present[root] = projection.present(self._connection, root)
        return self._present[root]

    def written(self, root: str) -> Meeting | None:
        """Return where the meeting stands as the projection has it; None if it has nothing, or that is unknown."""
        return self._written.get(root)

    def is_live(self, root: str) -> bool:
        """Whether a report counts for the meeting."""
        return root in self._reported or self.present(root).reports > 0

    def at_its_place(self, root: str, report: Report, position: int) -> Meeting:
        """Return the meeting as it stood where `report`, which is to stand at `position`, comes in order.

        Only an outcome before it, or its own, makes that place matter; without one, an old report is not worth a fold
        of all the others, and the meeting comes back blank.
        """
        if root not in self._stale and self._comes_last(root, report):
            return self.present(root)
        outcome = self._first_outcome(root)
        if report.stage != "held" and (outcome is None or report.published.key < outcome):
            return Meeting(meeting=root)
        return standing_before(self.events(root), root, report, position)

    def events(self, name: str) -> list[Event]:
        """Return every event that the fold of `name` needs, what was appended included."""
        self._flush()
        return events_of(self._connection, name)

    def retracted(self, root: str) -> dict[int, int]:
        """Return which positions of the meeting are retracted, and by which."""
        if root not in self._retracted:
            self._flush()
            rows = log.retractions(self._connection, self._names_of(root))
            self._retracted[root] = retractions(sorted(map(decode, rows), key=lambda event: event.position))
        return self._retracted[root]

    def begin(self, name: str) -> str:
        """Let a name that was never used be a meeting's."""
        self._roots[name] = name
        self._written[name], self._present[name] = None, Meeting(meeting=name)
        return name

    def take_in(self, root: str, event: Event, report: Report) -> bool:
        """Take the meeting a step further; return False if that is not enough, and it has to be folded anew."""
        self._reported.add(root)
        if report.stage == "held":
            first = self._first_outcome(root)
            self._outcomes[root] = report.published.key if first is None else min(first, report.published.key)
        if root in self._stale or report.target is not None or not self._comes_last(root, report):
            self._stale.add(root)
            return False
        self._present[root], kept = evolved(self.present(root), event.position, report)
        if kept:
            self.kept[event.position] = kept
        return True

    def join(self, event: Event) -> None:
        """Take in a link, a merge, a correction or a retraction: everything that it joins is to be folded anew."""
        self._flush()
        relations.add(self._connection, joined([event]))
        own, others = relations.neighbourhood(self._connection, event.meeting)
        what = counted(events_of(self._connection, event.meeting), event.meeting)
        refuse_tangle(what)
        into = what.into
        renamed = {name: resolve(name, into) for name in own}
        for name in own:
            if renamed[name] != name:
                saving.forget(self._connection, name)
                self._present.pop(name, None)
                self._written[name] = None
                self._stale.discard(name)
        saving.rename(self._connection, sorted(renamed.items()))
        self._roots |= renamed
        self._names.clear()
        self._retracted.clear()
        self._outcomes.clear()
        self._reported -= set(own)
        self._stale |= set(renamed.values()) | {resolve(name, into) for name in others}

    def touched(self) -> list[tuple[Meeting | None, Meeting]]:
        """Return what became of each meeting, beside what the projection has of it."""
        for root in sorted(self._stale):
            self._fold_anew(root)
        return [
            (self._written.get(root), meeting)
            for root, meeting in sorted(self._present.items())
            if meeting is not self._written.get(root)
        ]

    def forget(self) -> None:
        """Forget all meetings, once what became of them is written."""
        for known in (self._roots, self._versions, self._names, self._retracted, self._written, self._present):
            known.clear()
        self._outcomes.clear()
        self._reported.clear()

    def _fold_anew(self, root: str) -> None:
        told = story(self.events(root), root)
        self._written.setdefault(root, None)
        self._present[root] = told.meeting
        self._stale.discard(root)
        self.kept |= {step.event.position: step.kept for step in told.steps if step.kept}
        self.kept |= {position: f"denied by @{by}" for position, by in told.counted.denied.items()}

    def _comes_last(self, root: str, report: Report) -> bool:
        last = self.present(root).memory.last
        return last is None or report.published.key >= last.key

    def _first_outcome(self, root: str) -> str | None:
        """Return the place in order of the first report that says held; one may have been corrected to any place."""
        if root not in self._outcomes:
            days = log.days_of(self._connection, self._names_of(root), ("held", "corrected"))
            keys = ["" if kind == "corrected" else published(day).key for kind, day in days]
            self._outcomes[root] = min(keys, default=None)
        return self._outcomes[root]

    def _names_of(self, root: str) -> list[str]:
        if root not in self._names:
            self._names[root] = projection.names_of(self._connection, root)
        return self._names[root]
