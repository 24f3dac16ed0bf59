"""Articles come in by drop, paste, address and folder, while the window goes on."""

import http.server
import os
import threading

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from reader.library import Library, LibraryError
from reader.ui.list_panel import Row
from tests.sources.samples import samples
from tests.ui.boxes import pressed, typed

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SOON_MS = 30_000


class Importing:
    """A desktop, and what waits for imports."""

    def __init__(self, desktop, qtbot):
        self.desktop, self._qtbot = desktop, qtbot

    def __getattr__(self, name):
        return getattr(self.desktop, name)

    @property
    def imports(self):
        return self.window.imports

    @property
    def panel(self):
        return self.window.boxes.list_panel

    @property
    def notice(self):
        return self.window.notice.text() if self.window.notice.isVisible() else ""

    def rows(self):
        return [(row.title, row.detail) for row in self.panel.rows.rows]

    def files(self, **texts):
        return [self.file(f"{name}.txt", text) for name, text in texts.items()]

    def wait(self, claim):
        self._qtbot.waitUntil(claim, timeout=SOON_MS)

    def end(self):
        self.wait(lambda: not self.window.is_importing)
        self.paint()
        return self

    def titles(self):
        return [row.title for row in self.library.articles("ann")]

    def drop(self, mime):
        """Drag something over the window and, if it is welcome, drop it; tell whether it was."""
        where, buttons, keys = QPoint(9, 9), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, mime, buttons, keys)
        QApplication.sendEvent(self.window, enter)
        if enter.isAccepted():
            QApplication.sendEvent(self.window, QDropEvent(QPointF(where), Qt.DropAction.CopyAction, mime, buttons, keys))
        return enter.isAccepted()


@pytest.fixture
def importing(desktop, qtbot):
    yield Importing(desktop, qtbot)
    QGuiApplication.clipboard().clear()


def mime_of(*paths, text="", html=""):
    mime = QMimeData()
    if paths:
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if text:
        mime.setText(text)
    if html:
        mime.setHtml(html)
    return mime


def copied(text, html=""):
    QGuiApplication.clipboard().setMimeData(mime_of(text=text, html=html))


def test_one_dropped_text_file_opens_at_once(importing):
    importing.open("In Mosul.")
    assert importing.drop(mime_of(*importing.files(dropped="Dropped in.")))
    assert importing.session.article.text == "Dropped in."
    assert not importing.window.is_importing


def test_a_drag_without_file_or_text_is_not_welcome(importing):
    mime = QMimeData()
    mime.setData("application/x-what", b"1")
    assert not importing.drop(mime)


def test_html_that_brings_no_plain_text_can_be_dropped(importing):
    html = "<h1>Shelling in Goma</h1><p>Rebels shelled a market in Goma on Monday, witnesses said.</p>"
    assert importing.drop(mime_of(html=html))
    importing.end()
    assert importing.titles() == ["Shelling in Goma"]


def test_what_is_dropped_on_an_article_comes_in_without_taking_its_page(importing):
    importing.open("In Mosul.")
    importing.drop(mime_of(*importing.files(again="In Mosul.", a="First.", b="Second.")))
    importing.end()
    assert importing.session.article.text == "In Mosul."
    assert importing.notice == "3 articles, 1 of them known already. k i shows the report."
    assert importing.titles() == ["In Mosul.", "First.", "Second."]


def test_with_nothing_open_the_first_of_many_opens_while_the_rest_still_comes(importing):
    importing.bring(*importing.files(**{f"n{number:03}": f"Article {number}." for number in range(60)}))
    importing.wait(lambda: importing.session is not None)
    assert importing.session.article.text == "Article 0."
    assert importing.end().session.article.text == "Article 0."
    assert len(importing.titles()) == 60


