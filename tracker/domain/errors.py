"""The exception of the package: a sentence that names the problem, and a hint that says what to do."""

from typing import Final, Self

REFUSED = 1
UNPARSABLE = 2
_MOST_QUOTED: Final = 60  # characters


class TrackerError(Exception):
    """A request that cannot be carried out.

    `sentence` names the problem. `hint` says what to do about it, and may be empty. `exit_code` is `REFUSED` (1) if
    the log refuses the request, cannot find its object or finds it damaged. It is `UNPARSABLE` (2) if the input does
    not parse: an EDTF string, a date, a time zone, a stage.
    """

    def __init__(self, sentence: str, hint: str = "", *, exit_code: int = REFUSED) -> None:
        super().__init__(sentence, hint)
        self.sentence = sentence
        self.hint = hint
        self.exit_code = exit_code

    @classmethod
    def unparsable(cls, sentence: str, hint: str = "") -> Self:
        """Return an error for input that does not parse, with exit code 2."""
        return cls(sentence, hint, exit_code=UNPARSABLE)

    def at(self, place: str) -> Self:
        """Return the same error in the content of a file, at `place` ("line 3"). Its exit code is 1."""
        return type(self)(f"{place}: {self.sentence}", self.hint)

    def __str__(self) -> str:
        return self.sentence


def quoted(text: str) -> str:
    """Return a user's text for a message: in quotes, control characters escaped, cut off after 60 characters."""
    return repr(text) if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]!r}…"
