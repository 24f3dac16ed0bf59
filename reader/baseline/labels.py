"""Names of labels as other taggers have them, and what they are called here."""

from __future__ import annotations

_HERE = {
    "PER": "PERSON",
    "PEOPLE": "PERSON",
    "ORGANIZATION": "ORG",
    "ORGANISATION": "ORG",
    "LOCATION": "LOC",
    "FACILITY": "FAC",
    "FACILITIES": "FAC",
    "NATIONALITY": "NORP",
    "WEA": "WEAPON",
    "VEH": "VEHICLE",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
    "LANGUAGE": "MISC",
    "PRODUCT": "MISC",
    "MISCELLANEOUS": "MISC",
    "QUANT": "QUANTITY",
    "NUMBER": "CARDINAL",
    "PERCENTAGE": "PERCENT",
}


def label_here(label: str) -> str:
    """Return the default scheme's name of a tagger's label; one it does not know stays as it is."""
    return _HERE.get(label.upper(), label)
