"""Statements and schema as text. Written by `python -m tracker.store.compile`: do not edit."""

from tracker.store.connection import Statement

SCHEMA_VERSION = Statement(
    'SELECT alembic_version.version_num FROM alembic_version',
    'SELECT alembic_version.version_num FROM alembic_version',
)
READ_HEAD = Statement(
    'SELECT head.position, head.hash, head.recorded_at, head.fold, last_event.position AS position_1, last_event.hash AS hash_1, last_event.recorded_at AS recorded_at_1 FROM head LEFT OUTER JOIN events AS last_event ON last_event.position = (SELECT max(events.position) AS max_1 FROM events) WHERE head.log = 1',
    'SELECT head.position, head.hash, head.recorded_at, head.fold, last_event.position AS position_1, last_event.hash AS hash_1, last_event.recorded_at AS recorded_at_1 FROM head LEFT OUTER JOIN events AS last_event ON last_event.position = (SELECT max(events.position) AS max_1 FROM events) WHERE head.log = 1',
)
MOVE_HEAD = Statement(
    'UPDATE head SET position=:position, hash=:hash, recorded_at=:recorded_at, fold=:fold WHERE head.log = 1',
    'UPDATE head SET position=%(position)s::BIGINT, hash=%(hash)s::VARCHAR, recorded_at=%(recorded_at)s::VARCHAR, fold=%(fold)s::BIGINT WHERE head.log = 1',
)
END_BEFORE = Statement(
    'SELECT events.position, events.hash, events.recorded_at FROM events WHERE events.position < :position ORDER BY events.position DESC LIMIT :size',
    'SELECT events.position, events.hash, events.recorded_at FROM events WHERE events.position < %(position)s::BIGINT ORDER BY events.position DESC LIMIT %(size)s::BIGINT',
)
SET_FOLD = Statement(
    'UPDATE head SET fold=:fold WHERE head.log = 1',
    'UPDATE head SET fold=%(fold)s::BIGINT WHERE head.log = 1',
)
HEAD_NUMBERS = Statement(
    'SELECT head.log FROM head ORDER BY head.log',
    'SELECT head.log FROM head ORDER BY head.log',
)
LENGTH = Statement(
    'SELECT count(*) AS count_1 FROM events',
    'SELECT count(*) AS count_1 FROM events',
)
NUMBER_HEAD = Statement(
    'UPDATE head SET log=1 WHERE head.log = :present',
    'UPDATE head SET log=1 WHERE head.log = %(present)s::BIGINT',
)
EVENT_AT = Statement(
    'SELECT events.position, events.meeting, events.version, events.type, events.published, events.recorded_at, events.recorded_by, events.payload, events.fingerprint, events.hash FROM events WHERE events.position = :position',
    'SELECT events.position, events.meeting, events.version, events.type, events.published, events.recorded_at, events.recorded_by, events.payload, events.fingerprint, events.hash FROM events WHERE events.position = %(position)s::BIGINT',
)
EVENTS_AFTER = Statement(
    'SELECT events.position, events.meeting, events.version, events.type, events.published, events.recorded_at, events.recorded_by, events.payload, events.fingerprint, events.hash FROM events WHERE events.position > :position AND events.position <= :upto ORDER BY events.position LIMIT :size',
    'SELECT events.position, events.meeting, events.version, events.type, events.published, events.recorded_at, events.recorded_by, events.payload, events.fingerprint, events.hash FROM events WHERE events.position > %(position)s::BIGINT AND events.position <= %(upto)s::BIGINT ORDER BY events.position LIMIT %(size)s::BIGINT',
)
EVENTS_BY_MEETING = Statement(
    'SELECT events.position, events.meeting, events.version, events.type, events.published, events.recorded_at, events.recorded_by, events.payload, events.fingerprint, events.hash FROM events WHERE (events.meeting, events.version) > (:meeting, :version) ORDER BY events.meeting, events.version LIMIT :size',
    'SELECT events.position, events.meeting, events.version, events.type, events.published, events.recorded_at, events.recorded_by, events.payload, events.fingerprint, events.hash FROM events WHERE (events.meeting, events.version) > (%(meeting)s::VARCHAR, %(version)s::BIGINT) ORDER BY events.meeting, events.version LIMIT %(size)s::BIGINT',
)
EVENTS_BY_RECORDER = Statement(
    'SELECT events.position, events.meeting, events.version, events.type, events.published, events.recorded_at, events.recorded_by, events.payload, events.fingerprint, events.hash FROM events WHERE events.recorded_by = :recorder AND events.position < :position ORDER BY events.position DESC LIMIT :size',
    'SELECT events.position, events.meeting, events.version, events.type, events.published, events.recorded_at, events.recorded_by, events.payload, events.fingerprint, events.hash FROM events WHERE events.recorded_by = %(recorder)s::VARCHAR AND events.position < %(position)s::BIGINT ORDER BY events.position DESC LIMIT %(size)s::BIGINT',
)
NAMES_RECORDED_AFTER = Statement(
    'SELECT DISTINCT events.meeting FROM events WHERE events.position > :position',
    'SELECT DISTINCT events.meeting FROM events WHERE events.position > %(position)s::BIGINT',
)
NAMES_PUBLISHED_SINCE = Statement(
    "SELECT DISTINCT events.meeting FROM events WHERE events.published >= :day OR events.type = 'corrected'",
    "SELECT DISTINCT events.meeting FROM events WHERE events.published >= %(day)s::VARCHAR OR events.type = 'corrected'",
)
EVENTS_THAT_RELATE = Statement(
    "SELECT events.position, events.meeting, events.version, events.type, events.published, events.recorded_at, events.recorded_by, events.payload, events.fingerprint, events.hash FROM events WHERE events.type IN ('linked', 'merged', 'corrected') ORDER BY events.position",
    "SELECT events.position, events.meeting, events.version, events.type, events.published, events.recorded_at, events.recorded_by, events.payload, events.fingerprint, events.hash FROM events WHERE events.type IN ('linked', 'merged', 'corrected') ORDER BY events.position",
)
EVENTS_OF_NAMES = Statement(
    'SELECT events.position, events.meeting, events.version, events.type, events.published, events.recorded_at, events.recorded_by, events.payload, events.fingerprint, events.hash FROM events WHERE events.meeting IN (SELECT value FROM json_each(:names))',
    'SELECT events.position, events.meeting, events.version, events.type, events.published, events.recorded_at, events.recorded_by, events.payload, events.fingerprint, events.hash FROM events WHERE events.meeting = ANY(%(names)s::TEXT[])',
)
STRUCTURAL_EVENTS_OF_NAMES = Statement(
    "SELECT events.position, events.meeting, events.version, events.type, events.published, events.recorded_at, events.recorded_by, events.payload, events.fingerprint, events.hash FROM events WHERE events.meeting IN (SELECT value FROM json_each(:names)) AND events.type IN ('linked', 'merged', 'corrected', 'retracted')",
    "SELECT events.position, events.meeting, events.version, events.type, events.published, events.recorded_at, events.recorded_by, events.payload, events.fingerprint, events.hash FROM events WHERE events.meeting = ANY(%(names)s::TEXT[]) AND events.type IN ('linked', 'merged', 'corrected', 'retracted')",
)
USED_NAMES = Statement(
    'SELECT DISTINCT events.meeting FROM events ORDER BY events.meeting',
    'SELECT DISTINCT events.meeting FROM events ORDER BY events.meeting',
)
RECORDED_AS = Statement(
    'SELECT names.meeting, events.position FROM events JOIN names ON names.name = events.meeting WHERE events.fingerprint = :fingerprint ORDER BY events.position',
    'SELECT names.meeting, events.position FROM events JOIN names ON names.name = events.meeting WHERE events.fingerprint = %(fingerprint)s::VARCHAR ORDER BY events.position',
)
IS_UNUSED = Statement(
    'SELECT NOT ((EXISTS (SELECT articles.sha256 FROM articles)) OR (EXISTS (SELECT cursors.target FROM cursors)) OR (EXISTS (SELECT decisions.draft FROM decisions)) OR (EXISTS (SELECT events.position FROM events)) OR (EXISTS (SELECT inbox.draft FROM inbox)) OR (EXISTS (SELECT meetings.meeting FROM meetings)) OR (EXISTS (SELECT names.name FROM names)) OR (EXISTS (SELECT origins.origin, origins.meeting FROM origins)) OR (EXISTS (SELECT participants.meeting, participants.place FROM participants)) OR (EXISTS (SELECT records.meeting FROM records)) OR (EXISTS (SELECT relations.position FROM relations)) OR (EXISTS (SELECT seen_items.feed, seen_items."key" FROM seen_items)) OR (EXISTS (SELECT spellings.folded FROM spellings)) OR (EXISTS (SELECT texts.position FROM texts))) AS anon_1',
    'SELECT NOT ((EXISTS (SELECT articles.sha256 FROM articles)) OR (EXISTS (SELECT cursors.target FROM cursors)) OR (EXISTS (SELECT decisions.draft FROM decisions)) OR (EXISTS (SELECT events.position FROM events)) OR (EXISTS (SELECT inbox.draft FROM inbox)) OR (EXISTS (SELECT meetings.meeting FROM meetings)) OR (EXISTS (SELECT names.name FROM names)) OR (EXISTS (SELECT origins.origin, origins.meeting FROM origins)) OR (EXISTS (SELECT participants.meeting, participants.place FROM participants)) OR (EXISTS (SELECT records.meeting FROM records)) OR (EXISTS (SELECT relations.position FROM relations)) OR (EXISTS (SELECT seen_items.feed, seen_items.key FROM seen_items)) OR (EXISTS (SELECT spellings.folded FROM spellings)) OR (EXISTS (SELECT texts.position FROM texts))) AS anon_1',
)
NAME_ENTRY = Statement(
    'SELECT head.position, head.hash, head.recorded_at, head.fold, last_event.position AS position_1, last_event.hash AS hash_1, last_event.recorded_at AS recorded_at_1, names.meeting, meetings.state, records.course, (SELECT events.position FROM events WHERE events.meeting = :name ORDER BY events.version DESC LIMIT 1 ) AS anon_1, (SELECT max(events.version) AS max_1 FROM events WHERE events.meeting = :name) AS anon_2, EXISTS (SELECT events.position FROM events JOIN names AS aliases ON aliases.name = events.meeting WHERE events.fingerprint = :fingerprint AND aliases.meeting = names.meeting) AS anon_3, EXISTS (SELECT spellings.folded FROM spellings) AS anon_4 FROM head LEFT OUTER JOIN events AS last_event ON last_event.position = (SELECT max(events.position) AS max_2 FROM events) LEFT OUTER JOIN names ON names.name = :name LEFT OUTER JOIN meetings ON meetings.meeting = names.meeting LEFT OUTER JOIN records ON records.meeting = names.meeting WHERE head.log = 1',
    'SELECT head.position, head.hash, head.recorded_at, head.fold, last_event.position AS position_1, last_event.hash AS hash_1, last_event.recorded_at AS recorded_at_1, names.meeting, meetings.state, records.course, (SELECT events.position FROM events WHERE events.meeting = %(name)s::VARCHAR ORDER BY events.version DESC LIMIT 1 ) AS anon_1, (SELECT max(events.version) AS max_1 FROM events WHERE events.meeting = %(name)s::VARCHAR) AS anon_2, EXISTS (SELECT events.position FROM events JOIN names AS aliases ON aliases.name = events.meeting WHERE events.fingerprint = %(fingerprint)s::VARCHAR AND aliases.meeting = names.meeting) AS anon_3, EXISTS (SELECT spellings.folded FROM spellings) AS anon_4 FROM head LEFT OUTER JOIN events AS last_event ON last_event.position = (SELECT max(events.position) AS max_2 FROM events) LEFT OUTER JOIN names ON names.name = %(name)s::VARCHAR LEFT OUTER JOIN meetings ON meetings.meeting = names.meeting LEFT OUTER JOIN records ON records.meeting = names.meeting WHERE head.log = 1',
)
NAMES_BEGINNING = Statement(
    'SELECT names.name, meetings.status, names.meeting FROM names JOIN meetings ON meetings.meeting = names.meeting WHERE names.name >= :prefix AND names.name < :end AND meetings.reports > 0 ORDER BY names.name LIMIT :size',
    'SELECT names.name, meetings.status, names.meeting FROM names JOIN meetings ON meetings.meeting = names.meeting WHERE names.name >= %(prefix)s::VARCHAR AND names.name < %(end)s::VARCHAR AND meetings.reports > 0 ORDER BY names.name LIMIT %(size)s::BIGINT',
)
NAMES_AND_MEETINGS = Statement(
    'SELECT names.name, names.meeting FROM names ORDER BY names.name',
    'SELECT names.name, names.meeting FROM names ORDER BY names.name',
)
POINT_NAME = Statement(
    'UPDATE names SET meeting=:root WHERE names.name = :alias',
    'UPDATE names SET meeting=%(root)s::VARCHAR WHERE names.name = %(alias)s::VARCHAR',
)
ALL_RELATIONS = Statement(
    'SELECT relations.position, relations.type, relations.meeting, relations.other FROM relations',
    'SELECT relations.position, relations.type, relations.meeting, relations.other FROM relations',
)
RELATIONS_OF_NAMES = Statement(
    'SELECT relations.position, relations.type, relations.meeting, relations.other FROM relations WHERE relations.meeting IN (SELECT value FROM json_each(:names)) UNION SELECT relations.position, relations.type, relations.meeting, relations.other FROM relations WHERE relations.other IN (SELECT value FROM json_each(:names))',
    'SELECT relations.position, relations.type, relations.meeting, relations.other FROM relations WHERE relations.meeting = ANY(%(names)s::TEXT[]) UNION SELECT relations.position, relations.type, relations.meeting, relations.other FROM relations WHERE relations.other = ANY(%(names)s::TEXT[])',
)
STATE_OF_NAME = Statement(
    'SELECT meetings.meeting, meetings.state, (SELECT events.position FROM events WHERE events.meeting = :name ORDER BY events.version DESC LIMIT 1 ) AS anon_1 FROM names JOIN meetings ON meetings.meeting = names.meeting WHERE names.name = :name',
    'SELECT meetings.meeting, meetings.state, (SELECT events.position FROM events WHERE events.meeting = %(name)s::VARCHAR ORDER BY events.version DESC LIMIT 1 ) AS anon_1 FROM names JOIN meetings ON meetings.meeting = names.meeting WHERE names.name = %(name)s::VARCHAR',
)
STATES_WITH_STATUSES = Statement(
    "SELECT meetings.meeting, meetings.state FROM meetings WHERE meetings.reports > 0 AND coalesce(meetings.status, '') IN (SELECT value FROM json_each(:statuses)) ORDER BY meetings.meeting",
    "SELECT meetings.meeting, meetings.state FROM meetings WHERE meetings.reports > 0 AND coalesce(meetings.status, '') = ANY(%(statuses)s::TEXT[]) ORDER BY meetings.meeting",
)
STATES_WITH_COUNTRY = Statement(
    'SELECT meetings.meeting, meetings.state FROM meetings WHERE meetings.reports > 0 AND (meetings.host = :country OR meetings.meeting IN (SELECT participants.meeting FROM participants WHERE participants.country = :country)) ORDER BY meetings.meeting',
    'SELECT meetings.meeting, meetings.state FROM meetings WHERE meetings.reports > 0 AND (meetings.host = %(country)s::VARCHAR OR meetings.meeting IN (SELECT participants.meeting FROM participants WHERE participants.country = %(country)s::VARCHAR)) ORDER BY meetings.meeting',
)
STATES_WITHIN = Statement(
    'SELECT meetings.meeting, meetings.state FROM meetings WHERE meetings.latest >= :first AND meetings.earliest <= :last AND meetings.reports > 0 ORDER BY meetings.earliest, meetings.latest, meetings.meeting',
    'SELECT meetings.meeting, meetings.state FROM meetings WHERE meetings.latest >= %(first)s::VARCHAR AND meetings.earliest <= %(last)s::VARCHAR AND meetings.reports > 0 ORDER BY meetings.earliest, meetings.latest, meetings.meeting',
)
NAMES_ENDED_BETWEEN = Statement(
    'SELECT meetings.meeting FROM meetings WHERE meetings.latest >= :first AND meetings.latest <= :last',
    'SELECT meetings.meeting FROM meetings WHERE meetings.latest >= %(first)s::VARCHAR AND meetings.latest <= %(last)s::VARCHAR',
)
STATES_ENDED = Statement(
    "SELECT meetings.meeting, meetings.state FROM meetings WHERE meetings.status IN ('proposed', 'arranging', 'in_final_arrangement', 'confirmed', 'postponed') AND meetings.latest < :day ORDER BY meetings.earliest, meetings.latest, meetings.meeting",
    "SELECT meetings.meeting, meetings.state FROM meetings WHERE meetings.status IN ('proposed', 'arranging', 'in_final_arrangement', 'confirmed', 'postponed') AND meetings.latest < %(day)s::VARCHAR ORDER BY meetings.earliest, meetings.latest, meetings.meeting",
)
STATES_NEAR = Statement(
    "SELECT meetings.meeting, meetings.state FROM meetings WHERE meetings.reports > 0 AND (meetings.latest IS NULL OR meetings.latest >= :first AND meetings.earliest <= :last) AND (meetings.meeting IN (SELECT participants.meeting FROM participants WHERE EXISTS (SELECT part.value FROM json_each(:words) AS part WHERE instr(participants.name, part.value) > 0) OR participants.country IN (SELECT value FROM json_each(:countries)) OR (participants.name = '' OR participants.name >= 'ɐ') AND participants.country IN (SELECT value FROM json_each(:offices))) OR meetings.host IN (SELECT value FROM json_each(:hosts))) ORDER BY meetings.meeting",
    "SELECT meetings.meeting, meetings.state FROM meetings WHERE meetings.reports > 0 AND (meetings.latest IS NULL OR meetings.latest >= %(first)s::VARCHAR AND meetings.earliest <= %(last)s::VARCHAR) AND (meetings.meeting IN (SELECT participants.meeting FROM participants WHERE EXISTS (SELECT part FROM unnest(%(words)s::TEXT[]) AS part WHERE strpos(participants.name, part) > 0) OR participants.country = ANY(%(countries)s::TEXT[]) OR (participants.name = '' OR participants.name >= 'ɐ') AND participants.country = ANY(%(offices)s::TEXT[])) OR meetings.host = ANY(%(hosts)s::TEXT[])) ORDER BY meetings.meeting",
)
PEOPLE = Statement(
    "SELECT participants.name, participants.country, participants.meeting FROM participants JOIN meetings ON meetings.meeting = participants.meeting WHERE meetings.reports > 0 AND participants.name IN (SELECT value FROM json_each(:names)) ORDER BY coalesce(meetings.latest, ''), participants.meeting",
    "SELECT participants.name, participants.country, participants.meeting FROM participants JOIN meetings ON meetings.meeting = participants.meeting WHERE meetings.reports > 0 AND participants.name = ANY(%(names)s::TEXT[]) ORDER BY coalesce(meetings.latest, ''), participants.meeting",
)
NAMES_OF_PEOPLE = Statement(
    "SELECT DISTINCT participants.name FROM participants WHERE participants.name != '' ORDER BY participants.name",
    "SELECT DISTINCT participants.name FROM participants WHERE participants.name != '' ORDER BY participants.name",
)
STATES_WITH_PERSON = Statement(
    'SELECT meetings.meeting, meetings.state FROM meetings WHERE meetings.reports > 0 AND meetings.meeting IN (SELECT participants.meeting FROM participants WHERE participants.name = :person) ORDER BY meetings.meeting',
    'SELECT meetings.meeting, meetings.state FROM meetings WHERE meetings.reports > 0 AND meetings.meeting IN (SELECT participants.meeting FROM participants WHERE participants.name = %(person)s::VARCHAR) ORDER BY meetings.meeting',
)
MEETINGS_WITH_BOTH = Statement(
    'SELECT meetings.meeting FROM meetings WHERE meetings.reports > 0 AND meetings.meeting IN (SELECT participants.meeting FROM participants WHERE participants.name = :person) AND meetings.meeting IN (SELECT participants.meeting FROM participants WHERE participants.name = :other) ORDER BY meetings.meeting',
    'SELECT meetings.meeting FROM meetings WHERE meetings.reports > 0 AND meetings.meeting IN (SELECT participants.meeting FROM participants WHERE participants.name = %(person)s::VARCHAR) AND meetings.meeting IN (SELECT participants.meeting FROM participants WHERE participants.name = %(other)s::VARCHAR) ORDER BY meetings.meeting',
)
COUNTRIES = Statement(
    'SELECT meetings.host FROM meetings WHERE meetings.host IS NOT NULL UNION SELECT participants.country FROM participants WHERE participants.country IS NOT NULL ORDER BY 1',
    'SELECT meetings.host FROM meetings WHERE meetings.host IS NOT NULL UNION SELECT participants.country FROM participants WHERE participants.country IS NOT NULL ORDER BY 1',
)
MEETINGS_WITH_ORIGIN = Statement(
    'SELECT origins.meeting FROM origins WHERE origins.origin = :origin ORDER BY origins.meeting',
    'SELECT origins.meeting FROM origins WHERE origins.origin = %(origin)s::VARCHAR ORDER BY origins.meeting',
)
NAMES_WITH_REPORT = Statement(
    'SELECT meetings.meeting FROM meetings WHERE meetings.reports > 0 ORDER BY meetings.meeting',
    'SELECT meetings.meeting FROM meetings WHERE meetings.reports > 0 ORDER BY meetings.meeting',
)
STATES_OF_MEETINGS = Statement(
    'SELECT meetings.meeting, meetings.state, (SELECT max(own_event.position) AS max_1 FROM events AS own_event WHERE own_event.meeting = meetings.meeting) AS anon_1 FROM meetings WHERE meetings.reports > 0 AND meetings.meeting IN (SELECT value FROM json_each(:names)) ORDER BY meetings.meeting',
    'SELECT meetings.meeting, meetings.state, (SELECT max(own_event.position) AS max_1 FROM events AS own_event WHERE own_event.meeting = meetings.meeting) AS anon_1 FROM meetings WHERE meetings.reports > 0 AND meetings.meeting = ANY(%(names)s::TEXT[]) ORDER BY meetings.meeting',
)
MENTIONS = Statement(
    'SELECT texts.meeting, max(texts.position) AS max_1 FROM texts WHERE instr(texts.text, :term) > 0 AND texts.position <= :upto GROUP BY texts.meeting',
    'SELECT texts.meeting, max(texts.position) AS max_1 FROM texts WHERE strpos(texts.text, %(term)s::VARCHAR) > 0 AND texts.position <= %(upto)s::BIGINT GROUP BY texts.meeting',
)
TEXTS_AFTER = Statement(
    'SELECT texts.position, texts.meeting, texts.text FROM texts WHERE texts.position > :position ORDER BY texts.position LIMIT :size',
    'SELECT texts.position, texts.meeting, texts.text FROM texts WHERE texts.position > %(position)s::BIGINT ORDER BY texts.position LIMIT %(size)s::BIGINT',
)
OUTLET_LINES = Statement(
    "SELECT records.outlets FROM records WHERE records.outlets != ''",
    "SELECT records.outlets FROM records WHERE records.outlets != ''",
)
LAG_PLANS = Statement(
    'SELECT records.lag FROM records',
    'SELECT records.lag FROM records',
)
ALL_SPELLINGS = Statement(
    'SELECT spellings.folded, spellings.spelling, spellings.name, spellings.recorded_at, spellings.recorded_by FROM spellings ORDER BY spellings.name, spellings.folded',
    'SELECT spellings.folded, spellings.spelling, spellings.name, spellings.recorded_at, spellings.recorded_by FROM spellings ORDER BY spellings.name, spellings.folded',
)
RENAME_SPELLINGS = Statement(
    'UPDATE spellings SET name=:new WHERE spellings.name = :old',
    'UPDATE spellings SET name=%(new)s::VARCHAR WHERE spellings.name = %(old)s::VARCHAR',
)
REMOVE_SPELLING = Statement(
    'DELETE FROM spellings WHERE spellings.folded = :spelling',
    'DELETE FROM spellings WHERE spellings.folded = %(spelling)s::VARCHAR',
)
ADD_ROW = {
    'articles': Statement(
    'INSERT INTO articles (sha256, characters, text) VALUES (:sha256, :characters, :text)',
    'INSERT INTO articles (sha256, characters, text) VALUES (%(sha256)s::VARCHAR COLLATE "C", %(characters)s::INTEGER, %(text)s)',
),
    'cursors': Statement(
    'INSERT INTO cursors (target, position, moved_at) VALUES (:target, :position, :moved_at)',
    'INSERT INTO cursors (target, position, moved_at) VALUES (%(target)s::VARCHAR COLLATE "C", %(position)s::BIGINT, %(moved_at)s::VARCHAR COLLATE "C")',
),
    'decisions': Statement(
    'INSERT INTO decisions (draft, decision, decided_at, decided_by, position, changed, because) VALUES (:draft, :decision, :decided_at, :decided_by, :position, :changed, :because)',
    'INSERT INTO decisions (draft, decision, decided_at, decided_by, position, changed, because) VALUES (%(draft)s::BIGINT, %(decision)s::VARCHAR COLLATE "C", %(decided_at)s::VARCHAR COLLATE "C", %(decided_by)s::VARCHAR COLLATE "C", %(position)s::BIGINT, %(changed)s::VARCHAR COLLATE "C", %(because)s::VARCHAR COLLATE "C")',
),
    'events': Statement(
    'INSERT INTO events (position, meeting, version, type, published, recorded_at, recorded_by, payload, fingerprint, hash) VALUES (:position, :meeting, :version, :type, :published, :recorded_at, :recorded_by, :payload, :fingerprint, :hash)',
    'INSERT INTO events (position, meeting, version, type, published, recorded_at, recorded_by, payload, fingerprint, hash) VALUES (%(position)s::BIGINT, %(meeting)s::VARCHAR COLLATE "C", %(version)s::BIGINT, %(type)s::VARCHAR COLLATE "C", %(published)s::VARCHAR COLLATE "C", %(recorded_at)s::VARCHAR COLLATE "C", %(recorded_by)s::VARCHAR COLLATE "C", %(payload)s::VARCHAR COLLATE "C", %(fingerprint)s::VARCHAR COLLATE "C", %(hash)s::VARCHAR COLLATE "C")',
),
    'head': Statement(
    'INSERT INTO head (log, position, hash, recorded_at, fold) VALUES (:log, :position, :hash, :recorded_at, :fold)',
    'INSERT INTO head (log, position, hash, recorded_at, fold) VALUES (%(log)s::INTEGER, %(position)s::BIGINT, %(hash)s::VARCHAR COLLATE "C", %(recorded_at)s::VARCHAR COLLATE "C", %(fold)s::INTEGER)',
),
    'inbox': Statement(
    'INSERT INTO inbox (draft, fingerprint, content, queued_at, queued_by) VALUES (:draft, :fingerprint, :content, :queued_at, :queued_by)',
    'INSERT INTO inbox (draft, fingerprint, content, queued_at, queued_by) VALUES (%(draft)s::BIGINT, %(fingerprint)s::VARCHAR COLLATE "C", %(content)s::VARCHAR COLLATE "C", %(queued_at)s::VARCHAR COLLATE "C", %(queued_by)s::VARCHAR COLLATE "C")',
),
    'meetings': Statement(
    'INSERT INTO meetings (meeting, status, host, earliest, latest, reports, state) VALUES (:meeting, :status, :host, :earliest, :latest, :reports, :state)',
    'INSERT INTO meetings (meeting, status, host, earliest, latest, reports, state) VALUES (%(meeting)s::VARCHAR COLLATE "C", %(status)s::VARCHAR COLLATE "C", %(host)s::VARCHAR COLLATE "C", %(earliest)s::VARCHAR COLLATE "C", %(latest)s::VARCHAR COLLATE "C", %(reports)s::INTEGER, %(state)s::VARCHAR COLLATE "C")',
),
    'names': Statement(
    'INSERT INTO names (name, meeting) VALUES (:name, :meeting)',
    'INSERT INTO names (name, meeting) VALUES (%(name)s::VARCHAR COLLATE "C", %(meeting)s::VARCHAR COLLATE "C")',
),
    'origins': Statement(
    'INSERT INTO origins (origin, meeting) VALUES (:origin, :meeting)',
    'INSERT INTO origins (origin, meeting) VALUES (%(origin)s::VARCHAR COLLATE "C", %(meeting)s::VARCHAR COLLATE "C")',
),
    'participants': Statement(
    'INSERT INTO participants (meeting, place, name, country) VALUES (:meeting, :place, :name, :country)',
    'INSERT INTO participants (meeting, place, name, country) VALUES (%(meeting)s::VARCHAR COLLATE "C", %(place)s::INTEGER, %(name)s::VARCHAR COLLATE "C", %(country)s::VARCHAR COLLATE "C")',
),
    'records': Statement(
    'INSERT INTO records (meeting, course, outlets, lag) VALUES (:meeting, :course, :outlets, :lag)',
    'INSERT INTO records (meeting, course, outlets, lag) VALUES (%(meeting)s::VARCHAR COLLATE "C", %(course)s::VARCHAR COLLATE "C", %(outlets)s::VARCHAR COLLATE "C", %(lag)s::VARCHAR COLLATE "C")',
),
    'relations': Statement(
    'INSERT INTO relations (position, type, meeting, other) VALUES (:position, :type, :meeting, :other)',
    'INSERT INTO relations (position, type, meeting, other) VALUES (%(position)s::BIGINT, %(type)s::VARCHAR COLLATE "C", %(meeting)s::VARCHAR COLLATE "C", %(other)s::VARCHAR COLLATE "C")',
),
    'seen_items': Statement(
    'INSERT INTO seen_items (feed, "key", text_sha256, seen_at) VALUES (:feed, :key, :text_sha256, :seen_at)',
    'INSERT INTO seen_items (feed, key, text_sha256, seen_at) VALUES (%(feed)s::VARCHAR COLLATE "C", %(key)s::VARCHAR COLLATE "C", %(text_sha256)s::VARCHAR COLLATE "C", %(seen_at)s::VARCHAR COLLATE "C")',
),
    'spellings': Statement(
    'INSERT INTO spellings (folded, spelling, name, recorded_at, recorded_by) VALUES (:folded, :spelling, :name, :recorded_at, :recorded_by)',
    'INSERT INTO spellings (folded, spelling, name, recorded_at, recorded_by) VALUES (%(folded)s::VARCHAR COLLATE "C", %(spelling)s::VARCHAR COLLATE "C", %(name)s::VARCHAR COLLATE "C", %(recorded_at)s::VARCHAR COLLATE "C", %(recorded_by)s::VARCHAR COLLATE "C")',
),
    'texts': Statement(
    'INSERT INTO texts (position, meeting, text) VALUES (:position, :meeting, :text)',
    'INSERT INTO texts (position, meeting, text) VALUES (%(position)s::BIGINT, %(meeting)s::VARCHAR COLLATE "C", %(text)s::VARCHAR COLLATE "C")',
),
    'alembic_version': Statement(
    'INSERT INTO alembic_version (version_num) VALUES (:version_num)',
    'INSERT INTO alembic_version (version_num) VALUES (%(version_num)s::VARCHAR)',
),
}
CLEAR_TABLE = {
    'meetings': Statement(
    'DELETE FROM meetings',
    'DELETE FROM meetings',
),
    'participants': Statement(
    'DELETE FROM participants',
    'DELETE FROM participants',
),
    'origins': Statement(
    'DELETE FROM origins',
    'DELETE FROM origins',
),
    'records': Statement(
    'DELETE FROM records',
    'DELETE FROM records',
),
    'texts': Statement(
    'DELETE FROM texts',
    'DELETE FROM texts',
),
    'names': Statement(
    'DELETE FROM names',
    'DELETE FROM names',
),
    'relations': Statement(
    'DELETE FROM relations',
    'DELETE FROM relations',
),
}
REMOVE_ROWS = {
    'meetings': Statement(
    'DELETE FROM meetings WHERE meetings.meeting = :meeting',
    'DELETE FROM meetings WHERE meetings.meeting = %(meeting)s::VARCHAR',
),
    'participants': Statement(
    'DELETE FROM participants WHERE participants.meeting = :meeting',
    'DELETE FROM participants WHERE participants.meeting = %(meeting)s::VARCHAR',
),
    'origins': Statement(
    'DELETE FROM origins WHERE origins.meeting = :meeting',
    'DELETE FROM origins WHERE origins.meeting = %(meeting)s::VARCHAR',
),
    'records': Statement(
    'DELETE FROM records WHERE records.meeting = :meeting',
    'DELETE FROM records WHERE records.meeting = %(meeting)s::VARCHAR',
),
}
ROWS_OF_MEETINGS = {
    'meetings': Statement(
    'SELECT meetings.meeting, meetings.status, meetings.host, meetings.earliest, meetings.latest, meetings.reports, meetings.state FROM meetings WHERE meetings.meeting IN (SELECT value FROM json_each(:meetings))',
    'SELECT meetings.meeting, meetings.status, meetings.host, meetings.earliest, meetings.latest, meetings.reports, meetings.state FROM meetings WHERE meetings.meeting = ANY(%(meetings)s::TEXT[])',
),
    'participants': Statement(
    'SELECT participants.meeting, participants.place, participants.name, participants.country FROM participants WHERE participants.meeting IN (SELECT value FROM json_each(:meetings))',
    'SELECT participants.meeting, participants.place, participants.name, participants.country FROM participants WHERE participants.meeting = ANY(%(meetings)s::TEXT[])',
),
    'origins': Statement(
    'SELECT origins.origin, origins.meeting FROM origins WHERE origins.meeting IN (SELECT value FROM json_each(:meetings))',
    'SELECT origins.origin, origins.meeting FROM origins WHERE origins.meeting = ANY(%(meetings)s::TEXT[])',
),
    'records': Statement(
    'SELECT records.meeting, records.course, records.outlets, records.lag FROM records WHERE records.meeting IN (SELECT value FROM json_each(:meetings))',
    'SELECT records.meeting, records.course, records.outlets, records.lag FROM records WHERE records.meeting = ANY(%(meetings)s::TEXT[])',
),
}
ROW_COUNT = {
    'meetings': Statement(
    'SELECT count(*) AS count_1 FROM meetings',
    'SELECT count(*) AS count_1 FROM meetings',
),
    'participants': Statement(
    'SELECT count(*) AS count_1 FROM participants',
    'SELECT count(*) AS count_1 FROM participants',
),
    'origins': Statement(
    'SELECT count(*) AS count_1 FROM origins',
    'SELECT count(*) AS count_1 FROM origins',
),
    'records': Statement(
    'SELECT count(*) AS count_1 FROM records',
    'SELECT count(*) AS count_1 FROM records',
),
}
ARTICLE_TEXT = Statement(
    'SELECT articles.sha256, articles.characters, articles.text FROM articles WHERE articles.sha256 = :sha256',
    'SELECT articles.sha256, articles.characters, articles.text FROM articles WHERE articles.sha256 = %(sha256)s::VARCHAR',
)
ARTICLE_LENGTH = Statement(
    'SELECT articles.characters FROM articles WHERE articles.sha256 = :sha256',
    'SELECT articles.characters FROM articles WHERE articles.sha256 = %(sha256)s::VARCHAR',
)
ARTICLE_HASHES = Statement(
    'SELECT articles.sha256 FROM articles ORDER BY articles.sha256',
    'SELECT articles.sha256 FROM articles ORDER BY articles.sha256',
)
DELETE_ARTICLE = Statement(
    'DELETE FROM articles WHERE articles.sha256 = :sha256',
    'DELETE FROM articles WHERE articles.sha256 = %(sha256)s::VARCHAR',
)
LAST_DRAFT = Statement(
    'SELECT coalesce(max(inbox.draft), 0) AS coalesce_1 FROM inbox',
    'SELECT coalesce(max(inbox.draft), 0) AS coalesce_1 FROM inbox',
)
DRAFTS_WAITING = Statement(
    'SELECT inbox.draft, inbox.fingerprint, inbox.content, inbox.queued_at, inbox.queued_by, decisions.draft AS draft_1, decisions.decision, decisions.decided_at, decisions.decided_by, decisions.position, decisions.changed, decisions.because FROM inbox LEFT OUTER JOIN decisions ON decisions.draft = inbox.draft WHERE decisions.draft IS NULL ORDER BY inbox.draft',
    'SELECT inbox.draft, inbox.fingerprint, inbox.content, inbox.queued_at, inbox.queued_by, decisions.draft AS draft_1, decisions.decision, decisions.decided_at, decisions.decided_by, decisions.position, decisions.changed, decisions.because FROM inbox LEFT OUTER JOIN decisions ON decisions.draft = inbox.draft WHERE decisions.draft IS NULL ORDER BY inbox.draft',
)
DRAFTS_DECIDED = Statement(
    'SELECT inbox.draft, inbox.fingerprint, inbox.content, inbox.queued_at, inbox.queued_by, decisions.draft AS draft_1, decisions.decision, decisions.decided_at, decisions.decided_by, decisions.position, decisions.changed, decisions.because FROM inbox LEFT OUTER JOIN decisions ON decisions.draft = inbox.draft WHERE decisions.draft IS NOT NULL ORDER BY inbox.draft',
    'SELECT inbox.draft, inbox.fingerprint, inbox.content, inbox.queued_at, inbox.queued_by, decisions.draft AS draft_1, decisions.decision, decisions.decided_at, decisions.decided_by, decisions.position, decisions.changed, decisions.because FROM inbox LEFT OUTER JOIN decisions ON decisions.draft = inbox.draft WHERE decisions.draft IS NOT NULL ORDER BY inbox.draft',
)
DRAFTS_NUMBERED = Statement(
    'SELECT inbox.draft, inbox.fingerprint, inbox.content, inbox.queued_at, inbox.queued_by, decisions.draft AS draft_1, decisions.decision, decisions.decided_at, decisions.decided_by, decisions.position, decisions.changed, decisions.because FROM inbox LEFT OUTER JOIN decisions ON decisions.draft = inbox.draft WHERE inbox.draft BETWEEN :first AND :last ORDER BY inbox.draft',
    'SELECT inbox.draft, inbox.fingerprint, inbox.content, inbox.queued_at, inbox.queued_by, decisions.draft AS draft_1, decisions.decision, decisions.decided_at, decisions.decided_by, decisions.position, decisions.changed, decisions.because FROM inbox LEFT OUTER JOIN decisions ON decisions.draft = inbox.draft WHERE inbox.draft BETWEEN %(first)s::BIGINT AND %(last)s::BIGINT ORDER BY inbox.draft',
)
DRAFTS_WITH_FINGERPRINT = Statement(
    'SELECT inbox.draft, inbox.fingerprint, inbox.content, inbox.queued_at, inbox.queued_by, decisions.draft AS draft_1, decisions.decision, decisions.decided_at, decisions.decided_by, decisions.position, decisions.changed, decisions.because FROM inbox LEFT OUTER JOIN decisions ON decisions.draft = inbox.draft WHERE inbox.fingerprint = :fingerprint ORDER BY inbox.draft',
    'SELECT inbox.draft, inbox.fingerprint, inbox.content, inbox.queued_at, inbox.queued_by, decisions.draft AS draft_1, decisions.decision, decisions.decided_at, decisions.decided_by, decisions.position, decisions.changed, decisions.because FROM inbox LEFT OUTER JOIN decisions ON decisions.draft = inbox.draft WHERE inbox.fingerprint = %(fingerprint)s::VARCHAR ORDER BY inbox.draft',
)
ALL_DRAFTS = Statement(
    'SELECT inbox.draft, inbox.fingerprint, inbox.content, inbox.queued_at, inbox.queued_by FROM inbox ORDER BY inbox.draft',
    'SELECT inbox.draft, inbox.fingerprint, inbox.content, inbox.queued_at, inbox.queued_by FROM inbox ORDER BY inbox.draft',
)
ALL_DECISIONS = Statement(
    'SELECT decisions.draft, decisions.decision, decisions.decided_at, decisions.decided_by, decisions.position, decisions.changed, decisions.because FROM decisions ORDER BY decisions.draft',
    'SELECT decisions.draft, decisions.decision, decisions.decided_at, decisions.decided_by, decisions.position, decisions.changed, decisions.because FROM decisions ORDER BY decisions.draft',
)
SEEN_UNDER_KEYS = Statement(
    'SELECT seen_items.feed, seen_items."key", seen_items.text_sha256, seen_items.seen_at FROM seen_items WHERE seen_items."key" IN (SELECT value FROM json_each(:keys)) ORDER BY seen_items.seen_at, seen_items.feed',
    'SELECT seen_items.feed, seen_items.key, seen_items.text_sha256, seen_items.seen_at FROM seen_items WHERE seen_items.key = ANY(%(keys)s::TEXT[]) ORDER BY seen_items.seen_at, seen_items.feed',
)
ALL_SEEN_ITEMS = Statement(
    'SELECT seen_items.feed, seen_items."key", seen_items.text_sha256, seen_items.seen_at FROM seen_items ORDER BY seen_items.feed, seen_items."key"',
    'SELECT seen_items.feed, seen_items.key, seen_items.text_sha256, seen_items.seen_at FROM seen_items ORDER BY seen_items.feed, seen_items.key',
)
SEEN_TEXT = Statement(
    'SELECT seen_items.feed, seen_items."key", seen_items.text_sha256, seen_items.seen_at FROM seen_items WHERE seen_items.text_sha256 = :text_sha256 ORDER BY seen_items.seen_at, seen_items.feed',
    'SELECT seen_items.feed, seen_items.key, seen_items.text_sha256, seen_items.seen_at FROM seen_items WHERE seen_items.text_sha256 = %(text_sha256)s::VARCHAR ORDER BY seen_items.seen_at, seen_items.feed',
)
UPDATE_SEEN_ITEM = Statement(
    'UPDATE seen_items SET text_sha256=:text_sha256, seen_at=:seen_at WHERE seen_items.feed = :of_feed AND seen_items."key" = :with_key',
    'UPDATE seen_items SET text_sha256=%(text_sha256)s::VARCHAR, seen_at=%(seen_at)s::VARCHAR WHERE seen_items.feed = %(of_feed)s::VARCHAR AND seen_items.key = %(with_key)s::VARCHAR',
)
ALL_CURSORS = Statement(
    'SELECT cursors.target, cursors.position, cursors.moved_at FROM cursors ORDER BY cursors.target',
    'SELECT cursors.target, cursors.position, cursors.moved_at FROM cursors ORDER BY cursors.target',
)
MOVE_CURSOR = Statement(
    'UPDATE cursors SET position=:position, moved_at=:moved_at WHERE cursors.target = :of_target',
    'UPDATE cursors SET position=%(position)s::BIGINT, moved_at=%(moved_at)s::VARCHAR WHERE cursors.target = %(of_target)s::VARCHAR',
)
DELETE_CURSOR = Statement(
    'DELETE FROM cursors WHERE cursors.target = :target',
    'DELETE FROM cursors WHERE cursors.target = %(target)s::VARCHAR',
)
DESK_STATE = Statement(
    'SELECT (SELECT max(inbox.draft) AS max_1 FROM inbox) AS anon_1, (SELECT count(*) AS count_1 FROM decisions) AS anon_2, (SELECT count(*) AS count_2 FROM articles) AS anon_3, (SELECT count(*) AS count_3 FROM spellings) AS anon_4, (SELECT max(spellings.recorded_at) AS max_2 FROM spellings) AS anon_5',
    'SELECT (SELECT max(inbox.draft) AS max_1 FROM inbox) AS anon_1, (SELECT count(*) AS count_1 FROM decisions) AS anon_2, (SELECT count(*) AS count_2 FROM articles) AS anon_3, (SELECT count(*) AS count_3 FROM spellings) AS anon_4, (SELECT max(spellings.recorded_at) AS max_2 FROM spellings) AS anon_5',
)
DRAFTS_WAITING_COUNT = Statement(
    'SELECT count(*) AS count_1 FROM inbox LEFT OUTER JOIN decisions ON decisions.draft = inbox.draft WHERE decisions.draft IS NULL',
    'SELECT count(*) AS count_1 FROM inbox LEFT OUTER JOIN decisions ON decisions.draft = inbox.draft WHERE decisions.draft IS NULL',
)
SCHEMA = {'postgresql': ['CREATE TABLE articles ( sha256 TEXT COLLATE "C" NOT NULL, characters INTEGER NOT NULL, text BYTEA NOT NULL, PRIMARY KEY (sha256) )',
                'CREATE TABLE cursors ( target TEXT COLLATE "C" NOT NULL, position BIGINT NOT NULL, moved_at TEXT COLLATE "C" NOT NULL, PRIMARY KEY (target) )',
                'CREATE TABLE decisions ( draft BIGINT NOT NULL, decision TEXT COLLATE "C" NOT NULL, decided_at TEXT COLLATE "C" NOT NULL, decided_by TEXT COLLATE "C" NOT NULL, position BIGINT, changed TEXT COLLATE "C" NOT NULL, because TEXT COLLATE "C", PRIMARY KEY (draft) )',
                'CREATE TABLE events ( position BIGINT NOT NULL, meeting TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, type TEXT COLLATE "C" NOT NULL, published TEXT COLLATE "C", recorded_at TEXT COLLATE "C" NOT NULL, recorded_by TEXT COLLATE "C" NOT NULL, payload TEXT COLLATE "C" NOT NULL, fingerprint TEXT COLLATE "C", hash TEXT COLLATE "C" NOT NULL, PRIMARY KEY (position), CONSTRAINT events_stream UNIQUE (meeting, version), CONSTRAINT events_from_one CHECK (position > 0) )',
                'CREATE INDEX events_fingerprint ON events (fingerprint)',
                'CREATE TABLE head ( log INTEGER NOT NULL, position BIGINT NOT NULL, hash TEXT COLLATE "C" NOT NULL, recorded_at TEXT COLLATE "C" NOT NULL, fold INTEGER NOT NULL, PRIMARY KEY (log) )',
                'CREATE TABLE inbox ( draft BIGINT NOT NULL, fingerprint TEXT COLLATE "C" NOT NULL, content TEXT COLLATE "C" NOT NULL, queued_at TEXT COLLATE "C" NOT NULL, queued_by TEXT COLLATE "C" NOT NULL, PRIMARY KEY (draft) )',
                'CREATE INDEX inbox_fingerprint ON inbox (fingerprint)',
                'CREATE TABLE meetings ( meeting TEXT COLLATE "C" NOT NULL, status TEXT COLLATE "C", host TEXT COLLATE "C", earliest TEXT COLLATE "C", latest TEXT COLLATE "C", reports INTEGER NOT NULL, state TEXT COLLATE "C" NOT NULL, PRIMARY KEY (meeting) )',
                'CREATE INDEX meetings_status ON meetings (status, latest)',
                'CREATE INDEX meetings_window ON meetings (latest, earliest)',
                'CREATE TABLE names ( name TEXT COLLATE "C" NOT NULL, meeting TEXT COLLATE "C" NOT NULL, PRIMARY KEY (name) )',
                'CREATE INDEX names_meeting ON names (meeting)',
                'CREATE TABLE origins ( origin TEXT COLLATE "C" NOT NULL, meeting TEXT COLLATE "C" NOT NULL, PRIMARY KEY (origin, meeting) )',
                'CREATE INDEX origins_meeting ON origins (meeting)',
                'CREATE TABLE participants ( meeting TEXT COLLATE "C" NOT NULL, place INTEGER NOT NULL, name TEXT COLLATE "C" NOT NULL, country TEXT COLLATE "C", PRIMARY KEY (meeting, place) )',
                'CREATE INDEX participants_country ON participants (country)',
                'CREATE TABLE records ( meeting TEXT COLLATE "C" NOT NULL, course TEXT COLLATE "C" NOT NULL, outlets TEXT COLLATE "C" NOT NULL, lag TEXT COLLATE "C" NOT NULL, PRIMARY KEY (meeting) )',
                'CREATE TABLE relations ( position BIGINT NOT NULL, type TEXT COLLATE "C" NOT NULL, meeting TEXT COLLATE "C" NOT NULL, other TEXT COLLATE "C" NOT NULL, PRIMARY KEY (position) )',
                'CREATE INDEX relations_meeting ON relations (meeting)',
                'CREATE INDEX relations_other ON relations (other)',
                'CREATE TABLE seen_items ( feed TEXT COLLATE "C" NOT NULL, key TEXT COLLATE "C" NOT NULL, text_sha256 TEXT COLLATE "C" NOT NULL, seen_at TEXT COLLATE "C" NOT NULL, PRIMARY KEY (feed, key) )',
                'CREATE INDEX seen_items_key ON seen_items (key)',
                'CREATE INDEX seen_items_text ON seen_items (text_sha256)',
                'CREATE TABLE spellings ( folded TEXT COLLATE "C" NOT NULL, spelling TEXT COLLATE "C" NOT NULL, name TEXT COLLATE "C" NOT NULL, recorded_at TEXT COLLATE "C" NOT NULL, recorded_by TEXT COLLATE "C" NOT NULL, PRIMARY KEY (folded) )',
                'CREATE INDEX spellings_name ON spellings (name)',
                'CREATE TABLE texts ( position BIGINT NOT NULL, meeting TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL, PRIMARY KEY (position) )',
                'CREATE TABLE alembic_version ( version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num) )',
                "CREATE FUNCTION events_no_update() RETURNS trigger LANGUAGE plpgsql AS $guard$BEGIN RAISE EXCEPTION 'the log is append-only'; END$guard$",
                'CREATE TRIGGER events_no_update BEFORE DELETE OR UPDATE ON events FOR EACH ROW EXECUTE FUNCTION events_no_update()',
                'ALTER TABLE events ENABLE ALWAYS TRIGGER events_no_update',
                "CREATE FUNCTION events_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$BEGIN RAISE EXCEPTION 'the log is append-only'; END$guard$",
                'CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION events_no_truncate()',
                'ALTER TABLE events ENABLE ALWAYS TRIGGER events_no_truncate',
                "CREATE FUNCTION events_in_order() RETURNS trigger LANGUAGE plpgsql AS $guard$BEGIN IF NEW.position IS DISTINCT FROM (SELECT coalesce(max(position), 0) + 1 FROM events) OR NEW.version IS DISTINCT FROM (SELECT coalesce(max(version), 0) + 1 FROM events WHERE meeting = NEW.meeting) THEN RAISE EXCEPTION 'positions and versions of the log have no gaps'; END IF; RETURN NEW; END$guard$",
                'CREATE TRIGGER events_in_order BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION events_in_order()',
                'ALTER TABLE events ENABLE ALWAYS TRIGGER events_in_order'],
 'sqlite': ['CREATE TABLE articles ( sha256 TEXT NOT NULL, characters INTEGER NOT NULL, text BLOB NOT NULL, PRIMARY KEY (sha256) )',
            'CREATE TABLE cursors ( target TEXT NOT NULL, position INTEGER NOT NULL, moved_at TEXT NOT NULL, PRIMARY KEY (target) )',
            'CREATE TABLE decisions ( draft INTEGER NOT NULL, decision TEXT NOT NULL, decided_at TEXT NOT NULL, decided_by TEXT NOT NULL, position INTEGER, changed TEXT NOT NULL, because TEXT, PRIMARY KEY (draft) )',
            'CREATE TABLE events ( position INTEGER NOT NULL, meeting TEXT NOT NULL, version INTEGER NOT NULL, type TEXT NOT NULL, published TEXT, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, payload TEXT NOT NULL, fingerprint TEXT, hash TEXT NOT NULL, PRIMARY KEY (position), CONSTRAINT events_stream UNIQUE (meeting, version), CONSTRAINT events_from_one CHECK (position > 0) )',
            'CREATE INDEX events_fingerprint ON events (fingerprint)',
            'CREATE TABLE head ( log INTEGER NOT NULL, position INTEGER NOT NULL, hash TEXT NOT NULL, recorded_at TEXT NOT NULL, fold INTEGER NOT NULL, PRIMARY KEY (log) )',
            'CREATE TABLE inbox ( draft INTEGER NOT NULL, fingerprint TEXT NOT NULL, content TEXT NOT NULL, queued_at TEXT NOT NULL, queued_by TEXT NOT NULL, PRIMARY KEY (draft) )',
            'CREATE INDEX inbox_fingerprint ON inbox (fingerprint)',
            'CREATE TABLE meetings ( meeting TEXT NOT NULL, status TEXT, host TEXT, earliest TEXT, latest TEXT, reports INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (meeting) )',
            'CREATE INDEX meetings_status ON meetings (status, latest)',
            'CREATE INDEX meetings_window ON meetings (latest, earliest)',
            'CREATE TABLE names ( name TEXT NOT NULL, meeting TEXT NOT NULL, PRIMARY KEY (name) )',
            'CREATE INDEX names_meeting ON names (meeting)',
            'CREATE TABLE origins ( origin TEXT NOT NULL, meeting TEXT NOT NULL, PRIMARY KEY (origin, meeting) )',
            'CREATE INDEX origins_meeting ON origins (meeting)',
            'CREATE TABLE participants ( meeting TEXT NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, country TEXT, PRIMARY KEY (meeting, place) )',
            'CREATE INDEX participants_country ON participants (country)',
            'CREATE TABLE records ( meeting TEXT NOT NULL, course TEXT NOT NULL, outlets TEXT NOT NULL, lag TEXT NOT NULL, PRIMARY KEY (meeting) )',
            'CREATE TABLE relations ( position INTEGER NOT NULL, type TEXT NOT NULL, meeting TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (position) )',
            'CREATE INDEX relations_meeting ON relations (meeting)',
            'CREATE INDEX relations_other ON relations (other)',
            'CREATE TABLE seen_items ( feed TEXT NOT NULL, "key" TEXT NOT NULL, text_sha256 TEXT NOT NULL, seen_at TEXT NOT NULL, PRIMARY KEY (feed, "key") )',
            'CREATE INDEX seen_items_key ON seen_items ("key")',
            'CREATE INDEX seen_items_text ON seen_items (text_sha256)',
            'CREATE TABLE spellings ( folded TEXT NOT NULL, spelling TEXT NOT NULL, name TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, PRIMARY KEY (folded) )',
            'CREATE INDEX spellings_name ON spellings (name)',
            'CREATE TABLE texts ( position INTEGER NOT NULL, meeting TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (position) )',
            'CREATE TABLE alembic_version ( version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num) )',
            "CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
            "CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
            "CREATE TRIGGER events_in_order BEFORE INSERT ON events WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM events) OR NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM events WHERE meeting = NEW.meeting) BEGIN SELECT RAISE(ABORT, 'positions and versions of the log have no gaps'); END"]}
POSTGRESQL_TRIGGERS = {'events_no_update': ('BEFORE DELETE OR UPDATE ON events FOR EACH ROW', "BEGIN RAISE EXCEPTION 'the log is append-only'; END"), 'events_no_truncate': ('BEFORE TRUNCATE ON events FOR EACH STATEMENT', "BEGIN RAISE EXCEPTION 'the log is append-only'; END"), 'events_in_order': ('BEFORE INSERT ON events FOR EACH ROW', "BEGIN IF NEW.position IS DISTINCT FROM (SELECT coalesce(max(position), 0) + 1 FROM events) OR NEW.version IS DISTINCT FROM (SELECT coalesce(max(version), 0) + 1 FROM events WHERE meeting = NEW.meeting) THEN RAISE EXCEPTION 'positions and versions of the log have no gaps'; END IF; RETURN NEW; END")}
