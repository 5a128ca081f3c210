"""Hostile text in every field of a report, in every output, at every input, and in every error message."""

import json
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any, Final

from tests.cli.letters import STEERING
from tests.faults import format_readers
from tests.faults.forked_command import Output, forked, on_terminal
from tests.faults.format_readers import Marks
from tests.faults.payloads import (
    ACCEPTED,
    CLOSED,
    FIELDS,
    PAYLOADS,
    REFUSED,
    Payload,
    hostile_line,
    marked,
    marks,
    meeting_of,
    numbered,
)
from tests.faults.trials import TrialResult, assert_one_sentence, desk_at, environment_for, make_log
from tests.given import line
from tracker.ledger.maintenance import extent

WIDE: Final = 60_000  # cells: nothing is wrapped
_YEAR = ("2026-01-01", "2026-12-31")
_NEWS = ("--source", "Yonhap", "--published", "2026-01-22")

# Views of the whole log, as text for people.
VIEWS: Final = (
    ("status",),
    ("status", "--all"),
    ("agenda", *_YEAR, "--all"),
    ("agenda", "--overdue"),
    ("history",),
    ("diff", "2026-01-01"),
    ("diff", "@0"),
    ("search", "zz"),
    ("search", "postponed"),
    ("outlets",),
    ("lag",),
    ("where",),
    ("verify",),
    ("undo", "--dry-run"),
)
VIEWS_OF_ONE: Final = (("status",), ("why",), ("history",))
# Views that can also be JSON and CSV.
_DATA_VIEWS: Final = (
    ("status", "--all"),
    ("agenda", *_YEAR, "--all"),
    ("history",),
    ("diff", "@0"),
    ("search", "zz"),
    ("outlets",),
)
# Commands that are not valid with any text in place of "{}".
INVALID_COMMANDS: Final = (
    ("status", "{}"),
    ("why", "{}"),
    ("diff", "{}", "@1"),
    ("history", "{}"),
    ("{}",),
    ("--{}",),
    ("status", "--{}"),
    ("status", "--format", "{}"),
    ("status", "--as-of", "{}"),
    ("agenda", "{}"),
    ("status", "--country", "{}"),
    ("report", "{}", "noted", "--new", *_NEWS),
    ("report", "m00", "{}", *_NEWS),
    ("link", "m00", "{}", "m01"),
    ("report", "m00", "noted", "--source", "x", "--published", "{}"),
    ("report", "m00", "noted", *_NEWS, "--by", "{}", "--host", "x"),
    ("report", "m00", "noted", *_NEWS, "--window", "{}"),
    ("report", "m00", "noted", *_NEWS, "--target", "{}"),
    ("retract", "@{}", "--because", "x"),
    ("correct", "@1", "--because", "x", "--clear", "{}"),
    ("merge", "{}", "m00"),
    ("verify", "--checkpoint", "{}"),
    ("import", "{}"),
    ("draft", "{}"),
    ("draft", "/nowhere/{}", *_NEWS),
    ("export", "--format", "csv", "-o", "/nowhere/{}"),
    ("backup", "/nowhere/{}"),
    ("feed", "--after", "{}"),
    ("--db", "/nowhere/{}", "status"),
    ("--db", "mysql://{}", "status"),
    ("--db", "postgresql://{}:1/x", "status"),
    ("search", "--as-of", "{}", "x"),
    ("lag", "{}"),
    ("completion", "{}"),
    ("--color", "{}", "status"),
)


def record_payloads(place: str, payloads: Iterable[tuple[int, Payload]] | None = None) -> None:
    """Make a log with a meeting for each payload: two reports, a correction, and for every second one a retraction."""
    make_log(place)
    numbers = [number for number, _ in payloads or numbered()]
    first_lines = [hostile_line(number) for number in numbers]
    _succeed(forked(["import", "-"], environment_for(place), stdin=_lines(first_lines)))
    for number in numbers:
        env = environment_for(place, TRACKER_USER=marked(number, "recorder"))
        second = line(
            "noted",
            "2026-01-21",
            marked(number, "outlet"),
            url=f"https://e.org/{marked(number, 'url')}",
            participants=[f"{number}, aide, JP"],
            quote=marked(number, "quote"),
        )
        _succeed(forked(["import", "-"], env, stdin=_lines([{"meeting": meeting_of(number), **second}])))
    _correct_and_retract(place, numbers)


def _correct_and_retract(place: str, numbers: Sequence[int]) -> None:
    first_target = _last_position(place) - len(numbers) + 1
    for target, number in enumerate(numbers, start=first_target):
        because = ("--because", marked(number, "because"))
        words = ["correct", f"@{target}", *because, "--headline", marked(number, "headline")]
        _succeed(forked(words, environment_for(place)))
        if number % 2:
            _succeed(forked(["retract", f"@{target}", *because], environment_for(place)))


