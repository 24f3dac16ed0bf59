"""The synthetic task: 350 words, 45 entities, a baseline with 3 missing, 2 labels wrong, 2 edges off by one token, 1 spurious.

Articles are made of our own gold's paragraphs, drawn at random until words and entities come out right. Only names are entities,
as in the newswire the yardstick was taken from: dates and numbers are plain text.
"""

import random

from reader.core.spans import Span
from reader.core.tokens import Tokens
from tests.benchmarks.effort_gold import Case
from tests.benchmarks.texts import article_of

NAMES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WEAPON", "VEHICLE", "MISC")
WORDS, ENTITIES = 350, 45
MISSING, LABELS, BOUNDS, SPURIOUS = 3, 2, 2, 1
_SLACK = 10
_TRIES = 20_000


def planted(articles, count, seed=1):
    """Return so many cases made of the paragraphs of articles, the same ones for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - errors at random places, not secrets
    paragraphs = [paragraph for article in articles for paragraph in _paragraphs(article)]
    return [_with_errors(*_draw(paragraphs, dice), f"synthetic {number}", dice) for number in range(1, count + 1)]


def _paragraphs(article):
    """Yield each paragraph of an article that ends like one, with its names, offset from its own start."""
    at = 0
    for text in article.text.split("\n\n"):
        if len(text.split()) > _SLACK and text.rstrip("”\"'’ )").endswith((".", "?", "!")):
            inside = (span for span in article.gold if at <= span.start < at + len(text) and span.label in NAMES)
            yield text, [Span(span.start - at, span.end - at, span.label) for span in inside]
        at += len(text) + 2


def _draw(paragraphs, dice):
    """Return a text of about `WORDS` words with exactly `ENTITIES` entities, and these."""
    for _ in range(_TRIES):
        dice.shuffle(paragraphs)
        pieces, words = [], 0
        for paragraph in paragraphs:
            if words >= WORDS - _SLACK:
                break
            pieces.append(paragraph)
            words += len(paragraph[0].split())
        if words <= WORDS + _SLACK and sum(len(spans) for _, spans in pieces) == ENTITIES:
            return _joined(pieces)
    raise ValueError("no paragraphs of our gold make an article of the synthetic task")


def _joined(pieces):
    text, gold = "", []
    for paragraph, spans in pieces:
        text = f"{text}\n\n" if text else ""
        gold += [Span(len(text) + span.start, len(text) + span.end, span.label) for span in spans]
        text += paragraph
    return text, gold


def _with_errors(text, gold, name, dice):
    """Return a case whose baseline is the gold with the errors of the task, each on an entity of its own."""
    tokens = Tokens(article_of(text.encode()))
    victims = dice.sample(sorted(gold), len(gold))
    found = set(gold) - set(victims[:MISSING])
    for span in victims[MISSING : MISSING + LABELS]:
        found -= {span}
        found.add(Span(span.start, span.end, dice.choice([label for label in NAMES if label != span.label])))
    moved = 0
    for span in victims[MISSING + LABELS :]:
        other = _off_by_one(span, tokens, gold, dice) if moved < BOUNDS else None
        if other:
            found = found - {span} | {other}
            moved += 1
    found |= set(_spurious(text, tokens, [*gold, *found], dice))
    return Case(name, text, frozenset(gold), dict.fromkeys(sorted(found)))


def _off_by_one(span, tokens, gold, dice):
    """Return a span with one edge a token away, over no other entity and not out of its sentence; None where there is none."""
    first, last = tokens.at(span.start), tokens.at(span.end - 1)
    before, after = tokens.preceding(span.start), tokens.following(span.end)
    choices = [(before.start, span.end) if before else None, (span.start, after.end) if after else None]
    if first != last:
        choices += [(tokens.following(first.end).start, span.end), (span.start, tokens.preceding(last.start).end)]
    sentence = tokens.sentence_at(span.start)
    fitting = [
        bounds
        for bounds in choices
        if bounds
        and sentence.start <= bounds[0]
        and bounds[1] <= sentence.end
        and not any(other != span and other.overlaps(*bounds) for other in gold)
        and all(tokens.is_word(token) for token in (tokens.at(bounds[0]), tokens.at(bounds[1] - 1)))
    ]
    return Span(*dice.choice(fitting), span.label) if fitting else None


def _spurious(text, tokens, taken, dice):
    """Return single words, capitalised if there are any, that are in no entity."""
    words = [token for index in range(len(tokens.parts)) for token in tokens.of_part(index) if tokens.is_word(token)]
    free = [word for word in words if not any(span.overlaps(*word) for span in taken)]
    capitals = [word for word in free if text[word.start].isupper()]
    return [Span(*word, dice.choice(NAMES)) for word in dice.sample(capitals or free, SPURIOUS)]
