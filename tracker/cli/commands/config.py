"""The command `config`: the settings in force, and where each comes from."""

from collections.abc import Iterator
from typing import Final

import click
from click.core import ParameterSource
from msgspec import Struct

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.configured_options import command_tables, use_defaults
from tracker.cli.text.columns import columns
from tracker.ledger import environment
from tracker.ledger.desk import without_password
from tracker.service.configuration import Configuration, Table
from tracker.service.secret import Secret, Text
from tracker.service.web_addresses import shown

_KEYS: Final = ("key", "value", "source")
_FILE: Final = "file"
_BUILT_IN: Final = "built in"


class Setting(Struct, frozen=True, kw_only=True):
    """A setting: its key as in the configuration, its value without secrets, and where it comes from."""

    key: str
    value: str
    source: str


@click.command("config")
@opt.output_format
@click.pass_context
def config_command(ctx: click.Context, /, output: str) -> None:
    """Show the settings in force, and where each comes from: an option, an environment variable, the file, or built in.

    The file is config.toml in your configuration folder, or --config FILE, or TRACKER_CONFIG. All of it is checked.
    Passwords and secrets are never shown.

    \b
    tracker config
    tracker --config desk.toml config
    """
    app: App = ctx.obj
    settings = [*_global(ctx, app), *(_configured(ctx, app.configuration) if app.configuration else ())]
    if output == "text":
        rows = [(setting.key, setting.value, setting.source) for setting in settings]
        app.show_text(columns(rows, headers=("KEY", "VALUE", "FROM"), limit=app.width, shrink=(1,)))
        return
    app.show_objects(output, [{key: getattr(setting, key) for key in _KEYS} for setting in settings], _KEYS)


def _global(ctx: click.Context, app: App) -> Iterator[Setting]:
    root = ctx.find_root()
    file = app.configuration.file if app.configuration else None
    missing = f"– ({environment.configuration_file()} does not exist)"
    yield Setting(key="config", value=file or missing, source=_source(root, "config"))
    yield Setting(key="db", value=without_password(app.place), source=_source(root, "db"))
    for key in ("color", "quiet"):
        yield Setting(key=key, value=_text(root.params[key]), source=_source(root, key))
    user = "$TRACKER_USER" if environment.has_named_recorder() else "login name"
    yield Setting(key="user", value=environment.recorder(), source=user)


def _source(root: click.Context, name: str) -> str:
    """Return where the value of a global option comes from."""
    match root.get_parameter_source(name):
        case ParameterSource.COMMANDLINE:
            return "command line"
        case ParameterSource.ENVIRONMENT:
            return f"$TRACKER_{name.upper()}"
        case ParameterSource.DEFAULT_MAP:
            return _FILE
        case _:
            return _BUILT_IN


def _configured(ctx: click.Context, configuration: Configuration) -> Iterator[Setting]:
    """Yield what the file says for commands, feeds, targets and the reader. Raises for an option that is not valid."""
    root = ctx.find_root()
    for name, table in command_tables(root, configuration).items():
        command = root.command.get_command(root, name) if isinstance(root.command, click.Group) else None
        if command and name != ctx.info_name:
            use_defaults(root, name, command)
        for key, value in table.items():
            yield Setting(key=f"{name}.{key}", value=_text(value), source=_FILE)
    if configuration.keep_texts is not None:
        yield Setting(key="keep_texts", value=_text(configuration.keep_texts), source=_FILE)
    for number, feed in enumerate(configuration.feeds, 1):
        table = {key: value for key in feed.__struct_fields__ if (value := getattr(feed, key))}
        yield from _entry(f"feeds[{number}]", table)
    for number, target in enumerate(configuration.notify, 1):
        yield from _entry(f"notify[{number}]", dict(target) | {"url": _host_alone(target.get("url"))})
    yield from _entry("reader", configuration.reader)


def _entry(place: str, table: Table) -> Iterator[Setting]:
    for key, value in table.items():
        if value not in (None, ()):
            source = str(value) if isinstance(value, Secret) else _FILE
            is_hidden = isinstance(value, Secret) or key == "secret"
            shown_value = "(not shown)" if is_hidden else shown(value) if key == "url" else _text(value)
            yield Setting(key=f"{place}.{key}", value=shown_value, source=source)


def _host_alone(address: Text | None) -> Text | None:
    """Return the address of a webhook without its path, which is often its secret."""
    return "/".join([*shown(address).split("/")[:3], "…"]) if isinstance(address, str) else address


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "(not shown)"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
