"""Prints what came of decisions on drafts of the inbox."""

from collections.abc import Sequence

from tracker.cli.app import App
from tracker.cli.terminal import show
from tracker.cli.text.inbox_lines import decided_lines
from tracker.cli.text.outcome_lines import outcome_object
from tracker.domain.errors import REFUSED
from tracker.domain.report import Json
from tracker.ledger.deciding import Decided


def show_decided(app: App, decided: Sequence[Decided], decision: str, output: str) -> int:
    """Print what came of each draft. Return the exit code: 1 if one could not be decided like this."""
    failed = [_is_contrary(result, decision) for result in decided]
    if output == "json":
        app.show_json([_object(result) for result in decided])
        return REFUSED if any(failed) else 0
    for result, is_failed in zip(decided, failed, strict=True):
        lines = decided_lines(result, decision, color=app.color)
        if is_failed:
            for line in lines:  # shown even with --quiet
                show(line)
        else:
            app.say(lines)
    return REFUSED if any(failed) else 0


def _is_contrary(result: Decided, decision: str) -> bool:
    """Whether the draft still waits, or somebody decided otherwise."""
    return result.error is not None or (result.earlier is not None and result.earlier.decision != decision)


def _object(result: Decided) -> Json:
    from msgspec import to_builtins  # noqa: PLC0415 - imported only if needed

    return {
        "draft": result.draft,
        "meeting": result.meeting,
        "outcome": outcome_object(result.outcome) if result.outcome else None,
        "earlier": to_builtins(result.earlier),
        "refused": str(result.error) if result.error else None,
    }
