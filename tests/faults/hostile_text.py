"""Hostile text in every field that a report can carry, on every way out, at every door, and in every complaint."""

import json
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from tests.cli.letters import STEERING
from tests.faults import readers
from tests.faults.forks import Said, forked, on_terminal
from tests.faults.payloads import (
    CLOSED,
    FIELDS,
    PAYLOADS,
    REFUSED,
    TAKEN,
    Payload,
    hostile_line,
    marked,
    marks,
    meeting_of,
    numbered,
)
from tests.faults.readers import Found
from tests.faults.tried import Tried, assert_a_sentence, desk_at, make_log, settings
from tests.given import line
from tracker.ledger.maintenance import extent

WIDE: Final = 60_000  # cells: nothing is cut
_YEAR = ("2026-01-01", "2026-12-31")
_NEWS = ("--source", "Yonhap", "--published", "2026-01-22")

# What is asked of the whole log, as text for people.
VIEWS: Final = (
    *(("status",), ("status", "--all"), ("agenda", *_YEAR, "--all"), ("agenda", "--overdue"), ("history",)),
    *(("diff", "2026-01-01"), ("diff", "@0"), ("search", "zz"), ("search", "postponed"), ("outlets",), ("lag",)),
    *(("where",), ("verify",), ("undo", "--dry-run")),
)
# What is asked of one meeting.
VIEWS_OF_ONE: Final = (("status",), ("why",), ("history",))
_ASKED: Final = (
    *(("status", "--all"), ("agenda", *_YEAR, "--all"), ("history",), ("diff", "@0"), ("search", "zz"), ("outlets",)),
)
# Words that are typed, "{}" being the text, and a fault.
TYPED: Final = (
    *(("status", "{}"), ("why", "{}"), ("diff", "{}", "@1"), ("history", "{}"), ("{}",), ("--{}",), ("status", "--{}")),
    *(("status", "--format", "{}"), ("status", "--as-of", "{}"), ("agenda", "{}"), ("status", "--country", "{}")),
    *(("report", "{}", "noted", "--new", *_NEWS), ("report", "m00", "{}", *_NEWS), ("link", "m00", "{}", "m01")),
    *(("report", "m00", "noted", "--source", "x", "--published", "{}")),
    ("report", "m00", "noted", *_NEWS, "--by", "{}", "--host", "x"),
    *(("report", "m00", "noted", *_NEWS, "--window", "{}"), ("report", "m00", "noted", *_NEWS, "--target", "{}")),
    *(("retract", "@{}", "--because", "x"), ("correct", "@1", "--because", "x", "--clear", "{}")),
    ("merge", "{}", "m00"),
    *(("verify", "--checkpoint", "{}"), ("import", "{}"), ("draft", "{}"), ("draft", "/nowhere/{}", *_NEWS)),
    *(("export", "--format", "csv", "-o", "/nowhere/{}"), ("backup", "/nowhere/{}"), ("feed", "--after", "{}")),
    *(("--db", "/nowhere/{}", "status"), ("--db", "mysql://{}", "status"), ("--db", "postgresql://{}:1/x", "status")),
    *(("search", "--as-of", "{}", "x"), ("lag", "{}"), ("completion", "{}"), ("--color", "{}", "status")),
)  # fmt: skip


def lay(place: str, payloads: Iterable[tuple[int, Payload]] | None = None) -> None:
    """Record, by the command, a meeting for each payload: two reports that carry it, a correction and a retraction."""
    make_log(place)
    chosen = list(payloads or numbered())
    first = [hostile_line(number) for number, _ in chosen]
    _done(forked(["import", "-"], settings(place), stdin=_lines(first)))
    for number, _ in chosen:
        at = settings(place, TRACKER_USER=marked(number, "recorder"))
        second = line(
            "noted",
            "2026-01-21",
            marked(number, "outlet"),
            url=f"https://e.org/{marked(number, 'url')}",
            participants=[f"{number}, aide, JP"],
            quote=marked(number, "quote"),
        )
        _done(forked(["import", "-"], at, stdin=_lines([{"meeting": meeting_of(number), **second}])))
    _mend(place, [number for number, _ in chosen])


def _mend(place: str, numbers: Sequence[int]) -> None:
    last = _position(place)
    for number in numbers:
        about = f"@{last - len(numbers) + 1 + numbers.index(number)}"
        because = ("--because", marked(number, "because"))
        _done(forked(["correct", about, *because, "--headline", marked(number, "headline")], settings(place)))
        if number % 2:
            _done(forked(["retract", about, *because], settings(place)))


