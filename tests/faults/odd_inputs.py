"""The trials of odd texts, times, passwords and environments on one engine, in a short and a long form."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.faults import environments, hostile_text, odd_times, passwords
from tests.faults.payloads import numbered
from tests.faults.trials import TrialResult, make_log
from tests.store.raw import is_server

NewPlace = Callable[[], str]  # returns a place where there is no log yet
NewFolder = Callable[[], Path]
Trials = Iterator[Callable[[], TrialResult]]


def try_texts(new_place: NewPlace, new_folder: NewFolder, *, long: bool) -> Trials:
    """Try hostile text: the short form on PostgreSQL has only the trials that concern its store."""
    place = new_place()
    if is_server(place) and not long:
        hostile_text.record_payloads(place, numbered()[::4])
        yield partial(hostile_text.try_copy, place, new_folder())
        yield partial(hostile_text.try_screens, place)
        return
    hostile_text.record_payloads(place)
    yield partial(hostile_text.try_copy, place, new_folder())
    yield partial(hostile_text.try_screens, place)
    widths = (hostile_text.WIDE, 80, 20) if long else (hostile_text.WIDE,)
    yield partial(hostile_text.try_views, place, 1 if long else 18, widths)
    yield partial(hostile_text.try_pager, place, new_folder())
    yield partial(hostile_text.try_formats, place, new_folder(), 1 if long else 48)
    yield partial(hostile_text.try_inputs, place, 1 if long else 72)
    yield partial(hostile_text.try_typing, place, 1 if long else 9)
    yield partial(hostile_text.try_error_messages, place, 1 if long else 134)
    yield partial(hostile_text.try_completion, place, 1 if long else 18)
    yield partial(hostile_text.try_articles, place, new_folder(), 1 if long else 60)
    yield partial(hostile_text.try_spellings, new_place)


def try_times(new_place: NewPlace, new_folder: NewFolder, *, long: bool) -> Trials:
    """Try odd times: the short form on PostgreSQL has only the clock that goes back and forth."""
    place = new_place()
    if is_server(place) and not long:
        yield partial(odd_times.try_clocks, new_place, odd_times.ZONES[1:2], ["back and forth"])
        return
    yield partial(odd_times.try_unusual_times, place)
    if long:
        yield partial(odd_times.try_clocks, new_place)
    else:
        yield partial(odd_times.try_clocks, new_place, odd_times.ZONES[1:2], orders=[-1])
    yield partial(odd_times.try_invalid_times, new_place(), 1 if long else 32)
    yield partial(odd_times.try_windows, new_place(), 1 if long else 10)
    yield partial(odd_times.try_days, new_place)
    yield partial(odd_times.try_today, new_place)


def try_passwords(new_place: NewPlace, new_folder: NewFolder, *, long: bool) -> Trials:
    """Try passwords, with and without a server."""
    place = new_place()
    if is_server(place):
        make_log(place)
        yield partial(passwords.try_server, place, new_folder(), 1 if long else 8)
    else:
        chosen = passwords.PASSWORDS if long else passwords.PASSWORDS[1:2]
        yield partial(passwords.try_no_server, 1 if long else 8, chosen)
        yield partial(passwords.try_echoing_server, chosen)


def try_environments(new_place: NewPlace, new_folder: NewFolder, *, long: bool) -> Trials:
    """Try unusual environments.

    The short form on PostgreSQL has only reports that cannot be acknowledged. On SQLite it leaves out what
    `tests/cli/test_surroundings.py` tries: full devices, ASCII locales, and arguments that are not UTF-8.
    """
    place = new_place()
    yield partial(environments.try_recording, new_place)
    if is_server(place) and not long:
        return
    environments.record_reports(place)
    yield partial(environments.try_closed, place, 1 if long else 13)
    yield partial(environments.try_narrow, place, (20, 40) if long else (20,))
    if long:
        yield partial(environments.try_full, place)
        yield partial(environments.try_ascii, place)
        yield partial(environments.try_bytes, place)


PARTS = {"texts": try_texts, "times": try_times, "secrets": try_passwords, "surroundings": try_environments}
