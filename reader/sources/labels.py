"""What encodings are called, by pages, mails and XML, and which of Python's codecs that means."""

from __future__ import annotations

import codecs
import re

_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874"}
_MEANT |= {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949"}
ESCAPING = {"iso2022_jp": b"\x1b", "iso2022_kr": b"\x1b", "utf-7": b"+"}
"""What is written in bytes of ASCII only, so that it would pass for UTF-8, and what announces all other letters."""
UTF16 = frozenset(("utf-16", "utf-16-le", "utf-16-be"))
_STATED = frozenset(
    (
        *("utf-8", "cp932", "euc_jp", "gb18030", "big5", "big5hkscs", "cp949", "koi8-r", "koi8-u", "cp874", "cp866"),
        *("mac-roman", "mac-cyrillic", *ESCAPING, *UTF16),
    )
)
# Labels that the web knows and Python does not (WHATWG Encoding, section 4.2), without an "x-" before them.
_LABELS = {
    **dict.fromkeys(("windows-31j", "ms_kanji"), "cp932"),
    **dict.fromkeys(("ks_c_5601-1987", "ks_c_5601-1989", "ksc_5601", "csksc56011987", "cseuckr", "iso-ir-149"), "cp949"),
    **dict.fromkeys(("gb_2312", "gb_2312-80", "csgb2312"), "gb18030"),
    **dict.fromkeys(("cn-big5", "x-big5"), "big5"),
    **dict.fromkeys(("dos-874",), "cp874"),
    **dict.fromkeys(("logical", "visual", "csiso88598i", "csiso88598e"), "iso8859-8"),
    **dict.fromkeys(("koi", "koi8"), "koi8-r"),
    **dict.fromkeys(("koi8-ru",), "koi8-u"),
    **dict.fromkeys(("mac-ukrainian",), "mac-cyrillic"),
    **dict.fromkeys(("mac",), "mac-roman"),
    **dict.fromkeys(("cseucpkdfmtjapanese",), "euc_jp"),
    **dict.fromkeys(("sun_eu_greek",), "iso8859-7"),
    **dict.fromkeys(("unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8"), "utf-8"),
    **dict.fromkeys(("unicode", "unicodefeff", "csunicode", "ucs-2", "iso-10646-ucs-2", "utf-16"), "utf-16-le"),
    **dict.fromkeys(("unicodefffe",), "utf-16-be"),
}
_NUMBERED = re.compile(r"(?:windows|win|cp)[-_]?(\d{3,4})|iso[-_]?8859[-_]?(\d{1,2})(?:-[ie])?")
_LONGEST_NAME = 40


def known_encoding(declared: str) -> str:
    """Return the codec that a declared encoding means; empty for none that is known."""
    name = declared.strip().strip("\"'").lower()
    while name.startswith("x-") and name not in _LABELS:
        name = name[2:]
    numbered = _NUMBERED.fullmatch(name)
    name = _LABELS.get(name) or ((f"cp{numbered[1]}" if numbered[1] else f"iso8859-{numbered[2]}") if numbered else name)
    try:
        codec = codecs.lookup(name).name if name.isascii() and name.isprintable() and len(name) <= _LONGEST_NAME else ""
    except (LookupError, ValueError):
        return ""
    # As browsers do it: what calls itself Latin 1 holds the curly quotes of Windows, and old East Asian names mean larger sets.
    codec = _MEANT.get(codec, codec)
    return codec if codec in _STATED or codec.startswith(("cp125", "iso8859")) else ""
