"""Names of encodings as the web has them, wherever they are said: in pages, mails, feeds and books."""

from __future__ import annotations

from base64 import b64encode

import pytest

from reader.sources.labels import known_encoding
from tests.sources.reading import reading, readings
from tests.sources.samples import epub

JAPANESE = "イラク軍は日曜日、数週間の戦闘の末に町の郊外に近づいたと当局は述べた。"
CHINESE = "伊拉克军队周日逼近该市郊区\uff0c官员们在数周的战斗之后表示。"
KOREAN = "이라크군은 일요일 몇 주간의 전투 끝에 도시 외곽에 접근했다고 당국은 밝혔다."
HEBREW = "כוחות עיראק התקרבו ביום ראשון לפאתי העיר, כך אמרו גורמים רשמיים."
RUSSIAN = "Иракские войска в воскресенье подошли к окраинам города, заявили чиновники."
LABELS = [
    ("x-sjis", "cp932", JAPANESE),
    ("Windows-31J", "cp932", JAPANESE),
    ("x-euc-jp", "euc_jp", JAPANESE),
    ("x-gbk", "gb18030", CHINESE),
    ("gb_2312-80", "gb18030", CHINESE),
    ("ks_c_5601-1987", "cp949", KOREAN),
    ("windows-949", "cp949", KOREAN),
    ("iso-8859-8-i", "iso8859-8", HEBREW),
    ("logical", "iso8859-8", HEBREW),
    ("x-cp1251", "cp1251", RUSSIAN),
    ("win-1251", "cp1251", RUSSIAN),
    ("koi8", "koi8-r", RUSSIAN),
    ("x-mac-cyrillic", "mac-cyrillic", RUSSIAN),
    ("ISO-8859-5", "iso8859-5", RUSSIAN),
    ("UTF-7", "utf-7", RUSSIAN),
]


@pytest.mark.parametrize(("label", "codec", "text"), LABELS, ids=[label for label, *_ in LABELS])
def test_what_a_page_a_mail_a_feed_or_a_book_says_it_is_in_is_believed(label, codec, text):
    title = text[10:18].strip()
    page = f'<!DOCTYPE html><html><head><meta charset="{label}"><title>x</title></head><body><p>{text * 3}</p></body></html>'
    word = f"=?{label}?B?{b64encode(title.encode(codec)).decode()}?="
    mail = f"From: a@example.org\nTo: b@example.org\nDate: Sun, 31 Jul 2016 10:00:00 +0300\nSubject: {word}\nMIME-Version: 1.0\n"
    mail += f"Content-Type: text/plain; charset={label}\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    feed = f'<?xml version="1.0" encoding="{label}"?><rss version="2.0"><channel><title>x</title><item><title>{title}</title>'
    feed += f"<description>{text}</description></item></channel></rss>"
    for raw, shown in ((page, text * 3), (mail, f"{title}\n\n{text}"), (feed, f"{title}\n\n{text}")):
        assert shown in reading(raw.encode(codec)).article.text
    chapter = f'<?xml version="1.0" encoding="{label}"?><html><body><p>{text * 6}</p></body></html>'.encode(codec)
    assert text * 6 in [found.article.text for found in readings(epub(**{"OEBPS__text__two.xhtml": chapter}))]


@pytest.mark.parametrize("text", [RUSSIAN, CHINESE, "Iraqi forces edged closer."], ids=["Russian", "Chinese", "English"])
@pytest.mark.parametrize("label", ["unicode", "utf-16", "ucs-2"])
def test_a_mail_in_utf_16_is_read_though_nothing_marks_its_bytes(label, text):
    head = "From: a@example.org\nTo: b@example.org\nDate: Sun, 31 Jul 2016 10:00:00 +0300\nSubject: x\nMIME-Version: 1.0\n"
    body = b64encode(text.encode("utf-16-le")).decode()
    raw = f"{head}Content-Type: text/plain; charset={label}\nContent-Transfer-Encoding: base64\n\n{body}\n".encode()
    assert text in reading(raw).article.text


def test_a_page_that_calls_itself_utf_16_in_plain_letters_is_not():
    page = f'<html><head><meta charset="unicode"></head><body><p>{RUSSIAN * 3}</p></body></html>'
    assert RUSSIAN in reading(page.encode()).article.text
    assert RUSSIAN in reading(page.encode("cp1251")).article.text


def test_a_feed_in_utf_8_that_says_it_is_in_latin_1_is_not():
    feed = '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>x</title><item><title>x</title>'
    feed += f"<description>{RUSSIAN}</description></item></channel></rss>"
    assert RUSSIAN in reading(feed.encode()).article.text


@pytest.mark.parametrize("label", ["", "x-", "x-x-x", "klingon", "cp99999", "iso-8859-99", "idna", "é", "a" * 5000])
def test_what_is_no_encoding_is_none(label):
    assert known_encoding(label) == ""


def test_a_short_text_that_is_not_in_the_utf_8_it_says_is_guessed():
    head = "From: a@example.org\nTo: b@example.org\nDate: Sun, 31 Jul 2016 10:00:00 +0300\nSubject: x\nMIME-Version: 1.0\n"
    head += "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    text = "Müller sagte, die Straße sei gesperrt."
    found = reading(head.encode() + text.encode("cp1252"))
    assert found.article.text == f"x\n\n{text}"
    assert found.notes == ("The encoding was guessed: windows-1252.",)
    torn = reading(head.encode() + text.encode() + b"\xe2\x80")
    assert torn.article.text == f"x\n\n{text}\ufffd"
