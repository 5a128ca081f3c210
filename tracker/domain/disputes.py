"""Who disputes the status: the standing denials of rule 8, and the words against the status."""

from collections.abc import Iterator

from msgspec.structs import replace

from tracker.domain.meeting import Voice
from tracker.domain.report import Attribution
from tracker.domain.stages import asserted_stage
from tracker.domain.step import Step
from tracker.domain.vocabulary import CALLED_OFF, HELD, LADDER, OFF, ON, RANK, STRENGTH, WAY

Voices = tuple[Voice, ...]

_MEDIA = STRENGTH["media"]


def standing_denials(step: Step, denies: str | None) -> Voices:
    """Rule 8: return the denials that stand after the report. `denies` is what one with a target denies."""
    denials = tuple(denial for denial in step.memory.denials if not _ends(step, denial))
    against = _denied_way(step, denies)
    if against is None or _is_weaker_media(step):
        return denials
    return _with_voice(denials, _voice(step, "denied", against))


def words_against(step: Step) -> Voices:
    """Return the words that are against the status after the report."""
    words = step.memory.words
    if step.takes_effect and words:
        words = tuple(_remaining(step))
    if word := _new_word(step):
        return _with_voice(words, word)
    return words


def _denied_way(step: Step, denies: str | None) -> str | None:
    """Return what the report denies: the plan, or after held the holding; or what its target says."""
    if not step.is_denial:
        return None
    if step.report.target is not None:
        return denies
    return HELD if step.way_before == HELD else ON


def _remaining(step: Step) -> Iterator[Voice]:
    """Return the words that a report which takes effect does not end.

    They end with a word as strong, once they no longer differ from the status, and when the way turns, but not from on
    to held.
    """
    if step.turns_way and not (step.way_before == ON and step.way == HELD):
        return
    for word in step.memory.words:
        if not _ends(step, word) and _differs(word.stage, step.status):
            yield word


def _ends(step: Step, voice: Voice) -> bool:
    """Whether the report ends a denial or a word: its stage takes effect, and it is as strong.

    That of an office with sides ends with an official report that names one of them, or with one that says held, unless
    it was said against held.
    """
    if not step.takes_effect or step.strength < voice.attribution.strength:
        return False
    sides = voice.attribution.office_sides
    if not sides:
        return True
    names_one = step.official and not set(sides).isdisjoint(step.report.attribution.side)
    return names_one or (step.report.stage == "held" and voice.against != HELD)


def _new_word(step: Step) -> Voice | None:
    """Return the word that the report adds: its own if it is kept out, or that of the status which gives way."""
    if step.kept_out:
        stage = asserted_stage(step.meeting, step.report)
        return _voice(step, stage, step.way_before) if _is_word(step, stage) else None
    if step.before and step.changes_status and _is_disputed_turn(step):
        return _status_that_gives_way(step, step.before)
    return None


def _is_word(step: Step, stage: str) -> bool:
    """Whether a report that is kept out is a word against the status: weaker or another voice, and saying otherwise."""
    is_weaker = step.strength < step.meeting.strength
    if not (is_weaker or _is_another_voice(step)) or _is_weaker_media(step):
        return False
    if WAY[stage] != step.way:
        return _is_against_way(step, stage)
    if stage in OFF:  # a difference over the wording alone
        return not (is_weaker and step.report.attribution.class_ == "unattributed")
    return step.official  # a stage further down: one further up is never kept out


def _is_against_way(step: Step, stage: str) -> bool:
    """Whether a stage that says another way counts: after held, or while off, not every stage of the ladder does."""
    if stage not in LADDER:
        return True
    if step.way == CALLED_OFF:
        return bool(step.report.attribution.office_sides)
    return step.way != HELD


def _differs(stage: str, status: str | None) -> bool:
    """Whether a stage says another way than the status, other wording, or a stage further down.

    After held, a stage of the ladder says nothing against it.
    """
    if status in LADDER:
        return stage not in LADDER or RANK[stage] < RANK[status]
    if status == "held":
        return stage in OFF
    return stage != status


def _is_another_voice(step: Step) -> bool:
    """Whether an office does not name a side of the status; of anybody else, whether it is another origin."""
    if step.official:
        return bool(_unnamed_sides(step))
    behind = step.memory.behind
    return behind is None or step.origin != behind.origin


def _unnamed_sides(step: Step) -> tuple[str, ...]:
    """Return the sides of the status that the report does not name."""
    return tuple(side for side in step.meeting.sides if side not in step.report.attribution.side)


def _is_weaker_media(step: Step) -> bool:
    return step.strength == _MEDIA and step.strength < step.meeting.strength


def _is_disputed_turn(step: Step) -> bool:
    """Whether the status that gives way to the report becomes a word against the new one."""
    if step.before == "held":
        return step.meeting.strength > _MEDIA
    if step.before == "cancelled" and step.status == "held":
        return step.strength < step.meeting.strength
    if not (step.before in OFF and step.is_off) or step.strength != step.meeting.strength:
        return False
    if step.official and not step.report.attribution.side:
        return False
    return _is_another_voice(step)


def _status_that_gives_way(step: Step, status: str) -> Voice:
    """Return the word of the status before: of an office, that of the sides that the report does not name.

    Where a plan was cancelled and is said to have been held, it is the word of all its sides.
    """
    meeting = step.meeting
    attribution = meeting.attribution or Attribution()
    if attribution.official:
        sides = meeting.sides if step.status == "held" else _unnamed_sides(step)
        attribution = replace(attribution, side=sides)
    return Voice(
        position=meeting.why["status"],
        stage=status,
        attribution=attribution,
        against=step.way_before,
    )


def _voice(step: Step, stage: str, against: str) -> Voice:
    return Voice(position=step.position, stage=stage, attribution=step.report.attribution, against=against)


def _with_voice(voices: Voices, new: Voice) -> Voices:
    """Add a voice; one that only repeats itself is kept once, at its latest position."""
    others = (voice for voice in voices if replace(voice, position=new.position) != new)
    return (*others, new)
