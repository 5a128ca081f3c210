"""The rules of the fold a second time, as plainly and as slowly as possible: an oracle for the property tests.

Written from the text of docs/fold.md alone. It keeps no memory between steps: whatever a rule asks about the past is
looked up among the steps before.
"""

# The methods are named for the terms and the rules of docs/fold.md, which says what each returns.
# ruff: noqa: C901, D102, PLR0911

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from tracker.domain.events import Corrected, Event, Retracted, apply_correction
from tracker.domain.names import folded, person_key
from tracker.domain.report import Participant, Place, Report
from tracker.domain.window import Window

LADDER = ["proposed", "arranging", "in_final_arrangement", "confirmed"]
OFF = ["postponed", "cancelled"]
# All days that the windows of the tests may have, and some around them.
DAYS = [date(2025, 11, 1) + timedelta(days=number) for number in range(300)]


@dataclass
class Voice:
    """A voice against the status: a standing denial, or a word."""

    strength: int
    sides: set[str]
    against: str  # the way that it speaks against, or, of a denial, what it denies
    stage: str
    at: int  # the number of the step


@dataclass
class Step:
    """One report, and what came of it."""

    report: Report
    position: int
    before: str | None
    after: str | None
    effect: bool  # its stage took effect
    kept: bool  # its stage was kept out


