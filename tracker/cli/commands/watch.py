"""The command `watch`: read feeds, and draft what their items report."""

import asyncio
import re
import signal
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.terminal import safe, show
from tracker.cli.text.watch_lines import Tally, news_line
from tracker.domain.errors import REFUSED, TrackerError, quoted
from tracker.service.configuration import Feed
from tracker.service.language_model import choice_of

if TYPE_CHECKING:
    from tracker.service.fetching import Limits
    from tracker.service.watching import News, Watch

_UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_DURATION: Final = re.compile(r"(\d{1,6})\s*([smhd])")


class Duration(click.ParamType[float]):
    """A span of time, such as 10m: seconds, minutes, hours or days."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the seconds."""
        if isinstance(value, float):
            return value
        match = _DURATION.fullmatch(str(value).strip())
        if match is None:
            self.fail(f"{quoted(str(value))} is not a span of time, such as 30s, 10m, 2h or 1d", param, ctx)
        return float(match[1]) * _UNITS[match[2]]


@click.command("watch")
@click.option("--once", is_flag=True, help="Read every feed once and end, as for cron.")
@click.option("--every", type=Duration(), default="10m", metavar="TIME", help="How often a feed is read: 10m.")
@click.option(
    "--record",
    type=click.Choice(["sure", "nothing"]),
    default="nothing",
    help="Which drafts are recorded at once; the others wait in the inbox.",
)
@click.option(
    "--recheck", type=Duration(), default="1h", metavar="TIME", help="When pages with drafts are read again: 1h."
)
@click.option("--timeout", type=Duration(), default="30s", metavar="TIME", help="How long an address may take: 30s.")
@click.option("--delay", type=Duration(), default="1s", metavar="TIME", help="Between two requests to a host: 1s.")
@opt.reader
@click.option("--user-agent", metavar="TEXT", help="How tracker names itself to servers; add an address of yours.")
@click.pass_obj
def watch_command(
    app: App,
    /,
    every: float,
    record: str,
    recheck: float,
    timeout: float,
    delay: float,
    reader: str | None,
    user_agent: str | None,
    *,
    once: bool,
    verbose: bool,
) -> int:
    """Read the feeds of the configuration, and put drafts of their new items into the inbox.

    Each item gets a line on stderr. Nothing is taken twice; a page that has changed is drafted again. A feed that fails
    is tried again later and stops no other. Ctrl-C or SIGTERM ends it between two items. tracker config shows the
    feeds.

    \b
    tracker watch --once
    tracker watch --every 10m --record sure
    """
    feeds = app.configuration.feeds if app.configuration else ()
    _refuse_without(feeds)
    from tracker.service import fetching, watching  # noqa: PLC0415 - httpx takes 100 ms

    limits = fetching.Limits(seconds=max(timeout, 1.0), delay=delay, user_agent=user_agent or fetching.USER_AGENT)
    settings = watching.Settings(
        every=max(every, 1.0),
        recheck=recheck,
        record_sure=record == "sure",
        choice=choice_of(app.configuration, reader),
        verbose=verbose,
    )
    tally = Tally()

    def say(news: "News") -> None:
        tally.count(news)
        if news.error or not app.quiet:
            show(safe(news_line(news)), err=True)

    opened = partial(app.recording, dry_run=False, begins=True)
    asyncio.run(_run(watching.Watch(opened, feeds, settings, say), limits, once=once))
    app.note([tally.summary(len(feeds))])
    return REFUSED if once and tally.failed_feeds == len(feeds) else 0


def _refuse_without(feeds: tuple[Feed, ...]) -> None:
    if not feeds:
        raise TrackerError(
            "no feed is configured", 'Write [[feeds]] and url = "https://…" in the file of tracker config.'
        )
    if find_spec("httpx") is None:
        raise TrackerError("watching feeds needs httpx", "In the checkout of tracker, run: pip install '.[watch]'")


async def _run(watch: "Watch", limits: "Limits", *, once: bool) -> None:
    """Watch until it is done or a signal comes."""
    from tracker.service.fetching import Fetcher  # noqa: PLC0415 - as above

    fetcher = Fetcher(limits)
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(task.cancel) if task else None)
    try:
        with suppress(asyncio.CancelledError):
            await watch.run(fetcher, once=once)
    finally:
        await fetcher.close()
        for number, handler in before.items():
            signal.signal(number, handler)
