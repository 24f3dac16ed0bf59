"""The real worker with one more source, which does what the file says: what broken files make libraries do."""

import ctypes
import os
import sys
import threading
import time
from pathlib import Path

from reader.core.article import Article
from reader.sources import registry, worker
from reader.sources.source import Reading, Refusal, Source, SourceError


def hog():
    while True:
        time.sleep(0)


def fail():
    raise KeyError("no such\nthing")


def give_up():
    raise SourceError("Nothing more can be had.")


leaked = []
DOES = {
    "crash": lambda: ctypes.string_at(0),
    "exit": lambda: os._exit(3),
    "hang": lambda: threading.Event().wait(),
    "hog": hog,
    "eat": lambda: [bytes(64 * 1024**2) for _ in range(10_000)],
    "leak": lambda: leaked.append(bytes(300 * 1024**2)),
    "raise": fail,
    "give-up": give_up,
    "print": lambda: sys.stdout.write('{"done": true}\n'),
}


def read(raw, name, inside):  # noqa: ARG001 - as every source
    for word in raw.decode().split()[1:]:
        if word in DOES:
            DOES[word]()
        elif word.startswith("tell="):
            Path(word.removeprefix("tell=")).write_text("here")
        elif word == "refuse":
            yield Refusal("That cannot be read.", f"{name} \u203a part")
        else:
            yield Reading(Article(word))


SOURCE = Source("nasty", lambda raw: raw.startswith(b"NASTY"), read)
registry.SOURCES = (registry.Listed(__name__, (b"nasty",)), *registry.SOURCES)
sys.exit(worker.main())
