"""A process that runs command lines when it is asked to: `python -m tests.cli.decider NAME COMMAND...`."""

import shlex
import sys

from click.testing import CliRunner

from tracker.cli.main import main


def decide(name: str, commands: list[str]) -> None:
    """Run the commands as the user NAME, and print the first line of each."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    runner = CliRunner(env={"TRACKER_USER": name})
    done = [runner.invoke(main, shlex.split(command)) for command in commands]
    sys.stdout.writelines(f"{each.output.partition(chr(10))[0]}\n" for each in done)


if __name__ == "__main__":
    decide(sys.argv[1], sys.argv[2:])