def _done(said: Said) -> Said:
    assert (said.code, said.err) == (0, b""), said
    return said


def _lines(objects: Iterable[object]) -> bytes:
    return "".join(json.dumps(one) + "\n" for one in objects).encode()


def _position(place: str) -> int:
    with desk_at(place) as desk:
        return extent(desk).position


def _tried(what: str, carried: Sequence[Found], figures: str = "") -> Tried:
    ways = f"{len(PAYLOADS)} texts, {len(carried)} ways out"
    return Tried(what=what, faults=sum(map(len, carried)), figures=figures or ways)


def try_views(place: str, share: int = 1, cells: Sequence[int] = (WIDE, 80, 20)) -> Tried:
    """Ask for every view on a terminal, of several widths, and for those of one meeting for a `share` of the texts."""
    carried = []
    for words in VIEWS:
        for width in cells:
            said = on_terminal(words, settings(place), cells=width)
            assert said.code == 0, (words, said.out[-500:])
            carried.append(readers.on_paper(said.out) if width == WIDE else _harmless(said.out))
    for number, _ in numbered()[::share]:
        for words in VIEWS_OF_ONE:
            said = on_terminal([*words, meeting_of(number)], settings(place), cells=WIDE)
            assert said.code == 0, (words, said.out[-500:])
            carried.append(readers.on_paper(said.out))
    seen = {field for found in carried for _, field in found}
    assert seen >= {*FIELDS, "because", "recorder"} - {"url", "language", "without"}, "a field is shown nowhere"
    return _tried("texts in views on a terminal", carried)


def _harmless(sent: bytes) -> Found:
    """Return what can be read where lines are broken: a mark may be cut, but nothing steers."""
    readers.on_screen(readers._OWN.sub("", sent.decode()).encode())
    return marks(sent.decode())


def try_screens(place: str) -> Tried:
    """Send every format to a terminal."""
    asked = [[*words, "--format", output] for words in _ASKED for output in ("json", "csv")]
    exported = [["export", "--format", output] for output in ("ics", "ninjs", "jsonld", "json", "jsonl", "csv", "html")]
    more = [["feed"], ["lag", "windows", "--format", "csv"], ["lag", "--format", "json"], ["where", "--format", "json"]]
    carried = []
    for words in (*asked, *exported, *more):
        said = on_terminal(words, settings(place))
        assert said.code == 0, (words, said.out[-500:])
        carried.append(readers.on_screen(said.out))
    return _tried("texts in formats sent to a terminal", carried)


def try_pager(place: str, folder: Path) -> Tried:
    """Page what is longer than a terminal through a pager that keeps what it is sent."""
    pager, kept = folder / "pager", folder / "kept"
    pager.write_text(f"#!/bin/sh\ncat > '{kept}'\n", encoding="utf-8")
    pager.chmod(stat.S_IRWXU)
    carried = []
    for words in (("history",), ("status", "--all"), ("diff", "@0"), ("search", "zz")):
        kept.unlink(missing_ok=True)
        said = on_terminal(words, settings(place, PAGER=str(pager)), lines=24, cells=WIDE)
        assert said.code == 0, said
        carried.append(readers.on_paper(kept.read_bytes()))
    return _tried("texts in a pager", carried)


def try_formats(place: str, folder: Path, share: int = 1) -> Tried:
    """Read every format as the programs do that take it, from standard output and from a file."""
    plain = str(folder / "plain.db")
    lay(plain, [(number, payload) for number, payload in numbered() if payload.letters])
    page = ("export", "--format", "html")
    ours = readers.elements(_done(forked(page, settings(plain))).out)
    readings: list[tuple[Sequence[str], Callable[[bytes], Found]]] = [
        *(([*words, "--format", "json"], readers.in_a_document) for words in _ASKED),
        *(([*words, "--format", "csv"], readers.in_a_table) for words in _ASKED),
        *((["lag", table, "--format", "csv"], readers.in_a_table) for table in ("windows", "stages", "pairs")),
        *((["why", meeting_of(n), "--format", "csv"], readers.in_a_table) for n, _ in numbered()[::share]),
        (["lag", "--format", "json"], readers.in_a_document),
        (["feed"], readers.in_lines),
        (["export", "--format", "json"], readers.in_a_document),
        (["export", "--format", "jsonl"], readers.in_lines),
        (["export", "--format", "csv"], readers.in_a_table),
        (["export", "--format", "ics"], readers.in_a_calendar),
        (["export", "--format", "ninjs"], readers.in_a_newsroom),
        (["export", "--format", "jsonld"], readers.within_a_page),
        (page, lambda sent: readers.in_a_browser(sent, ours)),
    ]
    carried = []
    for words, read in readings:
        said = _done(forked(words, settings(place)))
        found = read(said.out)
        carried.append(found)
        if words[0] == "export":
            file = folder / "export"
            _done(forked([*words, "-o", str(file)], settings(place)))
            assert read(file.read_bytes()) == found
            carried.append(found)
    everything = {(number, field) for number, _ in numbered() for field in FIELDS}
    assert carried[2] >= everything, everything - carried[2]  # the history as JSON
    return _tried("texts in files for other programs", carried)


