"""Bytes in, text out, as browsers decode: by the byte order mark, by the declared label, else UTF-8 or Windows-1252."""

import re
from functools import cache
from typing import Final

_MARKS: Final = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_DECLARED: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{2,40})", re.IGNORECASE
)
_WHERE_DECLARED: Final = 4096  # bytes
_NOT_TEXT: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")

# The encodings of the web (https://encoding.spec.whatwg.org/#names-and-labels) by Python's name, with their labels.
# No other codec is ever asked: Python's list has ones that are slow, that raise, and that are no encodings of text.
_ENCODINGS: Final = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 x-unicode20utf8 unicode20utf8 unicode11utf8 utf-8-sig",
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859-2": "iso-8859-2 iso8859-2 iso_8859-2 latin2 l2 csisolatin2",
    "iso8859-3": "iso-8859-3 iso8859-3 iso_8859-3 latin3 l3",
    "iso8859-4": "iso-8859-4 iso8859-4 iso_8859-4 latin4 l4",
    "iso8859-5": "iso-8859-5 iso8859-5 iso_8859-5 cyrillic csisolatincyrillic",
    "iso8859-6": "iso-8859-6 iso8859-6 iso_8859-6 arabic ecma-114 asmo-708",
    "iso8859-7": "iso-8859-7 iso8859-7 iso_8859-7 greek greek8 ecma-118 elot_928",
    "iso8859-8": "iso-8859-8 iso8859-8 iso_8859-8 hebrew visual iso-8859-8-i logical",
    "iso8859-10": "iso-8859-10 iso8859-10 latin6 l6",
    "iso8859-13": "iso-8859-13 iso8859-13",
    "iso8859-14": "iso-8859-14 iso8859-14",
    "iso8859-15": "iso-8859-15 iso8859-15 iso_8859-15 l9 latin-9 latin9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "koi8-r koi8 koi koi8_r cskoi8r",
    "koi8-u": "koi8-u koi8-ru",
    "mac-roman": "macintosh mac x-mac-roman csmacintosh",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "windows-874 iso-8859-11 iso8859-11 tis-620 dos-874",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 us-ascii ascii cp819",
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1254": "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso_8859-9 latin5 l5",
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "gb18030": "gb18030 gbk gb2312 gb_2312-80 x-gbk chinese csgb2312 gb_2312",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5 csbig5",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp932": "shift_jis shift-jis sjis x-sjis ms932 ms_kanji windows-31j csshiftjis cp932",
    "cp949": "euc-kr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cseuckr cp949 uhc",
}
_ONE_BYTE_A_LETTER: Final = ("cp125", "iso8859", "koi8", "mac", "cp8")


def text_of(data: bytes) -> str:
    """Return the text of a page, a feed or a file of an agency, without the control characters that no text has."""
    return _NOT_TEXT.sub("", _decoded(data))


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    encoding = _utf_16(data) or _declared(data)
    if encoding.startswith(_ONE_BYTE_A_LETTER) or encoding == "utf-8":
        return _utf_8_unless_it_is_not(data, "cp1252" if encoding == "utf-8" else encoding)
    return data.decode(encoding, "replace")


def _utf_16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without its mark, by the zero bytes round the first sign of markup."""
    beginning = data[:64].lstrip(b" \t\r\n\0")[:1]
    if beginning not in (b"<", b"{", b"["):
        return None
    at = data.index(beginning)
    if data[at + 1 : at + 2] != b"\0":
        return None
    return "utf-16-be" if at % 2 else "utf-16-le"


def _declared(data: bytes) -> str:
    """Return the codec of the declared label. A label that could be read is not UTF-16, so that it means UTF-8."""
    match = _DECLARED.search(data[:_WHERE_DECLARED])
    label = match[1].decode("ascii", "replace").lower() if match else ""
    return _codecs().get(label, "utf-8")


def _utf_8_unless_it_is_not(data: bytes, otherwise: str) -> str:
    """Decode as UTF-8, which no other text looks like by chance; with more wrong bytes than right ones, otherwise."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    if not wrong:
        return text
    right = len(text) - len(text.encode("ascii", "ignore")) - wrong
    return data.decode(otherwise, "replace") if wrong > right else text


@cache
def _codecs() -> dict[str, str]:
    return {label: codec for codec, labels in _ENCODINGS.items() for label in labels.split()}
