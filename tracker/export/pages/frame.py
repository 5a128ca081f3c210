"""The frame of every served page: the head, the navigation between pages, and who is using them."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from msgspec import Struct

from tracker.export.board.page import asset as board_asset
from tracker.export.board.symbols import symbol_definitions
from tracker.export.html import Markup, element, joined, void_element

# Each page by its key, with its address and its name in the navigation.
PAGES: Final = {
    "board": ("/", "Board"),
    "agenda": ("/agenda", "Agenda"),
    "inbox": ("/inbox", "Inbox"),
    "report": ("/report", "Log a report"),
    "search": ("/search", "Search"),
    "outlets": ("/outlets", "Outlets"),
    "lag": ("/lag", "Lag"),
    "calendar": ("/calendar", "Calendar"),
}
STYLES: Final = ("board.css", "pages.css")
SCRIPTS: Final = ("board.js", "live.js")
_OF_THE_BOARD: Final = ("board.css", "board.js")
_DIGITS: Final = 12  # of a digest in the address of a style or a script


class Frame(Struct, frozen=True, kw_only=True):
    """What surrounds the content of a page.

    `page` is the key of the page in the navigation, `waiting` the number of drafts in the inbox. `csrf` is the token
    that every form sends back, and `tag` the state of the log that the page shows.
    """

    page: str = ""
    user: str = ""
    csrf: str = ""
    tag: str = ""
    waiting: int = 0


def document(frame: Frame, title: str, content: Iterable[str | bytes]) -> bytes:
    """Return a page: its frame, and the content, which begins and ends the main part itself.

    A piece of the content that is kept in memory is encoded already.
    """
    before = f'<!DOCTYPE html>\n<html lang="en">{_head(frame, title)}<body>{_navigation(frame)}'
    pieces = (before, *content, f"{symbol_definitions()}</body></html>\n")
    return b"".join(piece if isinstance(piece, bytes) else piece.encode() for piece in pieces)


def hidden_token(frame: Frame) -> Markup:
    """Return the field of a form by which the server knows that one of its own pages sent the form."""
    return void_element("input", type="hidden", name="csrf", value=frame.csrf)


@cache
def asset(name: str) -> str:
    """Return the text of a style or a script."""
    if name in _OF_THE_BOARD:
        return board_asset(name)
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def asset_address(name: str) -> str:
    """Return the address of a style or a script, which changes with its text."""
    digest = sha256(asset(name).encode()).hexdigest()[:_DIGITS]
    return f"/assets/{digest}/{name}"


def _head(frame: Frame, title: str) -> Markup:
    return element(
        "head",
        void_element("meta", charset="utf-8"),
        void_element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void_element("meta", name="color-scheme", content="light dark"),
        void_element("meta", name="tag", content=frame.tag) if frame.tag else None,
        element("title", f"{title} – tracker"),
        *(void_element("link", rel="stylesheet", href=asset_address(name)) for name in STYLES),
        *(element("script", "", src=asset_address(name), defer=True) for name in SCRIPTS),
    )


def _navigation(frame: Frame) -> Markup:
    items = [_item(frame, key, address, name) for key, (address, name) in PAGES.items()] if frame.user else []
    user = element("span", "signed in as ", element("b", frame.user), class_="user") if frame.user else None
    return element(
        "div",
        element("a", "Skip to the content", href="#content", class_="skip"),
        element("nav", element("ul", *items), user, aria_label="Pages") if items else None,
        class_="pages",
    )


def _item(frame: Frame, key: str, address: str, name: str) -> Markup:
    count = element("span", str(frame.waiting), class_="n") if key == "inbox" and frame.waiting else None
    text = joined(name, " " if count else None, count)
    return element("li", element("a", text, href=address, aria_current="page" if key == frame.page else None))
