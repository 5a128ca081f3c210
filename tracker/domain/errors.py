"""The one error: a sentence that says what is wrong, and a hint that says what to do."""

from typing import Self

REFUSED = 1
UNPARSABLE = 2


class TrackerError(Exception):
    """What was asked for cannot be done.

    `sentence` names what is wrong; `hint` (may be empty) says what to do about it. `exit_code` is `REFUSED` (1) for
    what the log refuses, cannot find or finds damaged, and `UNPARSABLE` (2) for words that do not parse: an EDTF
    string, a date, a zone, a stage.
    """

    def __init__(self, sentence: str, hint: str = "", *, exit_code: int = REFUSED) -> None:
        super().__init__(sentence, hint)
        self.sentence = sentence
        self.hint = hint
        self.exit_code = exit_code

    @classmethod
    def unparsable(cls, sentence: str, hint: str = "") -> Self:
        """Words that do not parse: exit code 2, unless they stand in a file (see `at`)."""
        return cls(sentence, hint, exit_code=UNPARSABLE)

    def at(self, place: str) -> Self:
        """Return the same error, found in the content of a file at `place` ("line 3"), where it is a refusal."""
        return type(self)(f"{place}: {self.sentence}", self.hint)

    def __str__(self) -> str:
        return self.sentence
