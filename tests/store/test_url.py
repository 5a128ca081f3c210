"""URLs of servers: what libpq is given, and what people are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import UNPARSABLE, TrackerError
from tracker.store.postgresql import connect, without_password

NOWHERE = "host=/nowhere&port=5999"


def refusal(url: str) -> TrackerError:
    """Return the error with which a URL is refused."""
    with pytest.raises(TrackerError) as caught:
        connect(url)
    return caught.value


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://desk/ledger", "postgresql://desk/ledger"),
        ("postgresql://ines@desk:5433/ledger", "postgresql://ines@desk:5433/ledger"),
        ("postgresql+psycopg://ines:s3cret@desk:5433/ledger", "postgresql+psycopg://ines:***@desk:5433/ledger"),
        ("postgresql://ines:s3@cret@desk/ledger", "postgresql://ines:***@desk/ledger"),
        ("postgresql://ines:s3?cret@desk/ledger", "postgresql://ines:***@desk/ledger"),
        ("postgres://ines:s3/c:ret@[::1]/ledger?sslmode=require", "postgres://ines:***@[::1]/ledger?sslmode=require"),
        ("postgresql://ines@/l?host=/run&PassWord=x&port=5", "postgresql://ines@/l?host=/run&port=5"),
        ("postgresql://ines@/l?%70assword=x", "postgresql://ines@/l"),
        ("postgresql://", "postgresql://"),
    ],
)
def test_a_url_is_shown_as_it_was_typed_but_without_its_passwords(url: str, shown: str) -> None:
    assert without_password(url) == shown


@given(
    st.sampled_from(["{u}:{p}@h/d", "{u}@h/d?password={p}", "{u}:{p}@/d?host=/run&sslpassword={p}"]),
    st.text("abc@:/?#%+ '\"비", min_size=1).map(lambda text: f"s3cret{text}"),
)
def test_a_quoted_password_is_never_shown(shape: str, password: str) -> None:
    quoted = "".join(f"%{byte:02X}" for byte in password.encode())
    shown = without_password("postgresql://" + shape.format(u="ines", p=quoted))
    assert "s3cret" not in shown
    assert quoted not in shown


@given(st.text("abc@:/?#+", min_size=1).map(lambda text: f"s3{text}cret"))
def test_a_password_is_never_shown_although_it_is_not_quoted(password: str) -> None:
    shown = without_password(f"postgresql://ines:{password}@desk/ledger")
    assert shown == "postgresql://ines:***@desk/ledger"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ines:s3cret?w0rd@127.0.0.1:1/db",
        "postgresql://ines:s3/cret@127.0.0.1:1/db",
        "postgresql://ines:s3#cret@127.0.0.1:1/db",
        "postgresql://ines:s3@cret@127.0.0.1:1/db",
        "postgresql://in/es:s3cret@127.0.0.1:1/db",
        "postgresql://ines@corp:s3cret@127.0.0.1:1/db",
        "postgresql+psycopg://ines:s3@cret?host=/tmp@127.0.0.1:1/desk",
    ],
)
def test_a_reserved_character_that_is_not_quoted_is_refused_before_anything_is_resolved(url: str) -> None:
    error = refusal(url)
    assert error.exit_code == UNPARSABLE
    assert error.sentence == "--db has one of @ / ? # before its last @"
    assert "%40" in error.hint


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ines:%73%33cret@/ledger?" + NOWHERE,
        "postgresql://ines:s3%40cret@/ledger?" + NOWHERE,
        "postgresql://ines@/ledger?password=s3cret&" + NOWHERE,
        "postgresql://ines@/ledger?PassWord=s3cret&" + NOWHERE,
        "postgresql://ines:s3cret@host:port/ledger",
        "postgresql://ines:s3cret%zz@host/ledger",
    ],
)
def test_no_error_shows_a_password(url: str) -> None:
    error = refusal(url)
    assert "cret" not in f"{error.sentence} {error.hint} {error!r} {error.__cause__!r}"
    assert error.__context__ is None or error.__suppress_context__


@pytest.mark.parametrize(
    "query", ["host=/nowhere&port=5433", "host=/nowhere,/elsewhere&port=1,2", "host=/nowhere&connect_timeout=2"]
)
def test_options_of_libpq_may_stand_in_the_query(query: str) -> None:
    assert "/nowhere" in refusal(f"postgresql+psycopg://ines@/ledger?{query}").sentence


@pytest.mark.parametrize("text", ["host=h password=s3cret", "dbname=d user=ines PASSWORD = s3cret", "password=s3cret"])
def test_what_libpq_takes_in_place_of_a_url_is_refused_and_never_shown_as_a_path(text: str) -> None:
    error = refusal(text)
    assert error.sentence == "--db is neither a path nor the URL of a database"
    assert "s3cret" not in f"{error.sentence} {error.hint}"


@pytest.mark.parametrize("url", ["postgresql:/x", "postgresql//u@h", "postgresql://h/d?PassWord=x", "://h/d", "", " "])
def test_what_is_not_a_url_is_refused(url: str) -> None:
    assert refusal(url).sentence == "--db is neither a path nor the URL of a database"
