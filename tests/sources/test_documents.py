"""Word files, OpenDocument texts, books and RTF files: what their marks say is what the page shows."""

from __future__ import annotations

import io

import docx
import pytest

from reader.core.article import BlockKind
from reader.sources.composing import cleaned
from tests.sources.locked.making import OPENS, locked_odt, locked_word
from tests.sources.reading import reading, readings, refusal, refusals, roles
from tests.sources.samples import PROSE, TITLE, epub, flat_odt, odt, rtf, word, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_of(body: str, **more: str) -> bytes:
    """A Word file with this body, and nothing else but what is given."""
    return zipped({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>', **more})


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_word_file_gives_its_paragraphs_and_tables_in_order_by_their_styles():
    assert roles(word()) == [
        ("title", TITLE),
        ("deck", "A deck"),
        ("byline", "By Bob Ray"),
        ("dateline", "31 July 2016"),
        ("body", PROSE.strip()),
        ("heading", "A heading"),
        ("list item", "a point"),
        ("quote", "what was said"),
        ("body", "city\tdead"),
        ("body", "Mosul\t17"),
        ("body", PROSE.strip()),
    ]
    meta = reading(word()).article.meta
    assert (meta.title, meta.deck, meta.byline, meta.published) == (TITLE, "A deck", "Bob Ray", "2016-07-31")


@pytest.mark.parametrize(
    ("levels", "known", "kinds"),
    [
        ((1,), "", ["title"]),
        ((1, 2), "", ["title", "heading"]),
        ((0, 1), "", ["title", "heading"]),
        ((1, 0), "", ["heading", "title"]),
        ((1,), "Microsoft Word - Document1", ["title"]),
    ],
)
def test_a_heading_at_the_top_of_a_word_file_is_its_title_unless_there_is_another(levels, known, kinds):
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = known, "Ann Lee"
    for level in levels:
        document.add_heading(f"{TITLE} {level}", level)
    document.add_paragraph(PROSE)
    file = io.BytesIO()
    document.save(file)
    assert [kind for kind, _ in roles(file.getvalue())] == [*kinds, "body"]
    assert reading(file.getvalue()).article.meta.title == f"{TITLE} {levels[kinds.index('title')]}"


def test_properties_fill_in_what_the_text_of_a_word_file_does_not_say():
    document = docx.Document()
    document.core_properties.title = TITLE
    document.core_properties.author = "Ann Lee"
    document.add_paragraph(TITLE)
    document.add_paragraph(PROSE)
    file = io.BytesIO()
    document.save(file)
    assert [kind for kind, _ in roles(file.getvalue())] == ["title", "body"]
    assert reading(file.getvalue()).article.meta.byline == "Ann Lee"


def test_of_tracked_changes_the_new_text_is_read_and_of_alternatives_the_first():
    deleted, put_in = "<w:del><w:r><w:delText>was</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>is</w:t></w:r></w:ins>"
    changed = f"<w:p><w:r><w:t>It </w:t></w:r>{deleted}{put_in}</w:p>"
    boxed = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent>' + p("in a box") + "</w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent>"
        + p("in a box")
        + "</w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>beside it</w:t></w:r></w:p>"
    )
    controlled = f"<w:sdt><w:sdtContent>{p('in a control')}</w:sdtContent></w:sdt>"
    texts = [text for _, text in roles(word_of(changed + boxed + controlled))]
    assert texts == ["It is", "beside it", "in a box", "in a control"]


def test_a_table_that_only_lays_out_a_page_is_no_table():
    assert roles(word_of(f"<w:tbl><w:tr><w:tc>{p('one')}{p('two')}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>")) == [
        ("body", "one"),
        ("body", "two"),
    ]


def test_numbering_and_outline_levels_count_as_styles_do():
    numbered = p("a point", '<w:numPr><w:numId w:val="3"/></w:numPr>')
    outlined = p("A part", '<w:outlineLvl w:val="0"/>')
    plain = p("plain", '<w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="9"/>')
    assert [kind for kind, _ in roles(word_of(numbered + outlined + plain))] == ["list item", "heading", "body"]


def test_footnotes_left_out_are_told_of():
    body = '<w:p><w:r><w:t>Said.</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    assert reading(word_of(body)).notes == ("Its footnotes and endnotes were left out.",)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (word()[:3000], "story is a damaged or incomplete ZIP archive: get it again from where it came from."),
        (
            zipped({"word/document.xml": "<w:document"}),
            "story is a damaged or incomplete Word file: get it again from where it came from.",
        ),
        (word_of(""), "story holds no text: choose a file with words in it."),
        (
            locked_odt("<office:document-content/>", OPENS),
            "story is locked with a password: open it with its password, and save it without one.",
        ),
        (
            locked_word(word(), OPENS),
            "Reader can't read files locked with a password: open story with its password, save it without one, then open that.",
        ),
        (
            epub(**{"META-INF__encryption.xml": '<e><m Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></e>'}),
            "story is locked by its seller (DRM): only the seller's own program can show it.",
        ),
        (
            zipped({"META-INF/container.xml": "<container/>"}),
            "story is a damaged or incomplete EPUB book: get it again from where it came from.",
        ),
        (rb"{\rtf1 }", "story holds no text: choose a file with words in it."),
    ],
)
def test_what_gives_no_text_is_refused_in_words(raw, sentence):
    assert refusal(raw) == sentence


