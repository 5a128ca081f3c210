"""The generated module of statements, and the schema that it creates beside the one that the migrations create."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from tests.postgres import PostgresServer
from tests.store.raw import is_server, raw
from tracker.store import compile as compiling
from tracker.store import integrity, tables
from tracker.store.opening import open_log
from tracker.store.schema import SCHEMA

Schema = dict[str, object]


def test_the_generated_module_is_what_the_statements_give_today() -> None:
    assert compiling.TARGET.read_text(encoding="utf-8") == compiling.module_source()


def test_a_parameter_that_nobody_named_is_refused() -> None:
    statement = sa.select(tables.events.c.meeting).where(tables.events.c.position == 7)
    with pytest.raises(ValueError, match="position_1"):
        compiling.statement_source(statement)


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Name a log that Alembic created, on each engine in turn."""
    server: PostgresServer | None = None
    place = str(tmp_path / "migrated.db")
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        place = server.create_database()
    config = Config()
    config.set_main_option("script_location", "tracker.migrations:")
    config.set_main_option("path_separator", "os")
    with engine(place).begin() as bound:
        config.attributes["connection"] = bound
        command.upgrade(config, "head")
    yield place
    if server:
        server.drop_database(place)


def engine(place: str) -> sa.Engine:
    """Return SQLAlchemy's engine for a log."""
    url = place if is_server(place) else sa.URL.create("sqlite", database=place)
    return sa.create_engine(url, poolclass=sa.NullPool)


def described(place: str) -> Schema:
    """Return what a database says of its tables, columns, keys, checks, indexes and triggers."""
    made = engine(place)
    inspector = sa.inspect(made)
    schema: Schema = {}
    for table in sorted(inspector.get_table_names()):
        columns = [
            (column["name"], str(column["type"]), column["nullable"], column["default"])
            for column in inspector.get_columns(table)
        ]
        schema[table] = (
            columns,
            inspector.get_pk_constraint(table),
            inspector.get_unique_constraints(table),
            inspector.get_check_constraints(table),
            sorted((index["name"] or "", index["column_names"]) for index in inspector.get_indexes(table)),
        )
    made.dispose()
    with raw(place) as run:
        if is_server(place):
            schema["triggers"] = run(
                "SELECT tgname, tgenabled, prosrc, pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger "
                "JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal ORDER BY tgname"
            )
        else:
            schema["triggers"] = run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    return schema


def test_a_new_log_has_the_schema_that_the_migrations_create(place: str, migrated_place: str) -> None:
    if is_server(place) == is_server(migrated_place):
        assert described(place) == described(migrated_place)


def test_the_migrations_create_exactly_the_tables_of_the_store(migrated_place: str) -> None:
    with engine(migrated_place).connect() as bound:
        context = MigrationContext.configure(bound, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, tables.metadata) == []


def test_a_log_that_the_migrations_created_is_as_verify_expects_it(migrated_place: str) -> None:
    connection = open_log(migrated_place, create=False)
    assert list(integrity.altered_objects(connection)) == []
    connection.close()


def test_a_new_log_names_its_schema(place: str) -> None:
    with raw(place) as run:
        assert run("SELECT version_num FROM alembic_version") == [(SCHEMA,)]
