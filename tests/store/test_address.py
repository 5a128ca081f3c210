"""URLs of servers, read as SQLAlchemy reads them, and shown without their passwords."""

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from tracker.domain.errors import TrackerError
from tracker.store.address import plain, read_address

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)
HOSTS = st.sampled_from(["db.desk.example", "127.0.0.1", "::1", "fe80::1"])
URLS = st.builds(
    sa.URL.create,
    st.sampled_from(["postgresql", "postgresql+psycopg"]),
    username=st.none() | TEXT,
    password=st.none() | TEXT,
    host=st.none() | HOSTS,
    port=st.none() | st.integers(1, 65535),
    database=st.none() | TEXT,
    query=st.dictionaries(st.sampled_from(["sslmode", "options", "passfile", "application_name"]), TEXT, max_size=3),
)


def as_sqlalchemy_tells(url: sa.URL) -> dict[str, str]:
    """Return what SQLAlchemy tells the driver of a URL."""
    _, options = PGDialect_psycopg().create_connect_args(url)  # type: ignore[no-untyped-call]
    return {key: str(value) for key, value in options.items()}


@given(URLS.filter(lambda url: url.username is not None or url.password is None))
def test_a_url_says_to_the_driver_what_sqlalchemy_says(url: sa.URL) -> None:
    written = url.render_as_string(hide_password=False)
    assert read_address(written).options == as_sqlalchemy_tells(sa.make_url(written))


@given(
    st.sampled_from(["{u}:{p}@h/d", "{u}@h/d?password={p}", "{u}:{p}@/d?host=/run&sslpassword={p}"]),
    st.text("abc@:/?#%+ '\"비", min_size=1).map(lambda text: f"s3cret{text}"),
)
def test_no_password_is_shown(shape: str, password: str) -> None:
    quoted = "".join(f"%{byte:02X}" for byte in password.encode())
    address = read_address("postgresql://" + shape.format(u="ines", p=quoted))
    assert address.options.get("password", password) == password
    assert "s3cret" not in address.where
    assert quoted not in address.where
    assert "s3cret" not in plain(f'no password "{password}" for ines', address)
    assert quoted not in plain(f"no such place: {quoted}", address)


@given(
    st.from_regex(r"[a-z@?%.]{0,6}", fullmatch=True),
    st.from_regex(r"[a-z:/?%]{0,6}", fullmatch=True),
    st.from_regex(r"[a-z.]{0,4}", fullmatch=True),
    st.from_regex(r"[a-z:/%]{0,6}", fullmatch=True),
)
def test_what_is_not_quoted_is_read_as_sqlalchemy_reads_it(user: str, password: str, host: str, name: str) -> None:
    url = f"postgresql://{user}:{password}@{host}/{name}"
    assert read_address(url).options == as_sqlalchemy_tells(sa.make_url(url))


@pytest.mark.parametrize(
    "url",
    [
        *("postgresql://ines:12?s3cret@127.0.0.1/db", "postgresql://ines:?s3cret@h/d", "postgresql://u?x:s3cret@h"),
        *("postgresql://in/es:s3cret@h/d", "postgresql://ines:a@b/s3cret@h/d", "postgresql://i@n:s3@cret@h/d"),
    ],
)
def test_a_password_that_is_not_quoted_is_not_shown(url: str) -> None:
    try:
        shown = read_address(url).where
    except TrackerError as error:
        shown = f"{error.sentence} {error.hint}"
    assert "cret" not in shown


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("postgresql://desk/ledger", "postgresql://desk/ledger"),
        ("postgresql+psycopg://ines:s3cret@desk:5433/ledger", "postgresql+psycopg://ines:***@desk:5433/ledger"),
        ("postgresql://ines:s3@cret@desk/ledger", "postgresql://ines:***@desk/ledger"),
        ("postgres://ines:s3/c:ret@[::1]/ledger?sslmode=require", "postgres://ines:***@[::1]/ledger?sslmode=require"),
        ("postgresql://ines@/l?host=/run&PassWord=x&port=5", "postgresql://ines@/l?host=/run&port=5"),
        ("postgresql://ines@/l?%70assword=x", "postgresql://ines@/l"),
        ("postgresql://", "postgresql://"),
    ],
)
def test_a_url_is_shown_as_it_was_typed_but_for_its_passwords(url: str, where: str) -> None:
    assert read_address(url).where == where


@pytest.mark.parametrize(
    "query",
    [
        *("host=/run/postgresql&port=5433", "host=desk", "host=desk:5433", "host=/run/a:5", "host=a,b&port=1,2"),
        *("host=a:1&host=b:2", "host=a:1&host=b"),
    ],
)
def test_hosts_may_stand_in_the_query_as_sqlalchemy_takes_them(query: str) -> None:
    url = f"postgresql+psycopg://ines@/ledger?{query}"
    assert read_address(url).options == as_sqlalchemy_tells(sa.make_url(url))


def test_several_hosts_and_ports_may_each_be_given_by_themselves() -> None:
    told = read_address("postgresql://ines@/ledger?host=a&host=b&port=5432&port=5433").options
    assert told == {"user": "ines", "dbname": "ledger", "host": "a,b", "port": "5432,5433"}


@pytest.mark.parametrize("url", ["postgresql:/x", "postgresql//u@h", "postgresql://h:port/d", "://h/d", "", " "])
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(TrackerError, match="--db is neither a path nor a URL of a database"):
        read_address(url)
