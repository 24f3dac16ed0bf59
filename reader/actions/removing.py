"""Taking articles out of the library from its list, and bringing them back, as far back as this window took any out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.actions.library_context import Chore, Share
from reader.actions.listing import GONE
from reader.actions.registry import action
from reader.actions.shelving import ask
from reader.core.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.actions.library_context import LibraryContext, Steps
    from reader.library import Library
    from reader.library.removal import Judged, Removed, TakenOut

_GROUP = "Articles in the list"
_AT_ONCE, _LONG = 20, 100_000
"""Articles of one transaction, some tens of ms, and code points of text that take no longer. So much the window waits for; more
is done while it goes on."""
_LETTERS = 5
"""Of a word, about."""


@action("list.remove", "Take the article out of the library", group=_GROUP)
def remove(context: LibraryContext) -> None:
    """Take the article chosen out, unless anybody has judged in it; the next one is chosen then."""
    desk, row = context.desk, context.listing.chosen(context.row)
    if row is None:
        return

    def told(removed: Sequence[Removed], judged: Sequence[Judged], is_whole: bool) -> str:
        if judged:
            tag = desk.key_of("list.tag")
            return f"It stays, for {who_judged(judged)} judged in it. {tag} tags it “junk”, and a search for -tag:junk hides it."
        if removed:
            return f"Taken out; {desk.key_of('list.bring_back')} brings back: {row.title}"
        return GONE if is_whole else ""

    _take_out(context, [row.id], told, is_long=row.words * _LETTERS > _LONG)


@action("list.remove_all", "Take all that is shown out of the library…", group=_GROUP)
def remove_all(context: LibraryContext) -> None:
    """Ask for the number of the articles shown, and take them out but for those in which anybody has judged."""
    ids, desk = list(context.listing.ids), context.desk
    if not ids:
        return

    def take(answer: str) -> str:
        if answer.strip().replace(",", "") == str(len(ids)):
            _take_out(context, ids, told, is_long=True)
        elif answer.strip():
            return f"There are {len(ids):,} of them: that number takes them out, Esc leaves them."
        return ""

    def told(removed: Sequence[Removed], judged: Sequence[Judged], is_whole: bool) -> str:
        key = desk.key_of("list.bring_back")
        taken = f"{counted(len(removed), 'article')} taken out; {key} brings back." if removed else "No article was taken out."
        stays = "stays" if len(judged) == 1 else "stay"
        stay = f"{len(judged):,} {stays}, for {who_judged(judged)} judged there." if judged else ""
        return " ".join(filter(None, ["" if is_whole else "Stopped.", taken, stay]))

    hint = f"{len(ids):,} takes them out; those in which anybody has judged stay"
    ask(context, f"Take out all {counted(len(ids), 'article')} shown?", "", take, hint)


def _take_out(
    context: LibraryContext,
    ids: Sequence[int],
    told: Callable[[Sequence[Removed], Sequence[Judged], bool], str],
    *,
    is_long: bool,
) -> None:
    """Take articles out, some at a time. told: returns what is said of what is out and what stays, and whether all was done."""
    removed: list[Removed] = []
    judged: list[Judged] = []

    def steps() -> Steps:
        for at in range(0, len(ids), _AT_ONCE):
            out: TakenOut = yield Chore(partial(_out_of, ids[at : at + _AT_ONCE]))
            removed.extend(out.removed)
            judged.extend(out.judged)
            yield Share(min(at + _AT_ONCE, len(ids)), len(ids))

    def ended(is_whole: bool) -> None:
        if len(judged) < len(ids):
            _show_without(context, removed)
        context.desk.say(told(removed, judged, is_whole))

    _work(context, "Taking out", steps(), ended, is_long=is_long)


def _out_of(ids: Sequence[int], library: Library) -> TakenOut:
    return library.shelf.take_out(ids)


def _show_without(context: LibraryContext, removed: list[Removed]) -> None:
    """Show the list without what was taken out; of a group of near-duplicates, what is nearly the same as the first one left."""
    listing, gone = context.listing, {each.id for each in removed}
    listing.taken_out += [removed] if removed else []
    if listing.kin_of in gone:
        listing.kin_of = next((number for number in listing.ids if number not in gone), 0)
    context.desk.leave_what_is_gone()
    context.desk.refresh()


@action("list.bring_back", "Bring back what was taken out last", group=_GROUP)
def bring_back(context: LibraryContext) -> None:
    """Put back what was last taken out in one go, with what was said of it."""
    listing, desk = context.listing, context.desk
    if not listing.taken_out:
        desk.say("Nothing has been taken out from here yet.")
        return
    removed, back = listing.taken_out[-1], list[int]()
    total = len(removed)

    def steps() -> Steps:
        while removed:
            numbers: list[int] = yield Chore(partial(_put_back, removed[-_AT_ONCE:]))
            back.extend(numbers)
            del removed[-_AT_ONCE:]
            yield Share(len(back), total)

    def ended(is_whole: bool) -> None:
        if not removed:
            listing.taken_out.pop()
        desk.refresh(about=min(back, default=None))
        stopped = "" if is_whole else f" Stopped; {desk.key_of('list.bring_back')} brings back the rest."
        desk.say(f"{counted(len(back), 'article')} brought back.{stopped}")

    is_long = total > _AT_ONCE or sum(len(each.article.text) for each in removed) > _LONG
    _work(context, "Bringing back", steps(), ended, is_long=is_long)


def _put_back(removed: Sequence[Removed], library: Library) -> list[int]:
    return library.shelf.put_back(removed)


def _work(context: LibraryContext, caption: str, steps: Steps, ended: Callable[[bool], None], *, is_long: bool) -> None:
    """Do work: what is short at once, so that the next key finds it done. Raises LibraryError."""
    if is_long:
        context.desk.work(caption, steps, ended)
        return
    said = next(steps, None)
    while said is not None:
        try:
            said = steps.send(said.do(context.listing.library) if isinstance(said, Chore) else None)
        except StopIteration:
            said = None
    ended(True)  # noqa: FBT003 - as above


def who_judged(judged: Iterable[Judged]) -> str:
    """Return who has judged in articles: "ann (3 edits) and ben (1 edit) have"."""
    edits: dict[str, int] = {}
    for each in judged:
        for author, count in each.edits.items():
            edits[author] = edits.get(author, 0) + count
    names = [f"{author} ({counted(count, 'edit')})" for author, count in edits.items()]
    listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"{listed} {'has' if len(names) == 1 else 'have'}"
