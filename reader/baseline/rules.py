"""The rules of `consistency`: each takes a page and its mentions, and returns the mentions as they should be.

Every number here was chosen on development texts, and every rule is kept because it gained there: see the model card.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import permutations
from math import log
from typing import TYPE_CHECKING

from reader.baseline.known import LABELS
from reader.baseline.lexicon import is_demonym
from reader.baseline.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.baseline.page import Page, Surface

FOLLOWS = 0.9
"""What the score of a mention that follows another is of that one's: a little under how often such mentions are right."""

_SURE = 0.9
"""A mention with such a score keeps its label, and a single word with it is found again all through the article."""
_FULL_NAME, _LONG_NAME, _EXPANSION = 0.7, 0.7, 0.6
"""Least scores of a full name for its surname, of a long name for the same one elsewhere, of an expansion for its acronym."""
_OTHERS = 0.5
"""How much the other mentions of a surface count beside the one in question; with more, ambiguous names are flattened."""
_WON, _LEAST = 0.85, 0.02
"""What is left of the score of a mention that wins another over; the chance of a label that is no alternative."""
_DEMONYM, _KNOWN = 0.8, 0.9
"""The scores of a demonym that the encoder passed over, and of a well-known name."""
_SUREST = 0.95
"""A mention with such a score is not what a list says of its surface."""
_SHORTEST_SURNAME, _SHORTEST_WORD = 3, 4
_ACRONYM = range(2, 8)
_SHORTEST_INITIALS = 2
_EXPANDED = frozenset({"ORG", "EVENT", "MISC", "GPE", "LOC"})
_ARTICLES = frozenset({"al", "el", "ul", "ad", "as", "at", "an", "ar", "az"})
"""What an Arabic surname may begin with, before a hyphen."""
_TITLES = """
mr mr. mrs mrs. ms ms. dr dr. sir sen. rep. gov. gen. col. lt. maj. capt. sgt. prof. rev. president minister premier chancellor
senator governor mayor general colonel captain major lieutenant commander ambassador spokesman spokeswoman prince princess king
queen pope judge justice professor secretary chairman sheikh imam ayatollah
"""
_TITLE = frozenset(_TITLES.split())
_PREFIXES = frozenset({"pro", "anti", "non", "ex"})
_OPENERS = frozenset({"", ".", "?", "!", ":", '"', "“", "'"})