def _succeed(output: Output) -> bytes:
    """Assert that a command succeeded, and return its standard output."""
    assert (output.code, output.err) == (0, b""), output
    return output.out


def _lines(objects: Iterable[object]) -> bytes:
    return "".join(json.dumps(line) + "\n" for line in objects).encode()


def _last_position(place: str) -> int:
    with desk_at(place) as desk:
        return extent(desk).position


def _result(kind: str, outputs: Sequence[Marks]) -> TrialResult:
    figures = f"{len(PAYLOADS)} texts, {len(outputs)} ways out"
    return TrialResult(kind=kind, faults=sum(len(found) for found in outputs), figures=figures)


def try_views(place: str, share: int = 1, widths: Sequence[int] = (WIDE, 80, 20)) -> TrialResult:
    """Show every view on terminals of several widths, and the views of one meeting for a `share` of the payloads."""
    outputs = []
    for words in VIEWS:
        for cells in widths:
            output = on_terminal(words, environment_for(place), cells=cells)
            assert output.code == 0, (words, output.out[-500:])
            read = format_readers.printed if cells == WIDE else _printed_and_wrapped
            outputs.append(read(output.out))
    for number, _ in numbered()[::share]:
        for words in VIEWS_OF_ONE:
            output = on_terminal([*words, meeting_of(number)], environment_for(place), cells=WIDE)
            assert output.code == 0, (words, output.out[-500:])
            outputs.append(format_readers.printed(output.out))
    shown = {field for found in outputs for _, field in found}
    assert shown >= {*FIELDS, "because", "recorder"} - {"url", "language", "without"}, "no view shows a field"
    return _result("texts in views on a terminal", outputs)


def _printed_and_wrapped(output: bytes) -> Marks:
    """Read text for people whose lines are wrapped: marks may be cut, but no text may steer a terminal."""
    format_readers.sent_to_terminal(format_readers.without_own_escapes(output))
    return marks(output.decode())


def try_screens(place: str) -> TrialResult:
    """Send every format to a terminal."""
    views = [[*words, "--format", name] for words in _DATA_VIEWS for name in ("json", "csv")]
    exports = [["export", "--format", name] for name in ("ics", "ninjs", "jsonld", "json", "jsonl", "csv", "html")]
    others = [
        ["feed"],
        ["lag", "windows", "--format", "csv"],
        ["lag", "--format", "json"],
        ["where", "--format", "json"],
    ]
    outputs = []
    for words in (*views, *exports, *others):
        output = on_terminal(words, environment_for(place))
        assert output.code == 0, (words, output.out[-500:])
        outputs.append(format_readers.sent_to_terminal(output.out.decode()))
    return _result("texts in formats sent to a terminal", outputs)


def try_pager(place: str, folder: Path) -> TrialResult:
    """Show long views through a pager that saves its input."""
    pager, saved = folder / "pager", folder / "saved"
    pager.write_text(f"#!/bin/sh\ncat > '{saved}'\n", encoding="utf-8")
    pager.chmod(stat.S_IRWXU)
    outputs = []
    for words in (("history",), ("status", "--all"), ("diff", "@0"), ("search", "zz")):
        saved.unlink(missing_ok=True)
        output = on_terminal(words, environment_for(place, PAGER=str(pager)), lines=24, cells=WIDE)
        assert output.code == 0, output
        outputs.append(format_readers.printed(saved.read_bytes()))
    return _result("texts in a pager", outputs)


_Reader = Callable[[bytes], Marks]


def try_formats(place: str, folder: Path, share: int = 1) -> TrialResult:
    """Read every format as other programs do, from standard output and, if it is an export, from a file."""
    outputs = []
    for words, read in _formats(_elements_of_a_page(folder), share):
        found = read(_succeed(forked(words, environment_for(place))))
        outputs.append(found)
        if words[0] == "export":
            file = folder / "export"
            _succeed(forked([*words, "-o", str(file)], environment_for(place)))
            assert read(file.read_bytes()) == found
            outputs.append(found)
        if words == ("history", "--format", "json"):
            everything = {(number, field) for number, _ in numbered() for field in FIELDS}
            assert found >= everything, everything - found
    return _result("texts in files for other programs", outputs)


def _elements_of_a_page(folder: Path) -> set[tuple[str, str]]:
    """Return the elements and attributes of an exported page whose texts are harmless."""
    place = str(folder / "plain.db")
    record_payloads(place, [(number, payload) for number, payload in numbered() if payload.letters])
    return format_readers.elements(_succeed(forked(("export", "--format", "html", "--all"), environment_for(place))))


