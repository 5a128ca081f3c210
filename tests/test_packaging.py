"""Packaging: the wheel contains the whole package and nothing else, the source distribution all that its tests need."""

import configparser
import email
import os
import re
import shutil
import subprocess
import sys
import zipfile
from email.message import Message
from pathlib import Path

import pytest

from tests.checkout import QUICK, ROOT, project_files
from tracker import __version__

# An install command that names a distribution on the public index, where `tracker` belongs to another project.
FROM_THE_INDEX = re.compile(r"""pip install [^\n]*?["'\s](?:visit-)?tracker\b""")
EXTRA = re.compile(r"""["']\.\[(\w+)\]["']""")
SOME_TESTS = ("tests/export", "tests/test_house.py")


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the checkout, so that a build leaves nothing in it."""
    copy = tmp_path_factory.mktemp("source") / "tracker"
    for path in project_files():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, copy / path)
    return copy


@pytest.fixture(scope="session")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel without the network."""
    target = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(target), str(source))
    (built,) = target.iterdir()
    return built


@pytest.fixture(scope="session")
def metadata(wheel: Path) -> Message:
    """Read the metadata of the wheel."""
    archive = zipfile.ZipFile(wheel)
    (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    return email.message_from_bytes(archive.read(name))


@pytest.fixture(scope="session")
def unpacked(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a source distribution without the network and unpack it."""
    target = tmp_path_factory.mktemp("sdist")
    build = ("-m", "build", "--sdist", "--no-isolation", "--outdir", str(target), str(source))
    done = subprocess.run([sys.executable, *build], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (archive,) = target.iterdir()
    shutil.unpack_archive(archive, target)
    return target / f"visit_tracker-{__version__}"


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a folder of its own."""
    target = tmp_path_factory.mktemp("installed")
    pip("install", "--no-deps", "--no-index", "--target", str(target), str(wheel))
    return target


def pip(*words: str) -> None:
    """Run pip without the network."""
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"PIP_NO_INDEX": "1"})
    assert done.returncode == 0, done.stderr


def python(code: str, installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in an empty folder, with the installed package before the checkout."""
    environ = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {str(installed)!r}); {code}", *words],
        cwd=folder,
        env=environ | {"PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_wheel_holds_every_module_and_nothing_else(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    ours = {str(path.relative_to(ROOT)) for path in (ROOT / "tracker").rglob("*.py")}
    migrations = {f"tracker/{path.relative_to(ROOT)}" for path in (ROOT / "migrations").rglob("*.py")}
    assert held - data_files(held) == ours | migrations
    assert {"tracker/py.typed", "tracker/migrations/script.py.mako"} <= held
    assert {"tracker/export/board/board.css", "tracker/export/board/board.js"} <= held
    assert "tracker/reading/data/README.md" in held
    assert {"tracker/migrations/__init__.py", "tracker/migrations/env.py"} <= migrations
    assert [name for name in migrations if name.startswith("tracker/migrations/versions/")]
    assert {name.split("/")[0] for name in held} == {"tracker"}


def data_files(held: set[str]) -> set[str]:
    """Return what is no module, each of which the checkout must hold too."""
    data = {name for name in held if not name.endswith(".py")}
    moved = {name.replace("tracker/migrations/", "migrations/") for name in data}
    assert [name for name in moved if not (ROOT / name).exists()] == []
    return data


def test_the_list_of_packages_names_every_folder_of_modules() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = config["options"]["packages"].split()
    folders = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "tracker").rglob("__init__.py")}
    assert sorted(listed) == sorted(folders | {"tracker.migrations"})


@pytest.mark.slow
def test_the_wheel_names_its_licence_its_authors_and_the_one_version(wheel: Path, metadata: Message) -> None:
    names = ("Name", "Version", "Author", "License-Expression", "License-File")
    assert [metadata[name] for name in names] == [
        *("visit-tracker", __version__, "the visit-tracker contributors", "MIT", "LICENSE"),
    ]
    assert metadata["Keywords"]
    licence = f"visit_tracker-{__version__}.dist-info/licenses/LICENSE"
    assert "the visit-tracker contributors" in zipfile.ZipFile(wheel).read(licence).decode()


def test_the_version_is_written_in_one_place() -> None:
    files = (ROOT / "setup.cfg", ROOT / "pyproject.toml", *(ROOT / "tracker").rglob("*.py"))
    places = [str(path.relative_to(ROOT)) for path in files if __version__ in path.read_text(encoding="utf-8")]
    assert places == ["tracker/__init__.py"]


def test_no_page_and_no_hint_installs_from_the_public_index() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "tracker").rglob("*.py")]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in pages}
    assert {name: FROM_THE_INDEX.findall(text) for name, text in texts.items() if FROM_THE_INDEX.search(text)} == {}
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    extras = {extra for text in texts.values() for extra in EXTRA.findall(text)}
    assert {"ics", "pages", "postgresql"} <= extras <= set(config["options.extras_require"])


def test_every_table_of_the_reader_has_its_source_and_its_date() -> None:
    folder = ROOT / "tracker" / "reading" / "data"
    rows = re.findall(
        r"^\| `(.+)` \| .+ \| (\d{4}-\d\d-\d\d) \| .+ \|$", (folder / "README.md").read_text(), re.MULTILINE
    )
    assert sorted(name for name, _ in rows) == sorted(
        path.name for path in folder.iterdir() if path.name != "README.md"
    )


@pytest.mark.slow
def test_the_source_distribution_contains_every_file_of_the_checkout(unpacked: Path) -> None:
    missing = {path.as_posix() for path in project_files() if not (unpacked / path).is_file()}
    assert missing <= {".gitignore"}


@pytest.mark.slow
def test_the_source_distribution_has_all_that_its_tests_need(unpacked: Path) -> None:
    """The quick ones of a folder, and those that look at every file, pass. To run all again would take a minute."""
    # As installed, the package contains the migrations.
    (unpacked / "tracker" / "migrations").symlink_to(unpacked / "migrations")
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "--assert=plain", "-m", QUICK, *SOME_TESTS],
        cwd=unpacked,
        env=environ | {"PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert re.search(r"[1-9]\d\d passed", done.stdout)


@pytest.mark.slow
def test_it_is_installed_as_a_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (entry,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert archive.read(entry).decode().split() == ["[console_scripts]", "tracker", "=", "tracker.__main__:run"]


@pytest.mark.slow
def test_installed_it_makes_a_ledger_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    run = "sys.argv = ['tracker', *sys.argv[1:]]; from tracker.__main__ import run; run()"
    report = ("report", "ahn-japan", "proposed", "--new", "--source", "Jiji", "--published", "2026-01-21")
    done = python(run, installed, tmp_path, "--db", "desk.db", *report)
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.splitlines()[0] == "recorded @1  ahn-japan  proposed"
    assert (tmp_path / "desk.db").exists()
    verified = python(run, installed, tmp_path, "--db", "desk.db", "verify")
    assert verified.stdout.splitlines()[1:] == ["ok"]


@pytest.mark.slow
def test_what_ran_is_the_installed_package_and_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = "import tracker, tracker.migrations; print(tracker.__file__, tracker.migrations.__file__)"
    done = python(where, installed, tmp_path)
    assert done.stdout.split() == [
        str(installed / "tracker/__init__.py"),
        str(installed / "tracker/migrations/__init__.py"),
    ]