def test_an_opendocument_text_gives_what_its_styles_say():
    assert roles(odt()) == [
        ("title", TITLE),
        ("body", f"{PROSE}\n  Two\ttabs."),
        ("heading", "A heading"),
        ("list item", "a point of it"),
        ("quote", "what was said"),
        ("body", "Mosul\t17"),
        ("body", PROSE.strip()),
    ]
    found = reading(odt())
    assert (found.article.meta.byline, found.article.meta.published) == ("Ann Lee", "2016-07-31T10:00:00")
    assert found.notes == ("Its footnotes and comments were left out.",)


def test_a_book_gives_an_article_of_each_chapter_without_cover_and_contents():
    one, two = readings(epub())
    assert (one.name, two.name) == ("story \u203a one .xhtml", "story \u203a two.xhtml")
    meta = one.article.meta
    assert (meta.title, meta.site, meta.byline, meta.published, meta.language) == (
        "Chapter one",
        "The Siege",
        "Ann Lee",
        "2016-07-31",
        "en",
    )
    assert [(block.kind.value, one.article.text[block.start : block.end]) for block in one.article.blocks] == [
        ("title", "Chapter one"),
        ("body", f"{PROSE}\u00a0 and then\nmore."),
        ("list item", "a point"),
        ("quote", "said"),
    ]
    assert two.article.text == f"{PROSE.strip()}\n\n{PROSE.strip()}\n\nafter"


