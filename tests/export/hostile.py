"""Texts of reports that could harm the program that shows them, in every field that holds a text."""

import re
from typing import Any

from msgspec.structs import replace

from tests.given import MEETING, log, report
from tracker.domain.exported_meeting import ExportedMeeting, exported_meeting
from tracker.domain.report import Participant, Place
from tracker.domain.window import Window

# Line breaks of every kind, a forged property, delimiters, ends of CDATA and of a script, Unicode separators that end a
# line of JavaScript, overrides and isolates, tags, a bell, invisible characters, an emoji family, a word of 10 kB.
TEXTS = (
    "one\r\nBEGIN:VALARM\rtwo\nthree\x85four\u2028five\u2029six\x0bseven\x0ceight",
    "a,b;c:d\\e\\n\"f\" 'g' ]]> </script><!-- <script>alert(1)</script> &amp; ${x} {{y}} %s",
    "safe\u202etxt.exe\u2066\u2069\u200b\ufeff\U000e0041\x1b[31m\x07\x7f\x9b",
    "=HYPERLINK(1)",
    "안규백\U0001f468\u200d\U0001f469\u200d\U0001f467" + "김" * 10_000,
    "\u05d0\u05d7\u05df \u200fhebrew",
)
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")


def exported_of(text: str, **more: Any) -> ExportedMeeting:
    """Return the course of a meeting whose report holds `text` in every field that takes it."""
    fields: dict[str, Any] = {
        "title": text,
        "url": text,
        "headline": text,
        "language": text,
        "via": [text],
        "words": text,
        "reason": text,
        "by": text,
        "quote": text,
        "window": "2026-01-30",
        "host": "JP",
        "kind": "visit",
    }
    hostile = report("confirmed", "2026-01-22", text, **fields | more)
    claims = replace(
        hostile.claims,
        place=Place(name=text),
        participants=(Participant(name=text, role=text, country="KR"), Participant(role=text)),
        window=hostile.claims.window and Window(hostile.claims.window.edtf, text),
    )
    return exported_meeting(log(replace(hostile, claims=claims)), MEETING)