@dataclass
class Naive:
    """A meeting in the middle of the fold."""

    steps: list[Step] = field(default_factory=list)
    denials: list[Voice] = field(default_factory=list)
    words: list[Voice] = field(default_factory=list)
    window: Window | None = None
    window_strength: int = 0
    previous: list[Window] = field(default_factory=list)
    dates_of_offices: list[Window | None] = field(default_factory=list)  # each given, or, as None, taken back
    title: str | None = None
    kind: str | None = None
    host: str | None = None
    places: list[Place] = field(default_factory=list)
    people: list[Participant] = field(default_factory=list)
    reason: str | None = None
    by: str | None = None

    # Definitions

    @property
    def status(self) -> str | None:
        return self.steps[-1].after if self.steps else None

    def last_turn(self) -> int:
        """The number of the step that set the present status."""
        number = len(self.steps) - 1
        while self.steps[number].before == self.status:
            number -= 1
        return number

    def assertions(self) -> list[Step]:
        """The steps that set and repeated the present status, since it last changed."""
        return [step for step in self.steps[self.last_turn() :] if step.effect]

    def attributed(self) -> Step:
        """The step whose attribution stands: the first of the strongest."""
        strongest = max(strength(step.report) for step in self.assertions())
        return next(step for step in self.assertions() if strength(step.report) == strongest)

    def strength(self) -> int:
        return strength(self.attributed().report) if self.status else 0

    def behind(self) -> Report:
        """The latest report in order that asserts the status and is as strong."""
        as_strong = [step for step in self.assertions() if strength(step.report) >= self.strength()]
        return as_strong[-1].report

    def sides(self) -> list[str]:
        sides: list[str] = []
        for step in self.assertions():
            for side in step.report.attribution.side if official(step.report) else ():
                if side not in sides:
                    sides.append(side)
        return sides

    def backing(self) -> int:
        """The strongest attribution of a report that has taken effect since the way last turned."""
        number = len(self.steps) - 1
        while way(self.steps[number].before) == way(self.status):
            number -= 1
        return max(strength(step.report) for step in self.steps[number:] if step.effect)

    def stage_that_stood_last(self) -> str | None:
        stages = [step.after for step in self.steps if step.after in LADDER]
        return stages[-1] if stages else None

    def on_new_days(self, window: Window) -> bool:
        return not any(share_a_day(window, previous) for previous in self.previous)

    def passed(self, report: Report) -> bool:
        return self.window is not None and self.window.latest is not None and self.window.latest < day_of(report)

    def of_another_side(self, report: Report) -> bool:
        return another_side(list(report.attribution.side), self.sides())

    def clearly_later(self, report: Report) -> bool:
        return clearly_later(report, self.behind())

    # Rules 4 to 8: does the stage take effect?

    def takes_effect(self, report: Report, stage: str) -> bool:
        status = self.status
        if status is None:
            return True
        as_strong = strength(report) >= self.strength()
        stronger = strength(report) > self.strength()
        if stage == status:
            return True
        if status == "held":
            return stage in OFF and stronger
        if stage == "held":
            return status in LADDER or as_strong or strength(report) >= 2
        if status in LADDER and stage in LADDER:
            if LADDER.index(stage) > LADDER.index(status):
                return True
            names_all = set(self.sides()) <= set(report.attribution.side)
            return stronger or (as_strong and self.clearly_later(report) and names_all)
        if status in LADDER:
            return strength(report) >= self.backing() or (strength(report) >= 2 and self.passed(report))
        if status == "postponed" and stage == "cancelled":
            return as_strong
        if status == "cancelled" and stage == "postponed":
            later = stronger or (as_strong and self.clearly_later(report))
            return later and not self.of_another_side(report)
        return self.back_on(report)

    def back_on(self, report: Report) -> bool:
        as_strong = strength(report) >= self.strength()
        if as_strong and (self.status == "denied" or not self.of_another_side(report)):
            return True
        claimed = report.claims.window
        if strength(report) < 2 or not self.clearly_later(report) or claimed is None or not self.on_new_days(claimed):
            return False
        if self.status in {"cancelled", "denied"} and self.window and share_a_day(claimed, self.window):
            return False
        return self.status != "cancelled" or self.passed(report)

    def denial_is_the_status(self, report: Report) -> bool:
        if report.target is not None:
            return False
        if self.status in {None, "denied"}:
            return True
        if self.status == "held":
            return False
        other = another_side(list(report.attribution.side), list(self.behind().attribution.side))
        return strength(report) > self.backing() and not other

    def asserted(self, report: Report) -> str:
        if report.stage != "rescheduled":
            return report.stage
        return self.stage_that_stood_last() or ("confirmed" if official(report) else "in_final_arrangement")

    # A step

    def take(self, event: Event, denied: str | None) -> None:
        report = event.body
        assert isinstance(report, Report)
        stage, before = self.asserted(report), self.status
        if report.stage == "noted":
            effect = kept = False
        elif report.stage == "denied":
            effect, kept = self.denial_is_the_status(report), False
        else:
            effect = self.takes_effect(report, stage)
            kept = not effect
        step = Step(report, event.position, before, stage if effect else before, effect=effect, kept=kept)
        voices = self.new_voices(step, stage, denied)
        self.claim(step)
        self.steps.append(step)
        for voice in voices:
            (self.denials if voice.stage == "denied" else self.words).append(voice)

    # Rule 3

    def claim(self, step: Step) -> None:
        report = step.report
        claims, denial = report.claims, report.stage == "denied"
        if denial and step.before is not None:
            pass
        elif denial or step.kept:
            self.fill(step)
        else:
            if "host" in claims.withdrawn:
                self.host = None
            if "place" in claims.withdrawn:
                self.places = []
            self.title = claims.title or self.title
            self.kind = claims.kind or self.kind
            self.host = claims.host or self.host
            if claims.place:
                self.places = with_place(self.places, claims.place)
            self.people = without(self.people, claims.without)
            for person in claims.participants:
                self.people = with_person(self.people, person)
            self.claim_windows(step)
            if step.after in OFF:
                self.reason, self.by = claims.reason or self.reason, claims.by or self.by
        if step.after not in OFF:
            self.reason = self.by = None

    def fill(self, step: Step) -> None:
        claims = step.report.claims
        self.title = self.title or claims.title
        self.kind = self.kind or claims.kind
        self.host = self.host or claims.host
        if not self.places and claims.place:
            self.places = [claims.place]
        if not self.people:
            for person in claims.participants:
                self.people = with_person(self.people, person)
        if step.after in OFF and step.report.stage != "denied":
            self.reason, self.by = self.reason or claims.reason, self.by or claims.by
        fills = step.report.stage == "denied" and self.window is None and claims.window is not None
        if fills and claims.window and self.on_new_days(claims.window):
            self.window, self.window_strength = claims.window, strength(step.report)
            if official(step.report):
                self.dates_of_offices.append(claims.window)
        if step.effect and official(step.report):  # an office that denies the plan takes its date back
            self.dates_of_offices.append(None)

    def claim_windows(self, step: Step) -> None:
        report, claims = step.report, step.report.claims
        mine = strength(report)
        postpones = step.after == "postponed" != step.before
        given_up: list[Window] = []
        stood = self.window
        sets = claimed_stands = False
        if claims.original_window:
            given_up.append(claims.original_window)
        if "window" in claims.withdrawn or (stood and same(stood, claims.original_window)):
            given_up += [stood] if stood else []
            self.window_strength = mine if stood else max(mine, self.window_strength)
            self.window = None
        if claims.window and self.window and same(claims.window, self.window):
            claimed_stands = True
            if mine > self.window_strength:
                self.window, self.window_strength = claims.window, mine
        elif claims.window and not self.ignored(step, claims.window):
            sets = claimed_stands = True
            given_up += [self.window] if self.window and self.moved(step, claims.window) else []
            self.window, self.window_strength = claims.window, mine
        if postpones and not sets:
            given_up += [self.window] if self.window else []
            self.window_strength = mine if self.window else max(mine, self.window_strength)
            self.window, claimed_stands = None, False
        back_on = way(step.before) in {"off", "denied"} and way(step.after) == "on"
        if back_on and not claimed_stands and self.window and self.passed(report):
            given_up.append(self.window)
            self.window, self.window_strength = None, mine
        for window in given_up:
            if not any(same(window, other) for other in self.previous):
                self.previous.append(window)
        self.previous = [window for window in self.previous if not (self.window and same(window, self.window))]
        if official(report):
            ended = step.effect and (step.after in {"cancelled", "denied"} or report.stage in OFF)
            if ended or given_up:
                self.dates_of_offices.append(None)
            if claimed_stands and not (step.effect and step.after in {"cancelled", "denied"}):
                self.dates_of_offices.append(self.window)

    def ignored(self, step: Step, claimed: Window) -> bool:
        mine = strength(step.report)
        if not self.on_new_days(claimed) and (
            mine < self.window_strength or (step.before == "postponed" and step.after == "postponed")
        ):
            return True
        if self.window is None or not days(claimed) > days(self.window) or mine > self.window_strength:
            return False
        postpones = step.after == "postponed" != step.before
        back = way(step.before) in {"off", "denied"} and way(step.after) in {"on", "held"}
        extended = step.report.stage == "rescheduled" and not uncertain(claimed)
        return not (postpones or back or extended)

    def moved(self, step: Step, claimed: Window) -> bool:
        assert self.window
        if not share_a_day(self.window, claimed) or step.after == "postponed" != step.before:
            return True
        narrowed = uncertain(self.window) and days(claimed) <= days(self.window)
        return step.report.stage == "rescheduled" and not narrowed

    def last_date_of_an_office(self) -> Window | None:
        return self.dates_of_offices[-1] if self.dates_of_offices else None

    # Rule 8, and the words against the status

    def new_voices(self, step: Step, stage: str, denied: str | None) -> list[Voice]:
        report, number = step.report, len(self.steps)
        weak_media = report.attribution.class_ == "media" and strength(report) < self.strength()
        mine = set(report.attribution.side) if official(report) else set()
        voices = []
        if report.stage == "denied":
            about = denied if report.target is not None else "held" if self.status == "held" else "on"
            if about and not weak_media:
                voices.append(Voice(strength(report), mine, about, "denied", number))
        elif step.kept and self.is_word(report, stage) and not weak_media:
            voices.append(Voice(strength(report), mine, way(self.status) or "", stage, number))
        elif step.effect and step.before != step.after and step.before and self.gives_way(report, step.after):
            left = set(self.sides())
            if step.after != "held":
                left -= set(report.attribution.side)
            voices.append(Voice(self.strength(), left, way(step.before) or "", step.before, number))
        return voices

    def another_voice(self, report: Report) -> bool:
        if official(report):
            return not set(self.sides()) <= set(report.attribution.side)
        return report.origin != self.behind().origin

    def is_word(self, report: Report, stage: str) -> bool:
        weaker = strength(report) < self.strength()
        if not (weaker or self.another_voice(report)):
            return False
        assert self.status
        if way(stage) == way(self.status):
            if stage in OFF:
                return not (weaker and report.attribution.class_ == "unattributed")
            return official(report) and LADDER.index(stage) < LADDER.index(self.status)
        if self.status in OFF and stage in LADDER:
            return official(report) and bool(report.attribution.side)
        return not (self.status == "held" and stage in LADDER)

    def gives_way(self, report: Report, after: str | None) -> bool:
        if self.status == "held":
            return self.attributed().report.attribution.class_ != "media"
        if self.status == "cancelled" and after == "held":
            return strength(report) < self.strength()
        if self.status not in OFF or after not in OFF or strength(report) != self.strength():
            return False
        if official(report) and not report.attribution.side:
            return False
        return self.another_voice(report)

    def ended(self, voice: Voice) -> bool:
        """Whether a later report ended the voice."""
        for step in self.steps[voice.at + 1 :]:
            if not step.effect or strength(step.report) < voice.strength:
                continue
            names_one = official(step.report) and bool(voice.sides & set(step.report.attribution.side))
            if not voice.sides or names_one or (step.report.stage == "held" and voice.against != "held"):
                return True
        return False

    def word_stands(self, voice: Voice) -> bool:
        if self.ended(voice):
            return False
        for step in self.steps[voice.at + 1 :]:
            turned = way(step.before) != way(step.after)
            if turned and not (way(step.before) == "on" and way(step.after) == "held"):
                return False
        return all(differs(voice.stage, step.after) for step in self.steps[voice.at :])

    # The flags

    def flags(self, today: date | None) -> list[str]:
        status, flags = self.status, []
        if today and (status in LADDER or status == "postponed") and self.window and self.window.latest:
            flags += ["overdue"] * (today > self.window.latest)
        says = {"on": ["on"], "held": ["on", "held"], "off": ["off"], "denied": ["denied"]}.get(way(status) or "", [])
        denied = any(voice.against in says and not self.ended(voice) for voice in self.denials)
        flags += ["disputed"] * (denied or any(map(self.word_stands, self.words)))
        firm = status in {"confirmed", "postponed", "cancelled", "held"}
        flags += ["unofficial"] * (firm and self.strength() < 3)
        flags += ["in_doubt"] * (status in LADDER and self.doubted())
        given = self.last_date_of_an_office()
        unofficial = self.window and given and self.window_strength < 3 and not share_a_day(self.window, given)
        return flags + ["date_unofficial"] * bool(unofficial)

    def doubted(self) -> bool:
        for number, step in enumerate(self.steps):
            if not step.report.claims.in_doubt or step.kept or step.report.stage == "denied":
                continue
            later = self.steps[number + 1 :]
            if not any(other.effect and strength(other.report) >= strength(step.report) for other in later):
                return True
        return False

    def state(self, today: date | None) -> dict[str, object]:
        """Return the status in the words of a plain dictionary."""
        attributed = self.attributed().report.attribution if self.status else None
        return {
            "title": self.title,
            "kind": self.kind,
            "status": self.status,
            "since": day_of(self.steps[self.last_turn()].report).isoformat() if self.status else None,
            "attribution": attributed and attributed.class_,
            "attributed_to": attributed and attributed.words,
            "sides": tuple(self.sides()) if self.status else (),
            "flags": tuple(self.flags(today)),
            "window": self.window and self.window.edtf,
            "previous_windows": tuple(window.edtf for window in self.previous),
            "host": self.host,
            "places": tuple(self.places),
            "participants": tuple(self.people),
            "reason": self.reason,
            "by": self.by,
            "reports": len(self.steps),
        }


