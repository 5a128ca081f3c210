"""The command `mcp`: answer the questions of agents over the Model Context Protocol."""

from functools import partial
from importlib.util import find_spec

import click

from tracker.cli.app import App
from tracker.domain.errors import TrackerError


@click.command("mcp")
@click.pass_obj
def mcp_command(app: App, /) -> None:
    """Answer the questions of an agent over the Model Context Protocol, on standard input and output.

    The agent may ask status, meetings, agenda, history, why, diff, search and show. It records nothing: its tool draft
    puts drafts into the inbox, where a person decides. The text of reports comes marked as quoted material.

    Start it from the configuration of the agent's program, with this command:

    \b
    tracker --db desk.db mcp
    """
    if find_spec("mcp") is None:
        raise TrackerError("agents need the package mcp", "In the checkout of tracker, run: pip install '.[mcp]'")
    from tracker.service.mcp.server import make_server  # noqa: PLC0415 - the SDK takes a second to import
    from tracker.service.mcp.tools import Tools  # noqa: PLC0415 - as above

    tools = Tools(ask=app.asking, queue=partial(app.recording, dry_run=False, begins=True))
    make_server(tools).run("stdio")
