"""Every statement as a SQLAlchemy Core construct. `python -m tracker.store.compile` writes the text of each.

Each public construct becomes a constant of `tracker.store.compiled`, in capitals; so does each dict of constructs by
table. Parameters are made by `param` and its relatives, or are columns of the table that a statement inserts into.
Constants are written out: SQLAlchemy would turn them into parameters that nobody supplies.
"""

from sqlalchemy import (
    ColumnElement,
    Text,
    and_,
    delete,
    exists,
    func,
    insert,
    literal_column,
    not_,
    or_,
    select,
    text,
    tuple_,
    union,
    update,
)

from tracker.domain.vocabulary import LADDER
from tracker.store import tables
from tracker.store.expressions import Contains, ContainsAny, IsIn, first, number, one_of, param

_event, _head, _relation = tables.events.c, tables.head.c, tables.relations.c
_name, _meeting, _person, _origin = tables.names.c, tables.meetings.c, tables.participants.c, tables.origins.c
_text, _record, _spelling = tables.texts.c, tables.records.c, tables.spellings.c
_EMPTY = literal_column("''", Text())
_the_head = _head.log == literal_column("1")
_has_report = _meeting.reports > literal_column("0")

# The head

schema_version = select(tables.alembic_version.c.version_num)
_last = tables.events.alias("last_event")
_is_last = _last.c.position == select(func.max(_event.position)).scalar_subquery()
# The head, and the last event: a head that does not name the last event is damaged.
_head_and_end = (
    *(_head.position, _head.hash, _head.recorded_at, _head.fold),
    *(_last.c.position, _last.c.hash, _last.c.recorded_at),
)
read_head = select(*_head_and_end).select_from(tables.head.outerjoin(_last, _is_last)).where(_the_head)
move_head = (
    update(tables.head)
    .where(_the_head)
    .values(position=number("position"), hash=param("hash"), recorded_at=param("recorded_at"), fold=number("fold"))
)
end_before = first(
    select(_event.position, _event.hash, _event.recorded_at)
    .where(_event.position < number("position"))
    .order_by(_event.position.desc())
)
set_fold = update(tables.head).where(_the_head).values(fold=number("fold"))
head_numbers = select(_head.log).order_by(_head.log)
length = select(func.count()).select_from(tables.events)
number_head = update(tables.head).where(_head.log == number("present")).values(log=literal_column("1"))

# Events

_events = select(tables.events)
_has_fingerprint = _event.fingerprint == param("fingerprint")

event_at = _events.where(_event.position == number("position"))
events_after = first(
    _events.where(_event.position > number("position"), _event.position <= number("upto")).order_by(_event.position)
)
events_by_meeting = first(
    _events.where(tuple_(_event.meeting, _event.version) > tuple_(param("meeting"), number("version"))).order_by(
        _event.meeting, _event.version
    )
)
events_by_recorder = first(
    _events.where(_event.recorded_by == param("recorder"), _event.position < number("position")).order_by(
        _event.position.desc()
    )
)
names_recorded_after = select(_event.meeting).distinct().where(_event.position > number("position"))
# A correction may give a report another day.
names_published_since = (
    select(_event.meeting)
    .distinct()
    .where(or_(_event.published >= param("day"), _event.type == literal_column("'corrected'", Text())))
)
events_that_relate = _events.where(_event.type.in_(one_of("linked", "merged", "corrected"))).order_by(_event.position)
events_of_names = _events.where(IsIn(_event.meeting, "names"))
structural_events_of_names = events_of_names.where(
    _event.type.in_(one_of("linked", "merged", "corrected", "retracted"))
)
used_names = select(_event.meeting).distinct().order_by(_event.meeting)
recorded_as = (
    select(_name.meeting, _event.position)
    .join_from(tables.events, tables.names, _name.name == _event.meeting)
    .where(_has_fingerprint)
    .order_by(_event.position)
)

# Names and relations

_names_and_meetings = tables.names.join(tables.meetings, _meeting.meeting == _name.meeting)
_alias = tables.names.alias("aliases")
_last_version = select(func.max(_event.version)).where(_event.meeting == param("name")).scalar_subquery()
_last_position = (
    select(_event.position)
    .where(_event.meeting == param("name"))
    .order_by(_event.version.desc())
    .suffix_with(text("LIMIT 1"))
    .scalar_subquery()
)
_own_event = tables.events.alias("own_event")
_last_position_of_meeting = (
    select(func.max(_own_event.c.position)).where(_own_event.c.meeting == _meeting.meeting).scalar_subquery()
)
_is_recorded = exists(
    select(_event.position)
    .join_from(tables.events, _alias, _alias.c.name == _event.meeting)
    .where(_has_fingerprint, _alias.c.meeting == _name.meeting)
)

_has_spellings = exists(select(_spelling.folded))

# Whether no table has a row: a new log has its head, and Alembic's version, and nothing else.
_filled_later = [table for table in tables.metadata.sorted_tables if table not in {tables.head, tables.alembic_version}]
is_unused = select(not_(or_(*(exists(select(*table.primary_key)) for table in _filled_later))))