BOOK = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="o"><metadata>
<dc:title>The Siege</dc:title><dc:creator opf:role="aut">Ann Lee</dc:creator><dc:creator id="b">Bob Ray</dc:creator>
<dc:creator opf:role="ill">Carl Ox</dc:creator><dc:creator id="d">Dora Pym</dc:creator><dc:creator>Ann Lee</dc:creator>
<meta refines="#b" property="role" scheme="marc:relators">aut</meta><meta refines="#d" property="role">trl</meta></metadata>
<manifest><item id="toc" href="{contents}" media-type="{kind}" properties="{properties}"/>
<item id="c1" href="text/one%20.xhtml" media-type="application/xhtml+xml"/>
<item id="c2" href="text/two.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="c1"/><itemref idref="c2"/></spine></package>"""
NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="e"><body><nav epub:type="toc"><ol>
<li><a href="text/one%20.xhtml">The beginning</a></li><li><a href="text/two.xhtml#top">The <i>end</i></a></li>
<li><a href="text/two.xhtml#more">More of it</a></li></ol></nav></body></html>"""
NCX = """<ncx><docTitle><text>The Siege</text></docTitle><navMap><navPoint><navLabel><text>The beginning</text></navLabel>
<content src="text/one%20.xhtml"/></navPoint><navPoint><navLabel><text>The end</text></navLabel>
<content src="text/two.xhtml"/></navPoint></navMap></ncx>"""


@pytest.mark.parametrize(
    ("contents", "kind", "properties", "held"),
    [("nav.xhtml", "application/xhtml+xml", "nav", NAV), ("toc.ncx", "application/x-dtbncx+xml", "", NCX)],
    ids=["EPUB 3", "EPUB 2"],
)
def test_a_book_gives_all_who_wrote_it_and_the_titles_of_its_contents(contents, kind, properties, held):
    package = BOOK.format(contents=contents, kind=kind, properties=properties)
    one, two = readings(epub(**{"OEBPS__book.opf": package, f"OEBPS__{contents}": held}))
    assert (one.article.meta.byline, two.article.meta.byline) == ("Ann Lee, Bob Ray",) * 2
    assert (one.article.meta.title, two.article.meta.title) == ("Chapter one", "The end")
    assert two.article.text.startswith("The end\n\n")
    assert two.article.blocks[0].kind is BlockKind.TITLE


def test_fonts_made_useless_elsewhere_lock_no_book():
    assert len(readings(epub(**{"META-INF__encryption.xml": '<e><m Algorithm="http://www.idpf.org/2008/embedding"/></e>'}))) == 2


def test_a_chapter_that_is_missing_stops_no_other():
    raw = epub(**{"OEBPS__text__two.xhtml": ""})
    (sentence,) = refusals(raw).values()
    assert sentence == "story \u203a two.xhtml is a damaged or incomplete chapter: get it again from where it came from."


def test_an_rtf_file_gives_its_paragraphs_letters_and_properties():
    assert roles(rtf()) == [("title", TITLE), ("body", f"{PROSE}Café \u0627\U0001f600"), ("body", PROSE.strip())]
    assert reading(rtf()).article.meta.byline == "Ann Lee"


ENTITIES = '<!DOCTYPE a [<!ENTITY x "boom"><!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]>'


def test_entities_of_a_file_are_neither_resolved_nor_fetched():
    body = f'{ENTITIES}<w:document xmlns:w="{W}"><w:body>{p("before &y;&f; after")}</w:body></w:document>'
    assert reading(zipped({"word/document.xml": body})).article.text in {"before", "before  after"}
    chapter = f"<html><body><p>{PROSE * 2}&y;&f; after</p></body></html>"
    texts = [found.article.text for found in readings(epub(**{"OEBPS__text__two.xhtml": ENTITIES + chapter}))]
    assert not any("boom" in text or "root:" in text for text in texts)


def test_a_damaged_part_that_is_not_the_text_stops_nothing():
    assert roles(word_of(p("Mosul fell."), **{"word/styles.xml": "<", "docProps/core.xml": ""})) == [("body", "Mosul fell.")]


def test_what_the_template_of_a_library_says_is_not_taken_for_the_author_and_date_of_a_word_file():
    document = docx.Document()
    document.add_paragraph(PROSE)
    document.core_properties.title = TITLE
    file = io.BytesIO()
    document.save(file)
    meta = reading(file.getvalue()).article.meta
    assert (meta.byline, meta.published) == ("", "")


def test_letters_that_a_control_character_kept_apart_come_in_normal_form():
    assert cleaned("Nu\x01\u0301n\u0303ez") == "Núñez"


def test_the_second_telling_of_a_box_in_a_table_is_not_read():
    box = "<mc:{0}><w:txbxContent>{1}</w:txbxContent></mc:{0}>"
    twice = box.format("Choice", p("box")) + box.format("Fallback", p("box"))
    told = f'<w:r><mc:AlternateContent xmlns:mc="m">{twice}</mc:AlternateContent></w:r>'
    cells = f"<w:tc><w:p>{told}</w:p></w:tc><w:tc>{p('two')}</w:tc>"
    assert reading(word_of(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).article.text == "box\ttwo"


def test_an_outline_level_of_endless_digits_is_no_heading():
    assert roles(word_of(p("one", f'<w:outlineLvl w:val="{"1" * 5000}"/>'))) == [("body", "one")]


def test_a_paragraph_whose_end_was_deleted_goes_on():
    raw = word_of(p("It is ", "<w:rPr><w:del w:id='1'/></w:rPr>") + p("one.") + p("Next.") + p("Last", "<w:rPr><w:del/></w:rPr>"))
    assert reading(raw).article.text == "It is one.\n\nNext.\n\nLast"


def test_cells_and_rows_within_controls_are_read():
    def control(held: str) -> str:
        return f"<w:sdt><w:sdtContent>{held}</w:sdtContent></w:sdt>"

    row = f"<w:tr><w:tc>{p('one')}</w:tc>" + control(f"<w:tc>{p('two')}</w:tc>") + "</w:tr>"
    raw = word_of(f"<w:tbl>{row}{control(row)}</w:tbl>")
    assert reading(raw).article.text == "one\ttwo\n\none\ttwo"


def test_hidden_letters_and_readings_beside_letters_are_not_read():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown </w:t></w:r>"
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>kanji</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    assert reading(word_of(f"<w:p>{hidden}{shown}{ruby}</w:p>")).article.text == "shown 漢字"


RELATED = "<Relationships xmlns='r'><Relationship Id='c1' Target='{}'/></Relationships>"


@pytest.mark.parametrize("target", ["chunk.htm", "/word/chunk.htm", "./x/../chunk.htm"])
def test_a_page_that_is_shown_within_a_word_file_is_read(target):
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{f'<p>{PROSE}</p>' * 3}</body></html>"
    parts = {"word/chunk.htm": page, "word/_rels/document.xml.rels": RELATED.format(target)}
    chunk = '<w:altChunk xmlns:r="r" r:id="c1"/>'
    found = readings(word_of(chunk, **parts), "a.docx")
    assert [(held.name, held.article.meta.title) for held in found] == [("a.docx \u203a chunk.htm", TITLE)]
    assert [held.name for held in readings(word_of(p(PROSE) + chunk, **parts), "a.docx")] == ["a.docx", "a.docx \u203a chunk.htm"]
    assert readings(word_of(p(PROSE) + chunk), "a.docx")[0].article.text == PROSE.strip()


def test_an_opendocument_text_that_was_packed_anew_is_one():
    content = "<o:document-content xmlns:o='o' xmlns:t='t'><t:p>Mosul fell.</t:p></o:document-content>"
    content += " " * 300
    raw = zipped(
        {"content.xml": content, "mimetype": "application/vnd.oasis.opendocument.text"}, stored=("mimetype", "content.xml")
    )
    assert reading(raw).article.text == "Mosul fell."
    table = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "styles.xml": " " * 300,
        "content.xml": "application/vnd.oasis.opendocument.text",
    }
    assert "other than texts" in refusal(zipped(table, stored=tuple(table)))


def test_a_flat_opendocument_text_says_what_the_packed_one_does():
    assert roles(flat_odt()) == roles(odt())
    assert reading(flat_odt()).article.meta == reading(odt()).article.meta


def test_a_book_without_an_order_is_read_as_it_is_listed():
    listed = "".join(f"<item id='{at}' href='{at}.html' media-type='text/html'/>" for at in (1, 2))
    package = f"<package>{listed}</package>"
    pages = {f"OEBPS__{at}.html": f"<html><body><p>{PROSE * 2}{at}</p></body></html>" for at in (1, 2)}
    assert [held.article.text[-1] for held in readings(epub(**{"OEBPS__book.opf": package}, **pages))] == ["1", "2"]


def test_the_cells_of_an_rtf_table_stand_apart_and_footnotes_are_told_of():
    body = rb"\trowd\cellx100\cellx200\intbl City\cell Dead\cell\row\pard 1|2 \\cell{\footnote a note}\par}"
    found = reading(b"\xef\xbb\xbf\r\n{\\rtf1\\ansi " + body)
    assert found.article.text == "City\tDead\n\n1|2 \\cell"
    assert found.notes == ("Its footnotes were left out.",)