def try_copy(place: str, folder: Path) -> Tried:
    """Restore an export into another log, which must be the same to the letter."""
    exported = _done(forked(["export", "--format", "jsonl"], settings(place))).out
    copy = settings(str(folder / "copy.db"))
    _done(forked(["import", "-"], copy, stdin=exported))
    assert _done(forked(["export", "--format", "jsonl"], copy)).out == exported
    return Tried(what="texts in a restored log", faults=len(TAKEN) * len(FIELDS), figures="the same bytes")


def try_doors(place: str, share: int = 1) -> Tried:
    """Give what is refused to every field, by both doors, and each text to the fields that take only some words."""
    before = _position(place)
    refusals = 0
    for number, _ in numbered(taken=False):
        for field in FIELDS:
            _refused(place, ["import", "-"], _lines([hostile_line(number, only=field)]))
            refusals += 1
    for number, payload in enumerate(PAYLOADS):
        for path, good in list(CLOSED.items())[number % share :: share]:
            odd = hostile_line(number, only="")
            _put(odd, path, f"{good}{payload.text}!")
            _refused(place, ["import", "-"], _lines([odd]))
            refusals += 1
        if payload in REFUSED and "\0" not in payload.text:
            said = os.fsdecode(payload.text.encode("utf-8", "surrogatepass"))
            for option in ("--title", "--url", "--headline", "--via", "--with", "--reason", "--quote", "--place"):
                _refused(place, ["report", "m00", "noted", *_NEWS, option, said])
                refusals += 1
    for raw in (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80"):  # no UTF-8
        _refused(place, ["import", "-"], _lines([hostile_line(0, only="")]).replace(b'"title"', b'"' + raw + b'"'))
        refusals += 1
    assert _position(place) == before
    return Tried(what="texts refused at the door", faults=refusals, figures="each in a sentence, nothing recorded")


def _put(target: Any, path: Sequence[str], value: str) -> None:
    for key in path[:-1]:
        target = target[int(key)] if isinstance(target, list) else target[key]
    if isinstance(target, list):
        target[int(path[-1])] = value
    else:
        target[path[-1]] = value


def _refused(place: str, words: Sequence[str], stdin: bytes = b"") -> None:
    said = forked(words, settings(place), stdin=stdin)
    assert said.code in {1, 2}, (words, stdin, said)
    assert said.out == b"", (words, said)
    assert_a_sentence(said.err.decode())
    readers.on_paper(said.err)


def try_typing(place: str, share: int = 1) -> Tried:
    """Record each text as options of `report`: it is stored as it was typed, and answered without harm."""
    typed = {
        "--url": "url",
        "--headline": "headline",
        "--via": "via",
        "--language": "language",
        "--attributed-to": "attributed_to",
        "--words": "words",
        "--reason": "reason",
        "--by": "by",
        "--title": "title",
        "--quote": "quote",
        "--without": "without",
    }
    carried = []
    for number, _ in numbered()[::share]:
        more = [word for option, field in typed.items() for word in (option, marked(number, field))]
        words = ["report", meeting_of(number), "cancelled", "--source", marked(number, "outlet"), *more]
        words += ["--published", "2026-01-23", "--window", "2026-02-03", "--dry-run"]
        said = on_terminal(words, settings(place), cells=WIDE)
        assert said.code == 0, said
        carried.append(readers.on_paper(said.out))
        told = _done(forked([*words, "--format", "json"], settings(place)))
        carried.append(readers.in_a_document(told.out))
    return _tried("texts typed as options", carried)


def try_complaints(place: str, share: int = 1) -> Tried:
    """Type each text where it is a fault, on a terminal: one sentence and a hint. A `share` of 4 tries every fourth."""
    complaints = 0
    for at, (words, payload) in enumerate((words, payload) for words in TYPED for payload in PAYLOADS):
        if at % share or "\0" in payload.text:
            continue
        text = os.fsdecode(f"{payload.text}zz".encode("utf-8", "surrogatepass"))
        said = on_terminal([word.replace("{}", text) for word in words], settings(place), cells=WIDE)
        assert said.code in {1, 2}, (words, payload.name, said)
        readers.on_paper(said.out)
        assert_a_sentence(said.out.decode())
        complaints += 1
    return Tried(what="texts in complaints on a terminal", faults=complaints, figures=f"{len(TYPED)} ways to go wrong")


def try_completion(place: str, share: int = 1) -> Tried:
    """Complete words that are texts, for each shell: nothing but names, commands and codes is offered."""
    tried = 0
    for shell in ("bash", "zsh", "fish"):
        for payload in PAYLOADS[::share]:
            if "\0" in payload.text:
                continue
            text = os.fsdecode(payload.text.encode("utf-8", "surrogatepass"))
            typed = {"COMP_WORDS": f"tracker status {text}", "COMP_CWORD": text if shell == "fish" else "2"}
            said = forked([], settings(place, _TRACKER_COMPLETE=f"{shell}_complete", **typed))
            assert b"Traceback" not in said.err, (shell, payload.name, said)
            readers.on_paper(said.out.replace(b"\t", b" "))
            tried += 1
        words = {"COMP_WORDS": "tracker status m", "COMP_CWORD": "m" if shell == "fish" else "2"}
        offered = forked([], settings(place, _TRACKER_COMPLETE=f"{shell}_complete", **words)).out
        readers.on_paper(offered.replace(b"\t", b" "))
        assert b"m00" in offered
    return Tried(what="texts in completion", faults=tried)


def try_articles(place: str, folder: Path, share: int = 1) -> Tried:
    """Draft from articles that carry each text: the words shown beside a field steer nothing."""
    carried = []
    for number, payload in numbered()[::share]:
        mark = f"zz{number:02}quotezz"
        text = f"{payload.text}{mark}{payload.text}"
        file = folder / "article.txt"
        file.write_text(
            f"Minister{text} to visit Japan: sources\n\nDefence Minister Ahn Gyu-back will visit Japan{text} on "
            f"January 29-31 for talks with{text} his counterpart, government sources{text} said.\n",
            encoding="utf-8",
        )
        words = ["draft", str(file), "--source", marked(number, "outlet"), "--published", "2026-01-21"]
        for asked in (words, ["--color", "never", *words], [*words, "--record", "--dry-run"]):
            said = on_terminal(asked, settings(place), cells=WIDE)
            assert said.code in {0, 1}, said
            text = readers._OWN.sub("", said.out.decode())
            assert not STEERING.search(text.replace("\n", "")), (payload.name, text)
            carried.append(marks(text))
        said = forked([*words, "--format", "json"], settings(place))
        assert said.out == b"" if said.code else json.loads(said.out), said
    return _tried("texts in articles", carried)


def try_spellings(places: Callable[[], str]) -> Tried:
    """Record one item in NFC and in NFD Hangul: it is one, its people are one, and either spelling finds both."""
    tried = 0
    for name in ("안규백", "小泉進次郎ガ", "Žáček", "Nguyễn"):
        place = places()
        make_log(place)
        nfc, nfd = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
        assert nfc != nfd
        words = ("report", "ahn", "noted", "--published", "2026-01-20", "--source")
        _done(forked([*words, nfc, "--new", "--with", f"{nfc}, , KR", "--title", nfc], settings(place)))
        told = _done(forked([*words, nfd, "--with", f"{nfd}, , KR", "--title", nfd], settings(place))).out
        assert b"@1" in told, told  # a repeat
        assert _position(place) == 1, told
        _done(forked([*words, "Jiji", "--with", f"{nfd}, minister, KR"], settings(place)))
        (meeting,) = json.loads(_done(forked(["status", "--all", "--format", "json"], settings(place))).out)
        assert [person["role"] for person in meeting["participants"]] == ["minister"], meeting
        for spelling in (nfc, nfd):
            found = json.loads(_done(forked(["search", spelling, "--format", "json"], settings(place))).out)
            assert [one["meeting"] for one in found] == ["ahn"], (spelling, found)
            tried += 1
    return Tried(what="names in NFC and in NFD", faults=tried * 2, figures="one item, one person, found by either")
