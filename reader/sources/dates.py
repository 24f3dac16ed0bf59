"""Lines that say when an article was published."""

from __future__ import annotations

import re
from datetime import date, datetime, time

_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OPENING = (
    r"(?:(?:first\s+|last\s+)?(?:published|posted|(?P<later>updated|modified)|date)\b(?:\s+on|\s+at)?\s*:?\s*)?"
    r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_SHAPES = (
    rf"{_DAY}(?:-|\.?\s+)(?:of\s+)?(?P<month>{_MONTH})(?:-|[.,]*\s+)(?P<year>\d{{4}})",
    rf"(?P<month>{_MONTH})\.?\s+{_DAY},?\s+(?P<year>\d{{4}})",
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
    r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<other>\d{1,2})(?P=mark)(?P<year>\d{4})",
)
_TIME = (
    r"(?:(?:\s*[,|T\u2013\u2014-]\s*|\s+)(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?\s*\(?(?P<zone>(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{1,5})?\)?)?"
)
_LINES = tuple(re.compile(_OPENING + shape + _TIME, re.IGNORECASE) for shape in _SHAPES)
_OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_ISO_PART = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2]))?")
_LENGTH_OF_DAY = len("2016-07-31")
_LONGEST = 100
_MONTHS_IN_YEAR = 12
_NOON = 12


def read_date_line(line: str) -> str | None:
    """Return when a line says its article was published, in ISO 8601; None if the line is anything but a date.

    Empty where the line is a date, but which is not plain ("05.07.2016"), or where it only tells of an update.
    """
    if len(line) > _LONGEST:
        return None
    found = next((match for shape in _LINES if (match := shape.fullmatch(line))), None)
    if found is None:
        return None
    try:
        day = _day(found)
        moment = _moment(found)
    except ValueError:  # the 31st of June, half past 25
        return None
    return "" if day is None or found["later"] else day.isoformat() + moment


def read_date(said: str) -> str:
    """Return in ISO 8601 the date that a property of a file, a column or a header of a mail says; empty if it is not plain."""
    said = " ".join(said[:_LONGEST].split())
    if _ISO_PART.fullmatch(said):
        return said
    try:
        moment = datetime.fromisoformat(said)
        return moment.date().isoformat() if len(said) <= _LENGTH_OF_DAY else moment.isoformat(timespec="seconds")
    except ValueError:
        line = read_date_line(said)
    if line is not None:
        return line
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - on use: it brings sockets along

    try:
        return parsedate_to_datetime(said).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _day(found: re.Match[str]) -> date | None:
    """Return the day; None where it could be read as either of two. Raises ValueError for one no calendar has."""
    parts = found.groupdict()
    year = int(parts["year"])
    if parts.get("one"):
        one, other = int(parts["one"]), int(parts["other"])
        if one != other and max(one, other) <= _MONTHS_IN_YEAR:
            return None
        return date(year, min(one, other), max(one, other))
    month = parts["month"]
    return date(year, int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1, int(parts["day"]))


def _moment(found: re.Match[str]) -> str:
    """Return the time of day as ISO 8601 adds it to a date, empty if none is given. Raises ValueError for one no clock shows."""
    if not found["hour"]:
        return ""
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= _NOON:
            raise ValueError(hour)
        hour = hour % _NOON + (_NOON if found["half"][0] in "pP" else 0)
    return "T" + time(hour, int(found["minute"]), int(found["second"] or 0)).isoformat() + _zone(found["zone"] or "")


def _zone(zone: str) -> str:
    """Return an offset as ISO 8601 writes it; empty for names that stand for several ("IST", "CST")."""
    if zone.upper() in {"Z", "GMT", "UTC"}:
        return "+00:00"
    offset = _OFFSET.fullmatch(zone)
    if offset is None:
        return ""
    hours, minutes = int(offset[2]), int(offset[3] or 0)
    return f"{offset[1]}{time(hours, minutes).isoformat('minutes')}"
