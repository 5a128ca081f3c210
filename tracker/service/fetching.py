"""Fetching feeds and pages with httpx: within limits of time and size, politely, and not from private addresses."""

import asyncio
import ipaddress
import ssl
import time
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import httpx
from msgspec import Struct

from tracker import __version__
from tracker.domain.errors import TrackerError
from tracker.service.retry_after import seconds_to_wait
from tracker.service.web_addresses import shown

USER_AGENT: Final = f"visit-tracker/{__version__}"
_MOST_REDIRECTS: Final = 5
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_CONNECTED: Final = "connection.connect_tcp.complete"
_ACCEPT: Final = "application/rss+xml, application/atom+xml, application/feed+json, text/html, */*;q=0.5"


class Limits(Struct, frozen=True, kw_only=True):
    """How long an address may take, redirects included; how many bytes it may give; how often a host is asked."""

    seconds: float = 30.0
    bytes: int = 5_000_000
    delay: float = 1.0  # seconds between two requests to a host
    user_agent: str = USER_AGENT


class Answer(Struct, frozen=True, kw_only=True):
    """What a server gave: nothing new (`is_unchanged`), or the content, and its validators for the next time."""

    content: bytes
    validators: Mapping[str, str] = {}
    is_unchanged: bool = False


class FetchError(TrackerError):
    """An address that could not be fetched; `passing` if it may be later, then perhaps after `wait` seconds."""

    passing: bool = False
    wait: float = 0.0

    @classmethod
    def for_now(cls, sentence: str, wait: float = 0.0) -> "FetchError":
        """Return an error that may be over when the address is tried again."""
        error = cls(sentence)
        error.passing, error.wait = True, wait
        return error


class Host(Struct, kw_only=True):
    """A server that is asked one thing at a time, and not before `free_at`, a time of `time.monotonic`."""

    lock: asyncio.Lock
    free_at: float = 0.0


class Fetcher:
    """Fetches addresses, one at a time from each host."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._hosts: dict[str, Host] = {}
        # No proxy of the environment: behind one, nobody could say which address was connected to. No connection is
        # kept, so that each is checked for the request that it serves.
        self._client = httpx.AsyncClient(
            trust_env=False,
            timeout=limits.seconds,
            limits=httpx.Limits(max_keepalive_connections=0),
            headers={"User-Agent": limits.user_agent, "Accept": _ACCEPT},
        )

    async def close(self) -> None:
        """Close the open connections."""
        await self._client.aclose()

    async def fetch(self, address: str, validators: Mapping[str, str] = {}, *, private: bool = False) -> Answer:
        """Return the answer of an address. Raises `FetchError` with a sentence about the failure."""
        for _ in range(_MOST_REDIRECTS + 1):
            answer = await self._ask(address, validators, private=private)
            if isinstance(answer, Answer):
                return answer
            address = answer
        raise FetchError(f"it leads through more than {_MOST_REDIRECTS} addresses")

    async def _ask(self, address: str, validators: Mapping[str, str], *, private: bool) -> Answer | str:
        """Ask one address in its host's turn. Return the answer, or the address to which it leads."""
        host = self._hosts.setdefault(host_of(address), Host(lock=asyncio.Lock()))
        async with host.lock:
            await asyncio.sleep(max(0.0, host.free_at - time.monotonic()))
            try:
                async with asyncio.timeout(self.limits.seconds):
                    return await self._exchange(address, validators, private=private)
            except (TimeoutError, httpx.TimeoutException):
                raise FetchError.for_now(f"it took longer than {self.limits.seconds:g} seconds") from None
            except httpx.InvalidURL:
                raise FetchError("the address is not valid") from None
            except (httpx.HTTPError, ssl.SSLError, OSError, ValueError) as error:
                raise FetchError.for_now(_reason(error)) from error
            finally:
                host.free_at = time.monotonic() + self.limits.delay

    async def _exchange(self, address: str, validators: Mapping[str, str], *, private: bool) -> Answer | str:
        extensions = {} if private else {"trace": _refuse_private}
        async with self._client.stream("GET", address, headers=dict(validators), extensions=extensions) as response:
            if response.status_code in _REDIRECTS:
                return _target(address, response)
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return Answer(content=b"", is_unchanged=True)
            if response.status_code != httpx.codes.OK:
                raise _refused(response)
            return Answer(content=await self._content(response), validators=_validators(response))

    async def _content(self, response: httpx.Response) -> bytes:
        content = bytearray()
        too_large = FetchError(f"it is larger than {self.limits.bytes / 1_000_000:g} MB")
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and int(length[:18]) > self.limits.bytes:
            raise too_large
        async for part in response.aiter_bytes():
            content += part
            if len(content) > self.limits.bytes:
                raise too_large
        return bytes(content)


def host_of(address: str) -> str:
    """Return the host and port of an address on the web. Raises `FetchError` for another address."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises if the port is not a number
    except ValueError:
        raise FetchError("the address is not valid") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{shown(address)[:80]} is not an address on the web")
    return parts.netloc.rpartition("@")[2].lower()


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet: not of this machine, this network, or reserved."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo or (None, None))[1]
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast


async def _refuse_private(event: str, details: Mapping[str, Any]) -> None:
    """Raise when a connection to a private address is open, before anything is sent: the name may say anything."""
    if event == _CONNECTED:
        stream = details["return_value"]
        address = stream.get_extra_info("server_addr")
        if not address or not is_public(str(address[0])):
            await stream.aclose()
            where = address[0] if address else "unknown"
            raise FetchError(f"it leads to the private address {where}")


def _target(address: str, response: httpx.Response) -> str:
    """Return the address to which a redirect leads; only one on the web."""
    location = str(response.headers.get("Location", ""))
    try:
        target = urljoin(address, location)
    except ValueError:
        location = ""
    if not location:
        raise FetchError("it leads elsewhere, but does not say where")
    host_of(target)
    return target


def _refused(response: httpx.Response) -> FetchError:
    """Return the error for a status; servers ask with 429 and 503 to be left alone for a while."""
    status = response.status_code
    sentence = f"the server answers {status} {response.reason_phrase}".rstrip()
    if status in (408, 425, 429) or status >= 500:
        return FetchError.for_now(sentence, seconds_to_wait(response.headers.get("Retry-After", "")))
    return FetchError(sentence)


def _validators(response: httpx.Response) -> dict[str, str]:
    """Return the headers of the next request that ask whether anything is new."""
    pairs = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}
    return {key: value for key, name in pairs.items() if (value := response.headers.get(name, ""))}


def _reason(error: Exception) -> str:
    match error:
        case httpx.ConnectError():
            return f"no connection: {str(error)[:100] or 'the server does not answer'}"
        case httpx.DecodingError():
            return "the server sends what it does not say (a wrong Content-Encoding)"
        case httpx.RemoteProtocolError():
            return "the server ended the connection in the middle, or does not speak HTTP"
        case _:
            return f"the connection failed: {str(error)[:100] or type(error).__name__}"
