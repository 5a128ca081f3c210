"""An alert as the JSON object that a webhook gets. Keys are stable: they are added to, never renamed."""

import json

from tracker.domain.report import Json, Report
from tracker.export.json_objects import diff_object, source_object
from tracker.ledger.alerting import Alert
from tracker.service.alert_text import link, sentence
from tracker.service.webhook import Message


def alert_object(alert: Alert) -> Json:
    """Return an alert: its sentence with the link, and the rows of `diff`."""
    url = link(alert)
    report = alert.event.body if alert.event else None
    return {
        "id": alert.key,
        "text": f"{sentence(alert)} {url}" if url else sentence(alert),
        "meeting": alert.after.meeting,
        "position": alert.event and alert.event.position,
        "kinds": list(alert.kinds),
        "changes": [diff_object(one.meeting, one.change, one.event) for one in alert.differences],
        "source": source_object(report.source) if isinstance(report, Report) else None,
    }


def message_of(alert: Alert) -> Message:
    """Return the message to send. It is ASCII, so every receiver reads the same bytes."""
    return Message(id=alert.key, body=json.dumps(alert_object(alert)).encode())
