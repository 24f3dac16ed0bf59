"""spaCy by itself, as fast as it goes: the reference for the worker, and a child process of its own.

The shipped pipeline is loaded as the worker loads it, in a process as nice as the worker and with as many threads; the texts go
through `nlp.pipe` whole, in spaCy's own batches, and the entities are looked at.
"""

import os
import time

from tests.benchmarks.children import serve
from tests.benchmarks.texts import numbered_seeds

_NICE = 10


def main():
    """Load, then time batches as asked."""
    os.nice(_NICE)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    # Only now: the linear algebra under spaCy reads the number of its threads when it is imported.
    from reader.baseline.pipeline import load  # noqa: PLC0415

    nlp = load("reader").nlp

    def measure(count, first):
        texts = numbered_seeds(count, first=first)
        began = time.perf_counter()
        entities = sum(len(doc.ents) for doc in nlp.pipe(texts))
        return {"seconds": time.perf_counter() - began, "entities": entities}

    serve(measure)


if __name__ == "__main__":
    main()
