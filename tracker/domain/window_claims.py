"""Rule 3 for windows: which one stands after a report, which were given up, and on whose word that rests."""

from typing import NamedTuple

from tracker.domain.step import Step
from tracker.domain.vocabulary import CALLED_OFF, DENIED, HELD, ON
from tracker.domain.window import Window


class Windows(NamedTuple):
    """The windows after a report.

    `strength` is that of the word that the standing window rests on, or that left none standing. `is_claimed` says
    that the report claims the standing window, `gives_up` that it gave one up.
    """

    window: Window | None
    previous: tuple[Window, ...]
    strength: int
    is_claimed: bool
    gives_up: bool


def claimed_windows(step: Step) -> Windows | None:
    """Return the windows after the report, or None if it does nothing to them."""
    if step.is_denial:
        return _filled(step) if step.before is None else None
    if step.kept_out:
        return None
    claims = step.report.claims
    if claims.window or claims.original_window or claims.withdrawn or step.becomes_postponed or _is_back_on(step):
        return _replaced(step)
    return None


def _replaced(step: Step) -> Windows:
    change = _Change(step)
    change.give_up()
    if step.report.claims.window:
        change.claim(step.report.claims.window)
    has_passed = step.meeting.has_passed(step.report.published.date)
    is_back_too_late = _is_back_on(step) and has_passed and not change.is_claimed
    if is_back_too_late or (step.becomes_postponed and not change.is_new):
        change.leave_none()
    return change.windows()


def _is_back_on(step: Step) -> bool:
    """Whether the report brings a plan that was off or denied back on."""
    return step.way == ON and step.way_before in {CALLED_OFF, DENIED}


def _filled(step: Step) -> Windows | None:
    """A denial where no status stood fills the window, if it is empty, with new days."""
    meeting, claimed = step.meeting, step.report.claims.window
    if claimed is None or meeting.window is not None or not meeting.is_on_new_days(claimed):
        return None
    return Windows(claimed, meeting.previous_windows, step.strength, is_claimed=True, gives_up=False)


class _Change:
    """The windows in the middle of a step: the one that stands, and those that the report gave up, in order."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.window: Window | None = step.meeting.window
        self.strength = step.memory.window_strength
        self.given_up: list[Window] = []
        self.is_claimed = False
        self.is_new = False

    def give_up(self) -> None:
        """The original window becomes previous. If it is the one that stands, or if that is withdrawn, none stands."""
        claims = self.step.report.claims
        original = claims.original_window
        is_standing = original is not None and _is_same(original, self.window)
        if original is not None and not is_standing:
            self.given_up.append(original)
        if is_standing or "window" in claims.withdrawn:
            self.leave_none()

    def leave_none(self) -> None:
        """No window stands, on the word of this report; where none stood, on the stronger word."""
        if self.window is None:
            self.strength = max(self.strength, self.step.strength)
            return
        self.given_up.append(self.window)
        self.window, self.strength = None, self.step.strength
        self.is_claimed = False

    def claim(self, claimed: Window) -> None:
        """The claimed window stands unless it is ignored. One that stands already passes to a stronger report."""
        if _is_same(claimed, self.window):
            self.is_claimed = True
            if self.step.strength > self.strength:
                self.window, self.strength = claimed, self.step.strength
        elif not self._is_ignored(claimed):
            if self.window is not None and self._gives_way(self.window, claimed):
                self.given_up.append(self.window)
            self.window, self.strength = claimed, self.step.strength
            self.is_claimed = self.is_new = True

    def windows(self) -> Windows:
        """Return the windows after the report: none is previous twice, and never the one that stands."""
        previous: dict[str, Window] = {}
        for window in (*self.step.meeting.previous_windows, *self.given_up):
            if not _is_same(window, self.window):
                previous.setdefault(window.edtf, window)
        return Windows(
            window=self.window,
            previous=tuple(previous.values()),
            strength=self.strength,
            is_claimed=self.is_claimed,
            gives_up=bool(self.given_up),
        )

    def _is_ignored(self, claimed: Window) -> bool:
        step = self.step
        if not step.meeting.is_on_new_days(claimed):
            stays_postponed = step.before == step.status == "postponed"
            if stays_postponed or step.strength < self.strength:
                return True
        if self.window is None or step.strength > self.strength or not claimed.strictly_contains(self.window):
            return False
        is_longer = step.report.stage == "rescheduled" and claimed.exact
        is_back = step.way_before in {CALLED_OFF, DENIED} and step.way in {ON, HELD}
        return not (is_longer or step.becomes_postponed or is_back)

    def _gives_way(self, standing: Window, claimed: Window) -> bool:
        """Whether the standing window becomes a previous one, and is not merely made more exact."""
        if self.step.becomes_postponed or not standing.overlaps(claimed):
            return True
        is_narrowed = not standing.exact and standing.contains(claimed)
        return self.step.report.stage == "rescheduled" and not is_narrowed


def _is_same(window: Window, other: Window | None) -> bool:
    """Whether two windows are one: their words do not matter."""
    return other is not None and window.edtf == other.edtf