def acronyms(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Give an acronym the label of its expansion.

    That is a name beside it, one of the two in brackets, or an organisation anywhere, with those initials.
    """
    known: dict[Surface, Mention] = {}
    for mention in mentions:
        if _at_least(mention, _EXPANSION) and mention.label in _EXPANDED:
            for acronym in _acronyms_of(page, mention):
                known.setdefault((acronym,), mention)
    relabelled = [_following(page, mention, known) for mention in mentions]
    return _found_again(page, relabelled, known)


def _acronyms_of(page: Page, mention: Mention) -> list[str]:
    words = page.surface(mention.start, mention.end)
    capitals = "".join(word[0] for word in words if word[0].isupper())
    initials = {capitals, "".join(word[0] for word in words if word[0].isalpha()).upper()}
    start, end = mention.start, mention.end
    beside = [page.after(end, 2)] if page.after(end) == "(" else []
    beside += [page.before(start, 2)] if page.before(start) == "(" else []
    found = [word for word in beside if len(word) in _ACRONYM and word.upper() in initials and len(words) > 1]
    if mention.label == "ORG" and len(capitals) >= _SHORTEST_INITIALS:
        found.append(capitals)
    return found


def _following(page: Page, mention: Mention, known: Mapping[Surface, Mention]) -> Mention:
    """Return an acronym with the label of its expansion, if that is surer than it; else the mention as it is."""
    source = known.get(page.surface(mention.start, mention.end))
    if source is None or source.label == mention.label or _at_least(mention, min(_SURE, source.score or 0)):
        return mention
    return _relabelled(page, mention, source.label, _follower(source))


def surnames(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Let a surname on its own be a person where the article has the full name."""
    known: dict[Surface, Mention] = {}
    for mention in mentions:
        if mention.label == "PERSON" and _at_least(mention, _FULL_NAME):
            for surname in _surnames(page.surface(mention.start, mention.end)):
                known.setdefault(surname, mention)
    relabelled = [
        _relabelled(page, mention, "PERSON", _follower(source))
        if (source := known.get(page.surface(mention.start, mention.end)))
        and mention.label not in {"PERSON", "NORP"}
        and not _at_least(mention, _SURE)
        else mention
        for mention in mentions
    ]
    return _found_again(page, relabelled, known)


def _surnames(words: Surface) -> list[Surface]:
    """Return the forms in which a full name's last part may stand alone: "al-Obeidi", "Obeidi"; none of a single word."""
    last = words[-1]
    if len(words) == 1 or len(last) < _SHORTEST_SURNAME or not last[0].isupper() or last.isupper() or not last.isalpha():
        return []
    if words[-2] != "-":
        return [(last,)]
    # "Diarra-Keïta" is not also "Keïta".
    return [words[-3:], (last,)] if words[-3:-2] and words[-3].lower() in _ARTICLES else [words[-3:]]


def well_known(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Let armed groups, organisations and capitals that everybody knows be such, and find such organisations."""
    people = (page.surface(mention.start, mention.end) for mention in mentions if mention.label == "PERSON")
    named = {word for words in people if len(words) > 1 and words not in LABELS for word in words}
    known = {surface: Mention(0, 1, label, _KNOWN) for surface, label in LABELS.items() if label == "ORG"}
    relabelled = [
        _relabelled(page, mention, label, _KNOWN)
        if (label := LABELS.get(surface := page.surface(mention.start, mention.end)))
        and mention.label not in {label, "NORP"}
        and not _at_least(mention, _SUREST)
        # A capital may be somebody's name.
        and named.isdisjoint(surface)
        else mention
        for mention in mentions
    ]
    return _found_again(page, relabelled, known)


def one_label(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Give equal surfaces one label, unless a place says otherwise: each mention weighs its own odds and half of the others'.

    The others' are their mean log-odds: how many they are counts for nothing, so that no unsure majority wins.
    """
    alike: dict[Surface, list[Mention]] = defaultdict(list)
    for mention in mentions:
        alike[page.surface(mention.start, mention.end)].append(mention)
    changed = {mention.key: other for group in alike.values() for mention, other in _outweighed(page, group)}
    return [changed.get(mention.key, mention) for mention in mentions]


def _outweighed(page: Page, group: Sequence[Mention]) -> Iterable[tuple[Mention, Mention]]:
    """Yield those of some mentions of one surface that should have another label, and how they should be."""
    best: dict[str, Mention] = {}
    for mention in group:
        best[mention.label] = max(best.get(mention.label, mention), mention, key=_follower)
    labels = best.keys() - {"NORP"}
    totals = {pair: sum(_odds(page, each, *pair) for each in group) for pair in permutations(sorted(labels), 2)}
    for mention in group:
        weights: dict[str, float] = {}
        for winner in sorted(labels - {mention.label}) if mention.label in labels else ():
            own = _odds(page, mention, winner, mention.label)
            others = (totals[winner, mention.label] - own) / (len(group) - 1)
            weights[winner] = own + _OTHERS * others
        winner = max(weights, key=lambda label: weights[label], default="")
        if winner and weights[winner] > 0 and not _at_least(mention, _SURE):
            yield mention, _relabelled(page, mention, winner, _WON * _follower(best[winner]))


def _odds(page: Page, mention: Mention, label: str, than: str) -> float:
    """Return how much likelier one label is than another, as a logarithm."""
    return log(max(_LEAST, _chance(page, mention, label)) / max(_LEAST, _chance(page, mention, than)))


def _chance(page: Page, mention: Mention, label: str) -> float:
    return (mention.score or 0) if mention.label == label else page.chance(mention.start, mention.end, label)


def repeats(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Find a name again where the encoder passed over it, or saw a part of it only."""
    known: dict[Surface, Mention] = {}
    for mention in mentions:
        surface = page.surface(mention.start, mention.end)
        if _is_worth_finding(surface, mention) and (surface not in known or not _at_least(known[surface], mention.score or 0)):
            known[surface] = mention
    return _found_again(page, mentions, known)


def _is_worth_finding(surface: Surface, mention: Mention) -> bool:
    if len(surface) > 1:
        return _at_least(mention, _LONG_NAME) and any(word[0].isupper() for word in surface)
    return _at_least(mention, _SURE) and surface[0][0].isupper() and len(surface[0]) >= _SHORTEST_WORD


def demonyms(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Find nationalities and faiths that the encoder passed over, but for those inside a longer name; neighbours are one."""
    taken = _tokens(mentions)
    found: list[Mention] = []
    for at, word in enumerate(page.words):
        if at not in taken and is_demonym(word) and not word.isupper() and _stands_alone(page, at, at + 1):
            start = found.pop().start if found and found[-1].end == at else at
            found.append(Mention(start, at + 1, "NORP", _DEMONYM))
    return _in_order([*mentions, *found])


def _found_again(page: Page, mentions: Sequence[Mention], known: Mapping[Surface, Mention]) -> list[Mention]:
    """Add known surfaces where no mention is; a long one also in place of less sure parts of it."""
    taken = _tokens(mentions)
    for surface, source in sorted(known.items(), key=lambda entry: -len(entry[0])):
        for start, end in page.find(surface):
            inside = {taken[at] for at in range(start, end) if at in taken}
            fits = len(surface) > 1 or _fits_alone(page, start, end)
            if fits and all(_is_part(part, start, end, source) for part in inside):
                taken.update(dict.fromkeys(range(start, end), Mention(start, end, source.label, _follower(source))))
    return _in_order(set(taken.values()))


def _is_part(part: Mention, start: int, end: int, source: Mention) -> bool:
    """Tell whether a mention is a part, not all, of a stretch, and less sure than what was found there elsewhere."""
    within = start <= part.start and part.end <= end and (start, end) != (part.start, part.end)
    return within and not _at_least(part, source.score or 0)


def _stands_alone(page: Page, start: int, end: int) -> bool:
    """Tell whether no word with a capital stands beside a stretch, which may then be part of a longer name.

    A hyphen makes it part of another word, except in "Kyiv-born" and "pro-Kyiv".
    """
    before, after = page.before(start), page.after(end)
    if _has_capital(after) or (after == "-" and not page.after(end, 2).islower()):
        return False
    if before == "-":
        return page.before(start, 2).lower() in _PREFIXES
    return not _has_capital(before) or before.lower() in _TITLE or page.before(start, 2) in _OPENERS


def _has_capital(word: str) -> bool:
    return word[:1].isupper() and not is_demonym(word)


def _fits_alone(page: Page, start: int, end: int) -> bool:
    """Tell whether a single word may be a name of its own: an acronym unless all is in capitals, another as it stands alone."""
    word, beside = page.words[start], (page.before(start), page.after(end))
    if word.isupper() and any(len(each) > 1 and each.isupper() for each in beside):
        return False
    # Two letters are not enough to be an acronym whatever stands beside them.
    is_acronym = _ACRONYM.start < len(word) < _ACRONYM.stop and word.isalnum() and sum(map(str.isupper, word)) > 1
    return is_acronym or _stands_alone(page, start, end)


def _at_least(mention: Mention, score: float) -> bool:
    """Tell whether a mention has such a score; a mention without one is as sure as can be."""
    return mention.score is None or mention.score >= score


def _follower(source: Mention) -> float:
    return round(FOLLOWS * (1 if source.score is None else source.score), 4)


def _relabelled(page: Page, mention: Mention, label: str, score: float) -> Mention:
    return replace(mention, label=label, score=round(max(score, page.chance(mention.start, mention.end, label)), 4))


def _tokens(mentions: Iterable[Mention]) -> dict[int, Mention]:
    return {at: mention for mention in mentions for at in range(mention.start, mention.end)}


def _in_order(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda mention: mention.start)
