"""Throws broken files at a source for a while: python -m tests.sources.fuzz SOURCE SECONDS [SEED].

SOURCE is the name of one of `registry.SOURCES`, or "all". What is thrown is made of the gold pages and the samples,
with bytes flipped, cut, doubled and swapped. Stops with the first file that breaks a promise, and keeps it.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from reader.sources import registry
from reader.sources.source import Reading, Refusal, Source, SourceError

FOLDER = Path(__file__).parent
STARTS = [path.read_bytes() for path in sorted([*FOLDER.glob("pages/*.html"), *FOLDER.glob("samples/*")])]
"""A new source's own kind of file is put into the folder of samples, and is thrown from then on."""
MARKS = [b"<", b">", b"</", b"<!--", b"-->", b"&#x", b"\0", b"\xff\xfe", b"<![CDATA[", b"]]>", b'="', b"\r\n", b"\xed\xa0\x80"]
SLOW = 20.0


def broken(raw: bytes, chance: random.Random) -> bytes:
    """Return the bytes with a few things wrong with them."""
    held = bytearray(raw)
    for _ in range(chance.randint(1, 12)):
        at, to = sorted(chance.randrange(len(held) + 1) for _ in range(2))
        to = min(to, at + chance.choice([1, 4, 64, 2048]))
        match chance.randrange(5):
            case 0:
                del held[at:to]
            case 1:
                held[at:at] = held[at:to] * chance.choice([1, 2, 50])
            case 2:
                held[at:at] = chance.choice(MARKS) * chance.choice([1, 1, 300])
            case 3:
                held[at:to] = chance.randbytes(to - at)
            case _:
                other = chance.choice(STARTS)
                start = chance.randrange(len(other) + 1)
                held[at:to] = other[start : start + 512]
    return bytes(held)


def fault(raw: bytes, source: Source) -> str:
    """Return which promise reading these bytes breaks; empty for none."""
    started = time.monotonic()
    try:
        for outcome in islice(registry.read_bytes(raw, "fuzzed") if source.claims(raw) else (), 2000):
            if isinstance(outcome, Refusal):
                assert outcome.sentence.rstrip().endswith((".", ")")), outcome
            elif isinstance(outcome, Reading):
                # What an article promises of its blocks, it holds when it is made; this is what a library asks beside.
                outcome.article.text.encode("utf-8")
    except SourceError as error:
        return "" if str(error) else "an error without words"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return repr(error)
    took = time.monotonic() - started
    return f"took {took:.0f} s" if took > SLOW else ""


def main(name: str, seconds: float, seed: int) -> int:
    sources = [source for source in registry.SOURCES if name in {"all", source.name}]
    if not sources:
        sys.stderr.write(f"There is no source {name}: {', '.join(source.name for source in registry.SOURCES)}, or all.\n")
        return 2
    chance, end, count, read = random.Random(seed), time.monotonic() + seconds, 0, 0  # noqa: S311 - no secret
    while time.monotonic() < end:
        source = chance.choice(sources)
        raw = broken(chance.choice(STARTS), chance)
        count += 1
        read += source.claims(raw)
        found = fault(raw, source)
        if found:
            kept = Path(tempfile.gettempdir()) / f"fuzzed-{seed}-{count}"
            kept.write_bytes(raw)
            sys.stdout.write(f"{source.name}: {found}: kept as {kept}\n")
            return 1
    sys.stdout.write(f"{count} files thrown, {read} of them claimed by {name}: no fault found (seed {seed}).\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0))
