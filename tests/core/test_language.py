import pytest

from reader.core.language import seems_english
from tests.gold import articles


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.name)
def test_english_news_is_english(article):
    assert seems_english(article.text)


@pytest.mark.parametrize(
    "text",
    [
        "Die Regierung in Berlin hat am Montag erklärt, dass die Truppen aus dem Land abziehen und es dabei bleibt. " * 3,
        "De regering in Den Haag heeft maandag gezegd dat de troepen uit het land worden teruggetrokken. " * 3,
        "Le gouvernement a annoncé lundi que les troupes quitteraient le pays, a déclaré le ministre de la Défense. " * 3,
        "El gobierno anunció el lunes que las tropas se retirarán del país, según dijo el ministro de Defensa. " * 3,
        "Москва заявила, что войска вышли из города, сообщает агентство. " * 3,
        "东京是日本的首都。" * 20,
        "مرحبا بكم في بغداد العاصمة العراقية " * 5,
    ],
)
def test_other_languages_are_not(text):
    assert not seems_english(text)


@pytest.mark.parametrize("text", ["", "\n", "Guten Tag, Berlin!", "?!" * 500, "😀" * 300, "x" * 1_000_000, "Mosul 12 " * 5])
def test_what_is_too_short_to_tell_is_let_pass(text):
    assert seems_english(text)
