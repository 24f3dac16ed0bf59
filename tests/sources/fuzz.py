"""Breaks files of one format in every way for so many seconds, and reads them: `python -m tests.sources.fuzz SOURCE SECONDS`.

Prints what was tried, and each case that gave anything but outcomes or a sentence, or took too long; such cases are kept.
SOURCE may be "all": each for so many seconds of processor time.
"""

from __future__ import annotations

import faulthandler
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from io import BytesIO
from pathlib import Path

from tests.sources.samples import samples, zipped
from tests.sources.test_samples import outcomes

WATCHDOG_S = 20
"""Of processor time: the machine may have much else to do."""
_SPLICES = (
    *(
        b"\0",
        b"\xff",
        b"\n",
        b"\r\n",
        b" ",
        b"-1",
        b"0",
        b"4294967295",
        b"99999999999999999999",
        b"1e999",
        b"\xed\xa0\x80",
        b"\x80",
    ),
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b"<",
        b">",
        b"&",
        b"&nbsp;",
        b'"',
        b"'",
        b"\\",
        b"\\u",
        b"\\ud800",
        b"\\bin99",
        b"/",
        b"(",
        b")",
        b"<<",
        b">>",
    ),
    *(
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"<![CDATA[",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"=?utf-8?b?",
        b"?=",
        b"--",
        b"boundary=",
        b"endobj",
    ),
)


def mutated(raw: bytes, others: list[bytes], random_: random.Random) -> bytes:
    """The bytes with some changes, many of them small."""
    changed = bytearray(raw)
    for _ in range(random_.choice((1, 1, 2, 3, 8, 30))):
        at = random_.randrange(len(changed) + 1)
        length = random_.choice((1, 1, 2, 4, 16, 200, len(changed) // 3))
        how = random_.randrange(8)
        if how == 0 and at < len(changed):
            changed[at] ^= 1 << random_.randrange(8)
        elif how == 1:
            changed[at : at + length] = random_.randbytes(min(length, 300))
        elif how == 2:
            del changed[at : at + length]
        elif how == 3:
            changed[at:at] = changed[at : at + length] * random_.choice((1, 2, 50))
        elif how == 4:
            changed[at : at + random_.choice((0, length))] = random_.choice(_SPLICES) * random_.choice((1, 1, 3, 1000))
        elif how == 5:
            other = random_.choice(others)
            start = random_.randrange(len(other) + 1)
            changed[at : at + length] = other[start : start + length]
        elif how == 6:
            start = random_.randrange(len(changed) + 1)
            changed[at : at + length] = changed[start : start + length]
        else:
            del changed[at:]
        del changed[1 << 20 :]
        if not changed:
            return b""
    return bytes(changed)


def broken(raw: bytes, others: list[bytes], random_: random.Random) -> bytes:
    """Mutated as it stands or, of a container, in one of its members: packed bytes would else hide what is in them."""
    if raw.startswith(b"PK") and random_.random() < 0.7:
        with zipfile.ZipFile(BytesIO(raw)) as container:
            members = {name: container.read(name) for name in container.namelist()}
        name = random_.choice([*members])
        members[name] = broken(members[name], others, random_) if members[name] else b"x"
        return zipped(members, stored=("mimetype",))
    return mutated(raw, others, random_)


def fuzz(name: str, seconds: float) -> int:
    """Break the samples of a source for so many seconds of processor time; return how many cases failed."""
    held = samples()
    mine, others = held[name], [raw for of in held.values() for raw in of]
    seed = time.time_ns()
    random_ = random.Random(seed)  # noqa: S311 - nothing secret
    tried = failed = 0
    slowest = 0.0
    started = time.process_time()
    while time.process_time() - started < seconds:
        raw = broken(random_.choice(mine), others, random_)
        case = Path(tempfile.gettempdir()) / f"reader-fuzz-{name.replace(' ', '-')}-{seed}-{tried}"
        case.write_bytes(raw)  # before it is read: what kills the process is kept too
        began = time.perf_counter()
        signal.setitimer(signal.ITIMER_PROF, WATCHDOG_S)
        try:
            outcomes(raw)
            case.unlink()
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            failed += 1
            print(f"{case}:\n{traceback.format_exc()}", flush=True)  # noqa: T201 - a program of its own
        signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, time.perf_counter() - began)
        tried += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name}: {tried:,} cases, {failed} failed, slowest {slowest:.2f} s, peak {peak} MiB", flush=True)  # noqa: T201
    return failed


class TooSlow(Exception):
    """A case that took longer than the watchdog waits."""


def _bark(*_: object) -> None:
    raise TooSlow


def main(source: str, seconds: float) -> int:
    """Fuzz one source, or all."""
    faulthandler.enable()
    faulthandler.dump_traceback_later(WATCHDOG_S * 60 + seconds * 30, exit=True)
    signal.signal(signal.SIGPROF, _bark)
    warnings.simplefilter("error")
    return sum(fuzz(name, seconds) for name in (samples() if source == "all" else [source]))


if __name__ == "__main__":
    sys.exit(min(1, main(sys.argv[1], float(sys.argv[2]))))
