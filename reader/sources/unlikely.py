"""Tells by its name what holds no article though it may be text: code, settings, licences, what programs write for programs.

Of pages that a server makes the name tells nothing: what was saved of them is a page, and what makes them is code.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_CODE = (
    "asm bash bat c cc cjs class clj cmake cmd coffee cpp cs css cxx dart el erl ex exs f90 fish go gradle graphql groovy h hpp "
    "hs ipynb java jl js jsx kt kts less lisp lua mjs ml mm pas pm proto ps1 py pyi pyx r rb rs sass scala scss sh sql "
    "styl svelte swift ts tsx vb vim vue wat zig zsh"
)
_SETTINGS = "cfg conf dtd editorconfig env ini lock map mo plist po pot properties tf toml webmanifest xsd xsl xslt yaml yml"
_SERVED = "asp aspx cfm cgi jsp jspx php php3 php4 php5 phtml pl"
_BUILT = "a bak dll dylib exe jar lib o obj pdb pyc pyd so swp tmp wasm"
"""What programs build, and leave lying."""
_COMING = "aria2 crdownload download filepart opdownload part partial"
"""What a browser has not brought whole yet."""
_ENDINGS = frozenset(f".{ending}" for kind in (_CODE, _SERVED, _SETTINGS, _BUILT, _COMING) for ending in kind.split())
_KEPT = (
    "ads.txt bower.json cmakelists.txt codeowners composer.json dockerfile gemfile humans.txt jenkinsfile makefile manifest.json "
    "npm-shrinkwrap.json package-lock.json package.json pipfile procfile rakefile robots.txt security.txt sitemap.xml "
    "tsconfig.json vagrantfile"
)
_NAMES = frozenset(_KEPT.split())
_FOLDERS = frozenset(("node_modules", "bower_components", "site-packages", "__pycache__", "venv", "__macosx"))
_LICENCE = re.compile(
    r"(?:un)?licen[cs]es?(?:[-_.](?:mit|apache|bsd|[al]?gpl|mpl|ofl|third|other)[\w.-]{0,20})?(?:\.txt|\.md|\.rst)?|"
    r"copying(?:\.lesser)?(?:\.txt|\.md)?"
)
_REQUIREMENTS = re.compile(r"requirements(?:[-_.]\w{1,20})?\.txt")
_PACKAGE = re.compile(r".+\.(?:dist-info|egg-info)")
_INITIALS = re.compile(r"[\s.]\w\.\w\Z")
"""How a name without an ending ends that only looks like one of code: "Talks in Washington D.C"."""
_SCRIPT = b"#!"
HEAD = 1 << 16
"""Bytes that are looked at of what may be a page or code."""
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<!--(?:(?!-->).)*-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_CODE_WITHIN = re.compile(rb"<\?(?:php|=)|<%|<cf[a-z]", re.IGNORECASE)


def bytes_wanted(name: str) -> int:
    """Return how many of the first bytes of a file of this name are needed to say whether it holds an article."""
    ending = PurePosixPath(name).suffix.lower()
    return HEAD if ending[1:] in _SERVED.split() else 0 if ending else len(_SCRIPT)


def is_unlikely(name: str, head: bytes = b"") -> bool:
    """Tell whether a file of this name, with the folders before it or without, holds no article. head: its first bytes."""
    path = PurePosixPath(name.replace("\\", "/").lower())
    last = path.name
    return (
        (path.suffix in _ENDINGS and not _INITIALS.search(last) and not (bytes_wanted(last) == HEAD and _is_saved_page(head)))
        or last in _NAMES
        or any(map(is_unlikely_folder, path.parts[:-1]))
        or any(told.fullmatch(last) for told in (_LICENCE, _REQUIREMENTS))
        or head.startswith(_SCRIPT)
    )


def is_unlikely_folder(name: str) -> bool:
    """Tell whether a folder of this name holds what programs keep for themselves."""
    return name.lower() in _FOLDERS or _PACKAGE.fullmatch(name.lower()) is not None


def _is_saved_page(head: bytes) -> bool:
    """Tell whether a page begins so that a server has made, and no code that makes one."""
    return _PAGE.match(head) is not None and _CODE_WITHIN.search(head) is None
