"""The defaults of options that a configuration gives, as Click takes them: its `default_map`."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

import click

from tracker.domain.errors import TrackerError
from tracker.service.configuration import Configuration, load, secret_of, unknown_key

Table = Mapping[str, Any]


def take_configuration(ctx: click.Context, file: str) -> None:
    """Read a configuration, and take its defaults of the global options. Each command takes its own when it is called.

    While a shell completes a word, a file that is not valid counts for nothing.
    """
    try:
        configuration = load(file)
        ctx.default_map = _default_map(ctx, configuration)
    except TrackerError:
        if not ctx.resilient_parsing:
            raise
        return
    ctx.meta["configuration"] = configuration


def use_defaults(ctx: click.Context, name: str, command: click.Command) -> None:
    """Put the defaults of a command in the form in which Click looks for them."""
    configuration: Configuration | None = ctx.meta.get("configuration")
    if configuration and isinstance(ctx.default_map, dict):
        table = command_tables(ctx, configuration)[name]
        ctx.default_map[name] = _options(command, table, f"defaults.{name}", configuration.file or "")


def command_tables(root: click.Context, configuration: Configuration) -> dict[str, Table]:
    """Return the defaults of each command that has any."""
    return {key: value for key, value in configuration.defaults.items() if key in _commands(root)}


def settable(command: click.Command) -> dict[str, click.Option]:
    """Return the options that a configuration may set, by their long name without dashes."""
    options = [param for param in command.params if isinstance(param, click.Option) and param.expose_value]
    return {max(option.opts, key=len).lstrip("-"): option for option in options}


def _default_map(ctx: click.Context, configuration: Configuration) -> dict[str, Any]:
    file = configuration.file or ""
    tables = command_tables(ctx, configuration)
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise TrackerError(f"defaults.{name} is not valid", f"Write [defaults.{name}].").at(file)
    own = {key: value for key, value in configuration.defaults.items() if key not in tables}
    return {**_options(ctx.command, own, "defaults", file, others=_commands(ctx)), **tables}


def _options(command: click.Command, table: Table, place: str, file: str, others: Sequence[str] = ()) -> dict[str, Any]:
    """Return the values of a table by the names of the command's parameters. `others` are keys that are valid too."""
    options = settable(command)
    values = {}
    for key, value in table.items():
        option = options.get(key.replace("_", "-"))
        where = f"{place}.{key}"
        try:
            if option is None:
                raise unknown_key(where, [*options, *others])
            values[option.name or key] = _value(command, option, value, where)
        except TrackerError as error:
            raise error.at(file) from error
    return values


def _value(command: click.Command, option: click.Option, value: object, place: str) -> object:
    """Return a value that the option takes; a secret is read when the option is used."""
    if isinstance(value, dict):
        return secret_of(value, place).read
    if option.is_flag:
        expected = None if isinstance(value, bool) else "true or false"
    elif option.multiple:
        expected = None if isinstance(value, list) else "a list"
    else:
        expected = "one value" if isinstance(value, (bool, list)) else None
    if expected:
        raise TrackerError(f"{place} is not valid", f"Write {expected}.")
    if isinstance(option.type, click.Path) and isinstance(value, str):
        value = os.path.expanduser(value)  # noqa: PTH111 - pathlib takes 3 ms
    try:
        option.type_cast_value(click.Context(command, resilient_parsing=True), value)
    except click.BadParameter as error:
        raise TrackerError(
            f"{place} is not valid: {error.message.rstrip('.')}", f"See tracker {command.name} --help."
        ) from error
    return value


def _commands(root: click.Context) -> list[str]:
    """Return the names of all commands."""
    return root.command.list_commands(root) if isinstance(root.command, click.Group) else []