def test_over_a_list_nothing_opens_by_itself_and_what_was_said_goes_with_the_report(importing):
    importing.window.run("library.open")
    importing.window.bring([str(path) for path in importing.files(a="First.", b="Second.")])
    importing.end()
    assert importing.session is None
    assert importing.window.boxes.library_is_open
    assert importing.notice == "2 articles. k i shows the report."
    importing.window.bring([str(path) for path in importing.files(c="Third.", d="Fourth.", e="Fifth.")])
    assert importing.end().notice == "3 articles. k i shows the report."
    typed(importing, "ki")
    assert len(importing.rows()) == 3
    assert importing.notice == ""
    pressed(importing, KEY.Key_Escape)


def test_what_is_refused_is_counted_and_the_report_says_why(importing, tmp_path):
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 20)
    importing.bring(tmp_path / "b.txt", *importing.files(empty=" \n", good="Mosul fell."), tmp_path / "none.txt")
    importing.end()
    assert importing.session.article.text == "Mosul fell."
    assert importing.notice == "1 article; 3 refused. k i shows the report."
    typed(importing, "ki")
    assert [detail for _, detail in importing.rows()] == [
        *(str(tmp_path / f"{name}.txt") for name in ("b", "empty", "none")),
        "good.txt",
    ]
    assert importing.rows()[2][0] == "There is no file none.txt: check its name, or choose another file."


def test_the_report_is_left_copied_and_chosen_from_with_keys_alone(importing):
    importing.open("In Mosul.")
    importing.bring(*importing.files(a="First one.", b="Second one."))
    importing.end()
    typed(importing, "ki")
    pressed(importing, KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "2 articles.\nFirst one.\ta.txt\nSecond one.\tb.txt\n"
    typed(importing, "go*")
    assert importing.session.layer.positive == frozenset(), "no key reaches the page"
    pressed(importing, KEY.Key_Escape)
    assert not importing.panel.isVisible()
    assert importing.window.focusWidget() is importing.page
    typed(importing, "ki")
    pressed(importing, KEY.Key_Down)
    pressed(importing, KEY.Key_Return)
    assert importing.session.article.text == "Second one."
    assert not importing.panel.isVisible()


def test_enter_on_a_refusal_does_nothing(importing, tmp_path):
    importing.open("In Mosul.")
    importing.bring(tmp_path / "a.pdf", tmp_path / "b.pdf")
    importing.end()
    typed(importing, "ki")
    pressed(importing, KEY.Key_Return)
    assert importing.panel.isVisible()
    pressed(importing, KEY.Key_Escape)


def test_a_folder_comes_in_whole(importing, tmp_path):
    folder = tmp_path / "news"
    (folder / "b").mkdir(parents=True)
    for name, text in (("a.txt", "One."), ("b/c.txt", "Two."), (".hidden.txt", "Three.")):
        (folder / name).write_text(text)
    importing.drop(mime_of(folder))
    assert importing.end().titles() == ["One.", "Two."]
    assert importing.session.article.text == "One."


def test_a_folder_without_files_says_so_and_keeps_the_last_report(importing, tmp_path):
    importing.open("In Mosul.")
    importing.bring(*importing.files(a="First.", b="Second."))
    importing.end()
    (tmp_path / "empty").mkdir()
    importing.bring(tmp_path / "empty")
    assert importing.end().said == "There is no file in it."
    assert str(importing.imports.report) == "2 articles."


def test_what_a_folder_holds_besides_articles_is_told_and_stands_first_in_the_report(importing, tmp_path):
    importing.open("In Mosul.")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "app.js").write_text("let a = 1;")
    importing.bring(tmp_path / "site")
    told = "The folder site also holds 1 file of code, settings and their like, left out here: "
    assert importing.end().said.startswith(told)
    for name in ("a", "b"):
        (tmp_path / "site" / f"{name}.txt").write_text(f"{name} fell.")
    importing.bring(tmp_path / "site")
    importing.end().imports.show_report()
    assert [title.startswith(told) for title, _ in importing.rows()] == [True, False, False]


def test_a_lone_file_that_is_refused_says_so_above_the_page(importing, tmp_path):
    importing.open("In Mosul.")
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(2000))
    assert "JPEG" in importing.bring(tmp_path / "picture.jpg")[0]
    assert "JPEG" in importing.notice


