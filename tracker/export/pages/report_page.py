"""The form that logs a report by hand: as `tracker report`, with the same refusals and hints."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tracker.domain.changes import Change
from tracker.domain.namesakes import new_namesakes
from tracker.export.board.changes_section import change_markup
from tracker.export.html import Markup, element, joined, void_element
from tracker.export.pages.frame import Frame, hidden_token
from tracker.export.pages.report_fields import (
    Input,
    Suggestions,
    Values,
    in_words_of_the_form,
    report_inputs,
    suggestion_lists,
    text_input,
)


class Refusal(Struct, frozen=True, kw_only=True):
    """Why something was refused, and what to do."""

    sentence: str
    hint: str = ""


class Preview(Struct, frozen=True, kw_only=True):
    """What a report would change in which meeting, and why its stage or its window would have no effect."""

    meeting: str
    effect: tuple[Change, ...] = ()
    kept: str | None = None
    window_left_out: str | None = None
    repeat_of: int | None = None
    is_late: bool = False
    notes: tuple[str, ...] = ()


class ReportForm(Struct, frozen=True, kw_only=True):
    """What the form holds: the meeting, whether it is new, the texts of the fields, and what came of them."""

    meeting: str = ""
    new: bool = False
    values: Values = {}
    suggestions: Suggestions = Suggestions()
    refusal: Refusal | None = None
    preview: Preview | None = None


def report_page(form: ReportForm, frame: Frame) -> Iterator[str]:
    """Yield the main part of the page."""
    yield '<main class="report" id="content">'
    yield element("h1", "Log a report")
    if form.refusal:
        yield refusal_note(form.refusal)
    if form.preview:
        yield preview_note(form.preview)
    yield element(
        "form",
        hidden_token(frame),
        element(
            "p", "Needed: the meeting, the outlet, the day and the stage. The rest if the item says it.", class_="s"
        ),
        _meeting(form),
        *report_inputs(form.values, {}),
        element(
            "p",
            element("button", "Record", name="do", value="record"),
            element("button", "What would it change?", name="do", value="preview", class_="second"),
            class_="actions",
        ),
        suggestion_lists(form.suggestions),
        method="post",
        action="/report",
        class_="big",
    )
    yield "</main>"


def refusal_note(refusal: Refusal) -> Markup:
    """Return a sentence that says why something was refused, and the hint."""
    sentence = in_words_of_the_form(f"{refusal.sentence[:1].upper()}{refusal.sentence[1:]}.")
    hint = in_words_of_the_form(refusal.hint)
    return element(
        "div",
        element("p", element("b", "Not recorded: "), sentence),
        element("p", hint, class_="hint") if hint else None,
        class_="note refused",
        role="alert",
    )


def preview_note(preview: Preview, heading: str = "It would change") -> Markup:
    """Return what a report would change."""
    if preview.repeat_of is not None:
        position = element("a", f"@{preview.repeat_of}", href=f"/events/{preview.repeat_of}")
        return element("div", element("p", "It is recorded already, as ", position, "."), class_="note", role="status")
    changes = [element("li", change_markup(change)) for change in preview.effect]
    parts: list[Markup] = [element("p", element("b", f"{heading} "), element("code", preview.meeting))]
    parts += [element("ul", *changes, class_="changes")] if changes else [element("p", "nothing", class_="none")]
    if preview.kept:
        parts.append(element("p", "Its stage would be kept out: ", preview.kept, class_="kept"))
    if preview.window_left_out:
        parts.append(element("p", "Its window would be left out: ", preview.window_left_out, class_="kept"))
    if preview.is_late:
        parts.append(element("p", "It is older than what is known, and changes nothing.", class_="kept"))
    parts += [element("p", note, class_="hint") for note in (*namesake_notes(preview.effect), *preview.notes)]
    return element("div", *parts, class_="note", role="status")


def namesake_notes(changes: Iterable[Change]) -> list[str]:
    """Return a sentence for each bare name that may be the person of a full name."""
    return [
        f"{short} and {full} count as two people. If they are one, use the full name."
        for short, full in new_namesakes(changes)
    ]


def meeting_input(meeting: str, *, new: bool) -> Markup:
    """Return the input for the name of a meeting, and the switch that begins a new one."""
    box = void_element("input", type="checkbox", name="new", value="yes", checked=new)
    what = Input(label="Meeting", example="ahn-koizumi-japan-2026-01", complete="meetings", is_required=True)
    name = text_input("meeting", meeting, what)
    return joined(name, element("label", box, " a new meeting", class_="switch"))


def _meeting(form: ReportForm) -> Markup:
    return element("div", meeting_input(form.meeting, new=form.new), class_="which")
