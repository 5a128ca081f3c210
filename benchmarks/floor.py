"""The least that any command does, with only click and sqlite3: `python floor.py read|write FILE NAME`."""

import sqlite3

import click


@click.command()
@click.argument("way")
@click.argument("file")
@click.argument("name")
def floor(way: str, file: str, name: str) -> None:
    """Read one row and print it, or write one durably."""
    connection = sqlite3.connect(file, isolation_level=None)
    if way == "read":
        click.echo(connection.execute("SELECT state FROM meetings WHERE meeting = ?", (name,)).fetchone()[0])
        return
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(
        "INSERT INTO bare SELECT max(position) + 1, ?, max(position) + 1, type, published, recorded_at, recorded_by, "
        "payload, fingerprint, hash FROM bare",
        (name,),
    )
    click.echo("recorded")


if __name__ == "__main__":
    floor()
