"""A page with one message: an error with its hint, or how to sign in."""

from tracker.export.html import Markup, element


def message_page(heading: str, sentence: str, hint: str = "") -> Markup:
    """Return the main part of a page that only says something."""
    return element(
        "main",
        element("h1", heading),
        element("p", sentence, class_="sentence"),
        element("p", hint, class_="hint") if hint else None,
        id="content",
        class_="message",
    )
