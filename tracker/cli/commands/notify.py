"""The command `notify`: send each change that matters to webhooks."""

import re
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.terminal import safe, show
from tracker.domain.alerts import KINDS
from tracker.domain.clocks import read_position
from tracker.domain.errors import TrackerError, quoted

if TYPE_CHECKING:
    from tracker.ledger.alerting import Watched
    from tracker.service.notify import Run
    from tracker.service.secret import Secret, Text
    from tracker.service.targets import Target

_SECONDS: Final = {"s": 1, "m": 60, "h": 3600}
_LONGEST: Final = 86_400  # seconds
_PREFIXES: Final = ("env", "file")


@click.command("notify")
@click.option("--to", "urls", multiple=True, metavar="URL", help="A webhook; env:NAME or file:PATH has its address.")
@click.option("--secret", metavar="env:NAME|file:PATH", help="What messages are signed with.")
@click.option("--country", "countries", multiple=True, metavar="CC", help="Only meetings in or with this country.")
@click.option("--with", "people", multiple=True, metavar="NAME", help="Only meetings with this person.")
@click.option("--meeting", "meetings", multiple=True, metavar="MEETING", help="Only meetings whose name begins so.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only changes of this kind.")
@click.option("--after", metavar="@N", help="Send everything after @N, again if it was sent before.")
@click.option("--once", is_flag=True, help="Send what there is, and exit.")
@click.option("--every", metavar="TIME", default="1m", show_default=True, help="Look for news so often: 30s, 10m, 1h.")
@click.option("--dry-run", is_flag=True, help="Print the sentences, and send nothing.")
@click.pass_obj
def notify_command(
    app: App,
    /,
    urls: tuple[str, ...],
    secret: str | None,
    countries: tuple[str, ...],
    people: tuple[str, ...],
    meetings: tuple[str, ...],
    kinds: tuple[str, ...],
    after: str | None,
    every: str,
    *,
    once: bool,
    dry_run: bool,
) -> int:
    """Send each change of a plan to webhooks, as one sentence with its source.

    Without --to, the targets are those of the configuration ([[notify]]), each with its own filters. A new target is
    sent what is recorded from then on. Every message has an id; one that may not have arrived is sent again with the
    same id.

    \b
    tracker notify --to https://chat.example/hook --country JP --kind date
    tracker notify --dry-run --after @12
    """
    from tracker.ledger.alerting import Watched  # noqa: PLC0415 - a question needs none of it
    from tracker.service.targets import refuse_same_names, target, targets_of  # noqa: PLC0415 - as above

    watched = Watched(
        countries=tuple(opt.country_codes(app, countries)),
        people=people,
        meetings=tuple(name.lower() for name in meetings),
        kinds=kinds,
    )
    position = None if after is None else read_position(after, lowest=0)
    seconds = None if once else _seconds(every)
    key = _secret(secret)
    is_filtered = watched != Watched()
    targets = [target(_text_or_secret(url), key, watched) for url in urls]
    if not targets and not is_filtered and not key and app.configuration:
        targets = targets_of(app.configuration)
    refuse_same_names(targets)
    if dry_run:
        return _print_sentences(app, targets or [_nobody(watched)], position)
    if not targets:
        raise _no_target(has_options=is_filtered or key is not None)
    return _send(app, targets, position, seconds)


def _nobody(watched: "Watched") -> "Target":
    """Return a target for a dry run that has none."""
    from tracker.service.targets import Target  # noqa: PLC0415 - only to notify

    return Target(name="", url="", watched=watched)


def _no_target(*, has_options: bool) -> TrackerError:
    if has_options:
        return TrackerError.unparsable(
            "filters and --secret belong to --to", "Name a webhook with --to, or write them under [[notify]]."
        )
    return TrackerError.unparsable(
        "no target is named", "Name a webhook with --to or in the configuration, or use --dry-run."
    )


def _print_sentences(app: App, targets: "Sequence[Target]", after: int | None) -> int:
    from tracker.service.alert_json import alert_object  # noqa: PLC0415 - only to notify
    from tracker.service.notify import waiting  # noqa: PLC0415 - only to notify

    with app.asking() as desk:
        for target in targets:
            prefix = f"{target.name}: " if len(targets) > 1 else ""
            for alert in waiting(desk, target, after):
                show(safe(f"{prefix}{alert_object(alert)['text']}"))
    return 0


def _send(app: App, targets: "Sequence[Target]", after: int | None, every: float | None) -> int:
    from tracker.service.notify import Run, begin_after, notify  # noqa: PLC0415 - only to notify

    printing = threading.Lock()

    def say(line: str) -> None:
        with printing:
            app.note([line])

    with app.keeping() as desk:
        if not desk.connection.lasting:
            raise TrackerError(f"there is no log at {app.place}", "Record a report first.")
        begin_after(desk, targets, after)
    run = Run(place=app.place, clock=app.clock, say=say, every=every)
    with _stopped_by_signals(run):
        is_done = notify(targets, run)
    return 0 if is_done or run.stop.is_set() else 1


@contextmanager
def _stopped_by_signals(run: "Run") -> Iterator[None]:
    """Let Ctrl-C, and a request to terminate, end the run after the message that is being sent."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: run.stop.set()) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _seconds(text: str) -> float:
    """Read a time such as 30s, 10m or 1h."""
    parts = re.fullmatch(r"([1-9][0-9]{0,5})([smh])", text.strip())
    seconds = int(parts[1]) * _SECONDS[parts[2]] if parts else 0
    if not 0 < seconds <= _LONGEST:
        raise TrackerError.unparsable(f"{quoted(text)} is not a time between two rounds", "Write 30s, 10m or 1h.")
    return seconds


def _secret(text: str | None) -> "Secret | None":
    """Read where a secret is. The secret itself is refused: other users see the arguments of a command."""
    from tracker.service.secret import Secret  # noqa: PLC0415 - only to notify

    if text is None:
        return None
    place, _, name = text.partition(":")
    if place not in _PREFIXES or not name:
        raise TrackerError.unparsable(
            "--secret names the place of a secret, not the secret", "Write env:NAME or file:/path."
        )
    return Secret(env=name) if place == "env" else Secret(file=name)


def _text_or_secret(text: str) -> "Text":
    return _secret(text) or text if text.startswith(("env:", "file:")) else text
