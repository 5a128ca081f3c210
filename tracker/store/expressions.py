"""Parameters and conditions that both engines have, each in its own words: the parts of `tracker.store.statements`."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Select,
    Text,
    bindparam,
    exists,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine


def param(name: str, type_: TypeEngine[Any] | None = None) -> BindParameter[Any]:
    """Return a parameter that holds text, or another type."""
    return bindparam(name, type_=type_ or Text())


def number(name: str) -> BindParameter[Any]:
    """Return a parameter that holds a whole number."""
    return param(name, BigInteger())


def one_of(*values: str) -> list[ColumnElement[str]]:
    """Return constants for an IN list."""
    return [literal_column(f"'{value}'", Text()) for value in values]


def first(statement: Select[Any]) -> Select[Any]:
    """Return the first rows of a statement, as many as parameter `size`. SQLAlchemy's `limit` would add an OFFSET."""
    return statement.suffix_with(text("LIMIT :size").bindparams(number("size")))


class ListCondition(ColumnElement[bool]):
    """A condition on a column and a list, which goes in as one parameter."""

    inherit_cache = False

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        self.column = column
        self.json = param(name)
        self.array = param(name, ARRAY(Text()))


class Contains(ColumnElement[bool]):
    """Whether the column contains a text, letter for letter."""

    inherit_cache = False

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        self.column = column
        self.part = param(name)


class IsIn(ListCondition):
    """Whether the column holds one of the values of the list."""


class ContainsAny(ListCondition):
    """Whether the column contains one of the texts of the list."""


@compiles(Contains, "sqlite")
def _contains_by_instr(element: Contains, compiler: SQLCompiler, **_: Any) -> str:  # noqa: ANN401 - SQLAlchemy's options
    return compiler.process(func.instr(element.column, element.part) > literal_column("0"))


@compiles(Contains, "postgresql")
def _contains_by_strpos(element: Contains, compiler: SQLCompiler, **_: Any) -> str:  # noqa: ANN401 - SQLAlchemy's options
    return compiler.process(func.strpos(element.column, element.part) > literal_column("0"))


@compiles(IsIn, "sqlite")
def _is_in_json(element: IsIn, compiler: SQLCompiler, **_: Any) -> str:  # noqa: ANN401 - SQLAlchemy's options
    values = compiler.process(func.json_each(element.json))
    return f"{compiler.process(element.column)} IN (SELECT value FROM {values})"  # noqa: S608 - compiled ahead


@compiles(IsIn, "postgresql")
def _is_in_array(element: IsIn, compiler: SQLCompiler, **_: Any) -> str:  # noqa: ANN401 - SQLAlchemy's options
    return f"{compiler.process(element.column)} = ANY({compiler.process(element.array)})"


@compiles(ContainsAny, "sqlite")
def _contains_any_in_json(element: ContainsAny, compiler: SQLCompiler, **_: Any) -> str:  # noqa: ANN401 - SQLAlchemy's options
    values = func.json_each(element.json).table_valued("value", name="part")
    part = values.c.value
    return compiler.process(exists(select(part).where(func.instr(element.column, part) > literal_column("0"))))


@compiles(ContainsAny, "postgresql")
def _contains_any_in_array(element: ContainsAny, compiler: SQLCompiler, **_: Any) -> str:  # noqa: ANN401 - SQLAlchemy's options
    part = func.unnest(element.array).column_valued("part")
    return compiler.process(exists(select(part).where(func.strpos(element.column, part) > literal_column("0"))))
