"""Words whose label is certain wherever they stand as an entity of their own."""

from __future__ import annotations

import re

from reader.baseline.patterns import VEHICLE, VEHICLE_NAMED, WEAPON, WEAPON_NAMED

_DEMONYMS = """
Afghan Albanian Algerian Andorran Angolan Argentine Argentinian Armenian Australian Austrian Azerbaijani Azeri Bahraini
Bangladeshi Basque Belarusian Belarussian Belgian Bengali Bolivian Bosnian Brazilian Briton Bruneian Bulgarian Burmese
Burundian Californian Cambodian Cameroonian Canadian Catalan Chadian Chechen Chilean Circassian Colombian Congolese Croat
Croatian Cuban Cypriot Dane Dominican Dutch Ecuadorian Egyptian Emirati Eritrean Estonian Ethiopian Fijian Filipino Finn
Finnish Flemish Gabonese Gambian Ghanaian Greek Guatemalan Guinean Guyanese Haitian Honduran Hungarian Icelandic Indonesian
Iranian Iraqi Irish Israeli Italian Ivorian Jamaican Japanese Jordanian Kazakh Kenyan Korean Kosovar Kurd Kurdish Kuwaiti Kyrgyz
Laotian Latvian Lebanese Liberian Libyan Lithuanian Macedonian Malagasy Malawian Malaysian Malian Maltese Mauritanian Mexican
Moldovan Mongolian Montenegrin Moroccan Mozambican Namibian Nepalese Nepali Nicaraguan Nigerian Nigerien Norwegian Omani
Pakistani Palestinian Panamanian Paraguayan Pashtun Persian Peruvian Portuguese Punjabi Qatari Romanian Russian Rwandan Saudi
Scot Scottish Senegalese Serb Serbian Singaporean Slovak Slovakian Slovene Slovenian Somali Spaniard Sudanese Swede Swedish Swiss
Syrian Taiwanese Tajik Tamil Tanzanian Thai Tibetan Togolese Tunisian Turk Turkish Turkmen Tuareg Ugandan Uighur Uyghur
Ukrainian Uruguayan Uzbek Venezuelan Vietnamese Welsh Yazidi Yemeni Zambian Zimbabwean
American African Arab Asian British Chinese Danish English European French German Indian Polish Spanish
Bosniak Herzegovinian Republican Democrat
Alawite Buddhist Catholic Christian Druze Hindu Islamist Jewish Jew Muslim Orthodox Protestant Salafi Shia Shiite Shi'ite Sikh
Sunni Wahhabi Zoroastrian
"""
_ADJECTIVE = re.compile("|".join(sorted(_DEMONYMS.split(), key=len, reverse=True)), re.IGNORECASE)
_TYPED = {"WEAPON": re.compile(WEAPON), "VEHICLE": re.compile(VEHICLE)}
_PRODUCTS = {"WEAPON": re.compile(f"{WEAPON}|{WEAPON_NAMED}"), "VEHICLE": re.compile(f"{VEHICLE}|{VEHICLE_NAMED}")}
_WARSHIP = re.compile(r"(USS|USNS|HMS|HMAS|HMCS|HMNZS|HNLMS|INS|JS|BRP|KRI|ROKS|TCG)\s[A-Z][\w' -]+")
_DOUBTFUL = frozenset({"GPE", "LOC", "ORG", "FAC"})
"""Labels a demonym never has. MISC it may have: "Russian" is a language too."""


def certain_label(surface: str, label: str) -> str:
    """Return the label of an entity: the certain one if its surface has one, else the label given.

    Demonyms and faiths, alone or several together ("Iraqi Shia"), as noun or adjective, are NORP; a type of weapon or vehicle
    ("T-72") is what it is, and so is a product that is called like one ("Leopard 2A6"), or a ship of a navy ("USS Carney").
    """
    for typed, expression in (_PRODUCTS if label == "MISC" else _TYPED).items():
        if expression.fullmatch(surface):
            return typed
    if _WARSHIP.fullmatch(surface):
        return "VEHICLE"
    if label in _DOUBTFUL and all(is_demonym(word) for word in re.split(r"[\s-]+", surface)):
        return "NORP"
    return label


def is_demonym(word: str) -> bool:
    """Tell whether a word with a capital names the members of a nation or faith."""
    return word[:1].isupper() and any(_ADJECTIVE.fullmatch(form) for form in (word, word.removesuffix("s")))
