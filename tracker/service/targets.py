"""Targets of `notify`: where messages go, the secret that signs them, and which changes a target wants."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

from msgspec import Struct

from tracker.domain.alerts import KINDS
from tracker.domain.errors import TrackerError, quoted
from tracker.ledger.alerting import Watched
from tracker.ledger.countries import country
from tracker.service.configuration import Configuration
from tracker.service.secret import Secret, Text, plain
from tracker.service.webhook import checked_url, host_of

_DIGITS: Final = 8  # of a digest
EVERYTHING: Final = Watched()


class Target(Struct, frozen=True, kw_only=True):
    """A webhook. `name` is shown and bears the cursor; `url` may be a secret, and is never shown whole."""

    name: str
    url: str
    secret: Secret | None = None
    watched: Watched = EVERYTHING


def target(url: Text, secret: Secret | None = None, watched: Watched = EVERYTHING, *, name: str = "") -> Target:
    """Return a target. Without a name, it is called by its host and a digest of its address.

    Raise `TrackerError` if the address or the secret cannot be read or is not valid.
    """
    address = checked_url(plain(url).strip())
    if secret:
        secret.read()  # names a missing key before anything is sent
    digest = sha256(address.encode()).hexdigest()[:_DIGITS]
    return Target(name=name or f"{host_of(address)}-{digest}", url=address, secret=secret, watched=watched)


def target_of(table: Mapping[str, Any]) -> Target:
    """Return the target that a `[[notify]]` of the configuration describes; its keys and their types are checked."""
    if "url" not in table:
        raise TrackerError("it has no url", 'Write url = "https://…" or url = {env = "NAME"} under [[notify]].')
    watched = Watched(
        countries=tuple(country(text.strip()) for text in table.get("countries", ())),
        people=table.get("people", ()),
        meetings=tuple(name.lower() for name in table.get("meetings", ())),
        kinds=kinds(table.get("kinds", ())),
    )
    return target(table["url"], table.get("secret"), watched, name=table.get("name", ""))


def targets_of(configuration: Configuration) -> list[Target]:
    """Return the targets of a configuration. Raise `TrackerError`, which says where, for one that is not valid."""
    targets = []
    for number, table in enumerate(configuration.notify, 1):
        try:
            targets.append(target_of(table))
        except TrackerError as error:
            raise error.at(f"notify[{number}]").at(configuration.file or "") from error
    return targets


def refuse_same_names(targets: Sequence[Target]) -> None:
    """Raise if two targets share a cursor: each would be sent only a part."""
    names = [each.name for each in targets]
    for name in names:
        if names.count(name) > 1:
            raise TrackerError.unparsable(
                f"two targets are {name}", "Give each a name, or add #1 and #2 to their addresses."
            )


def kinds(words: Sequence[str]) -> tuple[str, ...]:
    """Return kinds of change. Raise for a word that is not one."""
    for word in words:
        if word not in KINDS:
            raise TrackerError.unparsable(f"{quoted(word)} is not a kind of change", f"Use {', '.join(KINDS)}.")
    return tuple(words)
