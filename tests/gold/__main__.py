"""Prints our gold as JSON lines: `python -m tests.gold dev|test|seed`."""

from __future__ import annotations

import argparse
import json
import sys

from tests.gold import GoldArticle, articles


def json_line(article: GoldArticle) -> str:
    """Return an article as a line of GOLD.jsonl."""
    spans = [{"start": span.start, "end": span.end, "label": span.label} for span in article.spans]
    return json.dumps({"text": article.text, "spans": spans, "meta": {"id": article.name}})


def main() -> None:
    """Print the split that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.gold", description=__doc__)
    parser.add_argument("split", choices=["dev", "test", "seed"])
    for article in articles(parser.parse_args().split):
        sys.stdout.write(json_line(article) + "\n")


if __name__ == "__main__":
    main()
