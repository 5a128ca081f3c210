"""The search: meetings and reports that mention some words, with the words marked."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from tracker.domain.search_match import Hit, Passage, match_spans
from tracker.domain.vocabulary import plain
from tracker.export.board.label_markup import label_markup, note_markup, status_markup
from tracker.export.html import Markup, element, joined, reported, void_element
from tracker.export.labels import published_label, when_label
from tracker.export.meeting_text import title_text

_SHOWN_PASSAGES: Final = 6  # of one meeting


class SearchView(Struct, frozen=True, kw_only=True):
    """The search words, the matches, and how many further meetings may match."""

    words: str = ""
    hits: Sequence[Hit] = ()
    unread: int = 0


def search_page(view: SearchView) -> Iterator[str]:
    """Yield the main part of the page."""
    yield '<main class="search" id="content">'
    yield element("h1", "Search")
    yield _form(view)
    if view.words:
        yield element("section", *_found(view), id="found", aria_label="What was found")
    yield "</main>"


def _form(view: SearchView) -> Markup:
    words = void_element(
        "input", type="search", name="q", value=view.words or None, placeholder="koizumi, 小泉, Yokosuka"
    )
    return element(
        "form",
        element("label", "Words ", words),
        element("button", "Search"),
        action="/search",
        class_="clocks",
        aria_label="Search the ledger",
        data_live="#content",
    )


def _found(view: SearchView) -> Iterator[Markup]:
    if not view.hits:
        yield element("p", "No meeting mentions all of these words.", class_="none")
        return
    count = len(view.hits)
    more = f", those with the latest mentions; {view.unread:,} more may match: add a word" if view.unread else ""
    yield element("p", f"{count} meeting{'' if count == 1 else 's'}{more}.", class_="s", role="status")
    yield element("ol", *map(_hit, view.hits), class_="found")


def _hit(hit: Hit) -> Markup:
    meeting = hit.meeting
    when = label_markup(when_label(meeting))
    more = len(hit.passages) - _SHOWN_PASSAGES
    return element(
        "li",
        element("p", element("a", reported(title_text(meeting)), href=f"/meetings/{meeting.meeting}"), class_="t"),
        element("p", status_markup(meeting), joined(" for ", when) if when else None, note_markup(meeting)),
        element("ul", *(_passage(passage, hit) for passage in hit.passages[:_SHOWN_PASSAGES]), class_="changes"),
        element("p", f"and {more} more", class_="s") if more > 0 else None,
    )


def _passage(passage: Passage, hit: Hit) -> Markup:
    event = passage.event
    position = element("a", f"@{event.position}", href=f"/events/{event.position}") if event else None
    published = f" {published_label(event.published)} " if event and event.published else ""
    return element(
        "li", position, published, element("span", plain(passage.field), class_="f"), " ", *_marked(passage.text, hit)
    )


def _marked(text: str, hit: Hit) -> Iterator[Markup]:
    """Yield the text with what matches marked."""
    end = 0
    for start, next_end in match_spans(text, hit.terms):
        yield reported(text[end:start])
        yield element("mark", reported(text[start:next_end]))
        end = next_end
    yield reported(text[end:])
