"""Wounds: what one who may write to a log can do to it by SQL. No command may end in a traceback, and reports go on."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.faults.tampering import fill, quoted
from tests.faults.trials import TrialResult
from tests.store.raw import Run, raw, unguarded
from tracker.cli.error_messages import exit_code_of
from tracker.cli.main import main
from tracker.domain.chain import row_hash
from tracker.domain.clocks import parse_published
from tracker.domain.report import Report, Source
from tracker.domain.row import COLUMNS, Row

Hurt = Callable[[Run], None]
_PAYLOAD: Final = {"attribution": {"class": "official"}, "source": {"outlet": "Jiji"}, "v": 2}


@dataclass(frozen=True, kw_only=True, slots=True)
class Output:
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Wound:
    """One way to hurt a log.

    `scars` are what `verify` names for ever, `unsound` the positions that the status of `meeting-3` carries. With
    `owner`, the guards have to be away.
    """

    name: str
    hurt: Hurt
    scars: tuple[str, ...] = ()
    unsound: tuple[int, ...] = ()
    owner: bool = False
    sqlite_only: bool = False


def try_wound(place: str, wound: Wound, folder: Path, share: int = 1) -> TrialResult:
    """Hurt a log and run a `share` of the commands, others for each wound.

    Assert that each command answers, and that reports go on after `rebuild --head`.
    """
    fill(place)
    with unguarded(place) if wound.owner else raw(place) as run:
        wound.hurt(run)
    (folder / "lines.jsonl").write_text(json.dumps(_line("meeting-0", 1)) + "\n", encoding="utf-8")
    commands = COMMANDS[WOUNDS.index(wound) % share :: share]
    for number, words in enumerate(commands):
        _answer(place, [word.format(folder=folder, number=number) for word in words])
    mended = _answer(place, ["rebuild", "--head"])
    for name in ("meeting-0", "meeting-3"):
        _assert_recorded(_answer(place, [*_REPORT, name, "noted", "--quote", "after"]), wound)
    _assert_recorded(_answer(place, [*_REPORT, "new-one", "confirmed", "--new"]), wound)
    _assert_scars(place, wound, mended)
    return TrialResult(kind=wound.name, faults=len(commands), figures="reports go on")


def _assert_recorded(output: Output, wound: Wound) -> None:
    assert output.code == 0, (wound.name, output)
    assert output.out.startswith("recorded @"), (wound.name, output)


def _assert_scars(place: str, wound: Wound, mended: Output) -> None:
    found = json.loads(_answer(place, ["verify", "--format", "json"]).out)["findings"]
    assert len(found) == len(wound.scars), (wound.name, found)
    assert all(scar in finding for scar, finding in zip(wound.scars, found, strict=True)), (wound.name, found)
    status = json.loads(_answer(place, ["status", "meeting-3", "--format", "json"]).out)
    assert status["unsound"] == list(wound.unsound), (wound.name, status)
    assert mended.code == 1 or not wound.unsound, (wound.name, mended)
    for position in wound.unsound:
        assert f"@{position} " in mended.err, (wound.name, mended)
        assert _answer(place, ["retract", f"@{position}", "--because", "forged"]).code == 0, wound.name
    status = json.loads(_answer(place, ["status", "meeting-3", "--format", "json"]).out)
    assert status["unsound"] == [], (wound.name, status)


# An empty answer has its sentence, too.
_SENTENCES = ("tracker: ", "hint: ", "left out of ", "nothing ", "No ")


def _answer(place: str, words: Sequence[str]) -> Output:
    """Run a command in this process; assert that it says what is wrong in sentences, if anything is."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = exit_code_of(lambda: main(["--db", place, *words], prog_name="tracker", standalone_mode=False))
    assert code in {0, 1}, (words, err.getvalue())
    lines = err.getvalue().splitlines()
    assert all(line.startswith(_SENTENCES) for line in lines), (words, lines)
    return Output(out=out.getvalue(), err=err.getvalue(), code=code)