def test_text_of_the_clipboard_becomes_an_article_and_opens(importing):
    importing.open("In Mosul.")
    copied("Pasted headline\n\nThe army said it took Mosul on Saturday.")
    importing.key(KEY.Key_V, CTRL)
    importing.end()
    assert importing.session.article.text.startswith("Pasted headline")
    assert importing.notice == ""


def test_a_pasted_web_page_keeps_its_words_whatever_its_markup(importing):
    words = "The army said that it took Mosul on Saturday, after nine months of fighting in the old city. "
    copied(words * 3, html=f"<p>{words}</p>" * 3)
    typed(importing, "kv")
    importing.end()
    assert importing.session.article.text.count("nine months") == 3
    assert "<p>" not in importing.session.article.text


def test_a_web_page_that_is_copied_without_its_plain_text_is_read(importing):
    copied("", html="<h1>A headline</h1><p>The army said that it took Mosul on Saturday, after nine months of fighting.</p>")
    importing.key(KEY.Key_V, CTRL)
    importing.end()
    assert importing.session.article.text.startswith("A headline\n\nThe army said")


@pytest.mark.parametrize("more", ["\n", "/none\n", "\0", 300 * "x"])
def test_the_copied_path_of_a_file_is_that_file_and_any_other_text_an_article(importing, more):
    (path,) = importing.files(copied="Copied file.")
    copied(f"{path}{more}")
    importing.key(KEY.Key_V, CTRL)
    importing.end()
    assert (importing.session.article.text == "Copied file.") == (more == "\n")


def test_a_copied_slash_brings_no_files(importing):
    copied("/")
    importing.key(KEY.Key_V, CTRL)
    importing.end()
    assert importing.session.article.text == "/"


def test_a_copied_file_is_imported_and_an_empty_clipboard_says_so(importing):
    QGuiApplication.clipboard().setMimeData(mime_of(*importing.files(copied="Copied file.")))
    importing.key(KEY.Key_V, CTRL)
    assert importing.session.article.text == "Copied file."
    QGuiApplication.clipboard().clear()
    importing.key(KEY.Key_V, CTRL)
    assert importing.said.startswith("There is no file, address or text in it")


class Site(http.server.BaseHTTPRequestHandler):
    """A page that comes only when the test says so."""

    let = threading.Event()

    def do_GET(self):
        self.let.wait(SOON_MS / 1000)
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"A page from the web\n\nThe army said that it took Mosul on Saturday.")

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    Site.let = threading.Event()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, name="site")
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    Site.let.set()
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_bar_for_an_address_offers_the_one_copied_and_refuses_what_is_none(importing):
    copied("https://example.org/a?b=c")
    typed(importing, "ku")
    bar = importing.window.boxes.address_bar
    assert bar.edit.text() == "https://example.org/a?b=c"
    bar.edit.clear()
    typed(importing, "no address")
    pressed(importing, KEY.Key_Return)
    assert bar.isVisible()
    assert "no web address" in bar.message.text()
    pressed(importing, KEY.Key_Escape)
    assert importing.window.focusWidget() is importing.page
    assert not importing.window.is_importing


def test_a_page_of_the_web_comes_in_while_the_window_goes_on(importing, site):
    importing.open("In Mosul.")
    copied("")
    typed(importing, f"ku{site}/news")
    bar = importing.window.boxes.address_bar
    bar.edit.setText(f"http://{site}/news")
    pressed(importing, KEY.Key_Return)
    assert importing.window.focusWidget() is importing.page
    importing.wait(importing.imports.bar.isVisible)
    importing.key(KEY.Key_Right).type("g")
    assert importing.page.painted_surfaces() == ["Mosul"], "the page has its keys"
    Site.let.set()
    importing.end()
    assert "took Mosul on Saturday" in importing.session.article.text
    assert not importing.imports.bar.isVisible()


def test_a_copied_address_is_fetched_and_a_site_that_is_away_is_told(importing):
    importing.open("In Mosul.")
    copied("http://127.0.0.1:1/away\n")
    typed(importing, "kv")
    importing.end()
    assert "127.0.0.1:1" in importing.notice
    assert importing.session.article.text == "In Mosul."


