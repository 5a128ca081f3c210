"""The command `tracker`: its options, its commands, and the one place where an error becomes words."""

import gc
import importlib
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from tracker import __version__
from tracker.cli.terminal import prepare_streams, safe, show, use_color
from tracker.domain.errors import REFUSED, TrackerError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# Heading: command, the module that holds it, and its help in a line. Nothing is imported to print this.
COMMANDS: Final = {
    "Record": {
        "draft": ("draft", "Read an article and draft its reports."),
        "report": ("record", "Record what a news item says about a meeting."),
        "correct": ("mend", "Put fields of an earlier report or link right."),
        "retract": ("mend", "Say that earlier events no longer count."),
        "undo": ("mend", "Retract what you recorded last."),
        "link": ("record", "Say how one meeting stands to another."),
        "merge": ("record", "Say that two names are one meeting."),
    },
    "See": {
        "status": ("see", "Where meetings stand: all of them, or one in full."),
        "agenda": ("see", "What is expected in a period, or has gone quiet."),
        "history": ("audit", "Everything recorded, in order, with what each changed."),
        "why": ("audit", "Each field of a status, and the report that set it."),
        "diff": ("audit", "What changed between two moments."),
        "search": ("search", "Meetings and reports that mention some words."),
        "outlets": ("outlets", "How each outlet's reports came true, and how early."),
        "lag": ("lag", "How plans slipped, how long stages last, what fell through."),
    },
    "Share": {
        "export": ("share", "Write meetings, or the whole log, for others."),
        "import": ("share", "Restore an export, or record reports from JSON lines."),
    },
    "Keep": {
        "verify": ("keep", "Check the log: its chain, its guards, its projection."),
        "rebuild": ("keep", "Make the projection anew from the log."),
        "backup": ("backup", "Copy the whole log into a file, and check the copy."),
        "where": ("keep", "Say which log is used, and how long it is."),
        "feed": ("keep", "Print events as JSON lines, for whatever follows the log."),
        "completion": ("completion", "Print what completes words in bash, zsh or fish."),
    },
}


class Commands(click.Group):
    """The commands, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every name, in the order of the help."""
        return [name for commands in COMMANDS.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and return the command."""
        for commands in COMMANDS.values():
            if cmd_name in commands:
                module = importlib.import_module(f"tracker.cli.{commands[cmd_name][0]}")
                gc.enable()
                command: click.Command = getattr(module, f"{cmd_name}_command")
                if "_TRACKER_COMPLETE" in os.environ:
                    from tracker.cli import completion  # noqa: PLC0415 - only where a shell completes a word

                    completion.teach(command)
                return command
        return None

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - what the command returns
        """Run the command. After an interruption Click ends the line of the `^C`, which only a terminal shows."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            if sys.stderr is not None and sys.stderr.isatty():
                raise
            raise click.Abort from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which names come close: Click looks only at commands that are imported."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=self.list_commands(ctx), ctx=ctx
            ) from None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem[Any]]":
        """Return the commands and options that begin as what was typed. Click would import every command for that."""
        from tracker.cli import completion  # noqa: PLC0415 - only where a shell completes a word

        listed = [(name, text) for commands in COMMANDS.values() for name, (_, text) in commands.items()]
        return completion.commands(listed, incomplete) + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings."""
        for heading, commands in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, text) for name, (_, text) in commands.items()])


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="A MEETING is its name, an alias, or the unique beginning of one. A WHEN is 2026-01-28, "
    "2026-01-28T17:00+09:00, today, yesterday, '3 days ago', or @12, the twelfth event of the log.",
)
@click.option(
    "--db",
    type=click.Path(readable=False),  # for what a shell completes: a URL passes too
    metavar="PATH|URL",
    envvar="TRACKER_DB",
    help="The log: a file, or postgresql+psycopg://…",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colour the status. Heeds NO_COLOR and FORCE_COLOR.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print no message about what was recorded.")
@click.version_option(__version__, prog_name="tracker")
@click.pass_context
def main(ctx: click.Context, db: str | None, color: Literal["auto", "always", "never"], *, quiet: bool) -> None:
    """Keep a ledger of planned diplomatic visits and meetings, as the press reports them."""
    from tracker.cli.app import App  # noqa: PLC0415 - `tracker --help` needs no ledger

    ctx.color = use_color(color, sys.stdout, os.environ)
    ctx.obj = App(db=db, quiet=quiet, color=ctx.color)


def run() -> None:
    """Run the command, and end the process with its exit code."""
    prepare_streams()
    code = _exit_code(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError:  # as was said already
        _drop_output()
    gc.freeze()  # what ends with the process is not looked through once more: 6 ms
    sys.exit(code)


def _exit_code(arguments: list[str]) -> int:
    try:
        result = main([_as_utf8(argument) for argument in arguments], prog_name="tracker", standalone_mode=False)
        sys.stdout.flush()
    except TrackerError as error:
        return _told(error)
    except click.exceptions.NoArgsIsHelpError as error:
        show(error.format_message())
        return 0
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "tracker"
        return _told(TrackerError.unparsable(_sentence(error), f"{command} --help says how it is used."))
    except click.ClickException as error:
        return _told(TrackerError(error.format_message()))
    except (KeyboardInterrupt, click.Abort):
        return _told(TrackerError("interrupted", "tracker history shows whether it was recorded."), code=130)
    except BrokenPipeError:  # whoever read our output has gone
        _drop_output()
        return REFUSED
    except OSError as error:
        if error.filename is None:
            _drop_output()
        where = error.filename or "the output"
        return _told(TrackerError(f"{where} could not be written: {error.strerror}"))
    return result if isinstance(result, int) else 0


def _drop_output() -> None:
    """Let go what could not be written: Python would complain once more when it closes stdout."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _as_utf8(argument: str) -> str:
    """Return an argument as the UTF-8 that it is, whatever the locale took it for."""
    try:
        return os.fsencode(argument).decode()
    except UnicodeDecodeError:
        raise TrackerError.unparsable(
            f"{argument[:60]!r} is not UTF-8", "Set the terminal to UTF-8, or rename the file."
        ) from None


def _sentence(error: click.UsageError) -> str:
    text = " ".join(error.format_message().split()).rstrip(".")
    return text[:1].lower() + text[1:]


def _told(error: TrackerError, *, code: int | None = None) -> int:
    show(f"tracker: {safe(error.sentence)}", err=True)
    if error.hint:
        show(f"hint: {safe(error.hint)}", err=True)
    return error.exit_code if code is None else code
