"""What the parts made on use need of their window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.actions.importing import Wanted
    from reader.core.session import Session
    from reader.core.tokens import Stretch
    from reader.ui.article_view import ArticleView
    from reader.ui.articles import Articles
    from reader.ui.boxes import Boxes
    from reader.ui.legend import Legend
    from reader.ui.notice import Notice
    from reader.ui.status import StatusLine


class Around(Protocol):
    """The window, as what lies in it sees it."""

    articles: Articles
    page: ArticleView
    legend: Legend
    status: StatusLine
    notice: Notice
    boxes: Boxes

    @property
    def session(self) -> Session | None:
        """The session on the open article."""

    def run(self, action_id: str) -> None:
        """Do an action by its id."""

    def bring(self, wanted: Sequence[Wanted]) -> object:
        """Open one file of plain text at once; import all else in the background."""

    def key_of(self, action: str) -> str:
        """Return the key that does an action, as menus show it; empty when it has none."""

    def say(self, sentence: str) -> None:
        """Show a sentence until the next key."""

    def open_article(self, article_id: int, place: Stretch | None = None) -> list[str]:
        """Open an article of the library, its caret at a place if one is given; return why it cannot be, which is told too."""

    def show_place(self) -> None:
        """Say where the caret is."""
