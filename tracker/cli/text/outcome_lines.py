"""The outcome of a command that records, as text or as JSON."""

from collections.abc import Iterator
from typing import Final

from tracker.cli.app import App
from tracker.cli.terminal import STATUS_COLORS, safe
from tracker.cli.text.change_lines import change_lines
from tracker.cli.text.columns import Styled
from tracker.cli.text.field_values import NOTHING
from tracker.domain.errors import TrackerError
from tracker.domain.namesakes import new_namesakes
from tracker.domain.report import Json
from tracker.domain.vocabulary import plain
from tracker.ledger.result import Outcome

_SHOWN_REPORTS: Final = 10  # of the same story


def show_outcome(app: App, outcome: Outcome, output: str) -> None:
    """Print the outcome of a command. If that fails, the error says that the event was recorded all the same."""
    try:
        if output == "json":
            app.show_json(outcome_object(outcome))
        else:
            app.say(outcome_lines(outcome, color=app.color))
    except BrokenPipeError:
        raise
    except OSError as error:
        if not outcome.recorded:
            raise
        sentence = f"recorded as @{outcome.position}, but the output could not be written: {error.strerror}"
        raise TrackerError(sentence, "tracker history shows it.") from error


def outcome_object(outcome: Outcome) -> Json:
    """Return the outcome as the JSON object that the command prints."""
    from tracker.export.json_objects import changes_list  # noqa: PLC0415 - imported only if needed

    return {
        "position": outcome.position,
        "meeting": outcome.meeting,
        "recorded": outcome.recorded,
        "status": outcome.status,
        "effect": changes_list(outcome.effect),
        "kept": outcome.kept,
        "repeat_of": outcome.repeat_of,
        "target": outcome.target,
        "dry_run": outcome.dry_run,
        "late": outcome.late,
        "respelt": [{"written": written, "recorded": name} for written, name in outcome.respelt],
        "same_origin": [{"position": position, "meeting": meeting} for position, meeting in outcome.same_origin],
    }


def outcome_lines(outcome: Outcome, *, color: bool) -> Iterator[str]:
    """Return the outcome in words: the position in the log and the status, then what changed."""
    meeting = f"{safe(outcome.meeting)}  {outcome_status(outcome, color=color)}"
    if outcome.repeat_of is not None:
        yield f"already recorded as @{outcome.repeat_of}  {meeting}"
        return
    about = "" if outcome.target is None else f" about @{outcome.target}"
    if outcome.dry_run:
        yield f"dry run{about}, nothing recorded:  {meeting}"
    else:
        yield f"recorded @{outcome.position}{about}  {meeting}"
    yield from effect_lines(outcome)
    yield from _same_origin_lines(outcome)


def outcome_status(outcome: Outcome, *, color: bool) -> str:
    """Return the status of the meeting after the command, in its colour."""
    status = outcome.status or NOTHING
    return Styled(plain(status), STATUS_COLORS.get(status)).painted(color=color)


def effect_lines(outcome: Outcome) -> Iterator[str]:
    """Return a line for each name recorded otherwise, and for each field that changed, or why nothing did."""
    for written, name in outcome.respelt:
        yield f"  {safe(written)} is recorded as {safe(name)}"
    changes = change_lines(outcome.effect)
    label_width = max((len(field) for field, _ in changes), default=0)
    for field, change in changes:
        yield f"  {field:<{label_width}}  {safe(change)}"
    for short, full in new_namesakes(outcome.effect):
        names = f"{safe(short)} and {safe(full)}"
        yield f"  {names} count as two people; if they are one: tracker undo, then use the full name"
    if outcome.late:
        yield "  logged late: changes nothing"
    elif not changes and not outcome.kept:
        yield "  changes nothing"
    if outcome.kept:
        yield f"  its stage was kept out: {outcome.kept}"
    if outcome.window_left_out:
        yield f"  its window was left out: {outcome.window_left_out}"


def _same_origin_lines(outcome: Outcome) -> Iterator[str]:
    """Return a list of the reports that still count, and rest on the same story as the retracted report."""
    reports = outcome.same_origin
    if not reports:
        return
    yield f"  {len(reports)} more of the same story still count{'' if len(reports) > 1 else 's'}:"
    for position, meeting in reports[:_SHOWN_REPORTS]:
        yield f"    @{position}  {safe(meeting)}"
    if len(reports) > _SHOWN_REPORTS:
        yield f"    and {len(reports) - _SHOWN_REPORTS} others"
