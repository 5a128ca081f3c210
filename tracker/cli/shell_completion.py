"""The words that a shell offers for each argument and option."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from tracker.cli.app import App
from tracker.domain.vocabulary import FAULTS, KINDS, RELATIONS, STAGES, STATUSES, STRENGTH, plain

VARIABLE: Final = "_TRACKER_COMPLETE"


class Words(click.types.StringParamType):
    """One of a list of words. Underscores are offered as hyphens, unless the user has typed an underscore."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem[Any]]":
        """Return the words that start with `incomplete`."""
        words = self.words if "_" in incomplete else [word.replace("_", "-") for word in self.words]
        return [CompletionItem(word) for word in words if word.startswith(incomplete.lower())]


class Meetings(click.types.StringParamType):
    """A name or alias in the log; each is offered with the status of its meeting."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem[Any]]":
        """Return the names that start with `incomplete`; none if the log cannot be read."""
        from tracker.ledger import completion  # noqa: PLC0415 - options and stages need no log

        try:
            names = completion.names(_log(ctx), incomplete)
        except Exception:  # noqa: BLE001 - an error message would garble the command line
            return []
        return [CompletionItem(name, help=plain(status) if status else None) for name, status in names]


class Countries(click.types.StringParamType):
    """A country code in the log."""

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem[Any]]":
        """Return the codes that start with `incomplete`, in upper or lower case; none if the log cannot be read."""
        from tracker.ledger import completion  # noqa: PLC0415 - options and stages need no log

        try:
            codes = completion.countries(_log(ctx))
        except Exception:  # noqa: BLE001 - an error message would garble the command line
            return []
        return [CompletionItem(code) for code in codes if code.startswith(incomplete.upper())]


# By the name of the parameter, which means the same in every command.
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


class Bash(BashComplete):
    """Completion in bash, which gives `--status=con` as three words."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the complete words before the cursor, without the equals signs, and the word to complete."""
        words, incomplete = super().get_completion_args()
        args = [word for index, word in enumerate(words) if word != "=" or not _is_option(words, index - 1)]
        return args, "" if incomplete == "=" and _is_option(words, len(words) - 1) else incomplete


class _WholeWords(ShellComplete):
    """Completion in shells that replace the whole word `--status=con`."""

    def get_completions(self, args: list[str], incomplete: str) -> "list[CompletionItem[Any]]":
        """Return the items, each after the name of the option that the word begins with."""
        items = super().get_completions(args, incomplete)
        option, equals, _ = incomplete.partition("=")
        if equals and option.startswith("--"):
            for item in items:
                if item.type == "plain":
                    item.value = f"{option}={item.value}"
        return items


class Zsh(_WholeWords, ZshComplete):
    """Completion in zsh."""


class Fish(_WholeWords, FishComplete):
    """Completion in fish."""


def register() -> None:
    """Let Click use these classes in place of its own."""
    for shell in (Bash, Zsh, Fish):
        add_completion_class(shell)


def _is_option(words: Sequence[str], index: int) -> bool:
    return 0 <= index < len(words) and words[index].startswith("--")


def add_types(command: click.Command) -> None:
    """Give the parameters of a command the types that complete them."""
    for param in command.params:
        if isinstance(param.type, click.types.StringParamType) and param.name in _TYPES:
            param.type = _TYPES[param.name]


def commands(help_lines: Mapping[str, str], incomplete: str) -> "list[CompletionItem[Any]]":
    """Return the commands that start with `incomplete`, without importing any."""
    return [CompletionItem(name, help=line) for name, line in help_lines.items() if name.startswith(incomplete)]


def _log(ctx: click.Context) -> str:
    """Return the path or URL of the log. A shell passes `~` on as it was typed."""
    db = ctx.find_root().params.get("db")
    if db and db.startswith("~"):
        db = str(Path(db).expanduser())
    return App(db=db, quiet=True, color=False).place
