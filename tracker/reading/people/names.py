"""Names of people: the runs of capitalised words that may name somebody, before anything is known of who it is."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from tracker.domain.names import folded
from tracker.reading.language.tokens import Token
from tracker.reading.language.word_groups import COMMON_WORDS, HONORIFICS, NAME_PARTICLES, NOUNS_OF_THINGS

SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_QUOTES: Final = frozenset({'"', "“", "”", "'", "‘", "’"})
_LONGEST: Final = 5  # words of a name


class Run(Struct, frozen=True):
    """Words that may name a person: `text[start:end]`.

    `titled`: a courtesy title stands before them. `shouted`: they stand in a headline in title case, where any word
    may have a capital.
    """

    start: int
    end: int
    words: tuple[str, ...]
    titled: bool
    shouted: bool

    @property
    def name(self) -> str:
        """The words as a name."""
        return " ".join(self.words)


Blocked = Callable[[Token], bool]


def runs(
    row: Sequence[Token], blocked: Blocked, is_name: Callable[[str], bool], *, title_case: bool = False
) -> Iterator[Run]:
    """Yield the runs in a row of tokens, words that are `blocked` (places, dates, offices) left out.

    `is_name` knows full names, which may hold words that are common ones ("To Lam"). In a headline in title case
    every other word stands for itself.
    """
    at = 0
    while at < len(row):
        length = whole = 0
        if row[at].capital or "-" in row[at].text:  # "al-Bashir"
            whole = _known_name(row, at, is_name)
            length = whole or min(_run_length(row, at, blocked), 1 if title_case else len(row))
        if length:
            titled = at > 0 and _is_honorific(row, at)
            run = _run(row[at : at + length], titled=titled, shouted=title_case and not whole)
            run = run or _name_within(row, at + 1, at + length, is_name)
            if run is not None:
                yield run
        at += length or 1


def _name_within(row: Sequence[Token], first: int, last: int, is_name: Callable[[str], bool]) -> Run | None:
    """Return the known name that words end with which are no name: "State Affairs Kim Jong Un"."""
    begins = (at for at in range(first, last) if at + _known_name(row, at, is_name) == last)
    at = next((at for at in begins if at < last), last)
    return _run(row[at:last], titled=False, shouted=False)


def _known_name(row: Sequence[Token], at: int, is_name: Callable[[str], bool]) -> int:
    if not row[at].capital:
        return 0
    most = min(_LONGEST, len(row) - at)
    reach = 1
    while reach < most and _close(row[at + reach - 1], row[at + reach]):
        reach += 1
    for length in range(reach, 1, -1):
        name = row[at : at + length]
        if name[-1].capital and is_name(folded(" ".join(word.text for word in name))):
            return length
    return 0


def _close(one: Token, other: Token) -> bool:
    """Whether nothing but a space, or the dot of an initial, stands between two words."""
    return other.is_word and one.is_word and other.start - one.end <= 2


def _run_length(row: Sequence[Token], at: int, blocked: Blocked) -> int:
    """Return how many tokens from this one on may be one name, 0 if none begins here."""
    if not _begins(row, at, blocked):
        return 0
    length = 1
    while at + length < len(row):
        more = _continuation(row, at + length, blocked)
        if not more:
            break
        length += more
    return length


def _continuation(row: Sequence[Token], at: int, blocked: Blocked) -> int:
    """Return how many tokens at `at` continue the name before them."""
    token, before = row[at], row[at - 1]
    if token.text == "." and len(before.text) == 1:  # the dot of an initial
        return 1
    nickname = _nickname(row, at, blocked)
    if nickname:
        return nickname
    if token.start - before.end > 1 or not token.is_word or blocked(token):
        return 0
    if _is_name_word(token) or token.low in SUFFIXES or _is_initial(token):
        return 1
    return _particles(row, at, blocked)


def _is_initial(token: Token) -> bool:
    return len(token.text) == 1 and token.capital


def _nickname(row: Sequence[Token], at: int, blocked: Blocked) -> int:
    """Return how many tokens a nickname in quotation marks takes, with the name that follows it."""
    part = row[at : at + 4]
    if len(part) < 4 or part[0].text not in _QUOTES or part[2].text not in _QUOTES:
        return 0
    return 4 if part[1].capital and part[3].capital and part[3].is_word and not blocked(part[3]) else 0


def _begins(row: Sequence[Token], at: int, blocked: Blocked) -> bool:
    token = row[at]
    if blocked(token) or token.low in HONORIFICS:
        return False
    if len(token.text) == 1:
        return token.capital and _initial_begins(row, at, blocked)
    return _is_name_word(token) or (token.capital and _particles(row, at, blocked) > 0)


def _initial_begins(row: Sequence[Token], at: int, blocked: Blocked) -> bool:
    """Whether a name follows an initial: "S Jaishankar", "J. D. Vance". "A" alone is an article."""
    dot = at + 1 < len(row) and row[at + 1].text == "."
    name = at + 2 if dot else at + 1
    if name >= len(row) or row[name].start - row[at].end > 2 or blocked(row[name]):
        return False
    return _is_name_word(row[name]) and (dot or row[at].low != "a")


def _particles(row: Sequence[Token], at: int, blocked: Blocked) -> int:
    """Return how many tokens particles take, with the name that follows them: "von der Leyen"; 0 if none does."""
    here = at
    while here + 1 < len(row) and row[here].low in NAME_PARTICLES and row[here + 1].start - row[here].end <= 1:
        here += 1
        if _is_name_word(row[here]):
            return 0 if blocked(row[here]) else here + 1 - at
    return 0


def _is_name_word(token: Token) -> bool:
    word = token.text
    stem, _, rest = word.partition("-")
    if rest[:1].isupper() and stem.lower() in NAME_PARTICLES:  # "al-Bashir"
        return True
    if not token.capital or token.low in COMMON_WORDS or _is_shouted(word):
        return False
    return any(map(str.isalpha, word)) and not any(map(str.isdigit, word))


def _is_shouted(word: str) -> bool:
    """Whether a word in other than plain letters is all capitals, or one hangs on a notice: "CORRECTED-Spanish"."""
    notice, _, rest = word.partition("-")
    hangs = notice.isupper() and len(notice) > 3 and rest[1:].islower()
    return hangs or (word.isupper() and len(word) > 3 and not word.isascii())


def _is_honorific(row: Sequence[Token], at: int) -> bool:
    before = row[at - 1]
    if before.text == "." and at > 1:
        before = row[at - 2]
    return before.low in HONORIFICS and before.capital


def _run(row: Sequence[Token], *, titled: bool, shouted: bool) -> Run | None:
    kept = [word for word in row if word.is_word]
    while kept and kept[0].low in HONORIFICS:
        kept, titled = kept[1:], True
    if not kept or any(word.low in NOUNS_OF_THINGS for word in kept):
        return None
    end = kept[-1].end
    return Run(kept[0].start, end, tuple(word.text for word in kept), titled, shouted)
