"""The bar for a web address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.sources.files import is_address
from reader.ui.prompt_bar import PromptBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

_LONGEST = 16_000


class AddressBar(PromptBar):
    """Asks for a web address; Enter takes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it, hidden."""
        super().__init__("Web address", parent)
        self._take: Callable[[str], None] = lambda _address: None
        self.caption.setText("Web address")
        self.edit.setMaxLength(_LONGEST)
        self.edit.setMaximumWidth(16_777_215)
        self.edit.setPlaceholderText("https://… of a page or a feed")
        self.edit.textEdited.connect(lambda _text: self.say(""))
        self.add_button("✓", "Open (Enter)", self.accept)
        self.add_button("×", "Leave (Esc)", self.leave)

    def ask(self, address: str, take: Callable[[str], None]) -> None:
        """Take the keys, with an address to begin with. take: is given the one chosen."""
        self._take = take
        self.say("")
        self.begin(address)

    def say(self, words: str) -> None:
        """Show a few words beside the line, which has all the room when there are none."""
        super().say(words)
        self.message.setVisible(bool(words))

    def accept(self) -> None:
        """Take the address, and leave; stay when it is none."""
        address = whole_address(self.edit.text())
        if not address:
            self.say("That is no web address: it begins like example.org.")
            return
        self.leave()
        self._take(address)


def whole_address(typed: str) -> str:
    """Return an address with its scheme, as it may have been typed without; empty when it is none."""
    address = typed.strip()
    if not is_address(address):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:  # brackets, or a port, that cannot be
        return ""
    is_host = "." in host.strip(".") or ":" in host or host == "localhost"
    return address if is_host and not any(sign.isspace() for sign in address) else ""