def _formats(page_elements: set[tuple[str, str]], share: int) -> list[tuple[tuple[str, ...], _Reader]]:
    """Return the commands that print data for other programs, each with the reader of its format."""
    lag_tables = ("windows", "stages", "pairs")
    return [
        *(((*words, "--format", "json"), format_readers.json_document) for words in _DATA_VIEWS),
        *(((*words, "--format", "csv"), format_readers.csv_table) for words in _DATA_VIEWS),
        *((("lag", table, "--format", "csv"), format_readers.csv_table) for table in lag_tables),
        *((("why", meeting_of(n), "--format", "csv"), format_readers.csv_table) for n, _ in numbered()[::share]),
        (("lag", "--format", "json"), format_readers.json_document),
        (("feed",), format_readers.json_lines),
        (("export", "--format", "json"), format_readers.json_document),
        (("export", "--format", "jsonl"), format_readers.json_lines),
        (("export", "--format", "csv"), format_readers.csv_table),
        (("export", "--format", "ics"), format_readers.calendar),
        (("export", "--format", "ninjs"), format_readers.news_document),
        (("export", "--format", "jsonld"), format_readers.embedded_document),
        (("export", "--format", "html", "--all"), lambda output: format_readers.web_page(output, page_elements)),
    ]


def try_copy(place: str, folder: Path) -> TrialResult:
    """Restore an export into another log, whose own export must have the same bytes."""
    export = ["export", "--format", "jsonl"]
    exported = _succeed(forked(export, environment_for(place)))
    copy = environment_for(str(folder / "copy.db"))
    _succeed(forked(["import", "-"], copy, stdin=exported))
    assert _succeed(forked(export, copy)) == exported
    return TrialResult(kind="texts in a restored log", faults=len(ACCEPTED) * len(FIELDS), figures="the same bytes")


def try_inputs(place: str, share: int = 1) -> TrialResult:
    """Give texts to fields that do not accept them, in import lines and in options: each is refused with a sentence."""
    before = _last_position(place)
    refusals = 0
    for words, stdin in _refused_inputs(share):
        output = forked(words, environment_for(place), stdin=stdin)
        assert output.code in {1, 2}, (words, stdin, output)
        assert output.out == b"", (words, output)
        assert_one_sentence(output.err.decode())
        format_readers.printed(output.err)
        refusals += 1
    assert _last_position(place) == before
    return TrialResult(
        kind="texts refused at the door", faults=refusals, figures="each in a sentence, nothing recorded"
    )


