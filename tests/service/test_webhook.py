"""Webhooks: how a message is signed, and what each failure is called."""

import base64
import hashlib
import hmac
import socket

import pytest

from tests.given import refusal
from tests.service.receiver import CLOSE, DRIP, NOISE, SLOW, receiving
from tracker.service.webhook import DeliveryError, Message, checked_url, host_of, post, signature

MESSAGE = Message(id="ab12/ahn-japan", body=b'{"text": "x"}')
NOON = 1_769_000_400


def failure(url: str, timeout: float = 5.0) -> tuple[str, bool]:
    """Return why a message is not taken, and whether trying again soon may help."""
    with pytest.raises(DeliveryError) as caught:
        post(url, None, MESSAGE, NOON, timeout)
    return caught.value.sentence, caught.value.again


def test_a_message_is_signed_over_its_id_its_time_and_its_body() -> None:
    expected = hmac.new(b"sesame", b'ab12/ahn-japan.1769000400.{"text": "x"}', hashlib.sha256).digest()
    with receiving() as receiver:
        post(receiver.url, "sesame", MESSAGE, NOON)
    ((path, headers, body),) = receiver.requests
    assert (path, body) == ("/hook/s3cr3t", MESSAGE.body)
    assert headers["webhook-id"] == "ab12/ahn-japan"
    assert headers["webhook-timestamp"] == "1769000400"
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(expected).decode()}"
    assert headers["content-type"] == "application/json"


def test_a_secret_in_base64_is_the_key_that_it_encodes() -> None:
    encoded = "whsec_" + base64.b64encode(b"sesame").decode()
    assert signature(encoded, MESSAGE, NOON) == signature("sesame", MESSAGE, NOON)
    assert refusal(signature, "whsec_%%%", MESSAGE, NOON)[0] == "a secret that begins with whsec_ goes on in base64"


def test_a_message_without_a_secret_has_no_signature() -> None:
    with receiving() as receiver:
        post(receiver.url, None, MESSAGE, NOON)
    assert "webhook-signature" not in receiver.requests[0][1]


@pytest.mark.parametrize(
    ("answer", "sentence", "again"),
    [
        (500, "it answers 500", True),
        (503, "it answers 503", True),
        (429, "it answers 429", True),
        (400, "it answers 400", False),
        (410, "it answers 410", False),
        (CLOSE, "it closes the connection without an answer, or answers something other than HTTP", True),
        (NOISE, "it closes the connection without an answer, or answers something other than HTTP", True),
    ],
)
def test_only_an_answer_from_200_to_299_takes_a_message(answer: int | str, sentence: str, *, again: bool) -> None:
    with receiving(answer) as receiver:
        assert failure(receiver.url) == (sentence, again)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with receiving(status) as receiver:
        assert failure(receiver.url) == (f"it redirects ({status}): name the new address", False)
        assert len(receiver.requests) == 1


@pytest.mark.parametrize("answer", [SLOW, DRIP])
def test_a_slow_answer_ends_at_the_timeout_however_it_is_slow(answer: str) -> None:
    with receiving(answer) as receiver:
        assert failure(receiver.url, timeout=0.3) == ("no answer within 0.3 s", True)


def test_a_port_that_nobody_listens_on_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert failure(f"http://127.0.0.1:{port}/hook") == ("connection refused", True)


def test_a_server_that_speaks_no_tls_is_a_sentence_without_the_address() -> None:
    with receiving() as receiver:
        sentence, again = failure(receiver.url.replace("http:", "https:"))
    assert sentence.startswith("its certificate or its TLS is not valid (")
    assert again


@pytest.mark.parametrize(
    "url",
    [
        "",
        "chat.example/hook",
        "file:///etc/passwd",
        "https://",
        "http://[::1",
        "http://a:b/",
        "http://a b/",
        "x:y",
        "https://user:pass@a.example/",
    ],
)
def test_what_is_no_address_of_a_webhook_is_refused_without_showing_it(url: str) -> None:
    sentence, _ = refusal(checked_url, url)
    assert sentence == "the address of a webhook is not valid"


def test_an_address_is_shown_by_its_host_and_port_alone() -> None:
    assert host_of("https://user:pass@chat.example:8443/hook/s3cr3t?key=1#2") == "chat.example:8443"