def naive_fold(events: list[Event], as_of: str | None = None, known_at: int | None = None) -> Naive:
    """Fold the events of one meeting, without links and merges, by the rules as they are written."""
    known = [event for event in events if known_at is None or event.position <= known_at]
    heard = what_counts(known, as_of)
    struck, standing = denied_reports(heard)
    naive = Naive()
    for event in heard:
        if event.position not in struck:
            naive.take(event, standing.get(event.position))
    return naive


# Rule 1


def what_counts(events: list[Event], as_of: str | None) -> list[Event]:
    """Return the reports that count, in order, with every correction made."""
    gone: set[int] = set()
    for event in sorted(events, key=lambda event: event.position, reverse=True):
        if isinstance(event.body, Retracted) and event.position not in gone and heard(event, as_of):
            gone.add(event.body.target)
    reports = {event.position: event for event in events}
    for event in sorted(events, key=lambda event: event.position):
        body = event.body
        if isinstance(body, Corrected) and event.position not in gone and heard(event, as_of):
            reports[body.target] = apply_correction(reports[body.target], body.fields)
    left = [event for event in reports.values() if isinstance(event.body, Report) and event.position not in gone]
    return sorted((event for event in left if heard(event, as_of)), key=moment)


def heard(event: Event, as_of: str | None) -> bool:
    return as_of is None or event.published is None or event.published.day <= as_of


