"""What brings articles in: files, folders, web addresses, the clipboard, and folders that are watched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.actions.registry import action

if TYPE_CHECKING:
    from reader.actions.context import Context

_GROUP = "Articles"


@action("article.open", "Open files…", group=_GROUP)
def open_files(context: Context) -> None:
    """Ask for files and import them."""
    context.desk.imports.choose_files()


@action("folder.open", "Open a folder…", group=_GROUP)
def open_folder(context: Context) -> None:
    """Ask for a folder and import all that lies in it."""
    context.desk.imports.choose_folder()


@action("address.open", "Open a web address…", group=_GROUP)
def open_address(context: Context) -> None:
    """Ask for the address of a page or feed and import it."""
    context.desk.imports.ask_for_address()


@action("clipboard.paste", "Paste as an article", group=_GROUP)
def paste(context: Context) -> None:
    """Import what the clipboard holds."""
    context.desk.imports.paste()


@action("import.report", "Report of the last import", group=_GROUP)
def show_report(context: Context) -> None:
    """Show what the last import brought, and what it refused and why."""
    context.desk.imports.show_report()


@action("import.stop", "Stop the import", group=_GROUP)
def stop(context: Context) -> None:
    """Stop the import that is running; what is in stays."""
    context.desk.imports.stop()


@action("folder.watch", "Watch a folder…", group=_GROUP)
def watch(context: Context) -> None:
    """Ask for a folder, and import what is and what comes to be in it."""
    context.desk.imports.choose_watched()


@action("folder.unwatch", "Watched folders…", group=_GROUP)
def unwatch(context: Context) -> None:
    """Show the watched folders; one that is chosen is watched no more."""
    context.desk.imports.show_watched()
