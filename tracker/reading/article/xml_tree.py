"""The elements of an XML file as published: feeds, and the files of news agencies."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct, field

from tracker.domain.errors import TrackerError
from tracker.reading.article.markup import Token, content, plain, tokens, unescaped

_MOST: Final = 100_000  # elements
_DEEPEST: Final = 100  # elements within elements; deeper ones are taken for the content of those round them

# The namespaces that are read, by the prefix under which `Element.name` has them: none for the formats themselves. One
# that is not here keeps its own prefix. A default namespace has none, and Atom has none in a feed of its own.
_PREFIXES: Final = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2005/atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://purl.org/rss/1.0/": "",
    "http://backend.userland.com/rss2": "",
    "http://iptc.org/std/nar/2006-10-01/": "",
    "http://iptc.org/std/nitf/2006-10-18/": "",
    "http://www.w3.org/1999/xhtml": "",
}


class Element(Struct, kw_only=True):
    """An element, with its name in lower case; `source[start:end]` is its content."""

    name: str
    source: str
    start: int
    end: int
    attributes: Mapping[str, str]
    children: list["Element"] = field(default_factory=list)

    def all(self, *names: str) -> Iterator["Element"]:
        """Yield the children of these names, in the order of the names."""
        for name in names:
            yield from (child for child in self.children if child.name == name)

    def first(self, *names: str) -> "Element | None":
        """Return the first child of these names, in the order of the names."""
        return next(self.all(*names), None)

    def within(self, name: str) -> Iterator["Element"]:
        """Yield the elements of this name at any depth, in the order of the file."""
        waiting = self.children[::-1]
        while waiting:
            element = waiting.pop()
            if element.name == name:
                yield element
            waiting += element.children[::-1]

    def get(self, attribute: str) -> str:
        """Return the value of an attribute, empty without one."""
        return unescaped(self.attributes.get(attribute, "")).strip()

    def text(self) -> str:
        """Return the content as words on one line."""
        return " ".join(self.markup().split()) if not self.children else " ".join(plain(self.markup()).split())

    def markup(self) -> str:
        """Return the content as markup: as it stands if elements are in it, else with its references replaced."""
        return content(self.source[self.start : self.end], is_markup=bool(self.children))


def tree(source: str) -> Element:
    """Return an element without a name whose children are those at the top of the file.

    Raises `TrackerError` for a file of more than 100,000 elements.
    """
    growing = _Growing(source)
    for count, token in enumerate(tokens(source, frozenset())):
        if count > 2 * _MOST:
            raise TrackerError("the file has more elements than a feed or an article", "Split it.")
        if token.kind == "open":
            growing.open(token)
        elif token.kind == "end":
            growing.close(token)
    return growing.whole()


class _Growing:
    """A tree that grows from tag to tag. A tag that ends nothing is ignored; an end ends all that is open within."""

    def __init__(self, source: str) -> None:
        self.stack = [Element(name="", source=source, start=0, end=len(source), attributes={})]
        self.prefixes: dict[str, str] = {}
        self.names: Counter[str] = Counter()

    def open(self, token: Token) -> None:
        for name, address in token.attributes.items():
            if name.startswith("xmlns:"):
                self._declare(name.removeprefix("xmlns:"), address, token)
        parent = self.stack[-1]
        element = Element(
            name=self._name(token),
            source=parent.source,
            start=token.end,
            end=token.end,
            attributes=token.attributes,
        )
        parent.children.append(element)
        if not token.closed and len(self.stack) <= _DEEPEST:
            self.stack.append(element)
            self.names[element.name] += 1

    def close(self, token: Token) -> None:
        name = self._name(token)
        while self.names[name]:
            element = self.stack.pop()
            element.end = token.start
            self.names[element.name] -= 1
            if element.name == name:
                return

    def whole(self) -> Element:
        """Return the tree; elements open at the end of the file end there."""
        for element in self.stack:
            element.end = len(element.source)
        return self.stack[0]

    def _declare(self, own: str, address: str, token: Token) -> None:
        prefix = _PREFIXES.get(address.strip().lower(), f"{own}:")
        is_of_feed = prefix == "atom:" and token.name == f"{own}:feed"
        self.prefixes[own] = "" if is_of_feed else prefix

    def _name(self, token: Token) -> str:
        prefix, colon, local = token.name.partition(":")
        return f"{self.prefixes.get(prefix, f'{prefix}:')}{local}" if colon else token.name
