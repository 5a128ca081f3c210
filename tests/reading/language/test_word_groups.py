"""Word groups: the sets of words in their data file, and the constants for them."""

from tracker.reading.language import word_groups
from tracker.reading.language.tables import lines
from tracker.reading.language.tokens import tokens
from tracker.reading.language.word_groups import COMMON_WORDS, GROUPS, HONORIFICS

HEADINGS = [line.strip("[]") for line in lines("words.txt") if line.startswith("[")]
# The curly apostrophe is folded away before words compare, and no token ends in 'd: these match nothing.
NEVER_SEEN = frozenset({"’s", "'d"})


def test_a_group_holds_its_words_from_every_line() -> None:
    assert {"dr", "mrs", "lt", "vice"} <= HONORIFICS
    assert {"a", "yourself", "zone"} & COMMON_WORDS == {"a", "zone"}


def test_a_remark_is_not_a_word() -> None:
    assert not any("#" in word or "[" in word for group in GROUPS.values() for word in group)
    assert "bracket." not in COMMON_WORDS


def test_no_group_is_empty_or_begun_twice() -> None:
    assert [name for name, group in GROUPS.items() if not group] == []
    assert len(set(HEADINGS)) == len(HEADINGS)


def test_every_group_has_a_constant_of_its_name() -> None:
    constants = {name for name in vars(word_groups) if name.isupper() and name != "GROUPS"}
    assert constants == {heading.upper().replace(" ", "_") for heading in HEADINGS}
    assert all(getattr(word_groups, name.upper().replace(" ", "_")) == group for name, group in GROUPS.items())


def test_every_word_of_a_group_is_one_token_as_it_compares() -> None:
    odd = {
        word
        for group in GROUPS.values()
        for word in group - NEVER_SEEN
        if [token.low for token in tokens(word)] != [word]
    }
    assert odd == set()
