"""What leads from each version of a library file to the next: statements, or functions where SQL alone cannot do it.

A version that has been in anybody's hands never changes again.
"""

from __future__ import annotations

from reader.library import full_text, names
from reader.library.steps import count_doubts, sketch_all

# Judgements are keyed so that those of one layer lie together, in text order. What is large (texts, scores) has tables of its
# own, so that the list of articles is read without it. `layer.kept`, `added` and `rejected` are explained in tally.py.
VERSION_1 = (
    """
    CREATE TABLE article (
        id INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        title TEXT NOT NULL,
        deck TEXT NOT NULL,
        byline TEXT NOT NULL,
        published TEXT NOT NULL,
        site TEXT NOT NULL,
        language TEXT NOT NULL,
        url TEXT NOT NULL,
        words INTEGER NOT NULL,
        imported TEXT NOT NULL,
        baseline INTEGER REFERENCES baseline (id)
    ) STRICT
    """,
    """
    CREATE TABLE article_text (
        article INTEGER PRIMARY KEY REFERENCES article (id),
        text TEXT NOT NULL,
        blocks TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE baseline (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article (id),
        tagger TEXT NOT NULL,
        tagger_name TEXT NOT NULL,
        tagger_version TEXT NOT NULL,
        shown INTEGER NOT NULL,
        UNIQUE (article, tagger)
    ) STRICT
    """,
    """
    CREATE TABLE baseline_scores (
        baseline INTEGER PRIMARY KEY REFERENCES baseline (id),
        labels TEXT NOT NULL,
        scores BLOB NOT NULL,
        near_labels TEXT NOT NULL,
        near_scores BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE layer (
        id INTEGER PRIMARY KEY,
        author TEXT NOT NULL,
        article INTEGER NOT NULL REFERENCES article (id),
        finished INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1)),
        kept INTEGER NOT NULL DEFAULT 0 CHECK (kept >= 0),
        added INTEGER NOT NULL DEFAULT 0 CHECK (added >= 0),
        rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected >= 0),
        UNIQUE (author, article)
    ) STRICT
    """,
    "CREATE INDEX layer_by_article ON layer (article)",
    """
    CREATE TABLE judgement (
        layer INTEGER NOT NULL REFERENCES layer (id),
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        label TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('is', 'is not')),
        how TEXT NOT NULL,
        at TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (layer, start, "end", label),
        CHECK (0 <= start AND start < "end")
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE journal (
        id INTEGER PRIMARY KEY,
        layer INTEGER NOT NULL REFERENCES layer (id),
        at TEXT NOT NULL,
        title TEXT NOT NULL,
        step TEXT NOT NULL CHECK (step IN ('do', 'undo', 'redo')),
        origin TEXT NOT NULL,
        finished INTEGER CHECK (finished IN (0, 1)),
        removed TEXT NOT NULL,
        added TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX journal_by_layer ON journal (layer, id)",
    """
    CREATE TABLE effort (
        article INTEGER NOT NULL REFERENCES article (id),
        author TEXT NOT NULL,
        keys INTEGER NOT NULL,
        edits INTEGER NOT NULL,
        seconds REAL NOT NULL,
        PRIMARY KEY (article, author)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TRIGGER journal_keeps_what_it_says BEFORE UPDATE ON journal
    BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER journal_keeps_what_it_has BEFORE DELETE ON journal
    BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END
    """,
    # INSERT OR REPLACE deletes without asking the trigger above: https://www.sqlite.org/lang_conflict.html
    """
    CREATE TRIGGER journal_replaces_nothing BEFORE INSERT ON journal
    WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)
    BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END
    """,
)

# What an analyst does with an article as a whole. Each of these belongs to one author, with the time it was last said, so that
# two libraries can be merged without asking: the later word holds, and a tag taken off stays in its row as not held.
VERSION_2 = (
    """
    CREATE TABLE article_tag (
        article INTEGER NOT NULL REFERENCES article (id),
        author TEXT NOT NULL,
        tag TEXT NOT NULL,
        held INTEGER NOT NULL CHECK (held IN (0, 1)),
        at TEXT NOT NULL,
        PRIMARY KEY (article, author, tag)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX article_by_tag ON article_tag (author, tag) WHERE held",
    """
    CREATE TABLE article_note (
        article INTEGER NOT NULL REFERENCES article (id),
        author TEXT NOT NULL,
        note TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (article, author)
    ) STRICT, WITHOUT ROWID
    """,
    # Where the caret last stood, and when the article was last open.
    """
    CREATE TABLE visit (
        article INTEGER NOT NULL REFERENCES article (id),
        author TEXT NOT NULL,
        caret INTEGER NOT NULL CHECK (caret >= 0),
        at TEXT NOT NULL,
        PRIMARY KEY (article, author)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX visit_by_time ON visit (author, at)",
    # Folders that are looked through for new files, and the files that have been imported from them.
    "CREATE TABLE watched (folder TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE imported_file (
        path TEXT PRIMARY KEY,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    # All doubts, `layer.settled` and `layer.longest` are explained in tally.py, `article.kin` and two tables in kin.py.
    "ALTER TABLE baseline ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0 CHECK (doubts >= 0)",
    "CREATE TABLE baseline_doubts (baseline INTEGER PRIMARY KEY REFERENCES baseline (id), places BLOB NOT NULL) STRICT",
    "ALTER TABLE layer ADD COLUMN settled INTEGER NOT NULL DEFAULT 0 CHECK (settled >= 0)",
    "ALTER TABLE layer ADD COLUMN longest INTEGER NOT NULL DEFAULT 0 CHECK (longest >= 0)",
    "ALTER TABLE article ADD COLUMN kin INTEGER",
    "CREATE INDEX article_by_kin ON article (kin) WHERE kin IS NOT NULL",
    "CREATE TABLE sketch (article INTEGER PRIMARY KEY REFERENCES article (id), bins BLOB NOT NULL) STRICT",
    """
    CREATE TABLE band (
        hash INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES article (id),
        PRIMARY KEY (hash, article)
    ) STRICT, WITHOUT ROWID
    """,
    # The orders of the list; the lean one is for those that sort by what stands in other tables.
    "CREATE INDEX article_lean ON article (id, baseline)",
    "CREATE INDEX article_by_published ON article (published, id)",
    "CREATE INDEX article_by_name ON article (name COLLATE NOCASE, id)",
    "CREATE INDEX article_by_site ON article (site COLLATE NOCASE, id)",
    "CREATE INDEX article_by_words ON article (words, id)",
    count_doubts,
    sketch_all,
)

# What is searched. `full_text` and `name…` are explained in full_text.py and names.py.
VERSION_3 = (
    # Scripts that set no blanks, each pair of letters as a word: only of articles that have such.
    """
    CREATE TABLE article_pairs (
        article INTEGER PRIMARY KEY REFERENCES article (id),
        pairs TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE VIEW article_words AS
    SELECT article.id AS id, name, text, coalesce(pairs, '') AS pairs
    FROM article JOIN article_text ON article_text.article = article.id
    LEFT JOIN article_pairs ON article_pairs.article = article.id
    """,
    # Marks count as letters, or the vowels of Indic scripts would part their words.
    """
    CREATE VIRTUAL TABLE full_text USING fts5 (
        name, text, pairs, content = 'article_words', content_rowid = 'id', prefix = '2 3',
        tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
    )
    """,
    # A word of the title counts for five of the text.
    "INSERT INTO full_text (full_text, rank) VALUES ('rank', 'bm25(5.0, 1.0, 1.0)')",
    """
    CREATE TABLE name (
        id INTEGER PRIMARY KEY,
        label TEXT NOT NULL,
        surface TEXT NOT NULL,
        folded TEXT NOT NULL,
        mentions INTEGER NOT NULL DEFAULT 0 CHECK (mentions >= 0),
        articles INTEGER NOT NULL DEFAULT 0 CHECK (articles >= 0),
        UNIQUE (folded, label, surface)
    ) STRICT
    """,
    "CREATE INDEX name_by_label ON name (label)",
    """
    CREATE TABLE name_found (
        name INTEGER NOT NULL REFERENCES name (id),
        article INTEGER NOT NULL REFERENCES article (id),
        mentions INTEGER NOT NULL CHECK (mentions > 0),
        PRIMARY KEY (name, article)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE name_said (
        author TEXT NOT NULL,
        name INTEGER NOT NULL REFERENCES name (id),
        article INTEGER NOT NULL REFERENCES article (id),
        added INTEGER NOT NULL CHECK (added >= 0),
        rejected INTEGER NOT NULL CHECK (rejected >= 0),
        PRIMARY KEY (author, name, article)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE name_total (
        author TEXT NOT NULL,
        name INTEGER NOT NULL REFERENCES name (id),
        kept INTEGER NOT NULL CHECK (kept >= 0),
        added INTEGER NOT NULL CHECK (added >= 0),
        rejected INTEGER NOT NULL CHECK (rejected >= 0),
        articles INTEGER NOT NULL,
        PRIMARY KEY (author, name)
    ) STRICT, WITHOUT ROWID
    """,
    full_text.fill,
    names.fill,
)

# Lists by share judged and by suspects left, without looking into three tables for each article: see tally.py.
VERSION_4 = (
    "ALTER TABLE article ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0 CHECK (doubts >= 0)",
    "ALTER TABLE layer ADD COLUMN shown INTEGER NOT NULL DEFAULT 0 CHECK (shown >= 0)",
    "ALTER TABLE layer ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0 CHECK (doubts >= 0)",
    """
    UPDATE article SET doubts = (SELECT baseline.doubts FROM baseline WHERE baseline.id = article.baseline)
    WHERE baseline IS NOT NULL
    """,
    """
    UPDATE layer SET (shown, doubts) = (used.shown, used.doubts)
    FROM article JOIN baseline AS used ON used.id = article.baseline WHERE article.id = layer.article
    """,
    "CREATE INDEX article_by_doubts ON article (doubts, id)",
    "CREATE INDEX layer_by_doubts ON layer (author, doubts, article)",
    "CREATE INDEX layer_by_judged ON layer (author, iif(shown > 0, (kept + rejected) * 1.0 / shown, finished), article)",
    "CREATE INDEX layer_by_suspects ON layer (author, doubts - settled, article)",
)

# Articles can be taken out: see removal.py. What has been taken out leaves the largest of its numbers here, in the only row, so
# that none is ever given to anything else: windows, scripts and lists may still know it.
VERSION_5 = (
    "CREATE TABLE taken_out (article INTEGER NOT NULL, baseline INTEGER NOT NULL) STRICT",
    "INSERT INTO taken_out (article, baseline) VALUES (0, 0)",
    "CREATE INDEX band_by_article ON band (article)",
)
