"""Makes up names as the news of the world has them: people, organisations, armed groups, places, events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.baseline.training import name_parts as parts

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from reader.baseline.training.swapping import Names


class Namer:
    """Makes up names out of lists of names; never the same list twice in a row, so that no name is learnt by heart."""

    def __init__(self, names: Names, chance: random.Random) -> None:
        """Take the lists, none of them empty but that of the organisations."""
        self._names = names
        self._chance = chance
        self._kinds: dict[str, tuple[str, Callable[[], str]]] = {
            "P": ("PERSON", self.person),
            "C": ("GPE", self.city),
            "N": ("GPE", self.country),
            "D": ("NORP", self.adjective),
            "O": ("ORG", self.organisation),
            "M": ("ORG", self.ministry),
            "T": ("ORG", self.party),
            "G": ("ORG", self.armed_group),
            "K": ("ORG", self.company),
            "R": ("ORG", self.medium),
            "B": ("ORG", self.club),
            "F": ("FAC", self.building),
            "L": ("LOC", self.region),
            "E": ("EVENT", self.event),
            "W": ("MISC", self.work),
            "U": ("ORG", lambda: self._one(parts.UNIONS)),
        }

    def __call__(self, kind: str) -> tuple[str, str]:
        """Return the label of a kind of name, and a name."""
        label, make = self._kinds[kind]
        return label, make()

    def _one(self, choices: Sequence[str]) -> str:
        return self._chance.choice(choices)

    def _odds(self, share: float) -> bool:
        return self._chance.random() < share

    def forename(self) -> str:
        """Return a given name, now and then two or an initial with it."""
        first, second = self._one(self._names.forenames), self._one(self._names.forenames)
        forms = (first, f"{first} {second}", f"{first}-{second}", f"{first} {second[0]}.")
        return self._chance.choices(forms, (85, 8, 4, 3))[0]

    def surname(self) -> str:
        """Return a family name, now and then with a particle, or two of them."""
        last = self._one(self._names.surnames if self._odds(0.8) else self._names.forenames)
        other, particle = self._one(self._names.surnames), self._one(parts.CONNECTED)
        return self._chance.choices((last, f"{particle}{last}", f"{last}-{other}", f"{last} {other}"), (76, 15, 5, 4))[0]

    def person(self) -> str:
        """Return a full name."""
        return f"{self.forename()} {self.surname()}"

    def city(self) -> str:
        """Return a city."""
        return self._one(self._names.cities)

    def country(self) -> str:
        """Return a country."""
        return self._one(self._names.countries)

    def adjective(self) -> str:
        """Return a nationality or faith, as an adjective."""
        return self._one(parts.FAITHS if self._odds(0.2) else parts.ADJECTIVES)

    def brand(self) -> str:
        """Return a word that means nothing."""
        return "".join(self._one(parts.SYLLABLES) for _ in range(self._chance.choice((2, 2, 3)))).capitalize()

    def acronym(self) -> str:
        """Return some capitals."""
        return "".join(self._one("ABCDEFGHIJKLMNOPRSTUVZ") for _ in range(self._chance.choice((2, 3, 3, 3, 4, 4, 5))))

    def _word(self) -> str:
        """Return what an organisation may be named after."""
        make = (self.surname, self.city, self.brand, self.country, lambda: self._one(parts.WORDS))
        return self._chance.choice(make)()

    def ministry(self) -> str:
        """Return a ministry or an office of a state."""
        field, office = self._one(parts.FIELDS), self._one(parts.OFFICES)
        forms = (
            f"Ministry of {field}",
            f"{field} Ministry",
            f"Department of {field}",
            f"{self.adjective()} {field} Ministry",
            office,
            f"{self.country()} {office}",
            f"{self.adjective()} {office}",
            f"{office} of {self.country()}",
            f"National {field} Agency",
        )
        return self._one(forms)

    def party(self) -> str:
        """Return a party."""
        value, body, aim = self._one(parts.VALUES), self._one(parts.BODIES), self._one(parts.AIMS)
        forms = (
            f"{value} {body}",
            f"{value} {self._one(parts.VALUES)} {body}",
            f"{body} for {aim}",
            f"{value} {body} for {aim}",
            f"{body} of {self.country()}",
            f"{self.adjective()} {value} {body}",
            f"{aim.removeprefix('the ')} and {self._one(parts.AIMS).removeprefix('the ')} {body}",
            self.acronym(),
            f"{self.brand()}",
            f"{self.country()} {body}",
        )
        return self._one(forms)

    def armed_group(self) -> str:
        """Return an armed group."""
        armed = self._one(parts.ARMED)
        forms = (
            f"{self._word()} {armed}",
            f"{self.city()} {armed}",
            f"{self.adjective()} {armed}",
            f"{self._one(parts.VALUES)} {armed}",
            f"Ansar al-{self._one(self._names.forenames)}",
            f"Jaysh al-{self._one(self._names.surnames)}",
            f"Harakat {self.brand()}",
            f"{self._chance.randint(2, 120)}th {armed}",
            f"Army of {self._one(parts.AIMS)}",
            f"al-{self.brand()}",
            self.brand(),
            self.acronym(),
        )
        return self._one(forms)

    def company(self) -> str:
        """Return a company."""
        trade = self._one(parts.TRADES)
        forms = (
            f"{self._word()} {trade}",
            f"{self.brand()} {trade}",
            f"{self.surname()} & {self.surname()}",
            f"{self._word()} {self._one(parts.TRADES)} {trade}",
            f"Bank of {self.city()}",
            f"{self.country()} {trade}",
            self.brand(),
            self.brand(),
            self.acronym(),
        )
        return self._one(forms)

    def medium(self) -> str:
        """Return a newspaper, station or agency."""
        paper = self._one(parts.PAPERS)
        forms = (
            f"{self.city()} {paper}",
            f"{self.country()} {paper}",
            f"{self._one(parts.VALUES)} {paper}",
            f"Radio {self._word()}",
            f"Al {self.brand()}",
            f"{self.brand()} {paper}",
            f"Daily {self._one(parts.PAPERS)}",
            self.brand(),
            self.acronym(),
            self._one(
                ("Reuters", "AP", "AFP", "BBC", "CNN", "Xinhua", "Al Jazeera", "Bloomberg", "dpa", "TASS", "Associated Press")
            ),
        )
        return self._one(forms)

    def club(self) -> str:
        """Return a sports club."""
        city = self.city()
        return self._one(
            (f"{city} {self._one(parts.CLUBS)}", f"{self._one(('Real', 'FC', 'AC', 'Dynamo', 'CSKA'))} {city}", self.brand())
        )

    def organisation(self) -> str:
        """Return any organisation; now and then one that the articles have."""
        city, field = self.city(), self._one(parts.FIELDS)
        forms = (
            f"University of {city}",
            f"{city} University",
            f"{self._word()} Foundation",
            f"{self._word()} Institute",
            f"{self.country()} Human Rights {self._one(('Centre', 'Watch', 'Commission', 'Observatory'))}",
            f"International {field} {self._one(('Organization', 'Agency', 'Federation', 'Council', 'Fund'))}",
            f"{self._one(('Save', 'Action for', 'Friends of', 'Center for', 'Institute for'))} {self.country()}",
            f"{self._one(('Center for', 'Institute for', 'Council for'))} {field}",
            f"{field} Without Borders",
            f"World {field} {self._one(('Organisation', 'Forum', 'Programme'))}",
            f"{self.adjective()} {self._one(parts.OFFICES)}",
            self.acronym(),
            self.party(),
            self.company(),
            self.ministry(),
        )
        return self._one(forms)

    def building(self) -> str:
        """Return a building, or another place made by hands."""
        after = self._chance.choice((self.city, self.surname, self.brand, self.person))
        return f"{after()} {self._one(parts.BUILDINGS)}"

    def region(self) -> str:
        """Return a region, a water or a mountain."""
        return (
            self._one(parts.REGIONS)
            if self._odds(0.6)
            else self._one(parts.WATERS).format(self._one((self.city(), self.brand())))
        )

    def event(self) -> str:
        """Return an event."""
        forms = (
            f"Operation {self._one(parts.WORDS)} {self._one(parts.WORDS)}",
            f"{self.adjective()} Revolution",
            f"{self._one(parts.REGIONS)} War",
            f"{self.country()} Civil War",
            f"{self.city()} Summit",
            f"{self._one(('Cyclone', 'Hurricane', 'Typhoon', 'Tropical Storm'))} {self._one(self._names.forenames)}",
            f"{self.adjective()} Open",
            f"{self._one(parts.REGIONS)} Games",
            "World Cup",
            "Gulf War",
            "World War II",
            "Olympics",
        )
        return self._one(forms)

    def work(self) -> str:
        """Return a law, a treaty, a prize or a work."""
        forms = (
            f"{self.city()} {self._one(parts.PACTS)}",
            f"{self.city()} {self._one(parts.PACTS)}",
            f"{self._one(parts.FIELDS)} {self._one(('Act', 'Law', 'Bill'))}",
            f"{self.person()} Prize",
            f"{self._one(parts.WORDS)} of {self.city()}",
            f"Nobel Prize for {self._one(parts.FIELDS)}",
        )
        return self._one(forms)
