"""Ways to correct one difference once the caret is near it: short programs of keys, tried on a rehearsal.

A step is ("do", action id), ("jump", target) or ("extend", target). A recipe is a generator: it does its steps on the rehearsal
and yields whenever what it has done so far may be enough.
"""

JUMPS = {"jump": "jump.to", "extend": "jump.extend"}
"""The actions of the steps that go by hints."""

_MOST_EDGES = 40
_MOST_BACK = 2


class Stuck(Exception):
    """The recipe does not work from here."""


class Trial:
    """A rehearsal with a record of the steps."""

    def __init__(self, rehearsal, difference, targets):
        """Begin where the rehearsal's caret is.

        targets: of the hints in sight, by the place of their word.
        """
        self.rehearsal, self.difference, self.targets = rehearsal, difference, targets
        self.steps = []

    @property
    def session(self):
        """The copy's session."""
        return self.rehearsal.session

    def do(self, action_id):
        """Do an action."""
        self.rehearsal.act(action_id)
        self.steps.append(("do", action_id))

    def extend(self, offset):
        """Extend the caret to the word at an offset by its hint."""
        target = self.targets.get(offset)
        if target is None:
            raise Stuck
        before = self.session.cursor
        self.rehearsal.extend(target)
        if self.session.cursor == before:
            raise Stuck
        self.steps.append(("extend", target))

    def fit(self, span):
        """Move the edges to those of a span, by tokens and, where that is not enough, by characters."""
        self._move_edges(span)
        cursor = self.session.cursor
        if (cursor.start, cursor.end) != (span.start, span.end) and not self.rehearsal.context.options.characters:
            self.do("view.characters")
            self._move_edges(span)
            self.do("view.characters")
        cursor = self.session.cursor
        if (cursor.start, cursor.end) != (span.start, span.end):
            raise Stuck

    def _move_edges(self, span):
        for _ in range(_MOST_EDGES):
            move = self._next_edge(span)
            if move is None:
                return
            self.do(move)
        raise Stuck

    def _next_edge(self, span):
        """Return the edge move that leads nearer to a span; None where a step would lead past it."""
        cursor = self.session.cursor
        moves = []
        if cursor.end != span.end:
            moves.append("edge.right_out" if cursor.end < span.end else "edge.right_in")
        if cursor.start != span.start:
            moves.append("edge.left_out" if cursor.start > span.start else "edge.left_in")
        return next((move for move in moves if self._leads_nearer(move, span)), None)

    def _leads_nearer(self, move, span):
        """Tell whether an edge move does not pass the edge wanted."""
        cursor, tokens = self.session.cursor, self.session.tokens
        if self.rehearsal.context.options.characters:
            return True
        if move == "edge.right_out":
            token = tokens.following(cursor.end)
            return token is not None and token.end <= span.end
        if move == "edge.left_out":
            token = tokens.preceding(cursor.start)
            return token is not None and token.start >= span.start
        if move == "edge.right_in":
            last = tokens.at(cursor.end - 1)
            token = last and tokens.preceding(last.start)
            return token is not None and token.end >= max(span.end, cursor.start + 1)
        first = tokens.at(cursor.start)
        token = first and tokens.following(first.end)
        return token is not None and token.start <= min(span.start, cursor.end - 1)


def label_then_fit(trial):
    """Label what the caret outlines, or the whole name around it; then mend its edges."""
    gold = trial.difference.gold
    trial.do(f"label.{gold.label}")
    trial.fit(gold)
    yield


def fit_then_label(trial):
    """Set the edges by hand, then label."""
    gold = trial.difference.gold
    trial.fit(gold)
    if not trial.steps:
        raise Stuck
    trial.do(f"label.{gold.label}")
    yield


def fit_alone(trial):
    """Mend the edges of an entity."""
    trial.fit(trial.difference.gold)
    yield


def label_then_extend(trial):
    """Label, then extend to the last or the first word by its hint."""
    gold = trial.difference.gold
    trial.do(f"label.{gold.label}")
    _extend_to(trial, gold)
    trial.fit(gold)
    yield


def extend_then_label(trial):
    """Extend to the last or the first word by its hint, then label."""
    gold = trial.difference.gold
    _extend_to(trial, gold)
    trial.fit(gold)
    trial.do(f"label.{gold.label}")
    yield


def label_characters(trial):
    """Pick a part of a word out by characters, from the word's first on, and label it."""
    gold, session = trial.difference.gold, trial.session
    trial.do("view.characters")
    trial.do("caret.token")
    for _ in range(gold.start - session.cursor.start):
        trial.do("token.next")
    trial.fit(gold)
    trial.do(f"label.{gold.label}")
    trial.do("view.characters")
    yield


def label_beside(trial):
    """Set a second label, then mend the edges."""
    gold = trial.difference.gold
    trial.do(f"also.{gold.label}")
    trial.fit(gold)
    yield


def repeat(trial):
    """Do the last edit again here."""
    trial.do("edit.repeat")
    yield


def keep(trial):
    """Judge it an entity after all."""
    trial.do("entity.keep")
    yield


def reject(trial):
    """Reject, and if need be come back to the rejected one to spread that."""
    wrong = trial.difference.found
    trial.do("entity.reject")
    yield
    for _ in range(_MOST_BACK):
        entity = trial.session.entity
        if entity and entity.span == wrong:
            return
        trial.do("entity.previous")
    entity = trial.session.entity
    if not entity or entity.span != wrong:
        raise Stuck
    yield


def _extend_to(trial, span):
    tokens, cursor = trial.session.tokens, trial.session.cursor
    if cursor.end < span.end:
        last = tokens.at(span.end - 1)
        trial.extend(last.start if last else -1)
    elif cursor.start > span.start:
        trial.extend(span.start)
    else:
        raise Stuck


def _is_within_words(span, tokens):
    """Tell whether a span begins or ends inside a token."""
    return tokens.covering(span.start, span.end) != (span.start, span.end)


def recipes_for(difference, session):
    """Return the recipes that may correct a difference from where the caret is."""
    entity, gold, found = session.entity, difference.gold, difference.found
    if gold == found:
        return [keep] if entity and entity.span == found else []
    listed = [repeat]
    if found is not None and found.contains(session.cursor.start, session.cursor.end):
        listed.append(reject)
    if gold is None:
        return listed
    on_it = found is not None and entity is not None and entity.span == found
    if on_it and gold.label == found.label:
        return [*listed, fit_alone]
    listed += [label_then_fit, fit_then_label, label_then_extend, extend_then_label]
    if _is_within_words(gold, session.tokens):
        listed.append(label_characters)
    if entity:
        listed.append(label_beside)
    if (session.cursor.start, session.cursor.end) == (gold.start, gold.end):
        listed.append(keep)
    return listed
