"""What a reader of each format finds in hostile text: a terminal, a spreadsheet, a calendar, a browser, a program."""

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

html: Any = import_module("lxml.html")  # which brings no types

Found = set[tuple[int, str]]

_COLORS: Final = "|".join(str(color) for color in (*STATUS_COLORS.values(), *FIELD_COLORS.values()) if color)
_OWN: Final = re.compile(rf"\x1b\[(?:0|4|38;5;(?:{_COLORS}))m")  # what the program itself tells a terminal
# Marks of direction are letters of Arabic and Hebrew to a page or a calendar: there they may stand.
_CONTROLS: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CALENDAR: Final = {
    *(
        "UID",
        "DTSTAMP",
        "CREATED",
        "LAST-MODIFIED",
        "SEQUENCE",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
    ),
    *("URL", "CATEGORIES", "STATUS", "TRANSP", "COLOR", "X-TRACKER-MEETING", "X-TRACKER-STATUS", "X-TRACKER-WINDOW"),
    "X-TRACKER-PARTICIPANT",
}
_BROKEN: Final = re.compile(r"^[^z\n]*yy\.", re.MULTILINE)  # the end of a text on a line without its mark
_WEB: Final = re.compile(r"#|https?://[^\s\"<>]+$")


def on_paper(sent: bytes) -> Found:
    """Return what can be read of a text for people; nothing may steer, nothing of a report may begin a line."""
    text = _OWN.sub("", sent.decode())
    steering = STEERING.search(text.replace("\n", ""))
    assert steering is None, (steering, text[max(0, steering.start() - 80) : steering.end() + 20])
    broken = _BROKEN.search(text)
    assert broken is None, ("a report has begun a line", broken)
    found = marks(text)
    for number, field in found:
        if PAYLOADS[number].letters:
            assert marked(number, field).rstrip(".") in text, (PAYLOADS[number].name, field)
    return found


def on_screen(sent: bytes) -> Found:
    """Return what can be read of any format that is sent to a terminal; nothing may steer it."""
    text = sent.decode()
    steering = _CONTROLS.search(text)
    assert steering is None, (steering, text[max(0, steering.start() - 80) : steering.end() + 20])
    return marks(text)


def in_a_table(sent: bytes) -> Found:
    """Return what stands in the cells of a CSV; none may be a formula, and every text is whole."""
    rows = list(csv.reader(io.StringIO(sent.decode().removeprefix("\ufeff"), newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}, "a row with more cells, or fewer"
    cells = [cell for row in rows for cell in row]
    formulas = [cell for cell in cells if cell.startswith(_FORMULA)]
    assert not formulas, formulas[:5]
    return _whole(cells)


def _whole(texts: Iterable[str]) -> Found:
    """Return which fields stand in texts; each must stand there letter by letter, if among other words."""
    found = set()
    for text in texts:
        for number, field in marks(text):
            assert marked(number, field).strip() in text, (PAYLOADS[number].name, field, text[:200])
            found.add((number, field))
    return found


def in_a_document(sent: bytes) -> Found:
    """Return which texts stand in a JSON document, letter by letter."""
    assert not re.search("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]", sent.decode())
    return _whole(_strings(json.loads(sent)))


def in_lines(sent: bytes) -> Found:
    """Return which texts stand in JSON lines; the payload of an export is JSON within JSON."""
    found: Found = set()
    for line in sent.decode().split("\n")[:-1]:
        data = json.loads(line)
        texts = _strings(json.loads(data["payload"]) if "payload" in data else data)
        found |= _whole(texts) | _whole([data.get("recorded_by", "")])
    return found


def in_a_newsroom(sent: bytes) -> Found:
    """Return what can be read in ninjs or JSON-LD: no text steers or begins a line, no address leads but to the web."""
    strings = list(_strings(json.loads(sent)))
    assert not [text for text in strings if _CONTROLS.search(text) or _BROKEN.search(text)]
    addresses = [text for text in strings if re.match(r"[^\s”]*urlzz", text) and not _WEB.match(text)]
    assert not addresses, addresses[:2]
    return marks("\n".join(strings))


def within_a_page(sent: bytes) -> Found:
    """Return what can be read in JSON-LD, which is to stand within <script>: nothing in it may end that."""
    assert b"<" not in sent
    return in_a_newsroom(sent)


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from _strings(one)
        case dict():
            for one in value.values():
                yield from _strings(one)


def in_a_calendar(sent: bytes) -> Found:
    """Return what can be read in a calendar; every line of it is one of ours, and every event holds nothing else."""
    assert not _CONTROLS.search(sent.decode().replace("\r\n", ""))
    assert b"\n" not in sent.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(sent)
    assert {type(part).__name__ for part in calendar.walk()} == {"Calendar", "Event"}
    events = calendar.walk("VEVENT")
    assert len(re.findall(rb"^BEGIN:", sent.replace(b"\r\n ", b""), re.MULTILINE)) == len(events) + 1
    texts = []
    for event in events:
        assert set(event) <= _CALENDAR, set(event) - _CALENDAR
        assert not event.errors
        assert _WEB.match(str(event.get("URL", "#"))), event["URL"]
        assert {key for value in event.values() for key in getattr(value, "params", {})} <= {"VALUE"}
        values = [value for each in event.values() for value in (each if isinstance(each, list) else [each])]
        texts += [str(value) for value in values]
    return marks("\n".join(texts))


def in_a_browser(sent: bytes, ours: set[tuple[str, str]]) -> Found:
    """Return what can be read in a page; elements and attributes are `ours`, and links lead into it or to the web."""
    page = html.document_fromstring(sent.decode(), parser=html.HTMLParser(encoding="utf-8"))
    assert _elements(page) <= ours, _elements(page) - ours
    assert [len(page.findall(f".//{name}")) for name in ("script", "style")] == [1, 1]
    assert not [node for node in page.iter() if not isinstance(node.tag, str)], "a comment, or an instruction"
    for node in page.iter():
        for key, value in node.attrib.items():
            assert not key.startswith("on"), (node.tag, key)
            if key in {"href", "src", "action", "xlink:href"}:
                assert _WEB.match(value), (node.tag, key, value)
    text = "\n".join(page.itertext())
    steering = _CONTROLS.search(sent.decode().replace("\t", " "))
    assert steering is None, steering
    found = marks(text)
    for number, field in found:
        if PAYLOADS[number].letters:
            assert marked(number, field).rstrip(".")[-20:] in text, (PAYLOADS[number].name, field)
    return found


def elements(sent: bytes) -> set[tuple[str, str]]:
    """Return every element of a page, alone and with each of its attributes."""
    return _elements(html.document_fromstring(sent.decode(), parser=html.HTMLParser(encoding="utf-8")))


def _elements(page: Any) -> set[tuple[str, str]]:
    nodes = [node for node in page.iter() if isinstance(node.tag, str)]
    return {(str(node.tag), key) for node in nodes for key in ("", *node.attrib)}
