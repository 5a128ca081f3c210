"""Reads each format as its users do, and asserts that no text of a report escapes, steers or executes there.

Each reader returns the numbers and fields of the payloads that it found.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Final

import icalendar

from tests.cli.letters import STEERING
from tests.faults.payloads import PAYLOADS, marked, marks
from tracker.cli.terminal import STATUS_COLORS
from tracker.cli.text.article_marks import FIELD_COLORS

html: Any = import_module("lxml.html")  # it has no type annotations

Marks = set[tuple[int, str]]

_COLORS: Final = "|".join(str(color) for color in (*STATUS_COLORS.values(), *FIELD_COLORS.values()) if color)
_OWN_ESCAPES: Final = re.compile(rf"\x1b\[(?:0|4|38;5;(?:{_COLORS}))m")  # those that the program itself prints
# Without direction marks, which texts in Arabic and Hebrew need: pages and calendars may have them.
_CONTROLS: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CALENDAR_KEYS: Final = {
    "CATEGORIES",
    "COLOR",
    "CREATED",
    "DESCRIPTION",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "LAST-MODIFIED",
    "LOCATION",
    "SEQUENCE",
    "STATUS",
    "SUMMARY",
    "TRANSP",
    "UID",
    "URL",
    "X-TRACKER-MEETING",
    "X-TRACKER-PARTICIPANT",
    "X-TRACKER-STATUS",
    "X-TRACKER-WINDOW",
}
_BROKEN: Final = re.compile(r"^[^z\n]*yy\.", re.MULTILINE)  # a line with the end of a text but without its mark
_LINK: Final = re.compile(r"#|https?://[^\s\"<>]+$")


def printed(output: bytes) -> Marks:
    """Read text for people. No text may steer a terminal or begin a line."""
    text = without_own_escapes(output)
    steering = STEERING.search(text.replace("\n", ""))
    assert steering is None, (steering, text[max(0, steering.start() - 80) : steering.end() + 20])
    broken = _BROKEN.search(text)
    assert broken is None, ("text of a report begins a line", broken)
    found = marks(text)
    for number, field in found:
        if PAYLOADS[number].letters:
            assert marked(number, field).rstrip(".") in text, (PAYLOADS[number].name, field)
    return found


def without_own_escapes(output: bytes) -> str:
    """Return the output without the escape sequences that the program itself prints."""
    return _OWN_ESCAPES.sub("", output.decode())


def sent_to_terminal(text: str) -> Marks:
    """Read any format that is sent to a terminal. No text may steer it."""
    steering = _CONTROLS.search(text)
    assert steering is None, (steering, text[max(0, steering.start() - 80) : steering.end() + 20])
    return marks(text)


def csv_table(output: bytes) -> Marks:
    """Read CSV. No cell may be a formula, and every text must be complete."""
    rows = list(csv.reader(io.StringIO(output.decode().removeprefix("\ufeff"), newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}, "rows have different numbers of cells"
    cells = [cell for row in rows for cell in row]
    formulas = [cell for cell in cells if cell.startswith(_FORMULA)]
    assert not formulas, formulas[:5]
    return _complete(cells)


def _complete(texts: Iterable[str]) -> Marks:
    """Return the marks in texts, and assert that each text of a report is complete and unchanged."""
    found = set()
    for text in texts:
        for number, field in marks(text):
            assert marked(number, field).strip() in text, (PAYLOADS[number].name, field, text[:200])
            found.add((number, field))
    return found


def json_document(output: bytes) -> Marks:
    """Read a JSON document. Every text must be complete, and control characters must be escaped."""
    assert not re.search("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]", output.decode())
    return _complete(_strings(json.loads(output)))


def json_lines(output: bytes) -> Marks:
    """Read JSON lines. The payload in a line of an export is JSON within JSON. Every text must be complete."""
    found: Marks = set()
    for line in output.decode().split("\n")[:-1]:
        data = json.loads(line)
        texts = _strings(json.loads(data["payload"]) if "payload" in data else data)
        found |= _complete(texts) | _complete([data.get("recorded_by", "")])
    return found


def news_document(output: bytes) -> Marks:
    """Read ninjs or JSON-LD. No text may steer a terminal or begin a line, and all links must be web addresses."""
    strings = list(_strings(json.loads(output)))
    assert not [text for text in strings if _CONTROLS.search(text) or _BROKEN.search(text)]
    addresses = [text for text in strings if re.match(r"[^\s”]*urlzz", text) and not _LINK.match(text)]
    assert not addresses, addresses[:2]
    return marks("\n".join(strings))


def embedded_document(output: bytes) -> Marks:
    """Read JSON-LD that is embedded in <script>. Nothing in it may end the element."""
    assert b"<" not in output
    return news_document(output)


def _strings(value: Any) -> Iterator[str]:
    """Yield every string in decoded JSON."""
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _strings(item)
        case dict():
            yield from _strings([*value.values()])


def calendar(output: bytes) -> Marks:
    """Read iCalendar. It may have no lines, components, keys and parameters but those that the program writes."""
    assert not _CONTROLS.search(output.decode().replace("\r\n", ""))
    assert b"\n" not in output.replace(b"\r\n", b"")
    parsed = icalendar.Calendar.from_ical(output)
    assert {type(part).__name__ for part in parsed.walk()} == {"Calendar", "Event"}
    events = parsed.walk("VEVENT")
    beginnings = re.findall(rb"^BEGIN:", output.replace(b"\r\n ", b""), re.MULTILINE)
    assert len(beginnings) == len(events) + 1
    texts = [str(value) for event in events for value in _calendar_values(event)]
    return marks("\n".join(texts))


def _calendar_values(event: Any) -> list[Any]:
    """Return the values of a calendar event, and assert that it has no keys, links and parameters but ours."""
    assert set(event) <= _CALENDAR_KEYS, set(event) - _CALENDAR_KEYS
    assert not event.errors
    assert _LINK.match(str(event.get("URL", "#"))), event["URL"]
    values = []
    for value in event.values():
        values += value if isinstance(value, list) else [value]
    parameters = {key for value in event.values() for key in getattr(value, "params", {})}
    assert parameters <= {"VALUE"}
    return values


def web_page(output: bytes, expected: set[tuple[str, str]]) -> Marks:
    """Read HTML. It may only have the expected elements and attributes, and links to itself and to web pages."""
    page = html.document_fromstring(output.decode(), parser=html.HTMLParser(encoding="utf-8"))
    assert _elements(page) <= expected, _elements(page) - expected
    assert [len(page.findall(f".//{name}")) for name in ("script", "style")] == [1, 1]
    assert not [node for node in page.iter() if not isinstance(node.tag, str)], "a comment, or an instruction"
    for node in page.iter():
        _assert_harmless_attributes(node)
    steering = _CONTROLS.search(output.decode().replace("\t", " "))
    assert steering is None, steering
    text = "\n".join(page.itertext())
    found = marks(text)
    for number, field in found:
        if PAYLOADS[number].letters:
            assert marked(number, field).rstrip(".")[-20:] in text, (PAYLOADS[number].name, field)
    return found


def _assert_harmless_attributes(node: Any) -> None:
    for key, value in node.attrib.items():
        assert not key.startswith("on"), (node.tag, key)
        if key in {"href", "src", "action", "xlink:href"}:
            assert _LINK.match(value), (node.tag, key, value)


def elements(output: bytes) -> set[tuple[str, str]]:
    """Return every element of an HTML page, by itself and with each of its attributes."""
    return _elements(html.document_fromstring(output.decode(), parser=html.HTMLParser(encoding="utf-8")))


def _elements(page: Any) -> set[tuple[str, str]]:
    nodes = [node for node in page.iter() if isinstance(node.tag, str)]
    return {(str(node.tag), key) for node in nodes for key in ("", *node.attrib)}
