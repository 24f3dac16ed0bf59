"""One job brings everything in: what is good comes, what is bad is told, and nothing stops the rest."""

import os
import sys
import threading
from pathlib import Path

import pytest

from reader.actions.importing import Arrived, Import, PassedOver, Pasted, Progress, Refused
from reader.actions.watching import Look
from reader.library import Library
from reader.sources.child import BoundedReader

NASTY = [sys.executable, str(Path(__file__).parents[1] / "sources" / "nasty_worker.py")]


class Place:
    """A library, and folders to import from."""

    def __init__(self, folder):
        self.folder = folder
        self.library = Library.open(folder / "library.sqlite")
        self.told = set()

    def file(self, name, text, *, age_s=3600):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        then = 1_700_000_000 - age_s
        os.utime(path, (then, then))
        return str(path)

    def run(self, *wanted, command=None):
        """Import; return what happened without the progress, and the report."""
        job = Import(wanted, BoundedReader(command))
        return [event for event in job.run(self.library) if not isinstance(event, Progress)], job.report

    def look(self):
        job = Look(BoundedReader(), self.told)
        return [
            event.title if isinstance(event, Arrived) else event.sentence
            for event in job.run(self.library)
            if not isinstance(event, Progress)
        ]

    def texts(self):
        return [self.library.article(row.id).text for row in self.library.articles("ann")]


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path)
    yield made
    made.library.close()


def test_what_comes_is_told_with_all_there_is_to_know(place):
    path = place.file("a.txt", "Old words: caf\xe9.\n\nMore of them.".encode("cp1252"))
    (arrived,), report = place.run(path)
    assert arrived.notes
    assert (arrived.id, arrived.new, arrived.title, arrived.blocks, arrived.words) == (
        1,
        True,
        "Old words: café. More of them.",
        2,
        6,
    )
    assert (arrived.name, arrived.wanted) == ("a.txt", path)
    assert report.arrived == [arrived]
    assert str(report) == "1 article."


def test_the_same_text_is_the_article_that_is_there(place):
    events, report = place.run(
        place.file("a.txt", "Acme won."), place.file("b.txt", "Acme won."), place.file("c.txt", "Acme lost.")
    )
    assert [(event.id, event.new) for event in events] == [(1, True), (1, False), (2, True)]
    assert str(report) == "3 articles, 1 of them known already."
    assert str(place.run(str(place.folder / "a.txt"))[1]) == "1 article, known already."


def test_one_bad_file_stops_none_of_the_others_and_each_says_why(place):
    wanted = [
        place.file("a.x", "NASTY crash"),
        place.file("b.x", "NASTY one raise"),
        place.file("c.txt", "Acme won."),
        "none.txt",
    ]
    events, report = place.run(*wanted, command=NASTY)
    assert [type(event) for event in events] == [Refused, Arrived, Refused, Arrived, Refused]
    assert [event.wanted for event in report.refused] == [wanted[0], wanted[1], "none.txt"]
    assert place.texts() == ["one", "Acme won."]
    assert str(report) == "2 articles; 3 refused."


BABBLE = """
import json, sys
for line in sys.stdin:
    text = json.loads(line)["read"].rpartition("/")[2]
    meta = {"title": text} if text == "b.txt" else {"titel": text}
    print(json.dumps({"text": text}))
    print(json.dumps({"meta": meta, "notes": [], "name": text}))
    print(json.dumps({"done": 1}), flush=True)
"""
"""A reading program that says of all files but b.txt what nobody understands."""


def test_a_mistake_that_nobody_foresaw_is_told_and_the_rest_comes_in(place, capsys):
    wanted = [place.file(f"{name}.txt", "Acme won.") for name in "abc"]
    events, report = place.run(*wanted, command=[sys.executable, "-c", BABBLE])
    assert [type(event) for event in events] == [Refused, Arrived, Refused]
    assert events[0].sentence.startswith("a.txt was not read to its end, for Reader made a mistake (TypeError: ")
    assert [event.wanted for event in report.refused] == [wanted[0], wanted[2]]
    assert "Traceback" in capsys.readouterr().err


def test_progress_names_each_file_before_it_is_read(place):
    place.file("news/a.txt", "One.")
    place.file("news/b.txt", "Two.")
    job = Import([str(place.folder / "news")], BoundedReader())
    told = [event if isinstance(event, Progress) else event.title for event in job.run(place.library)]
    assert told == [Progress(0, 0, "news"), Progress(0, 2, "a.txt"), "One.", Progress(1, 2, "b.txt"), "Two."]


def test_nothing_at_all_is_a_report_too(place):
    (place.folder / "empty").mkdir()
    events, report = place.run(str(place.folder / "empty"))
    assert (events, str(report)) == ([], "No article.")


def test_an_import_cancelled_from_another_thread_leaves_what_is_in(place):
    mark = place.folder / "mark"
    os.mkfifo(mark)
    wanted = [place.file("a.txt", "Acme won."), place.file("b.x", f"NASTY one tell={mark} hang"), place.file("c.txt", "Never.")]
    job = Import(wanted, BoundedReader(NASTY))
    canceller = threading.Thread(target=lambda: (mark.read_text(), job.cancel()))
    canceller.start()
    list(job.run(place.library))
    canceller.join()
    assert place.texts() == ["Acme won.", "one"]
    assert str(job.report) == "2 articles; stopped, 2 files not read."


