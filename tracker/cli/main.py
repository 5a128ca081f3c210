"""The command `tracker`: its global options and the list of its commands."""

import gc
import importlib
import keyword
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

import click
from click.core import ParameterSource

from tracker import __version__
from tracker.cli.error_messages import drop_output, exit_code_of
from tracker.cli.terminal import prepare_streams, use_color
from tracker.domain.errors import TrackerError, quoted

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# The commands under their headings, each with its help in one line, so that `tracker --help` imports none of them.
COMMANDS: Final = {
    "Record": {
        "draft": "Read an article and draft its reports.",
        "report": "Record what a news item says about a meeting.",
        "correct": "Correct fields of an earlier report or link.",
        "retract": "Retract earlier events, so that they no longer count.",
        "undo": "Retract the last event you recorded.",
        "link": "Record how one meeting relates to another.",
        "merge": "Record that two names are one meeting.",
        "rename": "Give a meeting another name; the old one stays an alias.",
        "alias": "Say that two spellings are one person.",
    },
    "Receive": {
        "watch": "Read feeds, and draft what their items report.",
        "inbox": "Drafts that wait, and how the reader's drafts were decided.",
        "accept": "Record drafts of the inbox.",
        "reject": "Take drafts out of the inbox, recording nothing.",
    },
    "See": {
        "status": "Where meetings stand: all of them, or one in full.",
        "agenda": "Meetings expected in a period, or overdue.",
        "history": "All events in order, with what each changed.",
        "why": "Each field of a status, and the report that set it.",
        "diff": "What changed between two moments.",
        "search": "Meetings and reports that mention some words.",
        "show": "One event in full, with the words behind each field.",
        "outlets": "How each outlet's reports came true, and how early.",
        "lag": "How plans slipped, how long stages last, what fell through.",
    },
    "Share": {
        "export": "Write meetings, or the whole log, in other formats.",
        "import": "Restore an export, or record reports from JSON lines.",
        "serve": "Serve the board to browsers: live, with the inbox and a form.",
        "notify": "Send each change of a plan to webhooks.",
        "mcp": "Answer the questions of agents (Model Context Protocol).",
    },
    "Keep": {
        "verify": "Check the log: hash chain, triggers, projection.",
        "rebuild": "Rebuild the projection from the log.",
        "backup": "Copy the whole log into a file, and check the copy.",
        "restore": "Check a backup, and put it in the place of the log.",
        "forget-text": "Delete the stored text of an article.",
        "where": "Show which log is used, and its length.",
        "config": "Show the settings in force, and where each comes from.",
        "feed": "Print events as JSON lines for other programs.",
        "completion": "Print the completion script for bash, zsh or fish.",
    },
}


class Commands(click.Group):
    """The commands, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every name, in the order of the help."""
        return list(_help_lines())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return the command."""
        if cmd_name not in _help_lines():
            return None
        name = cmd_name.replace("-", "_")
        module_name = f"{name}_" if keyword.iskeyword(name) else name
        module = importlib.import_module(f"tracker.cli.commands.{module_name}")
        # Disabled in `tracker.__main__`. Imported modules stay, so they are never scanned: 2 ms, of a draft 8.
        gc.freeze()
        gc.enable()
        command: click.Command = getattr(module, f"{name}_command")
        if not any(param.name == "db" for param in command.params):
            command.params.append(_db_option_of_a_command())
        if "_TRACKER_COMPLETE" in os.environ:
            from tracker.cli import shell_completion  # noqa: PLC0415 - only needed when a shell completes a word

            shell_completion.add_types(command)
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - whatever the command returns
        """Run the command. After Ctrl-C Click prints a newline to end the line of the `^C`; only a terminal has one."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            if sys.stderr is not None and sys.stderr.isatty():
                raise
            raise click.Abort from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command, or suggest similar names; Click would suggest only commands that are imported."""
        try:
            name, command, rest = super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=self.list_commands(ctx), ctx=ctx
            ) from None
        if name and command and ctx.default_map and name in ctx.default_map:
            from tracker.cli.configured_options import use_defaults  # noqa: PLC0415 - only with a configuration

            use_defaults(ctx, name, command)
        return name, command, rest

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem[Any]]":
        """Return the commands and options that start with `incomplete`. Click would import every command for it."""
        from tracker.cli import shell_completion  # noqa: PLC0415 - only needed when a shell completes a word

        commands = shell_completion.commands(_help_lines(), incomplete)
        options = click.Command.shell_complete(self, ctx, incomplete)
        return commands + options

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings."""
        for heading, commands in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl(list(commands.items()))


