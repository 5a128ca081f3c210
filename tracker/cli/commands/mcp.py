"""The command `mcp`: answer the questions of agents over the Model Context Protocol."""

from functools import partial
from importlib.util import find_spec

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.terminal import safe, show
from tracker.domain.errors import TrackerError
from tracker.service.language_model import choice_of


@click.command("mcp")
@opt.reader
@click.pass_obj
def mcp_command(app: App, /, reader: str | None, *, verbose: bool) -> None:
    """Answer the questions of an agent over the Model Context Protocol, on standard input and output.

    The agent may ask status, meetings, agenda, history, why, diff, search and show. It records nothing: its tool draft
    puts drafts into the inbox, where a person decides. The text of reports comes marked as quoted material. A language
    model reads the agent's articles if --reader or the configuration says so; the agent cannot choose it.

    Start it from the configuration of the agent's program, with this command:

    \b
    tracker --db desk.db mcp
    """
    if find_spec("mcp") is None:
        raise TrackerError("agents need the package mcp", "In the checkout of tracker, run: pip install '.[mcp]'")
    from tracker.service.mcp.server import make_server  # noqa: PLC0415 - the SDK takes a second to import
    from tracker.service.mcp.tools import Tools  # noqa: PLC0415 - as above
    from tracker.service.reader import reader_of  # noqa: PLC0415 - as above

    choice = choice_of(app.configuration, reader)
    tools = Tools(
        ask=app.asking,
        read=partial(app.recording, dry_run=True, begins=True),
        queue=partial(app.recording, dry_run=False, begins=True),
        reader=reader_of(choice, lambda sentence: show(safe(sentence), err=True), verbose=verbose),
    )
    make_server(tools).run("stdio")