_REPORT: Final = ("report", "--source", "Jiji", "--published", "2026-01-13")
_CAUSE: Final = ("--because", "a slip", "--dry-run")
COMMANDS: Final = (
    *(("status",), ("status", "meeting-3"), ("status", "--all", "--format", "json"), ("status", "--with", "Ahn")),
    *(("status", "meeting-3", "--known-at", "@24"), ("status", "--known-at", "2026-01-20", "--all")),
    *(("agenda",), ("agenda", "--overdue"), ("history",), ("history", "meeting-3"), ("history", "--format", "json")),
    *(("why", "meeting-3"), ("diff", "@1"), ("diff", "2026-01-01"), ("search", "jiji"), ("outlets",), ("lag",)),
    *(("feed",), ("feed", "--after", "@20"), ("where",), ("where", "--format", "json"), ("verify",), ("rebuild",)),
    *(("export", "--format", kind) for kind in ("ics", "json", "jsonl", "csv", "html", "ninjs", "jsonld")),
    ("backup", "{folder}/copy-{number}"),
    *((*_REPORT, name, "noted", "--dry-run") for name in ("meeting-0", "meeting-3")),
    *(("correct", "@25", "--place", "Seoul", *_CAUSE), ("correct", "@4", "--place", "Seoul", *_CAUSE)),
    *(("retract", "@25", *_CAUSE), ("retract", "@4", *_CAUSE), ("undo", "--dry-run")),
    *(("link", "meeting-3", "part-of", "meeting-0", "--dry-run"), ("merge", "meeting-3", "meeting-1", "--dry-run")),
    ("import", "{folder}/lines.jsonl", "--dry-run"),
)


def _line(meeting: str, number: int) -> Mapping[str, Any]:
    source = {"outlet": "Kyodo", "url": f"https://e.org/after/{number}"}
    return {"meeting": meeting, "stage": "noted", "published": "2026-01-13", "source": source}


# The ways


def sql(*statements: str) -> Hurt:
    """Return a wound by constant statements."""

    def hurt(run: Run) -> None:
        for statement in statements:
            run(statement)

    return hurt


def forged(*, moves_head: bool = True, has_hash: bool = True, **columns: Any) -> Hurt:
    """Return a wound by an event that no command writes, of which the hash and the head fit unless said otherwise."""

    def hurt(run: Run) -> None:
        row = _next_row(run, columns)
        row = row._replace(hash=row_hash(_head_hash(run), row) if has_hash else "f" * 64)
        run(f"INSERT INTO events ({', '.join(COLUMNS)}) VALUES ({', '.join(map(quoted, row))})")
        if moves_head:
            run(
                f"UPDATE head SET position = {row.position}, hash = {quoted(row.hash)}, "
                f"recorded_at = {quoted(row.recorded_at)}"
            )

    return hurt


def _next_row(run: Run, columns: Mapping[str, Any]) -> Row:
    name = columns.get("meeting", "meeting-3")
    ((last, now),) = run("SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1")
    ((version,),) = run(f"SELECT count(*) FROM events WHERE meeting = {quoted(name)}")
    given = {"payload": json.dumps(_PAYLOAD), "type": "noted", "published": "2026-01-13", **columns}
    own = {"recorded_at": now, "recorded_by": "desk", "fingerprint": None, "meeting": name, "hash": ""}
    return Row(**{"position": last + 1, "version": version + 1, **own, **given})


def _head_hash(run: Run) -> str:
    ((hash_,),) = run("SELECT hash FROM events ORDER BY position DESC LIMIT 1")
    return str(hash_)


def all_of(*wounds: Hurt) -> Hurt:
    """Return all these wounds, one after the other."""

    def hurt(run: Run) -> None:
        for wound in wounds:
            wound(run)

    return hurt


def _payload(**content: Any) -> str:
    """Return the payload of a report as a command would write it, but for this content."""
    return json.dumps({**_PAYLOAD, **content}, sort_keys=True, separators=(",", ":"))


def _unsound(name: str, **columns: Any) -> Wound:
    return Wound(name=name, hurt=forged(**columns), scars=("@25 is not",), unsound=(25,))


