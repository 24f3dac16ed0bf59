"""Tells by its name what holds no article though it may be text: code, settings, licences, what programs write for programs."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_CODE = (
    "asm bash bat c cc cjs class clj cmake cmd coffee cpp cs css cxx dart el erl ex exs f90 fish go gradle graphql groovy h hpp "
    "hs ipynb java jl js jsx kt kts less lisp lua mjs ml mm pas php pl pm proto ps1 py pyi pyx r rb rs sass scala scss sh sql "
    "styl svelte swift ts tsx vb vim vue wat zig zsh"
)
_SETTINGS = "cfg conf dtd editorconfig env ini lock map mo plist po pot properties tf toml webmanifest xsd xsl xslt yaml yml"
_BUILT = "a bak dll dylib exe jar lib o obj pdb pyc pyd so swp tmp wasm"
"""What programs build, and leave lying."""
_ENDINGS = frozenset(f".{ending}" for kind in (_CODE, _SETTINGS, _BUILT) for ending in kind.split())
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


def is_unlikely(name: str) -> bool:
    """Tell whether a file of this name, with the folders before it or without, holds no article."""
    path = PurePosixPath(name.replace("\\", "/").lower())
    last = path.name
    return (
        (path.suffix in _ENDINGS and not _INITIALS.search(last))
        or last in _NAMES
        or any(map(is_unlikely_folder, path.parts[:-1]))
        or any(told.fullmatch(last) for told in (_LICENCE, _REQUIREMENTS))
    )


def is_unlikely_folder(name: str) -> bool:
    """Tell whether a folder of this name holds what programs keep for themselves."""
    return name.lower() in _FOLDERS or _PACKAGE.fullmatch(name.lower()) is not None


def is_script(head: bytes) -> bool:
    """Tell by its first bytes whether a file is a program, whatever it is called."""
    return head.startswith(_SCRIPT)
