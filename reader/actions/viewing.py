"""How the page is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions.context import ZOOM_STEPS
from reader.actions.registry import action

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.actions.context import Context, Desk, ViewOptions

_GROUP = "View"
_VALUES = "values"


@action("view.quiet", "Quiet view, without badges", group=_GROUP)
def toggle_quiet(context: Context) -> None:
    """Show or hide the badges."""
    context.desk.present(context.options._replace(quiet=not context.options.quiet))


@action("view.rejected", "Hide rejected", group=_GROUP)
def toggle_rejected(context: Context) -> None:
    """Show or hide what was rejected."""
    hide = not context.options.hide_rejected
    context.desk.present(context.options._replace(hide_rejected=hide))
    context.desk.say("Rejected entities are hidden." if hide else "Rejected entities are shown.")


@action("view.values", "Hide dates and numbers", group=_GROUP)
def toggle_values(context: Context) -> None:
    """Show or hide the labels of the group "values"."""
    groups = context.options.hidden_groups ^ {_VALUES}
    context.desk.present(context.options._replace(hidden_groups=groups))
    context.desk.say("Dates and numbers are hidden." if _VALUES in groups else "Dates and numbers are shown.")


@action("view.characters", "Move by character", group=_GROUP)
def toggle_characters(context: Context) -> None:
    """Switch the grain of the caret and its edges between words and characters."""
    characters = not context.options.characters
    context.desk.present(context.options._replace(characters=characters))
    context.desk.say("The caret moves by character." if characters else "The caret moves by word.")


@action("view.sweep", "Offer what may be missed before finishing", group=_GROUP)
def toggle_sweep(context: Context) -> None:
    """Let finishing first offer the places that may have been missed, or not."""
    sweep = not context.options.sweep
    context.desk.present(context.options._replace(sweep=sweep))
    context.desk.say("Finishing first offers what may be missed." if sweep else "Finishing asks nothing.")


@action("view.ghosts", "Show what may be missed", group=_GROUP)
def toggle_ghosts(context: Context) -> None:
    """Show everything in sight that may have been missed as a faint ghost, or only what a walk along suspects leads to."""
    ghosts = not context.options.ghosts
    context.desk.present(context.options._replace(ghosts=ghosts))
    keep, along = context.desk.key_of("entity.keep"), context.desk.key_of("suspect.next")
    shown = f"What may be missed is shown: {keep} keeps the one under the caret, {along} goes along them."
    context.desk.say(shown if ghosts else "What may be missed is no longer shown.")


@action("view.theme", "Light or dark", group=_GROUP)
def next_theme(context: Context) -> None:
    """Go from the theme shown to the other one."""
    _turn_theme(context.desk, context.options)


@action("view.zoom_in", "Larger", group=_GROUP)
def zoom_in(context: Context) -> None:
    """Go to the next larger size."""
    zoom_by(context, 1)


@action("view.zoom_out", "Smaller", group=_GROUP)
def zoom_out(context: Context) -> None:
    """Go to the next smaller size."""
    zoom_by(context, -1)


@action("view.zoom_reset", "Normal size", group=_GROUP)
def zoom_reset(context: Context) -> None:
    """Go back to the theme's own size."""
    _show_at(context.desk, context.options, 100)


def zoom_by(context: Context, steps: int) -> None:
    """Go so many sizes up (negative: down), as far as there are any."""
    _zoom(context.desk, context.options, steps)


def doors(desk: Desk, options: ViewOptions) -> dict[str, Callable[[], None]]:
    """Return what can be done with no article open, by the ids of the actions."""
    return {
        "view.theme": lambda: _turn_theme(desk, options),
        "view.zoom_in": lambda: _zoom(desk, options, 1),
        "view.zoom_out": lambda: _zoom(desk, options, -1),
        "view.zoom_reset": lambda: _show_at(desk, options, 100),
    }


def _turn_theme(desk: Desk, options: ViewOptions) -> None:
    desk.present(options._replace(theme="light" if desk.is_dark else "dark"))


def _zoom(desk: Desk, options: ViewOptions, steps: int) -> None:
    at = min(range(len(ZOOM_STEPS)), key=lambda place: abs(ZOOM_STEPS[place] - options.zoom))
    _show_at(desk, options, ZOOM_STEPS[max(0, min(at + steps, len(ZOOM_STEPS) - 1))])


def _show_at(desk: Desk, options: ViewOptions, zoom: int) -> None:
    desk.present(options._replace(zoom=zoom))
    desk.say(f"{zoom} %")


@action("view.help", "Show all keys", group=_GROUP)
def show_help(context: Context) -> None:
    """Show the key map over the page, or hide it."""
    context.desk.show_help()