# The report that the trial records afterwards.
_AFTER: Final = Report(
    stage="noted", published=parse_published("2026-01-13"), source=Source(outlet="Jiji"), quote="after"
)
_CORRECTION: Final = '{"because":"x","fault":"desk","fields":%s,"target":%d,"v":1}'
STATES: Final = (
    *("{", "[]", "null", "", "{}", "[" * 5000),
    '{"meeting":"meeting-9"}',
    '{"meeting":"meeting-3","status":"banana","reports":1}',
    '{"meeting":"meeting-3","status":"held","reports":1,"attribution":{"class":"banana"}}',
    '{"meeting":"meeting-3","reports":1,"window":{"edtf":"2026-13"}}',
    '{"meeting":"meeting-3","reports":1,"since":"zzz"}',
    '{"meeting":"meeting-3","reports":1,"why":{"host":99999999999999999999}}',
    '{"meeting":"meeting-3","reports":1,"memory":{"last":{"day":"x","text":"x","utc":"x"}}}',
)
COURSES: Final = ("{", "", "[" * 5000, '{"stage":"confirmed"}', '{"printed":[["printed","NHK","NHK","banana"]]}')
OUTLETS: Final = (
    *("{", "[" * 5000, '["printed","NHK","NHK","banana"]'),
    '["stated","nhk","confirmed","official",0,null,false,null]',
)
LAGS: Final = ("{", "[" * 5000, '{"meeting":"x","stages":[["confirmed",99999999999]]}')
WOUNDS: Final = (
    # The head
    Wound(name="a head with another time", hurt=sql("UPDATE head SET recorded_at = 'zzz'")),
    Wound(name="a head in the far future", hurt=sql("UPDATE head SET recorded_at = '9999-12-31T23:59:59.999999Z'")),
    Wound(name="a head with another hash", hurt=sql("UPDATE head SET hash = 'zzz'")),
    Wound(name="a head beyond the log", hurt=sql("UPDATE head SET position = 100")),
    Wound(name="a head before the log", hurt=sql("UPDATE head SET position = -1")),
    Wound(name="a head of a newer fold", hurt=sql("UPDATE head SET fold = 99999")),
    Wound(name="a head of a negative fold", hurt=sql("UPDATE head SET fold = -1")),
    Wound(name="a head of an older fold", hurt=sql("UPDATE head SET fold = 0")),
    Wound(name="a head under another number", hurt=sql("UPDATE head SET log = 2")),
    Wound(name="no head", hurt=sql("DELETE FROM head")),
    Wound(name="a position in words", hurt=sql("UPDATE head SET position = 'x', fold = 'y'"), sqlite_only=True),
    # Events
    Wound(
        name="an event without the head",
        hurt=all_of(forged(moves_head=False), sql("UPDATE head SET position = 100, fold = 99999")),
        scars=("@25 is not",),
        unsound=(25,),
    ),
    Wound(
        name="an event with another hash",
        hurt=forged(has_hash=False),
        scars=("the hash of @25",),
        unsound=(25,),
    ),
    _unsound("no JSON", payload="nonsense"),
    _unsound("an empty payload", payload=""),
    _unsound("a list", payload="[]"),
    _unsound("a payload a mile deep", payload="[" * 50_000),
    _unsound("an unknown type", type="rumoured"),
    _unsound("an unknown attribution", payload=_payload(attribution={"class": "banana"})),
    _unsound("a window in the thirteenth month", payload=_payload(claims={"window": {"edtf": "2026-13"}})),
    _unsound("a country in small letters", payload=_payload(claims={"host": "$(touch x)"})),
    Wound(
        name="another fingerprint",
        hurt=forged(payload=_payload(), fingerprint="0" * 32),
        scars=("@25 has another fingerprint",),
    ),
    Wound(
        name="the fingerprint of a report to come",
        hurt=forged(type="rumoured", fingerprint=_AFTER.fingerprint),
        scars=("@25 is not",),
        unsound=(25,),
    ),
    _unsound("no day", payload=_payload(), published=None),
    _unsound("a day that is not one", payload=_payload(), published="2026-02-30"),
    _unsound("a time that is not one", recorded_at="zzz"),
    Wound(
        name="a time before the last",
        hurt=forged(recorded_at="1999-01-01T00:00:00.000000Z"),
        scars=("@25 was recorded before @24", "@25 is not"),
        unsound=(25,),
    ),
    _unsound("a time of the thirteenth month", recorded_at="9999-13-32T99:99:99.999999Z"),
    _unsound("a correction of the future", type="corrected", payload=_CORRECTION % ("{}", 99), published=None),
    _unsound("a correction of one word", type="corrected", payload=_CORRECTION % ('{"claims":"x"}', 4), published=None),
    _unsound("a link to nowhere", type="linked", payload='{"meeting":"$(touch x)","relation":"part_of","v":1}'),
    Wound(
        name="a correction that nothing can take",
        hurt=forged(type="corrected", payload=_CORRECTION % ('{"stage":"rumoured"}', 4), published=None),
        scars=("@25 cannot correct @4",),
        unsound=(25,),
    ),
    Wound(
        name="a correction of a link's relation to a number",
        hurt=all_of(
            forged(type="linked", payload='{"meeting":"meeting-0","relation":"part_of","v":1}', published=None),
            forged(type="corrected", payload=_CORRECTION % ('{"relation":5}', 25), published=None),
        ),
        scars=("@26 cannot correct @25",),
        unsound=(26,),
    ),
    Wound(
        name="a name that a shell runs",
        hurt=forged(meeting="evil$(touch x)", payload=_payload()),
        scars=("@25 is not",),
    ),
    Wound(
        name="a circle of merges",
        hurt=all_of(
            forged(type="merged", meeting="meeting-1", payload='{"into":"meeting-2","v":1}', published=None),
            forged(type="merged", meeting="meeting-2", payload='{"into":"meeting-1","v":1}', published=None),
        ),
    ),
    # The projection
    *(Wound(name=f"the state {state[:30]}", hurt=sql(f"UPDATE meetings SET state = '{state}'")) for state in STATES),
    Wound(name="no states", hurt=sql("DELETE FROM meetings", "DELETE FROM participants")),
    Wound(name="no names", hurt=sql("DELETE FROM names", "DELETE FROM relations")),
    Wound(name="names that stand for nothing", hurt=sql("UPDATE names SET meeting = '$(touch x)'")),
    Wound(
        name="spellings that no command wrote",
        hurt=sql("INSERT INTO spellings VALUES ('ahn', ' ', '', 'x', 'x'), ('kim', 'Kim', 'a\nb ', '', '')"),
        scars=("the spelling 'ahn'", "the spelling 'kim'"),
    ),
    Wound(
        name="a spelling of bytes",
        hurt=sql("INSERT INTO spellings VALUES (x'ff', x'ff', x'ff', 1, 1)"),
        scars=("the spelling",),
        sqlite_only=True,
    ),
    *(Wound(name=f"the course {text[:30]}", hurt=sql(f"UPDATE records SET course = '{text}'")) for text in COURSES),
    *(Wound(name=f"the outlets {text[:30]}", hurt=sql(f"UPDATE records SET outlets = '{text}'")) for text in OUTLETS),
    *(Wound(name=f"the lag {text[:30]}", hurt=sql(f"UPDATE records SET lag = '{text}'")) for text in LAGS),
    Wound(name="no records and no texts", hurt=sql("DELETE FROM records", "DELETE FROM texts")),
    Wound(
        name="texts of nothing",
        hurt=sql("UPDATE texts SET meeting = '$(touch x)', text = 'jiji'", "INSERT INTO texts VALUES (-5, '', 'jiji')"),
    ),
    Wound(
        name="a text of the next event",
        hurt=sql("INSERT INTO texts VALUES (25, 'meeting-3', 'jiji')"),
    ),
    Wound(
        name="texts and records of bytes",
        hurt=sql(
            "UPDATE texts SET meeting = x'ff', text = x'ff'",
            "UPDATE records SET course = x'ff', outlets = x'ff', lag = x'ff'",
        ),
        sqlite_only=True,
    ),
    # What the owner of the file can do
    Wound(
        name="one bit of an event under an older fold",
        hurt=sql(
            "UPDATE events SET payload = replace(payload, '{', '[') WHERE position = 4", "UPDATE head SET fold = 1"
        ),
        scars=("the hash of @4", "@4 is not"),
        unsound=(4,),
        owner=True,
    ),
    Wound(
        name="bytes for a payload",
        hurt=sql("UPDATE events SET payload = x'ff00' WHERE position = 4"),
        scars=("@4 holds a value",),
        unsound=(4,),
        owner=True,
        sqlite_only=True,
    ),
    Wound(
        name="bytes for a name",
        hurt=sql("UPDATE events SET meeting = x'ff00' WHERE position = 24"),
        scars=("@24 holds a value",),
        owner=True,
        sqlite_only=True,
    ),
    Wound(
        name="text that is not UTF-8",
        hurt=sql("UPDATE events SET payload = cast(x'7bff' AS TEXT) WHERE position = 4"),
        scars=("the hash of @4", "@4 is not"),
        unsound=(4,),
        owner=True,
        sqlite_only=True,
    ),
    Wound(
        name="a head of bytes",
        hurt=sql("UPDATE head SET hash = x'ff', recorded_at = x'ff', fold = x'ff'"),
        sqlite_only=True,
    ),
)
# PostgreSQL stores no bytes in a column of text or of numbers.
ON_A_SERVER: Final = tuple(wound for wound in WOUNDS if not wound.sqlite_only)