def test_an_import_cancelled_before_it_begins_does_nothing(place):
    job = Import([place.file("a.txt", "Acme won.")], BoundedReader())
    job.cancel()
    list(job.run(place.library))
    assert (place.texts(), job.report.left) == ([], 1)


def test_a_library_that_takes_no_more_ends_the_import_once(place):
    wanted = [place.file(f"{number}.txt", f"Text {number}.") for number in range(5)]
    place.library._connection.execute("PRAGMA query_only = ON")  # noqa: SLF001 - as a disk that turns read-only would
    events, report = place.run(*wanted)
    assert [type(event) for event in events] == [Refused]
    assert "cannot be written" in events[0].sentence
    assert report.left == 5


def test_pasted_text_is_an_article_with_its_title(place):
    ((arrived,), _) = place.run(Pasted("A headline of the day\n\nAcme won on Saturday, its lawyers said in a statement."))
    assert (arrived.title, arrived.name, arrived.wanted) == ("A headline of the day", "the clipboard", "")


def test_of_a_pasted_page_no_words_are_lost(place):
    words = "Acme won on Saturday, its lawyers said in a long statement that was read out in court. " * 5
    place.run(
        Pasted(words, html=f"<nav>Menu</nav><p>{words}</p>"), Pasted("Just this line here.", html="<b>Just</b> this line here.")
    )
    assert [text.split() for text in place.texts()] == [words.split(), ["Just", "this", "line", "here."]]


def test_names_that_are_no_text_are_read_and_told(place):
    path = os.fsdecode(os.fsencode(place.folder) + b"/caf\xe9.txt")
    Path(path).write_text("Acme won.")
    events, _ = place.run(path, path + "x", "a\0b")
    assert [type(event) for event in events] == [Arrived, Refused, Refused]
    assert all(event.name.encode() for event in events)


# Watched folders


def test_what_a_folder_holds_besides_articles_is_told_and_is_no_refusal(place):
    place.file("news/a.txt", "Mosul fell.")
    place.file("news/app.js", "let a = 1;")
    (passed, arrived), report = place.run(str(place.folder / "news"))
    assert isinstance(arrived, Arrived)
    assert passed == PassedOver(passed.sentence, str(place.folder / "news"))
    assert passed.sentence.startswith("The folder news also holds 1 file of code, settings and their like, left out here: ")
    assert (str(report), report.passed_over, report.refused) == ("1 article.", [passed], [])
    (arrived,), _ = place.run(str(place.folder / "news" / "app.js"))
    assert arrived.title == "let a = 1;"


def test_what_is_new_in_a_watched_folder_comes_once(place):
    place.library.watching.watch(place.folder / "news")
    assert place.look() == []
    place.file("news/a.txt", "One.")
    place.file("news/deep/b.txt", "Two.")
    assert place.look() == ["One.", "Two."]
    assert place.look() == []


def test_what_was_taken_out_of_the_library_does_not_come_back_from_a_watched_folder_but_by_an_import(place):
    place.library.watching.watch(place.folder / "news")
    path = place.file("news/a.txt", "One.")
    place.look()
    place.library.shelf.take_out([1])
    assert place.look() == []
    (arrived,), _ = place.run(path)
    assert (arrived.id, arrived.new) == (2, True)


def test_a_file_that_changed_is_a_new_article_and_a_refused_one_is_not_tried_again(place):
    place.library.watching.watch(place.folder / "news")
    place.file("news/a.txt", "One.")
    place.file("news/b.txt", " ")
    assert [said.partition(" ")[0] for said in place.look()] == ["One.", "b.txt"]
    assert place.look() == []
    place.file("news/b.txt", "Two.", age_s=30)
    assert place.look() == ["Two."]
    assert place.texts() == ["One.", "Two."]


def test_a_file_that_may_still_be_written_is_left_for_the_next_look(place):
    place.library.watching.watch(place.folder / "news")
    path = place.file("news/a.txt", "Half of a sen")
    os.utime(path)
    assert place.look() == []
    place.file("news/a.txt", "Half of a sentence.")
    assert place.look() == ["Half of a sentence."]


def test_what_was_read_when_a_look_was_cancelled_is_not_forgotten_and_the_rest_is_found_again(place):
    place.library.watching.watch(place.folder / "news")
    place.file("news/a.txt", "One.")
    place.file("news/b.txt", "Two.")
    job = Look(BoundedReader(), set())
    for event in job.run(place.library):
        if isinstance(event, Progress) and event.done == 1:
            job.cancel()
    assert place.texts() == ["One."]
    assert place.look() == ["Two."]


def test_folders_one_within_the_other_give_each_file_once(place):
    place.library.watching.watch(place.folder / "news")
    place.library.watching.watch(place.folder / "news" / "deep")
    place.file("news/deep/b.txt", "Two.")
    assert place.look() == ["Two."]


def test_a_watched_folder_brings_no_code_and_says_nothing_of_it(place):
    place.file("inbox/app.js", "let a = 1;")
    place.file("inbox/a.txt", "Mosul fell.")
    place.library.watching.watch(place.folder / "inbox")
    assert place.look() == ["Mosul fell."]


def test_a_watched_folder_that_cannot_be_asked_about_is_passed_over(place):
    place.library.watching.watch(place.folder / ("long" * 100))
    place.library.watching.watch(place.folder / "news")
    place.file("news/a.txt", "One.")
    assert place.look() == ["One."]
