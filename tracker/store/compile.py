"""Write `compiled.py`: the text of every statement and of the schema, for both engines.

Run `python -m tracker.store.compile` after a change of `tables` or `statements`. A test compiles again and compares.
"""

import sys
from pathlib import Path
from pprint import pformat
from typing import Any, Final

from sqlalchemy import CompoundSelect, Select
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql.dml import UpdateBase

from tracker.store import desk_statements, statements, tables

TARGET: Final = Path(__file__).with_name("compiled.py")
DIALECTS: Final[dict[str, Dialect]] = {
    "sqlite": SQLiteDialect_pysqlite(paramstyle="named"),
    "postgresql": PGDialect_psycopg(),  # type: ignore[no-untyped-call]
}
Construct = Select[Any] | CompoundSelect[Any] | UpdateBase
_HEADER: Final = '''"""Statements and schema as text. Written by `python -m tracker.store.compile`: do not edit."""

from tracker.store.connection import Statement

'''


def statement_source(construct: Construct) -> str:
    """Return the source of a `Statement`. Raise ValueError for a parameter that `statements` did not make."""
    texts = []
    for dialect in DIALECTS.values():
        compiled = dialect.statement_compiler(dialect, construct)
        unnamed = [name for name, parameter in compiled.binds.items() if parameter.unique]
        if unnamed:
            raise ValueError(f"SQLAlchemy made the parameters {unnamed} in {compiled}")
        texts.append(repr(" ".join(str(compiled).split())))
    return f"Statement(\n    {texts[0]},\n    {texts[1]},\n)"


def schema_statements(engine: str) -> list[str]:
    """Return the statements that create the schema in an empty database, in order."""
    constructs: list[CreateTable | CreateIndex] = []
    for table in (*tables.metadata.sorted_tables, tables.alembic_version):
        constructs.append(CreateTable(table))
        constructs += [CreateIndex(index) for index in sorted(table.indexes, key=lambda index: str(index.name))]
    texts = [" ".join(str(construct.compile(dialect=DIALECTS[engine])).split()) for construct in constructs]
    if engine == "sqlite":
        return [*texts, *tables.SQLITE_TRIGGERS]
    for name, (event, body) in tables.POSTGRESQL_TRIGGERS.items():
        texts += [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard${body}$guard$",
            f"CREATE TRIGGER {name} {event} EXECUTE FUNCTION {name}()",
            f"ALTER TABLE events ENABLE ALWAYS TRIGGER {name}",  # in replication sessions too
        ]
    return texts


def module_source() -> str:
    """Return the source of the whole generated module."""
    parts = []
    for name, value in (*vars(statements).items(), *vars(desk_statements).items()):
        if name.startswith("_"):
            continue
        if isinstance(value, Select | CompoundSelect | UpdateBase):
            parts.append(f"{name.upper()} = {statement_source(value)}")
        elif isinstance(value, dict):
            items = [f"    {table!r}: {statement_source(construct)}," for table, construct in value.items()]
            parts.append("\n".join([f"{name.upper()} = {{", *items, "}"]))
    parts.append(f"SCHEMA = {pformat({engine: schema_statements(engine) for engine in DIALECTS}, width=1000)}")
    parts.append(f"POSTGRESQL_TRIGGERS = {tables.POSTGRESQL_TRIGGERS!r}")
    return _HEADER + "\n".join(parts) + "\n"


if __name__ == "__main__":
    TARGET.write_text(module_source(), encoding="utf-8")
    sys.stdout.write(f"wrote {TARGET}\n")
