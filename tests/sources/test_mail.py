"""Mails and mailboxes."""

from __future__ import annotations

import quopri
from base64 import encodebytes
from email.message import EmailMessage

import pytest

from reader.sources import registry
from tests.sources.reading import claimant, reading, readings, refusal, refusals, roles
from tests.sources.samples import PROSE, mail, mailbox, odt, word

MOSCOW = "\u041c\u043e\u0441\u043a\u0432\u0430 - \u0433\u043e\u0440\u043e\u0434."
HEADER = b"From: Ann Lee <ann@example.org>\nTo: desk@example.org\nSubject: Close in\nDate: Sun, 31 Jul 2016 10:00:00 +0300\n"


def test_a_mail_is_its_text_below_its_subject_with_who_wrote_it_and_when():
    found = reading(mail(attached=False))
    meta = found.article.meta
    assert (meta.title, meta.byline, meta.published) == ("Città: forces close in", "Ann Lee", "2016-07-31T10:00:00+03:00")
    assert roles(mail(attached=False)) == [
        ("title", "Città: forces close in"),
        ("body", PROSE.strip()),
        ("quote", f"> {PROSE.strip()}"),
    ]


def test_files_attached_are_articles_of_their_own_and_pictures_are_counted():
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "ann@example.org", "Three files", "<1@example.org>"
    message.set_content(PROSE)
    message.add_attachment(word(), maintype="application", subtype="octet-stream", filename="a.bin")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="b.png")
    inner = EmailMessage()
    inner["From"], inner["Subject"], inner["Message-ID"] = "bob@example.org", "Sent on", "<2@example.org>"
    inner.set_content(PROSE)
    inner.add_attachment(odt(), maintype="application", subtype="octet-stream", filename="c.odt")
    message.add_attachment(inner)
    found = readings(bytes(message), "a.eml")
    assert [held.name for held in found] == [
        "a.eml",
        "a.eml \u203a a.bin",
        "a.eml \u203a Sent on.eml",
        "a.eml \u203a Sent on.eml \u203a c.odt",
    ]
    assert found[0].notes == ("a.eml also holds a file of pictures, sound, code or settings, left out here.",)


def test_an_attachment_that_cannot_be_read_stops_nothing():
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "ann@example.org", "A file", "<1@example.org>"
    message.set_content(PROSE)
    message.add_attachment(b"7z\xbc\xaf\x27\x1c\0\4", maintype="application", subtype="octet-stream", filename="a.7z")
    assert list(refusals(bytes(message), "a.eml")) == ["a.eml \u203a a.7z"]


def test_a_mail_in_html_alone_is_read_as_a_page_or_refused_as_one():
    raw = HEADER + f"Content-Type: text/html; charset=utf-8\n\n<html><body><p>{PROSE * 3}</p></body></html>".encode()
    outcomes = list(registry.read_bytes(raw, "a.eml"))
    assert len(outcomes) == 1
    assert outcomes[0].name.startswith("a.eml")


def test_headers_and_texts_in_any_encoding_are_read():
    raw = (
        HEADER.replace(b"Close in", "Città".encode("latin-1"))
        + b"Content-Type: text/plain; charset=koi8-r\n\n"
        + MOSCOW.encode("koi8-r")
    )
    assert roles(raw) == [("title", "Città"), ("body", MOSCOW)]
    wrong = HEADER + b"Content-Type: text/plain; charset=us-ascii\n\n" + MOSCOW.encode()
    assert reading(wrong).article.text == f"Close in\n\n{MOSCOW}"
    unknown = (
        HEADER.replace(b"Close in", b"=?klingon?q?Mosul=E9?= =?utf-8?b?!?=") + b"Content-Type: text/plain; charset=idna\n\nMosul."
    )
    assert reading(unknown).article.text.endswith("Mosul.")


def test_an_encrypted_mail_is_refused_in_words():
    raw = HEADER + b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB"
    assert refusal(raw) == "story is encrypted: save its text from the mail program that has the key."
    raw = HEADER + b"Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nMIIB"
    assert refusal(raw) == "story is wrapped in its signature (S/MIME): save its text from a mail program."


def test_a_mail_without_a_word_is_refused():
    assert refusal(HEADER + b"MIME-Version: 1.0\n\n \n") == "story holds no text: choose a file with words in it."