def test_an_import_can_be_stopped_by_key_and_what_is_in_stays(importing, tmp_path):
    importing.open("In Mosul.")
    # A pipe is refused when read, but this one is a file that takes its time: a big one.
    slow = tmp_path / "z.txt"
    slow.write_text("Mosul fell on Saturday. " * 900_000)
    importing.bring(*importing.files(a="First."), slow, *importing.files(zz="Last."))
    importing.wait(lambda: "z.txt" in importing.imports.bar.bar.accessibleDescription())
    typed(importing, "kx")
    importing.end()
    assert importing.notice == "1 article; stopped, 2 files not read. k i shows the report."
    assert importing.titles() == ["In Mosul.", "First."]
    assert not importing.imports.bar.isVisible()
    typed(importing, "kx")
    assert importing.said == "No import is running."


def test_a_second_import_waits_for_the_first(importing):
    importing.open("In Mosul.")
    importing.bring(*importing.files(a="First.", b="Second."))
    importing.bring(*importing.files(c="Third.", d="Fourth."))
    assert importing.end().titles()[1:] == ["First.", "Second.", "Third.", "Fourth."]


def test_closing_the_window_stops_the_import(importing, tmp_path):
    slow = tmp_path / "z.txt"
    slow.write_text("Mosul fell on Saturday. " * 900_000)
    importing.bring(slow, *importing.files(a="First."))
    importing.window.close()


def test_an_article_that_came_does_not_close_a_box_one_types_in(importing, tmp_path):
    importing.open("In Mosul.")
    slow = tmp_path / "z.txt"
    slow.write_text("Baghdad. " * 200_000)
    importing.bring(slow)
    typed(importing, "/fell")
    importing.end()
    assert importing.session.article.text == "In Mosul."
    assert importing.window.boxes.search_bar.edit.text() == "fell"
    assert importing.notice == "1 article. k i shows the report."


def test_a_library_that_cannot_be_opened_again_is_told(importing, monkeypatch):
    importing.open("In Mosul.")

    def refuse(*_, **__):
        raise LibraryError("The library is locked.")

    monkeypatch.setattr(Library, "open_again", refuse)
    importing.bring(*importing.files(a="First.", b="Second."))
    assert importing.end().notice == "The library is locked."


def test_an_import_that_ends_by_a_mistake_is_told_and_the_next_one_runs(importing, monkeypatch, capsys):
    importing.open("In Mosul.")
    with monkeypatch.context() as broken:
        broken.setattr(Library, "open_again", lambda *_, **__: 1 / 0)
        importing.bring(*importing.files(a="First.", b="Second."))
        assert importing.end().notice.startswith("The import ended early, for Reader made a mistake (ZeroDivisionError: ")
    assert "Traceback" in capsys.readouterr().err
    importing.bring(*importing.files(a="First.", b="Second."))
    assert importing.end().notice.startswith("2 articles.")


def answer_dialog(monkeypatch, **answers):
    for name, answer in answers.items():
        monkeypatch.setattr(QFileDialog, name, lambda *_, answer=answer: answer)


def test_files_and_folders_are_chosen(importing, tmp_path, monkeypatch):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("One.")
    answer_dialog(monkeypatch, getExistingDirectory=str(folder), getOpenFileNames=([str(folder / "a.txt")], ""))
    typed(importing, "kd")
    assert importing.end().titles() == ["One."]
    importing.key(KEY.Key_O, CTRL)
    assert importing.session.article.text == "One."
    answer_dialog(monkeypatch, getExistingDirectory="", getOpenFileNames=([], ""))
    typed(importing, "kdkwko")
    assert not importing.window.is_importing


