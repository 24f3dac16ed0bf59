"""The table of what counts as a value, and of typed weapons and vehicles; `values` turns it into spaCy patterns.

A row is a sequence of words. `MONTH` in capitals is one of CLASSES; `am|pm` is either word, in any case; a trailing `?`
marks what may be absent; `(in)` must stand there but stays outside the span. The longest row wins, then the earlier one.
Rows under NOTHING win over shorter rows and give no span. Definitions follow OntoNotes 5 (Weischedel et al. 2013, section 2.6).
"""

from __future__ import annotations

NOTHING = ""

_DIGITS = r"\d{1,3}(,\d{3})+(\.\d+)?|\d+([.,]\d+)?"
_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_MONTHS = "January February March April May June July August September October November December"
_SHORT_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_LENGTHS = r"km|kilomet(er|re)|mile|met(er|re)|centimet(er|re)|cm|millimet(er|re)|mm|yard|foot|feet|inch|inche"
_OTHER_UNITS = (
    r"kg|kilogram|kilo|gram|pound|ounce|ton|tonne|barrel|gallon|lit(er|re)|hectare|acre|megawatt|mw|gigawatt|gw|mph|knot"
)
_COINS = "dollar|euro|pound|rupee|peso|dinar|dirham|riyal|rial|lira|rouble|ruble|shekel|franc|crown|shilling"

WEAPON = (
    r"(AK-?(47|74|74M|12|103|105)|M-?16|RPG(-\d+\w?)?|S-[2345]00|Scud(-[A-D])?|HIMARS|ATACMS|NLAW|Tomahawk|Katyusha|Kalashnikov"
    r"|Iskander(-[MK])?|Kalibr|Kinzhal|Oreshnik|Kh-\d{2,3}\w?|Shahed(-\d+)?|Geran-\d|Fateh-\d+|Fattah(-\d)?|Sejjil|Hwasong-\d+\w?"
    r"|(Nodong|Taepodong)(-\d)?|Hellfire|Exocet|Kornet|NASAMS|IRIS-T|THAAD|BM-(21|27|30)|TOS-1A?|M777\w?|D-30|DShK|PKM|Uzi|Glock)s?"
)
"""One word that names a weapon."""
VEHICLE = (
    r"(T-(34|54|55|62|64|72|80|90)\w{0,3}|(MiG|MIG|Su|SU|Tu|TU|Mi|Il|An|Ka)-\d{2,3}\w{0,2}|BM[PD]-\d|BTR-\d+\w?|BRDM-2"
    r"|F-(4|5|14|15|16|18|22|35)\w?|F/A-18\w?|B-(1B|2|52)|A-10|C-(17|130)\w?|AC-130|KC-135|U-2|AH-(1|64)\w?|UH-(1|60)\w?"
    r"|CH-(47|53)\w?|MH-60\w?|MQ-(1|9)\w?|RQ-(4|170)|V-22|M1A[12]|M113|M109\w{0,2}|MT-LB\w?|2S\d{1,2}|CV90|Mohajer-\d+|Humvee|MRAP"
    r"|Merkava|Eurofighter|Chinook)s?"
)
"""One word that names a military vehicle, aircraft or ship."""
WEAPON_NAMED = r"(Javelin|Stinger|Patriot|Grad|Qassam|Taurus|Storm Shadow|Iron Dome)s?"
VEHICLE_NAMED = r"(Leopard|Challenger|Abrams|Bradley|Stryker|Marder|Gepard|Bayraktar|Black Hawk)s?( ?-?[A-Z]*\d\w*)?"
"""Names that something else bears as well: what they mean where they are the name of a product."""


def _names(*lists: str) -> str:
    """Return a regular expression for the names, as they are or in capitals: "may" is no month."""
    names = [name for part in lists for name in part.split()]
    return "|".join(names + [name.upper() for name in names])


