"""The words that a shell offers for each argument and option."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

from tracker.cli.app import App
from tracker.domain.vocabulary import FAULTS, KINDS, RELATIONS, STAGES, STATUSES, STRENGTH, plain

VARIABLE: Final = "_TRACKER_COMPLETE"

_CUTS: Final = ("=", ":")  # where bash cuts words, among other places


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


@add_completion_class
class Bash(BashComplete):
    """Completion for bash, which cuts words at `=` and `:`: `--status=con` arrives as three words."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the complete words of the line, and the one to complete, as they were typed."""
        cut = split_arg_string(os.environ["COMP_WORDS"])
        current = int(os.environ["COMP_CWORD"])
        words = joined(cut[: current + 1])
        is_new = current >= len(cut) and not words[-1].endswith(_CUTS)
        return (words[1:], "") if is_new else (words[1:-1], words[-1])


def joined(words: Sequence[str]) -> list[str]:
    """Return the words that bash cut at `=`, at `:` and, in a URL, at `@`, put together again."""
    whole: list[str] = []
    for word in words:
        last = whole[-1] if whole else ""
        cuts = (*_CUTS, "@") if "://" in last else _CUTS
        if last and (word in cuts or last.endswith(cuts)):
            whole[-1] += word
        else:
            whole.append(word)
    return whole


class _WholeWords:
    """Completion for shells that replace the whole word: `--status=con` by `--status=confirmed`."""

    def get_completions(self, args: list[str], incomplete: str) -> "list[CompletionItem[Any]]":
        """Return what fits, after the option if the word begins with one."""
        items: list[CompletionItem[Any]] = super().get_completions(args, incomplete)  # type: ignore[misc]
        option, equals, _ = incomplete.partition("=")
        if equals and option.startswith("-"):
            for item in items:
                if item.type == "plain":
                    item.value = f"{option}={item.value}"
        return items


@add_completion_class
class Zsh(_WholeWords, ZshComplete):
    """Completion for zsh."""

    # A file after `--db=` is completed without the option.
    source_template = ZshComplete.source_template.replace("_path_files -f", "compset -P '--*='; _path_files -f")


@add_completion_class
class Fish(_WholeWords, FishComplete):
    """Completion for fish."""

    # A help text may contain commas, and a file may stand after `--db=`.
    source_template = FishComplete.source_template.replace('split ","', 'split -m 1 ","').replace(
        "__fish_complete_path $metadata[2];",
        "set -l option (string match -r -- '^-[^=]*=' (commandline -t); or echo ''); "
        "for path in (__fish_complete_path $metadata[2]); echo $option$path; end;",
    )


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
