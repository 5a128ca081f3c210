"""The page of a draft: its fields, the article with the words marked, and the changes if it is accepted."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from tracker.domain.clocks import Published
from tracker.domain.meeting import Meeting, flags
from tracker.domain.report import Evidence, Source
from tracker.domain.vocabulary import plain
from tracker.export.board.label_markup import label_markup, source_markup, status_markup
from tracker.export.html import Markup, element, joined, reported, void_element
from tracker.export.labels import DRAFT_FIELD_NAMES, Label, attribution_label, published_label, value_label, when_label
from tracker.export.meeting_text import title_text
from tracker.export.pages.excerpts import marked_text
from tracker.export.pages.frame import Frame, hidden_token
from tracker.export.pages.inbox_page import Decided, decided_text, keys_switch, sureness
from tracker.export.pages.report_fields import Suggestions, Values, report_inputs, suggestion_lists
from tracker.export.pages.report_page import Preview, Refusal, meeting_input, preview_note, refusal_note


class DraftView(Struct, frozen=True, kw_only=True):
    """A draft of the inbox, as its page shows it.

    `fields` are its values by name, `present` is the meeting that it would join as it stands now, None for a new one.
    `preview` or `refusal` says what accepting it now would do. `values` are the texts of the form that edits it.
    `model` is who read it, if it was not the rules alone.
    `before` and `after` are its neighbours among the drafts that wait, `others` the users who have it open too.
    """

    draft: int
    meeting: str
    is_new: bool
    because: str
    source: Source
    published: Published
    fields: tuple[tuple[str, Any], ...]
    evidence: Mapping[str, Evidence]
    doubt: str | None
    confidence: float
    queued_by: str
    queued_at: str
    values: Values
    day: date
    model: str | None = None
    text: str | None = None
    present: Meeting | None = None
    preview: Preview | None = None
    refusal: Refusal | None = None
    decided: Decided | None = None
    is_edited: bool = False
    before: int | None = None
    after: int | None = None
    others: tuple[str, ...] = ()
    suggestions: Suggestions = Suggestions()


def draft_page(view: DraftView, frame: Frame) -> Iterator[str]:
    """Yield the main part of the page."""
    yield f'<main class="draft" id="content" data-keys="draft" data-draft="{view.draft}">'
    yield element("div", element("h1", f"Draft {view.draft}"), *_neighbours(view), class_="heading")
    yield element("div", _decision(view), _others(view), data_part="decision", aria_live="polite")
    if view.is_edited and view.refusal:
        yield refusal_note(view.refusal)
    yield '<div class="columns">'
    yield element("section", *_drafted(view, frame), id="drafted", aria_labelledby="h2-drafted")
    yield element("section", *_article(view), id="article", aria_labelledby="h2-article")
    yield "</div>"
    yield "</main>"


def _neighbours(view: DraftView) -> Iterator[Markup]:
    """Yield the ways to the draft before this one and to the one after it."""
    for name, key, number in (("previous", "k", view.before), ("next", "j", view.after)):
        if number is not None:
            yield element("a", f"{name}: draft {number}", href=f"/inbox/{number}", data_key=key, class_="s")


def _others(view: DraftView) -> Markup | None:
    """Return who else has this page open."""
    if not view.others:
        return None
    verb = "has" if len(view.others) == 1 else "have"
    return element("p", f"{' and '.join(view.others)} {verb} this draft open too.", class_="note", role="status")


def _decision(view: DraftView) -> Markup | None:
    return element("p", decided_text(view.decided), class_="note refused") if view.decided else None


def _drafted(view: DraftView, frame: Frame) -> Iterator[Markup]:
    source = joined(source_markup(view.source), ", ", published_label(view.published))
    queued = f"queued {view.queued_at[:16].replace('T', ' ')} UTC by {view.queued_by}"
    yield element("h2", "What was read", id="h2-drafted")
    yield element("p", source)
    yield element("p", sureness(view.doubt, view.confidence, view.model), " · ", queued, class_="s")
    yield element("dl", *_fields(view), class_="draft-fields")
    yield from _meeting(view)
    if view.decided is None:
        yield from _decide(view, frame)


def _fields(view: DraftView) -> Iterator[Markup]:
    for name, value in view.fields:
        words = view.evidence.get(name)
        yield element("dt", DRAFT_FIELD_NAMES[name])
        yield element(
            "dd",
            label_markup(_value(name, value)),
            element("q", reported(words.text), class_=f"words f-{name}") if words else None,
        )


def _value(name: str, value: Any) -> Label:  # noqa: ANN401 - the value of any field
    if name == "attribution":
        return attribution_label(value)
    return [plain(value)] if name == "stage" else value_label(name, value)


def _meeting(view: DraftView) -> Iterator[Markup]:
    """Yield the meeting that the draft would join as it stands, and what would change."""
    if view.present:
        meeting = view.present
        shown_flags = [element("b", plain(flag), class_=f"flag {flag}") for flag in flags(meeting, view.day)]
        yield element(
            "h3", "It would join ", element("a", reported(title_text(meeting)), href=f"/meetings/{meeting.meeting}")
        )
        when = label_markup(when_label(meeting))
        yield element("p", status_markup(meeting), joined(" for ", when) if when else None, " ", *shown_flags)
        yield element("p", view.because, class_="s")
    else:
        yield element("h3", "It would begin ", element("code", view.meeting))
    if view.refusal and not view.is_edited:
        yield refusal_note(view.refusal)
    elif view.preview:
        yield preview_note(view.preview, "It would change" if view.present else "It would say")


def _decide(view: DraftView, frame: Frame) -> Iterator[Markup]:
    yield element("div", _accept_form(view, frame), _reject_form(view, frame), class_="decide")
    yield keys_switch("a accept, e edit, r reject, j next, k previous")
    summary = element("summary", "Edit it first", data_key="e")
    yield element("details", summary, _edit_form(view, frame), open=view.is_edited)


def _accept_form(view: DraftView, frame: Frame) -> Markup:
    button = element("button", "Accept", data_key="a")
    return element("form", hidden_token(frame), button, method="post", action=f"/inbox/{view.draft}/accept")


def _reject_form(view: DraftView, frame: Frame) -> Markup:
    because = void_element("input", name="because", autocomplete="off", data_key="r")
    return element(
        "form",
        hidden_token(frame),
        element("label", "Because ", because),
        element("button", "Reject", class_="second"),
        method="post",
        action=f"/inbox/{view.draft}/reject",
    )


def _edit_form(view: DraftView, frame: Frame) -> Markup:
    return element(
        "form",
        hidden_token(frame),
        element("div", meeting_input(view.meeting, new=view.is_new), class_="which"),
        *report_inputs(view.values, view.evidence),
        element("p", element("button", "Accept as edited"), class_="actions"),
        suggestion_lists(view.suggestions),
        method="post",
        action=f"/inbox/{view.draft}/edit",
        class_="big",
    )


def _article(view: DraftView) -> Iterator[Markup]:
    yield element("h2", "The article", id="h2-article")
    if view.source.headline and not (view.text or "").startswith(view.source.headline):
        yield element("p", reported(view.source.headline, language=view.source.language), class_="headline")
    if view.text is None:
        yield element("p", "Its text is not stored; the words behind each field are on the left.", class_="none")
    else:
        yield marked_text(view.text, view.evidence)
