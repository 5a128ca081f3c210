"""What a shell completes from the log: the names of meetings, and the countries that take part."""

from tracker.store.glimpse import every_country, glimpse, names_beginning


def names(where: str, prefix: str) -> list[tuple[str, str | None]]:
    """Return the names in the log at `where` that begin so, each with the status of its meeting.

    Raise whatever keeps the log from being read: nothing is made, upgraded or waited for.
    """
    with glimpse(where) as connection:
        return names_beginning(connection, prefix.lower())


def countries(where: str) -> list[str]:
    """Return the codes of every country and organisation in the log at `where`; raise as `names` does."""
    with glimpse(where) as connection:
        return every_country(connection)
