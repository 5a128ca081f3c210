"""What a shell completes from the log: the names of meetings, and the countries that take part.

A shell puts what it completes into the command line, and bash does not quote it: a name that no command has written,
such as `evil$(touch x)`, would run. So only what has the form of a name, a code or a status is returned.
"""

from tracker.domain.names import is_country_code, is_meeting_name
from tracker.domain.vocabulary import STATUSES
from tracker.store import projection
from tracker.store.opening import open_for_completion

_MOST = 1000  # names offered


def names(where: str, prefix: str) -> list[tuple[str, str | None]]:
    """Return the names in the log at `where` with this prefix, each with the status of its meeting.

    Raise whatever keeps the log from being read: nothing is created, upgraded or waited for.
    """
    with open_for_completion(where) as connection:
        matches = projection.names_beginning(connection, prefix.lower(), _MOST)
    return [
        (match.name, match.status if match.status in STATUSES else None)
        for match in matches
        if is_meeting_name(match.name)
    ]


def countries(where: str) -> list[str]:
    """Return the codes of every country and organisation in the log at `where`; raise as `names` does."""
    with open_for_completion(where) as connection:
        codes = projection.countries(connection)
    return [code for code in codes if is_country_code(code)]