def test_a_mailbox_gives_each_of_its_mails():
    found = readings(mailbox(), "all.mbox")
    assert [held.name for held in found] == ["all.mbox \u203a mail 1", "all.mbox \u203a mail 2"]
    assert all(held.article.text.rstrip().endswith("\n\nFrom there on") for held in found)


@pytest.mark.parametrize(
    "text",
    [
        f"From: the front, {PROSE}\n\nDate: unknown\n\n{PROSE}",
        f"From: Reuters\nDate: 31 July 2016\n\n{PROSE}",
        f"From there on, {PROSE}\n\n{PROSE}",
        f"From: a@example.org\n{PROSE}\n\n{PROSE}",
        f"Subject: Mosul\nMessage-ID: 7\n\n{PROSE}",
    ],
)
def test_a_text_that_only_begins_like_a_mail_is_text(text):
    assert claimant(text.encode()) == "plain text"


@pytest.mark.parametrize(
    "header",
    [
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org\nSubject: x\nDate: x\nMIME-Version: 1.0\n",
        b'From: "Saved by Internet Explorer 11"\nSubject: x\nDate: x\nMIME-Version: 1.0\n',
    ],
)
def test_a_page_that_was_saved_as_a_mail_is_none(header):
    assert claimant(header + b'Content-Type: multipart/related; boundary="b"\n\n--b--\n') != "mail"


def test_a_mail_too_large_for_the_parser_is_refused():
    assert refusal(HEADER + b"MIME-Version: 1.0\n\n" + bytes(128 * 1024 * 1024)).startswith("story is too large (128.0 MiB)")


FLOWED = (
    "The forces edged closer to the outskirts of the city on Sunday and then went \non to its bridges.\n\n"
    "> What was \n> said.\n>> Before. \n> It.\nBye, \n-- \nAnn"
)


def test_lines_that_a_mail_program_broke_are_joined():
    raw = HEADER + b"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n" + FLOWED.encode()
    assert [text for _, text in roles(raw)][1:] == [
        "The forces edged closer to the outskirts of the city on Sunday and then went on to its bridges.",
        "> What was said.",
        "> Before.",
        "> It.",
        "Bye,",
        "--",
        "Ann",
    ]
    head = HEADER + b"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=Flowed; DelSp=Yes\n"
    assert reading(head + "\n伊拉克 \n军队。".encode()).article.text.endswith("伊拉克军队。")


@pytest.mark.parametrize("packing", ["base64", "quoted-printable", "7bit"])
def test_a_mail_sent_on_is_read_however_it_is_packed(packing):
    inner = HEADER.replace(b"Close in", b"Sent on") + f"Message-ID: <2@x>\n\n{PROSE}= end".encode()
    packed = {"base64": encodebytes(inner), "quoted-printable": quopri.encodestring(inner), "7bit": inner}[packing]
    head = (
        HEADER + b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee below.\n"
    )
    part = f"--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: {packing}\n\n".encode()
    _, found = readings(head + part + packed + b"\n--b--\n", "a.eml")
    assert (found.name, found.article.meta.title) == ("a.eml \u203a Sent on.eml", "Sent on")
    assert found.article.text.startswith(f"Sent on\n\n{PROSE}= end")


def test_what_programs_send_to_programs_is_counted_only():
    head = (
        HEADER + b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee below.\n"
    )
    kinds = ("text/calendar; method=REQUEST", "text/x-vcard; name=a.vcf", "text/x-amp-html", "text/rfc822-headers")
    parts = "".join(f"--b\nContent-Type: {kind}\n\nBEGIN:IT\n" for kind in kinds)
    (found,) = readings(head + f"{parts}--b--\n".encode(), "a.eml")
    assert found.notes == ("a.eml also holds 4 files of pictures, sound, code or settings, left out here.",)


def test_a_mail_is_one_with_what_mail_programs_put_before_and_behind_it():
    raw = HEADER + b"\n" + PROSE.encode()
    plist = b'<?xml version="1.0"?><plist version="1.0"><dict><key>flags</key></dict></plist>'
    assert reading(b"%-10d\n" % len(raw) + raw + plist).article.text == f"Close in\n\n{PROSE}"
    assert reading(b"\r\n\r\n" + raw).article.text == f"Close in\n\n{PROSE}"
