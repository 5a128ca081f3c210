"""The options of `tracker report` and its relatives, made from the table of fields."""

from typing import Final

import click

from tracker.cli.options import Decorator, all_of
from tracker.ledger.report_fields import FIELD, ReportField

# A report needs these; it takes its stage as an argument.
REQUIRED: Final = ("source", "published")
OPTIONAL: Final = tuple(name for name in FIELD if name not in {*REQUIRED, "stage"})


def click_options(*names: str, required: bool = False) -> Decorator:
    """Return a decorator that adds the named options to a command."""
    return all_of(*(_option(FIELD[name], required=required) for name in names))


def _option(field: ReportField, *, required: bool) -> Decorator:
    if field.is_flag:
        return click.option(f"--{field.name}", is_flag=True, help=field.help)
    return click.option(
        f"--{field.name}", multiple=field.repeats, required=required, metavar=field.metavar, help=field.help
    )