# Rule 2


def moment(event: Event) -> tuple[datetime, int]:
    assert event.published
    if len(event.published.text) > len("2026-01-20"):
        return datetime.fromisoformat(event.published.text).astimezone(UTC), event.position
    return datetime.fromisoformat(event.published.text + "T12:00+00:00"), event.position


# Rule 8, denials with a target


def denied_reports(heard: list[Event]) -> tuple[set[int], dict[int, str]]:
    """Return the positions that are struck, and what each standing denial with a target denies."""
    by_position = {event.position: event for event in heard}
    aimed = [event for event in heard if event.type == "denied" and event.target in by_position]

    def counts(denial: Event) -> bool:
        """A denial counts unless one that counts strikes it."""
        strikers = [other for other in aimed if other.target == denial.position and strikes(other, denial)]
        return not any(map(counts, strikers))

    struck, standing = set(), {}
    for denial in aimed:
        target = by_position[denial.target or 0]
        if counts(denial) and strikes(denial, target):
            struck.add(target.position)
            for other in heard[: heard.index(denial)]:
                alike = other.type == target.type not in {"noted", "denied"} and origin(other) == origin(target)
                if alike and strikes(denial, other):
                    struck.add(other.position)
    for denial in aimed:
        target = by_position[denial.target or 0]
        says = "on" if target.type == "rescheduled" else way(target.type)
        if counts(denial) and not strikes(denial, target) and target.position not in struck and says:
            standing[denial.position] = says
    return struck, standing


