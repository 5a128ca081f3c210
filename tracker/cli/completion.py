"""What a shell completes: the command that prints its script, and the words of each argument and option."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click
from click.shell_completion import CompletionItem, get_completion_class

from tracker.cli.app import App
from tracker.cli.terminal import show
from tracker.domain.vocabulary import FAULTS, KINDS, RELATIONS, STAGES, STATUSES, STRENGTH, plain

VARIABLE: Final = "_TRACKER_COMPLETE"


class Words(click.types.StringParamType):
    """Some of a list of words; those with underscores are offered with hyphens, unless an underscore was typed."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem[Any]]":
        """Return the words that begin as what was typed."""
        words = self.words if "_" in incomplete else [word.replace("_", "-") for word in self.words]
        return [CompletionItem(word) for word in words if word.startswith(incomplete.lower())]


class Meetings(click.types.StringParamType):
    """The names and aliases in the log, each with the status of its meeting."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem[Any]]":
        """Return the names that begin as what was typed; none, and no complaint, where the log cannot be read."""
        from tracker.ledger import completion as log_completion  # noqa: PLC0415 - options and stages need no log

        try:
            found = log_completion.names(_place(ctx), incomplete)
        except Exception:  # noqa: BLE001 - whatever it is, a line that is being typed is no place to tell of it
            return []
        return [CompletionItem(name, help=plain(status) if status else None) for name, status in found]


class Countries(click.types.StringParamType):
    """The codes in the log."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem[Any]]":
        """Return the codes that begin as what was typed, in any case; none where the log cannot be read."""
        from tracker.ledger import completion as log_completion  # noqa: PLC0415 - options and stages need no log

        try:
            found = log_completion.countries(_place(ctx))
        except Exception:  # noqa: BLE001 - as with names
            return []
        return [CompletionItem(code) for code in found if code.startswith(incomplete.upper())]


# By the name of a parameter, which means the same in every command.
_TYPES: "Final[dict[str, click.ParamType[Any]]]" = {
    **dict.fromkeys(("meeting", "meetings", "other", "into", "arguments"), Meetings()),
    **dict.fromkeys(("country", "countries", "host", "side", "by"), Countries()),
    **dict.fromkeys(("file", "files"), click.Path(readable=False)),
    "stage": Words(STAGES),
    "status": Words(STATUSES),
    "relation": Words(RELATIONS),
    "attribution": Words(tuple(STRENGTH)),
    "kind": Words(KINDS),
    "fault": Words(FAULTS),
}


def teach(command: click.Command) -> None:
    """Let a command complete the words of its parameters. Only a process that completes needs it."""
    for param in command.params:
        if isinstance(param.type, click.types.StringParamType) and param.name in _TYPES:
            param.type = _TYPES[param.name]


def commands(listed: Sequence[tuple[str, str]], incomplete: str) -> "list[CompletionItem[Any]]":
    """Return the commands that begin as what was typed, without importing any."""
    return [CompletionItem(name, help=text) for name, text in listed if name.startswith(incomplete)]


@click.command("completion", short_help="Print what completes words in bash, zsh or fish.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print the script by which a SHELL completes commands, options, the names of meetings, statuses and countries.

    Names come from the log that --db or TRACKER_DB names; nothing is written to it. The script asks the tracker that
    is installed: print it once, and start a new shell.

    For zsh, ~/.zshrc needs: fpath+=(~/.zfunc); autoload -Uz compinit; compinit

    \b
    tracker completion bash > ~/.local/share/bash-completion/completions/tracker
    tracker completion zsh > ~/.zfunc/_tracker
    tracker completion fish > ~/.config/fish/completions/tracker.fish
    """
    found = get_completion_class(shell)
    assert found is not None  # Click has all three  # noqa: S101
    show(found(click.Group("tracker"), {}, "tracker", VARIABLE).source().rstrip("\n"))


def _place(ctx: click.Context) -> str:
    """Return the log that the line names, else the one of the surroundings. A shell hands over `~` as it was typed."""
    db = ctx.find_root().params.get("db")
    return App(db=str(Path(db).expanduser()) if db and db.startswith("~") else db, quiet=True, color=False).place
