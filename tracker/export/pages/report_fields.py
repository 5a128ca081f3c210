"""The inputs of a report, for the form that logs one and the form that edits a draft."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from tracker.domain.report import Evidence
from tracker.domain.vocabulary import KINDS, STAGES, STRENGTH, WITHDRAWABLE, plain
from tracker.export.html import Markup, element, joined, reported, void_element

# The texts of each field by its name, as a person types them.
Values = Mapping[str, Sequence[str]]


class Suggestions(Struct, frozen=True, kw_only=True):
    """What the inputs complete: from the meetings that are open, and from the last reports."""

    meetings: Sequence[str] = ()
    people: Sequence[str] = ()
    places: Sequence[str] = ()
    outlets: Sequence[str] = ()
    countries: Sequence[str] = ()


class Input(Struct, frozen=True, kw_only=True):
    """An input: its label, an example, what completes it, its choices, and how many of it there are at least."""

    label: str
    example: str = ""
    complete: str = ""
    choices: Sequence[str] = ()
    count: int = 1
    is_required: bool = False
    is_long: bool = False
    is_switch: bool = False
    field: str = ""  # of a draft, whose words of the article stand below


_MAIN: Final[dict[str, Input]] = {
    "source": Input(label="Outlet", example="NationPress", complete="outlets", is_required=True),
    "published": Input(label="Published", example="2026-01-28, today, 2026-01-28T17:00+09:00", is_required=True),
    "stage": Input(
        label="Stage", choices=tuple(stage.replace("_", "-") for stage in STAGES), is_required=True, field="stage"
    ),
    "attribution": Input(label="Who says so", choices=tuple(STRENGTH), field="attribution"),
    "attributed-to": Input(label="Who, in the item's words", example="government sources"),
    "side": Input(label="Whose officials", example="KR", complete="countries", count=2),
    "window": Input(label="When", example="2026-01-29/2026-01-31", field="window"),
    "words": Input(label="When, in the item's words", example="next week"),
    "place": Input(label="Where (with ? if not settled)", example="Yokosuka?", complete="places", field="place"),
    "host": Input(label="Host country", example="JP", complete="countries", field="host"),
    "with": Input(
        label="Who: name, office, country",
        example="Ahn, defence minister, KR",
        complete="people",
        count=2,
        field="participants",
    ),
    "headline": Input(label="Headline"),
    "url": Input(label="Link", example="https://…"),
    "via": Input(label="Taken from", example="Yonhap", complete="outlets"),
    "quote": Input(label="The sentence that says so", is_long=True),
}
_SELDOM: Final[dict[str, Input]] = {
    "kind": Input(label="Kind", choices=KINDS, field="kind"),
    "title": Input(label="Title"),
    "original-window": Input(label="When it was to be", example="2026-01-21", field="original_window"),
    "without": Input(label="Who no longer takes part", complete="people"),
    "withdraw": Input(label="What no longer holds", choices=WITHDRAWABLE),
    "in-doubt": Input(label="The plan may not come off", is_switch=True),
    "reason": Input(label="Why it is off", field="reason"),
    "by": Input(label="Who called it off", example="KR", complete="countries", field="by"),
    "target": Input(label="The report that is denied", example="@7"),
    "language": Input(label="Language of the item", example="ko"),
}
_OPTION: Final = re.compile(r"--([a-z][a-z-]*[a-z])")


def in_words_of_the_form(text: str) -> str:
    """Return a message in which the options of the command have the names that they have in the form."""
    labels = {"new": "a new meeting", **{name: what.label for name, what in (_MAIN | _SELDOM).items()}}

    def label(match: re.Match[str]) -> str:
        name = labels.get(match[1])
        return f"“{name}”" if name else match[0]

    return _OPTION.sub(label, text)


def report_inputs(values: Values, evidence: Mapping[str, Evidence]) -> Iterator[Markup]:
    """Yield the inputs: those that most reports need, and the others behind a summary, open if one has a value."""
    words = dict(evidence)
    yield element("div", *(_input(name, what, values, words) for name, what in _MAIN.items()), class_="fields")
    seldom = element("div", *(_input(name, what, values, words) for name, what in _SELDOM.items()), class_="fields")
    has_value = any(values.get(name) for name in _SELDOM)
    yield element("details", element("summary", "More fields"), seldom, open=has_value)


def field_list(fields: Sequence[tuple[str, Sequence[str]]]) -> Markup:
    """Return the texts of a report under the labels of the inputs."""
    inputs = _MAIN | _SELDOM
    return element(
        "dl",
        *(
            part
            for name, texts in fields
            for part in (
                element("dt", inputs[name].label if name in inputs else plain(name.replace("-", " "))),
                *(element("dd", reported(_shown(text, inputs.get(name)))) for text in texts),
            )
        ),
        class_="said",
    )


def _shown(text: str, what: Input | None) -> str:
    return text.replace("-", " ") if what and what.choices else text


def suggestion_lists(suggestions: Suggestions) -> Markup:
    """Return the lists that inputs complete from."""
    lists = {name: getattr(suggestions, name) for name in suggestions.__struct_fields__}
    return joined(
        *(
            element("datalist", *(element("option", value=value) for value in values), id=f"list-{name}")
            for name, values in lists.items()
        )
    )


def text_input(name: str, value: str, what: Input) -> Markup:
    """Return one input with its label."""
    return element("label", f"{what.label} ", _text(name, value, what))


def _input(name: str, what: Input, values: Values, words: dict[str, Evidence]) -> Markup:
    """Return the inputs of a field under one label, and the words of the article behind it."""
    texts = list(values.get(name, ()))
    evidence = words.get(what.field)
    shown = element("q", reported(evidence.text), class_="words") if evidence else None
    if what.is_switch:
        box = void_element("input", type="checkbox", name=name, value="yes", checked=bool(texts))
        return element("div", element("label", box, f" {what.label}"), shown, class_="field")
    inputs = [_control(name, text, what) for text in (*texts, *[""] * max(what.count - len(texts), 0))]
    first = element("label", element("span", what.label), inputs[0])
    others = [
        element("label", element("span", f"{what.label}, {number}", class_="unseen"), control)
        for number, control in enumerate(inputs[1:], start=2)
    ]
    return element("div", first, *others, shown, class_="field wide" if what.is_long else "field")


def _control(name: str, text: str, what: Input) -> Markup:
    if what.choices:
        return _select(name, text, what)
    if what.is_long:
        return element("textarea", text, name=name, rows=2)
    return _text(name, text, what)


def _select(name: str, text: str, what: Input) -> Markup:
    options = [element("option", "", value="")]
    known = what.choices if not text or text in what.choices else (*what.choices, text)
    options += [
        element("option", plain(choice).replace("-", " "), value=choice, selected=choice == text) for choice in known
    ]
    return element("select", *options, name=name, required=what.is_required)


def _text(name: str, text: str, what: Input) -> Markup:
    return void_element(
        "input",
        name=name,
        value=text or None,
        placeholder=what.example or None,
        list=f"list-{what.complete}" if what.complete else None,
        autocomplete="off",
        spellcheck="false",
        required=what.is_required,
    )
