"""What can be read: bytes that are text, and text that is English prose."""

import re
from collections import Counter
from functools import cache
from typing import Final

from tracker.domain.errors import TrackerError
from tracker.reading.article.story import Story, story
from tracker.reading.language.tables import ENGLISH, word_set

LONGEST: Final = 150_000  # characters of a text: thirty times a long news item
_MOST_SENTENCES: Final = 2_000  # of an article; the longest reports have some hundred
_SAMPLE: Final = 20_000  # characters from which the language is guessed
_FEWEST: Final = 12  # words: fewer, a headline perhaps, need no words such as "the"
_SHARE: Final = 0.14  # of English prose, such words are 35 to 50 %; with menus round it, 20 %
_OTHER: Final = 0.12
_FOREIGN_LETTERS: Final = 0.3

_SAVE_ITS_TEXT: Final = "Save its text, or copy it from where you read it, and draft from that."
_KINDS: Final = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"II*\x00": "a picture (TIFF)",
    b"MM\x00*": "a picture (TIFF)",
    b"PK\x03\x04": "a ZIP archive, as .docx and .odt files are",
    b"\x1f\x8b": "compressed (gzip)",
    b"BZh": "compressed (bzip2)",
    b"\xfd7zXZ": "compressed (xz)",
    b"\x28\xb5\x2f\xfd": "compressed (zstd)",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "an RTF file",
    b"bplist": "a web archive",
    b"SQLite format 3": "an SQLite database",
}
_UNPACK: Final = {b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"}
_MARKS: Final = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_ARCHIVE: Final = (b"mime-version:", b"multipart/related")  # of a page saved as one file, in its first 4,000 bytes

_SCRIPTS: Final = {
    "Korean": "[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]",
    "Japanese": "[\u3040-\u30ff]",
    "Chinese": "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]",
    "Russian, or another language in Cyrillic letters": "[\u0400-\u052f]",
    "Arabic, or another language in Arabic letters": "[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]",
    "Hebrew": "[\u0590-\u05ff]",
    "Greek": "[\u0370-\u03ff]",
    "Hindi, or another language in Devanagari letters": "[\u0900-\u097f]",
    "Bengali": "[\u0980-\u09ff]",
    "Tamil": "[\u0b80-\u0bff]",
    "Thai": "[\u0e00-\u0e7f]",
    "Georgian": "[\u10a0-\u10ff]",
    "Armenian": "[\u0530-\u058f]",
}
# All of these scripts, and more. Python takes 4 ms to compile the ranges themselves.
_NOT_LATIN: Final = re.compile("[^\0-\u036f]")
# Words that are common in one language; what two share tells nothing, and a few of English are in none.
_COMMON: Final = {
    "German": word_set("der die das und ist von den mit dem des nicht auf eine ein im sich für auch wird bei nach zu"),
    "French": word_set("le la les des et en du une est dans pour que qui au sur par avec pas aux il ce sont été"),
    "Spanish": word_set("el la los las de que y en del se un una por con para al su es no como más este ha"),
    "Italian": word_set("il di che e la per un una del della con non è sono nel dei alla le gli ha anche al"),
    "Portuguese": word_set("o de que e do da em um para com não uma os no se na por mais as dos das ao foi"),
    "Dutch": word_set("de het een en van in is dat op te zijn met voor niet aan door ook bij naar heeft"),
    "Turkish": word_set("ve bir bu ile için olarak da de olan çok daha sonra kadar gibi ise olduğu ancak"),
    "Polish": word_set("i w na z się nie do to że jest o jak po za od przez dla który oraz ma"),
    "Indonesian or Malay": word_set("yang dan di ke dari untuk dengan pada ini itu akan dalam tidak telah juga oleh"),
    "Vietnamese": word_set("và của là có được trong cho các với không đã một này những khi người từ"),
    "Hungarian": word_set("a az és hogy nem is egy van meg ez volt azt már csak de mint el"),
    "Swedish, Danish or Norwegian": word_set("och i att det som en på är av för med den til er og at om har de ikke"),
    "Romanian": word_set("și în de la a cu pe care nu este din pentru că un au fost mai"),
    "Czech or Slovak": word_set("a se v na je že o s z do i to za ve pro jsou jako by po sa"),
}


def refuse_what_is_no_text(data: bytes) -> None:
    """Raise `TrackerError` for a file whose first bytes show that it is not text, and name its kind."""
    for beginning, kind in _KINDS.items():
        if data.startswith(beginning):
            hint = "Unpack it first." if beginning in _UNPACK else _SAVE_ITS_TEXT
            raise TrackerError(f"this is {kind}, not text", hint)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise TrackerError("this is a picture (WebP), not text", _SAVE_ITS_TEXT)
    if all(words in data[:4000].lower() for words in _ARCHIVE):
        raise TrackerError("this is a web archive (MHTML)", "Save the page as HTML only, or save its text.")


def decoded(data: bytes) -> str:
    """Return the text of a file: UTF-8, or UTF-16 and UTF-32 that begin with their mark.

    The mark itself is left out. Raises `TrackerError` for anything else, and names its kind if that is known.
    """
    refuse_what_is_no_text(data)
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8-sig")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_unicode(encoding, error) from None
    if "\0" in text:
        raise TrackerError("this is no text: it holds zero bytes", "If it is UTF-16, save it as UTF-8.")
    return text


def readable(text: str) -> Story:
    """Return the story of an English text.

    Raises `TrackerError` for an empty text, one of more than 150,000 characters or 2,000 sentences, one in another
    language, and one without sentences.
    """
    if not text.strip("\ufeff\u200b \t\r\n\xa0"):
        raise TrackerError("there is no text", "Give the article's text, its headline first.")
    if len(text) > LONGEST:
        raise _too_long(len(text), "characters")
    language = _other_language(text)
    if language is not None:
        seems = f"seems to be {language}" if language else "does not seem to be English"
        raise TrackerError(
            f"this {seems}; tracker reads English", "Give an English report of it, or use tracker report."
        )
    article = story(text)
    if not article.sentences:
        raise TrackerError("there is no sentence in this text", "Give the article's text, its headline first.")
    if len(article.sentences) > _MOST_SENTENCES:
        raise _too_long(len(article.sentences), "sentences")
    return article


def _too_long(count: int, unit: str) -> TrackerError:
    return TrackerError(f"this is too long for an article: {count:,} {unit}", "Give one article at a time.")


def _other_language(text: str) -> str | None:
    """Return None for English, the name of the language that the text seems to be, or "" if that is not clear."""
    sample = text[:_SAMPLE] + text[len(text) // 2 :][:_SAMPLE] if len(text) > 2 * _SAMPLE else text
    script = _other_script(sample)
    if script:
        return script
    long = "\n".join(line for line in sample.splitlines() if line.count(" ") > 6)
    words = re.findall(r"[^\W\d_]+", (long or sample).lower())
    if len(words) < _FEWEST:
        return None
    share = sum(word in ENGLISH for word in words) / len(words)
    other, count = _likeliest(words)
    most = count / len(words)
    if share >= _SHARE and share >= most / 2:
        return None
    return other if most >= _OTHER and most > share else ""


def _other_script(sample: str) -> str | None:
    """Return the language of another script if much of the text is in it."""
    foreign = len(_NOT_LATIN.findall(sample))
    letters = sum(map(str.isalpha, sample)) if foreign else 0
    if foreign <= letters * _FOREIGN_LETTERS:
        return None
    counts = {name: len(re.findall(script, sample)) for name, script in _SCRIPTS.items()}
    if sum(counts.values()) <= letters * _FOREIGN_LETTERS:
        return None
    # Japanese is written with Chinese characters too, but never with them alone.
    if counts["Japanese"] * 10 > counts["Chinese"]:
        counts["Chinese"] = 0
    return max(counts, key=counts.__getitem__)


def _likeliest(words: list[str]) -> tuple[str, int]:
    """Return the other language of which most of the words are common ones, and how many are."""
    languages = _languages()
    counts = Counter(language for word in words for language in languages.get(word, ()))
    return max(((language, counts[language]) for language in _COMMON), key=lambda pair: pair[1])


@cache
def _languages() -> dict[str, list[str]]:
    """Return the languages of which a word is a common one."""
    languages: dict[str, list[str]] = {}
    for language, common in _COMMON.items():
        for word in common:
            languages.setdefault(word, []).append(language)
    return languages


def _not_unicode(encoding: str, error: UnicodeDecodeError) -> TrackerError:
    if encoding != "utf-8-sig":
        return TrackerError(f"this begins as {encoding.upper()} and is not", "Save it as UTF-8.")
    byte = error.object[error.start]
    return TrackerError(
        f"this is not UTF-8: byte {byte:#04x} at {error.start}",
        "Save it as UTF-8; if it is Windows-1252: iconv -f WINDOWS-1252 -t UTF-8 FILE.",
    )
