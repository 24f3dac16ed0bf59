"""Sessions on made articles, and a page to show them on."""

import re
from datetime import UTC, datetime

from reader.core.article import Article, Block, BlockKind
from reader.core.baselines import Baseline, Tagger
from reader.core.layers import How, Judgement, Layer, Verdict
from reader.core.scheme import parse_scheme
from reader.core.session import Session
from reader.core.spans import Span
from reader.resources import resource
from reader.ui.article_view import ArticleView
from reader.ui.theme import load_theme
from tests.core.desks import ListJournal

AT = datetime(2016, 7, 31, tzinfo=UTC)
SCHEME = parse_scheme(resource("schemes", "news.toml").read_text(encoding="utf-8"))
LINE = "Islamic State group leaders have sold their belongings and fled Mosul, the Defence Minister of Iraq claimed on Saturday. "


def article(*blocks):
    """An article of (kind, text) or bare body texts, parted by blank lines."""
    text, made = "", []
    for block in blocks:
        kind, body = block if isinstance(block, tuple) else (BlockKind.BODY, block)
        made.append(Block(kind, len(text), len(text) + len(body)))
        text += body + "\n\n"
    return Article(text, tuple(made))


def long_article(paragraphs, sentences=4):
    return article(*[f"{number} {LINE * sentences}".strip() for number in range(paragraphs)])


def span_of(text, surface, label, nth=0):
    start = [found.start() for found in re.finditer(re.escape(surface), text)][nth]
    return Span(start, start + len(surface), label)


def baseline_of(made, *spans):
    return Baseline(made.digest, Tagger("fake", "1", "0"), dict.fromkeys(sorted(spans), 0.9))


def session_on(made, *spans, kept=(), rejected=()):
    """A session with suggested spans, and others judged already."""
    judged = [Judgement(span, Verdict.IS, How.KEYED, AT) for span in kept]
    judged += [Judgement(span, Verdict.IS_NOT, How.KEYED, AT) for span in rejected]
    return Session(made, Layer(made.digest, "ann", judged), ListJournal(), baseline=baseline_of(made, *spans, *rejected))


def page_on(qtbot, session, *, size=(900, 700)):
    page = ArticleView(SCHEME, load_theme("light"))
    qtbot.addWidget(page)
    page.resize(*size)
    page.show_session(session)
    with qtbot.waitExposed(page):
        page.show()
    paint(page)
    return page


def paint(page):
    """Let the page paint what is due, as the event loop would."""
    page.viewport().repaint()
