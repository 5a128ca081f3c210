"""Reading the README: its session and its commands."""

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Step(NamedTuple):
    """A command of the session, and what it is said to print."""

    command: str
    output: str


def blocks(language: str) -> list[str]:
    """Return the code blocks of a language."""
    parts = (ROOT / "README.md").read_text(encoding="utf-8").split(f"```{language}\n")[1:]
    return [part.split("```", 1)[0] for part in parts]


def session() -> list[Step]:
    """Return the steps of the session that the README shows."""
    steps: list[Step] = []
    for line in "".join(blocks("console")).splitlines(keepends=True):
        if line.startswith("$ "):
            steps.append(Step(line[2:], ""))
        elif steps and steps[-1].command.endswith("\\\n"):
            steps[-1] = Step(steps[-1].command + line, "")
        else:
            steps[-1] = Step(steps[-1].command, steps[-1].output + line)
    return [Step(step.command.strip(), step.output.strip("\n")) for step in steps]
