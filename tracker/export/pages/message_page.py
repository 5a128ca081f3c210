"""A page with one message: an error with its hint, or how to sign in."""

from tracker.export.html import Markup, element


def message_page(heading: str, sentence: str, hint: str = "", *, again: bool = False) -> Markup:
    """Return the main part of a page that only says something; `again` adds a link that opens the same page again."""
    return element(
        "main",
        element("h1", heading),
        element("p", sentence, class_="sentence"),
        element("p", hint, class_="hint") if hint else None,
        element("p", element("a", "Open this page again", href="", class_="button"), class_="actions")
        if again
        else None,
        id="content",
        class_="message",
    )
