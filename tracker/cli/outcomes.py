"""What is printed after something was recorded."""

from collections.abc import Iterator

from tracker.cli.app import App
from tracker.cli.columns import Styled
from tracker.cli.terminal import STATUS_COLORS, safe
from tracker.cli.wording import NOTHING, change_lines
from tracker.domain.errors import TrackerError
from tracker.domain.report import Json
from tracker.domain.vocabulary import plain
from tracker.ledger.result import Outcome

_SHOWN_ORIGINS = 10


def show_outcome(app: App, outcome: Outcome, output: str) -> None:
    """Print what came of one command that records; if that cannot be printed, say at least that it was recorded."""
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
        said = f"recorded as @{outcome.position}, but the output could not be written: {error.strerror}"
        raise TrackerError(said, "tracker history shows it.") from error


def outcome_object(outcome: Outcome) -> Json:
    """Return the outcome as the JSON object of the command."""
    from tracker.export.json_objects import changes_list  # noqa: PLC0415 - only where it is asked for

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
        "same_origin": [{"position": position, "meeting": meeting} for position, meeting in outcome.same_origin],
    }


def outcome_lines(outcome: Outcome, *, color: bool) -> Iterator[str]:
    """Return the outcome in words: where it stands in the log, and what it changed."""
    color_of = STATUS_COLORS.get(outcome.status or "")
    status = Styled(plain(outcome.status or NOTHING), color_of).painted(color=color)
    if outcome.repeat_of is not None:
        yield f"already recorded as @{outcome.repeat_of}  {safe(outcome.meeting)}  {status}"
        return
    about = f" about @{outcome.target}" if outcome.target is not None else ""
    did = f"dry run{about}, nothing recorded:" if outcome.dry_run else f"recorded @{outcome.position}{about}"
    yield f"{did}  {safe(outcome.meeting)}  {status}"
    lines = change_lines(outcome.effect)
    widest = max((len(field) for field, _ in lines), default=0)
    for field, change in lines:
        yield f"  {field:<{widest}}  {safe(change)}"
    if outcome.late:
        yield "  logged late: changes nothing"
    elif not lines and not outcome.kept:
        yield "  changes nothing"
    if outcome.kept:
        yield f"  its stage was kept out: {outcome.kept}"
    yield from _origin_lines(outcome)


def _origin_lines(outcome: Outcome) -> Iterator[str]:
    others = outcome.same_origin
    if others:
        yield f"  {len(others)} more of the same origin still count{'' if len(others) > 1 else 's'}:"
    for position, meeting in others[:_SHOWN_ORIGINS]:
        yield f"    @{position}  {safe(meeting)}"
    if len(others) > _SHOWN_ORIGINS:
        yield f"    and {len(others) - _SHOWN_ORIGINS} others"