def _help_lines() -> dict[str, str]:
    """Return the help line of every command by its name."""
    return {name: line for commands in COMMANDS.values() for name, line in commands.items()}


def _db_option(**settings: Any) -> click.Option:  # noqa: ANN401 - whatever an option takes
    """Return the option `--db`, which is taken before and after the command."""
    return click.Option(
        ["--db"],
        type=click.Path(readable=False),  # so that a shell completes files; a URL is accepted too
        metavar="PATH|URL",
        **settings,
    )


def _db_option_of_a_command() -> click.Option:
    return _db_option(help="The log, as before the command.", callback=_choose_log, expose_value=False, is_eager=True)


def _choose_log(ctx: click.Context, _: click.Parameter, db: str | None) -> None:
    """Take the log that is named after the command as if it were named before it."""
    if db is None:
        return
    _refuse_empty(db)
    from msgspec.structs import replace  # noqa: PLC0415 - `tracker --help` needs no ledger

    root = ctx.find_root()
    root.params["db"] = db
    root.set_parameter_source("db", ParameterSource.COMMANDLINE)
    if ctx.obj is not None:  # a shell that completes a word runs no command
        ctx.obj = replace(ctx.obj, db=db)


def _refuse_empty(db: str) -> None:
    if not db.strip():
        raise TrackerError.unparsable("--db is empty", "Name a file or a URL, or leave --db out.")


def _take_configuration(ctx: click.Context, _: click.Parameter, file: str | None) -> None:
    """Take defaults from the named file, or from the user's own if there is one."""
    from tracker.ledger import environment  # noqa: PLC0415 - `tracker --help` needs no ledger

    if file is None and not os.path.exists(environment.configuration_file()):  # noqa: PTH110 - see pyproject.toml
        return
    from tracker.cli.configured_options import take_configuration  # noqa: PLC0415 - only with a configuration

    take_configuration(ctx, file or environment.configuration_file())


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="A MEETING is its name, an alias, or the unique beginning of one. A WHEN is 2026-01-28, "
    "2026-01-28T17:00+09:00, today, yesterday, '3 days ago', or @12, the twelfth event of the log.",
)
@click.option(
    "--config",
    type=click.Path(),
    metavar="FILE",
    envvar="TRACKER_CONFIG",
    is_eager=True,
    expose_value=False,
    callback=_take_configuration,
    help="The configuration; see tracker config.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colour the status. Obeys NO_COLOR and FORCE_COLOR.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print no messages, only results and errors.")
@click.version_option(__version__, prog_name="tracker")
@click.pass_context
def main(ctx: click.Context, db: str | None, color: Literal["auto", "always", "never"], *, quiet: bool) -> None:
    """Keep a ledger of planned diplomatic visits and meetings, as the press reports them."""
    from tracker.cli.app import App  # noqa: PLC0415 - `tracker --help` needs no ledger

    if db is not None:
        _refuse_empty(db)
    ctx.color = use_color(color, sys.stdout, os.environ)
    ctx.obj = App(db=db, quiet=quiet, color=ctx.color, configuration=ctx.meta.get("configuration"))


main.params.insert(0, _db_option(help="The log: a file, or postgresql+psycopg://…", envvar="TRACKER_DB"))


def run() -> None:
    """Run the command and exit with its exit code."""
    prepare_streams()
    code = exit_code_of(lambda: _run_command(sys.argv[1:]))
    try:
        sys.stdout.flush()
    except OSError:  # reported already
        drop_output()
    gc.freeze()  # skips a last collection of everything that was imported: 6 ms
    sys.exit(code)


def _run_command(arguments: Sequence[str]) -> object:
    if "_TRACKER_COMPLETE" in os.environ:
        importlib.import_module("tracker.cli.shell_completion")  # which registers our completion of each shell
    return main([_as_utf8(argument) for argument in arguments], prog_name="tracker", standalone_mode=False)


def _as_utf8(argument: str) -> str:
    """Return an argument decoded as UTF-8, whatever the locale decoded it as."""
    try:
        return os.fsencode(argument).decode()
    except UnicodeDecodeError:
        raise TrackerError.unparsable(
            f"{quoted(argument)} is not UTF-8", "Set the terminal to UTF-8, or rename the file."
        ) from None