# All that an append needs to know of a name, with the head.
name_entry = (
    select(
        *_head_and_end,
        *(_name.meeting, _meeting.state, _record.course, _last_position, _last_version, _is_recorded, _has_spellings),
    )
    .select_from(
        tables.head.outerjoin(_last, _is_last)
        .outerjoin(tables.names, _name.name == param("name"))
        .outerjoin(tables.meetings, _meeting.meeting == _name.meeting)
        .outerjoin(tables.records, _record.meeting == _name.meeting)
    )
    .where(_the_head)
)
names_beginning = first(
    select(_name.name, _meeting.status, _name.meeting)
    .select_from(_names_and_meetings)
    .where(_name.name >= param("prefix"), _name.name < param("end"), _has_report)
    .order_by(_name.name)
)
names_and_meetings = select(_name.name, _name.meeting).order_by(_name.name)
point_name = update(tables.names).where(_name.name == param("alias")).values(meeting=param("root"))
all_relations = select(tables.relations)
relations_of_names = union(
    all_relations.where(IsIn(_relation.meeting, "names")), all_relations.where(IsIn(_relation.other, "names"))
)

# Meetings

_states = select(_meeting.meeting, _meeting.state)
_states_with_report = _states.where(_has_report).order_by(_meeting.meeting)
_window_order = (_meeting.earliest, _meeting.latest, _meeting.meeting)
_is_within = and_(_meeting.latest >= param("first"), _meeting.earliest <= param("last"))


def _has_participant(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return whether a participant of the meeting meets the condition.

    Not by EXISTS: for the desk's own country, SQLite would search the index of countries once for each meeting.
    """
    return _meeting.meeting.in_(select(_person.meeting).where(condition))


state_of_name = (
    select(_meeting.meeting, _meeting.state, _last_position)
    .select_from(_names_and_meetings)
    .where(_name.name == param("name"))
)
states_with_statuses = _states_with_report.where(IsIn(func.coalesce(_meeting.status, _EMPTY), "statuses"))
states_with_country = _states_with_report.where(
    or_(_meeting.host == param("country"), _has_participant(_person.country == param("country")))
)
states_within = _states.where(_is_within, _has_report).order_by(*_window_order)
names_ended_between = select(_meeting.meeting).where(
    _meeting.latest >= param("first"), _meeting.latest <= param("last")
)
_is_awaited = _meeting.status.in_(one_of(*LADDER, "postponed"))
states_ended = _states.where(_is_awaited, _meeting.latest < param("day")).order_by(*_window_order)
# A folded name that begins with a Latin letter has it before this one, as far as languages use Latin letters.
_has_no_latin_name = or_(_person.name == _EMPTY, _person.name >= literal_column("'\u0250'"))
states_near = _states_with_report.where(
    or_(_meeting.latest.is_(None), _is_within),
    or_(
        _has_participant(
            or_(
                ContainsAny(_person.name, "words"),
                IsIn(_person.country, "countries"),
                and_(_has_no_latin_name, IsIn(_person.country, "offices")),
            )
        ),
        IsIn(_meeting.host, "hosts"),
    ),
)
people = (
    select(_person.name, _person.country, _person.meeting)
    .join_from(tables.participants, tables.meetings, _meeting.meeting == _person.meeting)
    .where(_has_report, IsIn(_person.name, "names"))
    .order_by(func.coalesce(_meeting.latest, _EMPTY), _person.meeting)
)
names_of_people = select(_person.name).where(_person.name != _EMPTY).distinct().order_by(_person.name)
states_with_person = _states_with_report.where(_has_participant(_person.name == param("person")))
meetings_with_both = (
    select(_meeting.meeting)
    .where(_has_report, _has_participant(_person.name == param("person")))
    .where(_has_participant(_person.name == param("other")))
    .order_by(_meeting.meeting)
)
countries = union(
    select(_meeting.host).where(_meeting.host.is_not(None)),
    select(_person.country).where(_person.country.is_not(None)),
).order_by(literal_column("1"))
meetings_with_origin = select(_origin.meeting).where(_origin.origin == param("origin")).order_by(_origin.meeting)

names_with_report = select(_meeting.meeting).where(_has_report).order_by(_meeting.meeting)
states_of_meetings = (
    select(_meeting.meeting, _meeting.state, _last_position_of_meeting)
    .where(_has_report, IsIn(_meeting.meeting, "names"))
    .order_by(_meeting.meeting)
)

# Questions over the whole log

mentions = (
    select(_text.meeting, func.max(_text.position))
    .where(Contains(_text.text, "term"), _text.position <= number("upto"))
    .group_by(_text.meeting)
)
texts_after = first(select(tables.texts).where(_text.position > number("position")).order_by(_text.position))
outlet_lines = select(_record.outlets).where(_record.outlets != _EMPTY)
lag_plans = select(_record.lag)

# Spellings

all_spellings = select(tables.spellings).order_by(_spelling.name, _spelling.folded)
rename_spellings = update(tables.spellings).where(_spelling.name == param("old")).values(name=param("new"))
remove_spelling = delete(tables.spellings).where(_spelling.folded == param("spelling"))

# By table

_of_meetings = (tables.meetings, tables.participants, tables.origins, tables.records)
add_row = {table.name: insert(table) for table in (*tables.metadata.sorted_tables, tables.alembic_version)}
clear_table = {table.name: delete(table) for table in (*_of_meetings, tables.texts, tables.names, tables.relations)}
remove_rows = {table.name: delete(table).where(table.c.meeting == param("meeting")) for table in _of_meetings}
rows_of_meetings = {table.name: select(table).where(IsIn(table.c.meeting, "meetings")) for table in _of_meetings}
row_count = {table.name: select(func.count()).select_from(table) for table in _of_meetings}