def test_a_watched_folder_brings_what_is_in_it_and_what_comes(importing, tmp_path, monkeypatch):
    importing.open("In Mosul.")
    folder = tmp_path / "news"
    folder.mkdir()

    def put(name, text):
        (folder / name).write_text(text)
        os.utime(folder / name, (10**9, 10**9))

    put("a.txt", "One.")
    answer_dialog(monkeypatch, getExistingDirectory=str(folder))
    typed(importing, "kw")
    assert importing.end().titles() == ["In Mosul.", "One."]
    put("b.txt", "Two.")
    importing.imports.look()
    assert importing.end().titles() == ["In Mosul.", "One.", "Two."]
    assert importing.said == "From the watched folders: 1 article. k i shows the report."
    assert importing.notice == "2 articles. k i shows the report."
    typed(importing, "ki")
    assert [title for title, _ in importing.rows()] == ["One.", "Two."]
    pressed(importing, KEY.Key_Escape)
    put("c.txt", "Three.")
    importing.imports.look()
    importing.end()
    assert importing.notice == ""
    typed(importing, "ki")
    assert [title for title, _ in importing.rows()] == ["Three."]
    pressed(importing, KEY.Key_Escape)
    assert importing.session.article.text == "In Mosul."
    importing.imports.look()
    assert importing.end().titles()[-1] == "Three."
    typed(importing, "k")
    importing.key(KEY.Key_Escape)
    importing.window.run("folder.unwatch")
    assert importing.rows() == [("news", str(folder))]
    pressed(importing, KEY.Key_Return)
    assert importing.said == "news is watched no more; its articles stay."
    put("c.txt", "Three.")
    importing.imports.look()
    assert not importing.window.is_importing


def test_every_way_in_is_there_with_nothing_open(importing, monkeypatch):
    answer_dialog(monkeypatch, getExistingDirectory="", getOpenFileNames=([], ""))
    copied("Pasted with nothing open.")
    typed(importing, "kukokdkwkx")
    pressed(importing, KEY.Key_Escape)
    importing.window.run("folder.unwatch")
    assert importing.panel.heading.text() == "No folder is watched."
    pressed(importing, KEY.Key_Escape)
    typed(importing, "ki")
    assert importing.panel.heading.text() == "No article."
    pressed(importing, KEY.Key_Escape)
    typed(importing, "kv")
    assert importing.end().session.article.text == "Pasted with nothing open."


def test_files_of_every_kind_dropped_together_become_their_articles(importing, tmp_path):
    importing.open("In Mosul.")
    held = samples()
    kinds = {"page.html": "web page", "story.pdf": "PDF", "report.docx": "Word", "wire.zip": "ZIP"}
    for name, kind in kinds.items():
        (tmp_path / name).write_bytes(held[kind][0])
    assert importing.drop(mime_of(*(tmp_path / name for name in kinds)))
    importing.end()
    came = {each.wanted.rpartition("/")[2] for each in importing.imports.report.arrived}
    assert (came, importing.imports.report.refused) == (set(kinds), [])
    assert "Forces close in" in importing.titles()
    assert importing.session.article.text == "In Mosul."
    typed(importing, "ki")
    assert len(importing.rows()) == len(importing.imports.report.arrived)
    pressed(importing, KEY.Key_Escape)


def test_a_short_list_is_as_high_when_it_is_first_shown_as_ever_after(importing):
    importing.open("In Mosul.")
    rows = [Row("A long sentence on what was refused, and on what to do instead of that. " * 2, "/a/path/somewhere.pdf")]
    highs = []
    for _ in range(2):
        importing.window.boxes.show_list("No article; 1 refused.", rows, enter="open", choose=lambda _value: None)
        highs.append(importing.panel.height())
        importing.panel.leave()
    assert highs[0] == highs[1]


@pytest.mark.parametrize(("name", "kind"), [("lone.html", "web page"), ("lone.pdf", "PDF"), ("lone.docx", "Word")])
def test_a_lone_file_of_another_kind_opens_when_it_has_been_read(importing, tmp_path, name, kind):
    importing.open("In Mosul.")
    (tmp_path / name).write_bytes(samples()[kind][0])
    assert importing.drop(mime_of(tmp_path / name))
    importing.end()
    assert importing.session.article.text != "In Mosul."
    assert importing.session.article.meta.title