CLASSES: dict[str, tuple[str, str]] = {
    "N": ("LOWER", rf"({_DIGITS})(k|m|mn|bn|tn)?|{_SMALL}|{_TENS}"),
    "NUM": ("LOWER", rf"({_DIGITS})(k|m|mn|bn|tn)?"),
    "WORD": ("LOWER", rf"{_SMALL}|{_TENS}"),
    "BIG": ("LOWER", "hundred|thousand|million|billion|trillion|dozen|m|mn|bn|tn|crore|lakh"),
    "BIGS": ("LOWER", "dozens|hundreds|thousands|millions|billions|scores"),
    "YEAR": ("TEXT", "1[5-9]\\d\\d|20\\d\\d"),
    "TWO": ("TEXT", r"\d\d"),
    "MIDYEAR": ("LOWER", r"(mid|early|late)-(1[5-9]\d\d|20\d\d)s?"),
    "DECADE": ("LOWER", r"'?((1[5-9]|20)\d|[1-9])0s"),
    "DAY": ("LOWER", r"([1-9]|0[1-9]|[12]\d|3[01])(st|nd|rd|th)?"),
    # spaCy parts days at a hyphen, but not at a dash.
    "DAYS": ("TEXT", "[1-9]\\d?\N{EN DASH}[1-9]\\d?"),
    "MONTH": ("TEXT", rf"({_names(_MONTHS)})|({_names(_SHORT_MONTHS)})\.?"),
    "SUREMONTH": ("TEXT", _names(_MONTHS.replace("March", "").replace("May", ""))),
    "WEEKDAY": ("TEXT", _names(_WEEKDAYS)),
    "NUMERIC": ("TEXT", r"\d{1,2}[/.]\d{1,2}[/.](\d{2}|\d{4})"),
    "PERIOD": ("LOWER", "(day|week|weekend|month|year|decade|century|quarter|season)s?|centuries"),
    "AGE": ("LOWER", r"\d+-year"),
    "CLOCK": ("LOWER", r"([01]?\d|2[0-3])[:.][0-5]\d(am|pm|z)?"),
    "AMPM": ("LOWER", r"([ap]\.?m\.?)|gmt|utc|bst|est|et|o'clock"),
    "CUR": ("LOWER", "(us|au|hk|nz|c|a|s)?[$\N{EURO SIGN}\N{POUND SIGN}\N{YEN SIGN}\N{INDIAN RUPEE SIGN}\N{NAIRA SIGN}]"),
    "CURWORD": (
        "LOWER",
        rf"({_COINS})s?|cents|yen|yuan|won|usd|eur|gbp|aed|iqd",
    ),
    "UNIT": ("LOWER", rf"({_LENGTHS}|{_OTHER_UNITS})s?"),
    "NUMUNIT": ("LOWER", rf"\d[\d,.]*-({_LENGTHS}|{_OTHER_UNITS})s?"),
    "NTH": ("LOWER", r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d*(1st|2nd|3rd|\dth)"),
    "COUNTED": (
        "LOWER",
        "people|men|women|children|civilians|families|soldiers|troops|fighters|militants|refugees|cases|deaths|more|others|homes|jobs",
    ),
    "WEAPON": ("TEXT", WEAPON),
    "VEHICLE": ("TEXT", VEHICLE),
}
"""Class of words: the spaCy attribute that is compared, and what it must be, whole."""

ROWS: dict[str, tuple[str, ...]] = {
    "DATE": (
        "WEEKDAY ,? DAY MONTH ,? YEAR?",
        "WEEKDAY ,? MONTH DAY",
        "WEEKDAY ,? MONTH DAY ,? YEAR",
        "DAY of? MONTH",
        "DAY of? MONTH ,? YEAR",
        "MONTH DAY",
        "MONTH DAY ,? YEAR",
        "MONTH ,? YEAR",
        "DAYS MONTH ,? YEAR?",
        "DAY -|to DAY MONTH ,? YEAR?",
        "MONTH DAYS",
        "MONTH DAYS ,? YEAR",
        "MONTH DAY - DAY",
        "MONTH DAY - DAY ,? YEAR",
        "SUREMONTH",
        "(in|of|since|until|by|during|from|to|before|after) MONTH",
        "last|next|this|early|late|mid MONTH YEAR?",
        "last|next|this WEEKDAY",
        "WEEKDAY",
        "today|yesterday|tomorrow",
        "early|late|mid YEAR|DECADE",
        "YEAR",
        "DECADE",
        "MIDYEAR",
        "YEAR -|\N{EN DASH} YEAR|TWO",
        "YEAR - TWO - TWO",
        "spring|summer|autumn|fall|winter of? YEAR",
        "last|next|this|past|previous|recent|coming PERIOD",
        "last|next|this|past spring|summer|autumn|fall|winter",
        "last|past|next|previous|coming N|few|several|couple PERIOD",
        "last|past|next|previous|coming couple of PERIOD",
        "N BIG? PERIOD",
        "N BIG? PERIOD ago|earlier|later",
        "a|several|few|many PERIOD ago|earlier|later",
        "several|few PERIOD",
        "N - year - old",
        "AGE - old",
        "NUMERIC",
    ),
    "TIME": (
        "CLOCK AMPM?",
        "NUM AMPM",
        "N hours|hour|minutes|minute|mins|min|seconds",
        "last|this|tomorrow|yesterday morning|afternoon|evening|night",
        "WEEKDAY morning|afternoon|evening|night",
        "tonight|midnight|noon",
    ),
    "MONEY": ("CUR NUM BIG?", "N BIG? CURWORD", "a BIG CURWORD", "BIGS (of) CURWORD", "NUM BIG? us CURWORD"),
    "PERCENT": ("N %|percent|pct", "N per cent", "N percentage points|point"),
    "QUANTITY": ("N BIG? UNIT", "N BIG? square|cubic|metric|nautical UNIT", "N - UNIT", "NUMUNIT"),
    "ORDINAL": ("NTH",),
    "CARDINAL": (
        "N BIG?",
        "WORD - WORD BIG?",
        "several|few|couple BIG",
        "a (few|couple) BIG",
        "BIGS",
        "tens|BIGS of BIGS",
        "WORD -? third|thirds|quarter|quarters|fifths",
        "(than|about|over|almost|nearly|around|roughly|least|some) half",
        "half (of|the)",
        "YEAR (COUNTED)",
    ),
    "WEAPON": (
        "WEAPON",
        "Javelin|Stinger|TOW|Patriot|Grad|Qassam (missile|missiles|rocket|rockets|battery|batteries)",
        "storm shadow",
    ),
    "VEHICLE": (
        "VEHICLE",
        "black hawk|hawks",
        "leopard 1|2",
        "challenger 2",
        "(m1) abrams",
        "abrams (tank|tanks)",
        "bayraktar tb2",
    ),
    NOTHING: ("N -? min|minute|mins|minutes read", "no|this|that|the|which|every|any one", "one another"),
}
"""Label: its rows."""
