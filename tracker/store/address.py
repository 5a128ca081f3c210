"""Where a server is: a URL as SQLAlchemy writes them, read without it, since to import it takes longer than to ask."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import parse_qs, unquote, unquote_plus

from tracker.domain.errors import TrackerError

_URL: Final = re.compile(
    r"""
    (?P<scheme>[\w+]+)://
    (?:(?P<user>[^:/]*)(?::(?P<password>[^@]*(?:@[^@:/?]*)*))?@)?
    (?P<bracket>\[)?(?P<host>(?(bracket)[^\]/?]+|[^:/?]*))(?(bracket)\])
    (?::(?P<port>[0-9]*))?
    (?:/(?P<database>[^?]*))?
    (?:\?(?P<query>.*))?
    """,
    re.VERBOSE | re.DOTALL,
)
_WITH_PORT: Final = re.compile(r"([A-Za-z0-9.-]*):([0-9]*)")
_SCHEMES: Final = ("postgres", "postgresql", "postgresql+psycopg")
_EXAMPLE: Final = "postgresql+psycopg://USER@HOST/DATABASE"


class Address(NamedTuple):
    """A server's database: its URL without a password, for messages; what libpq is told; and what must not be shown."""

    where: str
    options: dict[str, str]
    secrets: tuple[str, ...]


def read_address(url: str) -> Address:
    """Read the URL of a database on a server. Raise TrackerError, without a password, if it is none that is kept."""
    match = _URL.fullmatch(url)
    # An `@` that is left over may end a password that was not quoted, and is to be shown nowhere.
    if match is None or "@" in match["host"] or "@" in (match["database"] or ""):
        raise TrackerError.unparsable(
            "--db is neither a path nor a URL of a database", f"Write {_EXAMPLE}, and %40 for an @ in any of it."
        )
    if match["scheme"] not in _SCHEMES:
        raise TrackerError.unparsable(f"tracker keeps no log on {match['scheme']}", f"Name a file, or {_EXAMPLE}.")
    named = {"host": match["host"], "port": match["port"]}
    quoted = {"user": match["user"], "password": match["password"], "dbname": match["database"]}
    options = {key: value for key, value in named.items() if value}
    options |= {key: unquote(value) for key, value in quoted.items() if value}
    asked = parse_qs(match["query"] or "")
    options |= {key: ",".join(values) for key, values in asked.items()}  # as libpq takes several hosts and ports
    with_ports = [_WITH_PORT.fullmatch(host) or (host, host, "") for host in asked.get("host", ())]
    if any(found[2] for found in with_ports):
        options |= {
            "host": ",".join(found[1] for found in with_ports),
            "port": ",".join(found[2] for found in with_ports),
        }
    return Address(_without_secrets(match), options, tuple(_secrets(match)))


def plain(reason: str, address: Address) -> str:
    """Return what a driver says without what must not be shown."""
    for secret in sorted(address.secrets, key=len, reverse=True):
        reason = reason.replace(secret, "***")
    return reason


def _without_secrets(url: re.Match[str]) -> str:
    """Return the URL as it was typed but for its passwords, wherever they stand."""
    begin, end = url.span("password")
    place = url.string[: url.start("query") - 1] if url["query"] is not None else url.string
    place = place if begin < 0 else f"{place[:begin]}***{place[end:]}"
    kept = "&".join(part for part in (url["query"] or "").split("&") if not _is_secret(unquote(part.partition("=")[0])))
    return f"{place}?{kept}" if kept else place


def _secrets(url: re.Match[str]) -> Iterator[str]:
    """Yield every password, as it was typed and as it was meant."""
    typed = [part.partition("=") for part in (url["query"] or "").split("&")]
    values = [value for key, _, value in typed if _is_secret(unquote(key))]
    for value in filter(None, [url["password"], *values]):
        yield from (value, unquote(value), unquote_plus(value))


def _is_secret(key: str) -> bool:
    return "pass" in key.lower() or "secret" in key.lower()
