"""The inbox: the drafts that wait, and the last decisions."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tracker.domain.clocks import Published
from tracker.domain.report import Source
from tracker.domain.vocabulary import LADDER, plain
from tracker.export.board.label_markup import label_markup
from tracker.export.html import Markup, element, joined, reported, void_element
from tracker.export.labels import published_label, source_label
from tracker.export.pages.frame import Frame
from tracker.export.pages.recorded_note import undo_form

_MINUTE = slice(16)


class Decided(Struct, frozen=True, kw_only=True):
    """A decision on a draft: what, who, when, and the event that an accepted draft was recorded as."""

    draft: int
    decision: str
    by: str
    at: str
    meeting: str
    position: int | None = None
    changed: tuple[str, ...] = ()
    because: str | None = None


class WaitingDraft(Struct, frozen=True, kw_only=True):
    """A draft that waits, as a line of the list. `model` is who read it, if it was not the rules alone."""

    draft: int
    stage: str
    meeting: str
    is_new: bool
    source: Source
    published: Published
    doubt: str | None
    confidence: float
    model: str | None = None


class InboxView(Struct, frozen=True, kw_only=True):
    """The drafts that wait, the decision that this user has just made, and how many drafts were decided in all."""

    waiting: Sequence[WaitingDraft]
    done: Decided | None = None


def inbox_page(view: InboxView, frame: Frame) -> Iterator[str]:
    """Yield the main part of the page."""
    yield '<main class="inbox" id="content">'
    yield element("h1", "Inbox ", element("span", str(len(view.waiting)), class_="n"), data_part="heading")
    if view.done:
        yield element("div", *_done(view.done, frame), class_="note done", role="status")
    if view.waiting:
        yield keys_switch("j next, k previous, Enter opens")
    items = element("ol", *map(_item, view.waiting), class_="drafts") if view.waiting else _nothing()
    yield element("div", items, data_part="drafts", data_keys="list")
    yield "</main>"


def _nothing() -> Markup:
    return element("p", "No draft waits.", class_="none")


def _done(done: Decided, frame: Frame) -> Iterator[Markup]:
    """Yield what this user has just decided, and the way back."""
    yield element("p", decided_text(done))
    if done.position is not None and done.by == frame.user:
        yield undo_form(done.position, frame)


def decided_text(decided: Decided) -> Markup:
    """Return who decided what on a draft, and when."""
    minute = decided.at[_MINUTE].replace("T", " ")
    position = element("a", f"@{decided.position}", href=f"/events/{decided.position}") if decided.position else None
    changed = f", changed: {', '.join(map(plain, decided.changed))}" if decided.changed else ""
    return joined(
        f"Draft {decided.draft} was {decided.decision}",
        joined(" as ", position) if position else None,
        joined(" in ", element("a", decided.meeting, href=f"/meetings/{decided.meeting}")) if position else None,
        f" by {decided.by}, {minute} UTC{changed}",
        joined(": ", reported(decided.because)) if decided.because else None,
        ".",
    )


def keys_switch(keys: str) -> Markup:
    """Return the switch that turns single keys off, hidden until the script shows it: they need the script."""
    box = void_element("input", type="checkbox", checked=True)
    return element("p", element("label", box, f" Keys: {keys}"), class_="s keys", hidden=True)


def sureness(doubt: str | None, confidence: float, model: str | None) -> str:
    """Return whether a draft is sure, the doubt, and who read it if it was not the rules alone."""
    sure = f"not sure {confidence:.2f}: {doubt}" if doubt else f"sure {confidence:.2f}"
    return f"{sure} · read by {model}" if model else sure


def _item(draft: WaitingDraft) -> Markup:
    color = "planned" if draft.stage in LADDER[:-1] else draft.stage
    about = joined("begins ", draft.meeting) if draft.is_new else joined("→ ", draft.meeting)
    return element(
        "li",
        element(
            "a",
            element("span", str(draft.draft), class_="n"),
            " ",
            element("span", plain(draft.stage), class_=f"st {color}"),
            " ",
            about,
            href=f"/inbox/{draft.draft}",
        ),
        element(
            "p",
            label_markup(source_label(draft.source)),
            f", {published_label(draft.published)}",
            joined(": ", reported(draft.source.headline)) if draft.source.headline else None,
        ),
        element("p", sureness(draft.doubt, draft.confidence, draft.model), class_="s"),
    )
