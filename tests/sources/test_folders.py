"""Folders are looked through in the order of names, and no link or sheer number leads astray."""

import io
import os
import tarfile
from email.message import EmailMessage

import pytest

from reader.sources import registry
from reader.sources.folders import LeftOut, files_under
from reader.sources.source import Refusal
from tests.sources.reading import readings
from tests.sources.samples import zipped


def names(folder, **options):
    return [
        found.sentence if isinstance(found, Refusal | LeftOut) else str(found.relative_to(folder))
        for found in files_under(folder, **options)
    ]


def make(folder, *paths):
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("x")


def test_files_come_in_the_order_of_names_and_what_is_hidden_does_not(tmp_path):
    make(tmp_path, "b.txt", "a/z.txt", "a/y/x.txt", "c/d.txt", ".git/config", ".hidden", "a/.DS_Store")
    assert names(tmp_path) == ["a/y/x.txt", "a/z.txt", "b.txt", "c/d.txt"]


def test_a_hidden_folder_that_is_named_is_looked_through(tmp_path):
    make(tmp_path, ".news/a.txt")
    assert names(tmp_path / ".news") == ["a.txt"]


def test_links_that_lead_back_end(tmp_path):
    make(tmp_path, "a/b.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    (tmp_path / "twice").symlink_to(tmp_path / "a")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert names(tmp_path) == ["a/b.txt", "a/self", "gone.txt"], "what leads nowhere is for whoever reads it to refuse"


def test_so_many_files_and_no_more_are_taken(tmp_path):
    make(tmp_path, *(f"{number}.txt" for number in range(5)), "5/6.txt")
    *found, refusal = names(tmp_path, most=3)
    assert found == ["0.txt", "1.txt", "2.txt"]
    assert "holds more than 3 files" in refusal
    assert names(tmp_path, most=6) == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "5/6.txt"]


def test_a_folder_one_may_not_read_is_told_and_the_rest_is_found(tmp_path):
    make(tmp_path, "a/b.txt", "c.txt")
    (tmp_path / "a").chmod(0)
    if os.access(tmp_path / "a", os.R_OK):
        pytest.skip("this user may read everything")
    try:
        told, found = names(tmp_path)
    finally:
        (tmp_path / "a").chmod(0o700)
    assert told == "The folder a could not be looked through (Permission denied): see that you may read it."
    assert found == "c.txt"


def test_a_folder_that_is_gone_yields_what_reading_will_refuse(tmp_path):
    assert list(files_under(tmp_path / "none")) == [tmp_path / "none"]


def test_code_settings_and_licences_are_left_out_and_counted(tmp_path):
    articles = (
        "LICENSED TO KILL.txt",
        "README.md",
        "Talks in D.C",
        "a.html",
        "b",
        "news.json",
        "post.xml",
        "v1.2 notes",
        "web/index.html",
    )
    code = (
        "LICENSE",
        "LICENSE-MIT.txt",
        "Makefile",
        "a.min.js",
        "app.PY",
        "conf.yaml",
        "news.html.part",
        "package-lock.json",
        "poetry.lock",
        "report.pdf.crdownload",
        "web/s.css",
    )
    make(tmp_path, *articles, *code, "node_modules/left-pad/README.md", "web/__pycache__/a.txt", ".git/HEAD")
    (tmp_path / "run").write_text("#!/bin/sh\necho Mosul")
    *found, told = names(tmp_path)
    assert found == list(articles)
    assert told == (
        f"The folder {tmp_path.name} also holds 12 files and 2 folders of code, settings and their like, left out here: "
        "to bring in one of them all the same, name it itself."
    )


def test_what_a_folder_leaves_out_is_read_where_it_is_named(tmp_path):
    make(tmp_path, "node_modules/a.txt", "s.css")
    assert names(tmp_path / "node_modules") == ["a.txt"]
    (read,) = registry.read(tmp_path / "s.css")
    assert read.article.text == "x"


PAGE = b"<!-- saved -->\n<!DOCTYPE html>\n<html><body><p>Mosul fell.</p></body></html>"
CODE = b"<html><body><?php echo $story; ?></body></html>"


def test_a_page_that_a_server_made_is_brought_and_the_code_of_one_is_not(tmp_path):
    for name in ("a.php", "b.asp", "c.aspx", "d.jsp", "e.cgi", "f.pl"):
        (tmp_path / name).write_bytes(PAGE)
        (tmp_path / f"z{name}").write_bytes(CODE)
    (tmp_path / "y.cgi").write_bytes(b"#!/usr/bin/perl\nprint 1;")
    (tmp_path / "x.c").write_bytes(PAGE)
    (tmp_path / "w.pl").write_bytes(b"use strict;\nprint 1;")
    *found, told = names(tmp_path)
    assert found == ["a.php", "b.asp", "c.aspx", "d.jsp", "e.cgi", "f.pl"]
    assert "also holds 9 files of code" in told


def in_tar(members):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as tar:
        for name, text in members.items():
            held = tarfile.TarInfo(name)
            held.size = len(text)
            tar.addfile(held, io.BytesIO(text))
    return file.getvalue()


@pytest.mark.parametrize("packed", [zipped, in_tar])
def test_of_a_page_in_an_archive_that_may_be_code_only_the_beginning_is_read_twice(monkeypatch, packed):
    monkeypatch.setattr(registry, "MOST_BYTES", 300_000)
    found = readings(packed({"a.txt": b"Mosul fell.", "b.php": PAGE + b" " * 200_000}), "site")
    assert [held.article.text for held in found] == ["Mosul fell."] * 2


def test_a_page_that_a_server_made_is_read_in_an_archive_and_in_a_mail_too():
    (found,) = readings(zipped({"site/a.php": PAGE, "site/b.php": CODE}), "site.zip")
    assert found.name == "site.zip \u203a site/a.php"
    assert found.notes[-1] == "site.zip also holds a file of pictures, sound, code or settings, left out here."
    message = EmailMessage()
    message["From"], message["Message-ID"] = "ann@example.org", "<1@example.org>"
    message.set_content("See below.")
    for name, held in (("a.php", PAGE), ("b.php", CODE)):
        message.add_attachment(held, maintype="application", subtype="octet-stream", filename=name)
    assert [held.name for held in readings(message.as_bytes(), "m.eml")] == ["m.eml", "m.eml \u203a a.php"]
