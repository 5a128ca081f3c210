"""The board in a file: one page that loads nothing, and whose policy allows only its own style and script."""

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from tracker.export.board.content import header, main_pieces, sections_of, totals_of
from tracker.export.board.filters import script_filters
from tracker.export.board.symbols import symbol_definitions
from tracker.export.board.view_model import Board
from tracker.export.html import Markup, element, joined, void_element
from tracker.export.labels import day_label

_SCRIPTS: Final = ("board.js", "filters.js")


def pieces(board: Board) -> Iterator[str]:
    """Yield the page in pieces, the same for the same board: one meeting after the other is read from the board."""
    style, script = asset("board.css"), Markup("".join(map(asset, _SCRIPTS)))
    totals = totals_of(board)
    scope = scope_text(board)
    sections = sections_of(board, totals.meetings, joined(scope) if scope else None)
    yield f'<!DOCTYPE html>\n<html lang="en">{_head(board, style, script)}<body>'
    yield header(board, sections, script_filters(totals))
    yield from main_pieces(sections)
    yield f"{symbol_definitions()}{element('script', script)}</body></html>\n"


def scope_text(board: Board) -> str | None:
    """Return which meetings the board leaves out, and how to see them; None if it has all."""
    return f"{board.scope} All of them: tracker export --format html --all" if board.scope else None


@cache
def asset(name: str) -> Markup:
    """Return a style or a script of the board, which are our own files and so not escaped."""
    return Markup(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _head(board: Board, style: Markup, script: Markup) -> Markup:
    return element(
        "head",
        void_element("meta", charset="utf-8"),
        void_element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        void_element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void_element("meta", name="color-scheme", content="light dark"),
        void_element("meta", name="referrer", content="no-referrer"),
        element("title", f"Board, {day_label(board.day)}"),
        element("style", style),
    )


def _policy(style: Markup, script: Markup) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _digest(asset: str) -> str:
    digest = sha256(asset.encode()).digest()
    return f"sha256-{b64encode(digest).decode()}"
