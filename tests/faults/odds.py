"""The trials of odd texts, times, secrets and surroundings on one engine: in a quick form, and at length."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.faults import hostile_text, secrets, surroundings, times
from tests.faults.payloads import numbered
from tests.faults.tried import Tried, make_log
from tests.store.raw import is_server

New = Callable[[], str]  # makes a place for a log that is not there yet
Folder = Callable[[], Path]
Trials = Iterator[Callable[[], Tried]]


def texts(new: New, folder: Folder, *, long: bool) -> Trials:
    """Try hostile text: all of it on SQLite, on PostgreSQL in the quick form what goes through its store."""
    place = new()
    if is_server(place) and not long:
        hostile_text.lay(place, numbered()[::4])
        yield partial(hostile_text.try_copy, place, folder())
        yield partial(hostile_text.try_screens, place)
        return
    hostile_text.lay(place)
    yield partial(hostile_text.try_copy, place, folder())
    yield partial(hostile_text.try_screens, place)
    cells = (hostile_text.WIDE, 80, 20) if long else (hostile_text.WIDE,)
    yield partial(hostile_text.try_views, place, 1 if long else 9, cells)
    yield partial(hostile_text.try_pager, place, folder())
    yield partial(hostile_text.try_formats, place, folder(), 1 if long else 12)
    yield partial(hostile_text.try_doors, place, 1 if long else 6)
    yield partial(hostile_text.try_typing, place, 1 if long else 3)
    yield partial(hostile_text.try_complaints, place, 1 if long else 13)
    yield partial(hostile_text.try_completion, place, 1 if long else 3)
    yield partial(hostile_text.try_articles, place, folder(), 1 if long else 10)
    yield partial(hostile_text.try_spellings, new)


def moments(new: New, folder: Folder, *, long: bool) -> Trials:
    """Try odd times."""
    place = new()
    yield partial(times.try_good_times, place)
    yield partial(times.try_clocks, new, times.ZONES if long else times.ZONES[1:2])
    if is_server(place) and not long:
        return
    yield partial(times.try_no_times, new(), 1 if long else 8)
    yield partial(times.try_windows, new(), 1 if long else 5)
    yield partial(times.try_days, new)
    yield partial(times.try_today, new)


def passwords(new: New, folder: Folder, *, long: bool) -> Trials:
    """Try passwords: where there is no server, and where there is one."""
    place = new()
    if is_server(place):
        make_log(place)
        yield partial(secrets.try_server, place, folder(), 1 if long else 5)
    else:
        chosen = secrets.SECRETS if long else secrets.SECRETS[1:2]
        yield partial(secrets.try_no_server, 1 if long else 8, chosen)
        yield partial(secrets.try_talkative_server, chosen)


def around(new: New, folder: Folder, *, long: bool) -> Trials:
    """Try odd surroundings; in the quick form not again on PostgreSQL, but for reports that are not acknowledged."""
    place = new()
    yield partial(surroundings.try_recording, new)
    if is_server(place) and not long:
        return
    surroundings.lay(place)
    yield partial(surroundings.try_full, place, 1 if long else 5)
    yield partial(surroundings.try_closed, place, 1 if long else 13)
    yield partial(surroundings.try_ascii, place, 1 if long else 9)
    yield partial(surroundings.try_bytes, place, 1 if long else 9)
    yield partial(surroundings.try_narrow, place, (20, 40) if long else (20,))


PARTS = {"texts": texts, "times": moments, "secrets": passwords, "surroundings": around}
