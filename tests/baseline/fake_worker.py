"""A worker without a tagger, which does what the text it is asked about says. Standard library only."""

import argparse
import json
import os
import re
import sys
import threading
from pathlib import Path

TAGGER = {"name": "fake", "version": "1", "digest": "f"}


def say(**message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def first_time(mark):
    """Tell whether a worker was never here before."""
    if mark.exists():
        return False
    mark.touch()
    return True


def answer(job, digest, text, marks):
    say(job=job, digest=digest, progress=0)
    if "crash always" in text or ("crash once" in text and first_time(marks / f"crash-{job}")):
        os._exit(3)
    if "hang always" in text or ("hang once" in text and first_time(marks / f"hang-{job}")):
        threading.Event().wait()
    if "garbage" in text:
        sys.stdout.write('no JSON\n[]\n{"job":\n{"job": 1}\n{"job": [], "digest": 1, "spans": [[1]]}\n{"what": 1}\n')
        say(job=job, digest=digest, spans=[[5, 2, "ORG", None]], tagger=TAGGER)
    if "stale" in text:
        say(job=job, digest="of another text", spans=[], tagger=TAGGER)
        say(job=job + 1000, digest=digest, spans=[], tagger=TAGGER)
    if "refuse" in text:
        say(job=job, digest=digest, error="I cannot read this.")
        return
    spans = [[match.start(), match.end(), "ORG", 0.5] for match in re.finditer("Acme", text)]
    for span in spans:
        say(job=job, digest=digest, spans=[span], more=True)
    near = [[match.start(), match.end(), "GPE", 0.2] for match in re.finditer("Acme", text)]
    say(job=job, digest=digest, spans=[], near=near, tagger=TAGGER)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("marks", type=Path)
    parser.add_argument("--start", choices=("well", "fail", "crash", "hang"), default="well")
    chosen = parser.parse_args()
    say(loading=True)
    if chosen.start == "crash":
        os._exit(4)
    if chosen.start == "hang":
        threading.Event().wait()
    if chosen.start == "fail":
        say(failed="There is no tagger. Install one.")
        sys.exit(2)
    say(ready=TAGGER)
    for line in sys.stdin:
        request = json.loads(line)
        if "cancel" in request:
            say(dropped=request["cancel"])
        else:
            answer(request["job"], request["digest"], request["text"], chosen.marks)


if __name__ == "__main__":
    main()