_TEXT_OPTIONS: Final = ("--title", "--url", "--headline", "--via", "--with", "--reason", "--quote", "--place")
_NOT_UTF_8: Final = (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80")


def _refused_inputs(share: int) -> Iterator[tuple[list[str], bytes]]:
    """Yield the words and the standard input of commands that must be refused."""
    for number, _ in numbered(accepted=False):
        for field in FIELDS[number % share :: share]:
            yield ["import", "-"], _lines([hostile_line(number, only=field)])
    for number, payload in enumerate(PAYLOADS):
        for path, valid in list(CLOSED.items())[number % share :: share]:
            data = hostile_line(number, only="")
            _put(data, path, f"{valid}{payload.text}!")
            yield ["import", "-"], _lines([data])
    for payload in REFUSED:
        if "\0" not in payload.text:
            for option in _TEXT_OPTIONS:
                yield ["report", "m00", "noted", *_NEWS, option, _as_argument(payload.text)], b""
    for raw in _NOT_UTF_8:
        yield ["import", "-"], _lines([hostile_line(0, only="")]).replace(b'"title"', b'"' + raw + b'"')


def _as_argument(text: str) -> str:
    """Return a text, which may have lone surrogates, as an argument of a command."""
    return os.fsdecode(text.encode("utf-8", "surrogatepass"))


def _put(target: Any, path: Sequence[str], value: str) -> None:
    for key in path[:-1]:
        target = target[int(key)] if isinstance(target, list) else target[key]
    if isinstance(target, list):
        target[int(path[-1])] = value
    else:
        target[path[-1]] = value


_OPTIONS_OF_FIELDS: Final = {
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


def try_typing(place: str, share: int = 1) -> TrialResult:
    """Give each text as options of `report`: it is accepted unchanged, and the answer is harmless."""
    outputs = []
    for number, _ in numbered()[::share]:
        options = [word for option, field in _OPTIONS_OF_FIELDS.items() for word in (option, marked(number, field))]
        words = ["report", meeting_of(number), "cancelled", "--source", marked(number, "outlet"), *options]
        words += ["--published", "2026-01-23", "--window", "2026-02-03", "--dry-run"]
        output = on_terminal(words, environment_for(place), cells=WIDE)
        assert output.code == 0, output
        outputs.append(format_readers.printed(output.out))
        answer = _succeed(forked([*words, "--format", "json"], environment_for(place)))
        outputs.append(format_readers.json_document(answer))
    return _result("texts typed as options", outputs)


def try_error_messages(place: str, share: int = 1) -> TrialResult:
    """Give a `share` of the texts to commands that are not valid with them: one sentence and a hint on a terminal."""
    messages = 0
    for number, (command, payload) in enumerate(product(INVALID_COMMANDS, PAYLOADS)):
        if number % share or "\0" in payload.text:
            continue
        text = _as_argument(f"{payload.text}zz")
        words = [word.replace("{}", text) for word in command]
        output = on_terminal(words, environment_for(place), cells=WIDE)
        assert output.code in {1, 2}, (command, payload.name, output)
        format_readers.printed(output.out)
        assert_one_sentence(output.out.decode())
        messages += 1
    figures = f"{len(INVALID_COMMANDS)} ways to go wrong"
    return TrialResult(kind="texts in complaints on a terminal", faults=messages, figures=figures)


def try_completion(place: str, share: int = 1) -> TrialResult:
    """Complete words that are hostile texts, in each shell: only names, commands and codes are offered."""
    tried = 0
    for shell in ("bash", "zsh", "fish"):
        for payload in PAYLOADS[::share]:
            if "\0" not in payload.text:
                output = _complete(place, shell, _as_argument(payload.text))
                assert b"Traceback" not in output.err, (shell, payload.name, output)
                format_readers.printed(output.out.replace(b"\t", b" "))
                tried += 1
        offered = _complete(place, shell, "m").out
        format_readers.printed(offered.replace(b"\t", b" "))
        assert b"m00" in offered
    return TrialResult(kind="texts in completion", faults=tried)


def _complete(place: str, shell: str, text: str) -> Output:
    """Complete `tracker status TEXT`."""
    current = text if shell == "fish" else "2"
    variables = {"COMP_WORDS": f"tracker status {text}", "COMP_CWORD": current}
    return forked([], environment_for(place, _TRACKER_COMPLETE=f"{shell}_complete", **variables))


def try_articles(place: str, folder: Path, share: int = 1) -> TrialResult:
    """Draft from articles that contain each text: the evidence that is shown does not steer the terminal."""
    outputs = []
    for number, payload in numbered()[::share]:
        text = f"{payload.text}zz{number:02}quotezz{payload.text}"
        file = folder / "article.txt"
        file.write_text(
            f"Minister{text} to visit Japan: sources\n\nDefence Minister Ahn Gyu-back will visit Japan{text} on "
            f"January 29-31 for talks with{text} his counterpart, government sources{text} said.\n",
            encoding="utf-8",
        )
        words = ["draft", str(file), "--source", marked(number, "outlet"), "--published", "2026-01-21"]
        for command in (words, ["--color", "never", *words], [*words, "--record", "--dry-run"]):
            output = on_terminal(command, environment_for(place), cells=WIDE)
            assert output.code in {0, 1}, output
            shown = format_readers.without_own_escapes(output.out)
            assert not STEERING.search(shown.replace("\n", "")), (payload.name, shown)
            outputs.append(marks(shown))
        answer = forked([*words, "--format", "json"], environment_for(place))
        assert answer.out == b"" if answer.code else json.loads(answer.out), answer
    return _result("texts in articles", outputs)


def try_spellings(new_place: Callable[[], str]) -> TrialResult:
    """Record one news item in NFC and in NFD: the second is a repeat, and a search in either form finds it."""
    names = ("안규백", "小泉進次郎ガ", "Žáček", "Nguyễn")
    for name in names:
        _try_spelling(new_place(), name)
    return TrialResult(
        kind="names in NFC and in NFD", faults=len(names) * 4, figures="one item, one person, found by either"
    )


def _try_spelling(place: str, name: str) -> None:
    make_log(place)
    env = environment_for(place)
    nfc, nfd = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    assert nfc != nfd
    words = ("report", "ahn", "noted", "--published", "2026-01-20", "--source")
    _succeed(forked([*words, nfc, "--new", "--with", f"{nfc}, , KR", "--title", nfc], env))
    answer = _succeed(forked([*words, nfd, "--with", f"{nfd}, , KR", "--title", nfd], env))
    assert b"@1" in answer, answer
    assert _last_position(place) == 1, answer
    _succeed(forked([*words, "Jiji", "--with", f"{nfd}, minister, KR"], env))
    (meeting,) = json.loads(_succeed(forked(["status", "--all", "--format", "json"], env)))
    assert [person["role"] for person in meeting["participants"]] == ["minister"], meeting
    for spelling in (nfc, nfd):
        hits = json.loads(_succeed(forked(["search", spelling, "--format", "json"], env)))
        assert [hit["meeting"] for hit in hits] == ["ahn"], (spelling, hits)