def strikes(denial: Event, other: Event) -> bool:
    mine, theirs = denial.body, other.body
    assert isinstance(mine, Report)
    assert isinstance(theirs, Report)
    sides = list(mine.attribution.side), list(theirs.attribution.side)
    return strength(mine) >= strength(theirs) and not another_side(*sides)


def origin(event: Event) -> str:
    assert isinstance(event.body, Report)
    return event.body.origin


# Small definitions


def strength(report: Report) -> int:
    return {"official": 3, "sources": 2, "unattributed": 2, "media": 1}[report.attribution.class_]


def official(report: Report) -> bool:
    return report.attribution.class_ == "official"


def way(status: str | None) -> str | None:
    if status in LADDER:
        return "on"
    if status in OFF:
        return "off"
    return status if status in {"held", "denied"} else None


def differs(stage: str, status: str | None) -> bool:
    """Whether a stage says another way than a status, other wording, or a stage further down."""
    if status == "held":
        return stage in OFF
    if status in LADDER and stage in LADDER:
        return LADDER.index(stage) < LADDER.index(status)
    return stage != status


def another_side(sides: list[str], others: list[str]) -> bool:
    return bool(sides and others) and not any(side in others for side in sides)


def clearly_later(report: Report, other: Report) -> bool:
    mine, theirs = report.published.text, other.published.text
    if "T" in mine and "T" in theirs:
        return datetime.fromisoformat(mine) > datetime.fromisoformat(theirs)
    return mine[:10] > theirs[:10]


def day_of(report: Report) -> date:
    return date.fromisoformat(report.published.text[:10])


def same(window: Window, other: Window | None) -> bool:
    return other is not None and window.edtf == other.edtf


def days(window: Window) -> set[date]:
    """Return the days on which the window may fall, of those that matter here."""
    return {day for day in DAYS if any(inside(day, first, last) for first, last in window.spans)}


def inside(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def share_a_day(window: Window, other: Window) -> bool:
    return bool(days(window) & days(other))


def uncertain(window: Window) -> bool:
    """Whether it is any but one day, or a span from one day to another, without marks."""
    return not all(len(part) == len("2026-01-29") and part[-1].isdigit() for part in window.edtf.split("/"))


def with_place(places: list[Place], place: Place) -> list[Place]:
    if place.standing == "fixed":
        return [place]
    if any(other.standing == "fixed" or folded(other.name) == folded(place.name) for other in places):
        return places
    return [*places, place]


def without(people: list[Participant], names: tuple[str, ...]) -> list[Participant]:
    gone = [person_key(name) for name in names]
    return [person for person in people if person_key(person.name or person.role or "") not in gone]


def with_person(people: list[Participant], person: Participant) -> list[Participant]:
    """Add somebody, or update who bears the name already; of an unnamed office, who has the role and the country."""
    updated = []
    is_new = True
    for other in people:
        if other.key == person.key:
            is_new = False
            updated.append(
                Participant(name=person.name, role=person.role or other.role, country=person.country or other.country)
            )
        else:
            updated.append(other)
    return [*updated, person] if is_new else updated
