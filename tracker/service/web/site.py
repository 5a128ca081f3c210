"""The site: the log that is served, its users, and its address."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import current_app
from msgspec import Struct, field

from tracker.ledger import environment
from tracker.ledger.clock import Clock
from tracker.ledger.desk import Desk, is_missing, open_desk, open_snapshot
from tracker.service.web.access import Access
from tracker.service.web.kept import Kept
from tracker.service.web.open_desks import OpenDesks
from tracker.service.web.presence import Presence

EXTENSION = "tracker"


class Site(Struct, frozen=True, kw_only=True):
    """What every answer needs.

    `place` is the log; if it is the `default_file` and missing, it reads as an empty log, and the first report creates
    it. `address` is where browsers find the site (https://desk.example), and `hosts` are the values of the header
    `Host` that are answered; None for any. `secret` makes the keys of calendars and the tokens of forms.
    `presence` knows who has which draft open; `pages` and `parts` of pages were made before.
    `open_desks` has connections to a server.
    """

    place: str
    clock: Clock
    access: Access
    secret: bytes
    address: str
    hosts: frozenset[str] | None = None
    is_default_file: bool = False
    presence: Presence = field(default_factory=Presence)
    pages: Kept[bytes] = field(default_factory=Kept)
    parts: Kept[str] = field(default_factory=Kept)
    open_desks: OpenDesks = field(default_factory=OpenDesks)

    @property
    def is_on_server(self) -> bool:
        """Whether the log is on a PostgreSQL server."""
        return "://" in self.place and not self.place.startswith("sqlite:")

    @contextmanager
    def reading(self) -> Iterator[Desk]:
        """Open the log to read one snapshot of it."""
        if self.is_on_server:
            with self.open_desks.desk(self.place, self.clock) as desk, desk.snapshot():
                yield desk
            return
        where = None if self.is_default_file and is_missing(self.place) else self.place
        with open_snapshot(where, clock=self.clock) as desk:
            yield desk

    @contextmanager
    def recording(self, user: str, *, dry_run: bool = False) -> Iterator[Desk]:
        """Open the log to record in it under the name of a user."""
        if self.is_on_server:
            with self.open_desks.desk(self.place, self.clock) as desk:
                desk.recorder = user
                yield desk
            return
        is_new = self.is_default_file and is_missing(self.place)
        if is_new and not dry_run:
            environment.create_default_folder()
        where = None if is_new and dry_run else self.place
        with open_desk(where, create=is_new and not dry_run, clock=self.clock, recorder=user) as desk:
            yield desk


def current_site() -> Site:
    """Return the site of the request that is being answered."""
    return cast(Site, current_app.extensions[EXTENSION])
