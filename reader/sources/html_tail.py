"""Takes from an article, mostly from its end, what pages put there: who wrote it, whom to call, where to subscribe, buttons."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reader.sources.html_looks import is_heading, is_sentence
from reader.sources.paragraphs import ends_a_sentence

if TYPE_CHECKING:
    from reader.sources.html_chunks import Chunk

_REACH = 5
"""How many of the last paragraphs, or of the first, may be none of the article."""
_SHARE = 0.3
_LONGEST = 450
_NETWORKS = r"(?:facebook|twitter|instagram|x|telegram|whatsapp|youtube|tiktok|bluesky|linkedin|threads)\b"
# Where readers are asked for something: what merely begins like this is told by what follows, for an article may end in
# "Follow-up talks are planned", or "To join the alliance, …".
_CALL = re.compile(
    r"(?:please |to |and |you can (?:also )?|for more.{0,60}, )?(?:subscribe\b|sign up\b|"
    rf"follow (?:us|me|our|this|@\w|.{{1,40}} on {_NETWORKS})\b|"
    r"join (?:us|our|the (?:conversation|discussion|debate|community|mailing list))\b|"
    r"get (?:our|(?:the|all) .{0,60}(?:news|newsletter|inbox|stories|headlines|updates|latest|best|app|e-?mails?))\b|"
    r"listen (?:live|to (?:our|this|the (?:podcast|episode|full|article|interview|programme|show)))\b|"
    r"download (?:our|the .{0,40}(?:app|pdf|report|podcast))\b|support (?:us|our (?:work|journalis\w+|reporting|newsroom))\b|"
    r"donate(?: (?:to|now|here|today)\b|\W*\Z))"
    r"|(?:source:|our standards:|have a (?:news )?tip\b|let us know\b|click here\b|"
    r"(?:originally|first) published\b.{0,80}\Z|published in .{1,40}\b\d{1,2}(?:st|nd|rd|th)?\b.{1,12}\b\d{4}\W*\Z|"
    r"(?:thanks|thank you) for (?:reading|subscribing|being a)\b|"
    r"for (?:more|further|additional|media) (?:information|details|enquiries|inquiries)\b|"
    r"if you (?:enjoyed|liked|have (?:a|any) (?:story|tip|question)\b(?! like\b))|"
    r"(?:a version of )?this (?:article|story|post|essay|piece) (?:was )?(?:originally |first |also )?"
    r"(?:appear(?:s|ed)|published)\b|"
    r"tell us what you think\b|what do you think(?:\?|\W*\Z| (?:of|about) this\b))"
    r"|.*(?:(?:send|write|submit).{0,60} letter to the editor|letters to the editor|"
    r"\bour (?:\w+ )?newsletter|\b(?:to|in) your inbox\b|"
    rf"(?:[.!?:|]|you can|also) follow .{{1,40}} on {_NETWORKS}|"
    r"\bwe (?:may )?(?:earn|get) an? (?:affiliate )?(?:share|commission)\b|affiliate (?:link|commission))",
    re.IGNORECASE | re.DOTALL,
)
# The same in other languages: what an imperative asks of readers, and of whom the words are.
_CALL_ELSEWHERE = re.compile(
    r"(?:abonne[zr]\b|inscrivez-vous|iscriv(?:iti|etevi)|abbona(?:ti|tevi)\b|segui(?:ci|teci)\b|resta aggiornat|"
    r"suscr[ií]b(?:ete|ase|anse)\b|síguenos|reg[ií]strate|apóyanos|assine\b|inscreva-se|"
    r"abonnieren|melden sie sich|jetzt (?:abonnieren|anmelden|lesen)|"
    r"подпи(?:шитесь|шись|сывайтесь|сывайся)|поделитесь|поделиться|присоединяйтесь|нашли ошибку|заметили ошибку|"
    r"следите за (?:нами|новостями|наш|обновлениями)|все права защищены|"
    r"scarica qui\b|recibe .{0,40}en tu |receba .{0,40}no seu |siga(?:-nos\b| .{1,40} (?:no|nas redes|pelo)\b)|"
    r"abone ol(?:un|unuz)?\b|takip edin|bizi takip|تابع(?:نا|ونا|وا)|اشتركوا|اشترك الآن|"
    r"اشترك (?:في|ب)\W?.{0,20}(?:نشرة|قنات|قناة)|شارك(?:وا)? (?:هذا|هذه|المقال|الخبر|الموضوع|الصفحة)|"
    r".{0,40}(?:無断(?:転載|複製)|会員登録|有料会員(?:限定|登録|の方|になる)|続きを読む|フォロー(?:(?:する|してください)\W*\Z|はこちら)|ご登録))",
    re.IGNORECASE,
)
# What a news story may begin with too: these ask for something only of a page or of who made it.
_ASKS = re.compile(
    r"(?:suivez|partagez|recevez|retrouvez|soutenez|contribuez|téléchargez|condividi|segui|sostieni|scarica|"
    r"s[ií]gue|siga|comparte|recibe|descarga|compartilhe|receba|folgen sie|teilen sie)\b.{0,80}?\b"
    rf"(?:{_NETWORKS}|newsletter|e-?mail|correo|app|application|aplicación|aplicativo|appli|podcast|nous|nos|notre|"
    r"nostr[aoei]|nuestr[ao]s?|noss[ao]s?|uns|unser\w*|cet article|questo articolo|"
    r"este art[ií]culo|este artigo|diesen artikel)\b",
    re.IGNORECASE | re.DOTALL,
)
# Who worked on it: "Reporting by …; Editing by …", "… contributed to this report". Scientists contribute to the report of others.
_WORKED = re.compile(
    r"\W{0,3}(?:additional |with )?(?:reporting|writing|editing|research|compiled|written|edited) by\b.{3,200}"
    r"(?:[;,.|/\u2013\u2014-]\W{0,3}(?:additional )?(?:editing|writing|reporting|research|edited)|"
    r"\b(?-i:Editing|Writing|Reporting|Research|Edited)) by\b|"
    r".{3,200}\bcontributed (?:(?:\w+ )?(?:reporting|research|writing) )?(?:to|for|from) this (?:article|report|story|piece)\b|"
    r".{3,200}\bcontributed (?:\w+ )?(?:reporting|writing) (?:to|for) the (?:article|report|story|piece)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|"
    r"\b(?:t[eé]l(?:[eé]phone|efon|efono|éfono)?|phone|fax|mob(?:ile)?|тел)\b\W{0,4}[+(]?\d[\d\s()./\u2010-\u2013-]{4,}\d",
    re.IGNORECASE,
)
_INNER = r"()\uff08\uff09\[\]\u3010\u3011"
_CREDIT = re.compile(rf"[(\uff08\[\u3010][^{_INNER}=]{{0,39}}[^{_INNER}.!?\u3002][)\uff09\]\u3011]\Z")
_HEADING = re.compile(
    r"(?:(?:media |press )?contacts?(?:\W*| (?:us|info\w*|details|for|persons?)\b.{0,40}|:.{0,40})|"
    r"about (?:us|me|the|our|this)\b.{0,60}|about (?-i:[A-Z]).{1,60}|notes? to editors.{0,20}|"
    r"contacts? presse\b.{0,20}|contatti\b.{0,20}|pressekontakt\b.{0,20}|contacto (?:de )?prensa\b.{0,20}|"
    r"comments?\W*\d*|[^\W\d_]{4,20} \((?!(?:1[89]|20)\d\d\))\d{1,4}\)|"
    r"related(?:\W*|:.{0,40}| (?:articles?|stories|topics|content|coverage|posts?|reading|news)\b.{0,40})|"
    r"more (?:on|from|about|stories|news)\b.{0,60}|read (?:more|next)\b.{0,40}|don.t miss\W*|something to consider|"
    r"further (?:information|reading)|(?:a )?note from the (?:authors?|editors?)\W*|"
    r"tell us what you think\W*|share (?:this|on)\b.{0,40}|tags|see also|external links|you (?:may|"
    r"might) (?:also )?like\b.{0,30})\W*\Z",
    re.IGNORECASE,
)
# And not what a newsroom says of its own work: "Al Jazeera has contacted the ministry".
_DEGREE = r"(?:, (?:ph\.?d|m\.?d|j\.?d|esq|jr|sr)\b\.?)?"
_IS = (
    _DEGREE
    + r"\W{1,3}(?:is|was|covers|writes|reports|has|can|may)\b(?! (?:not|contacted|asked|approached|seen|been (?:un)?able)\b)"
)
_HONORIFIC = r"(?:mr|mrs|ms|dr|prof|professor)\b\.? "
_FEW_WORDS = 2
_LONGEST_ABOVE = 160
_LONGEST_LABEL = 24


def without_tail(chunks: list[Chunk], kept: list[int], byline: str) -> list[int]:
    """Return the places without what pages put below an article. byline: who wrote it, as far as that is known."""
    total = sum(len(chunks[at].text) for at in kept)
    for place in range(max(len(kept) - _REACH, 1), len(kept)):
        below = sum(len(chunks[at].text) for at in kept[place:])
        if heads_talk(chunks[kept[place]]) and below < _SHARE * total:
            kept = kept[:place]
            break
    names = [name for name in re.split(r",\s+|\s+and\s+", byline) if " " in name]
    dropped = set()
    alike = Counter(_marking(chunks[at]) for at in kept)
    main = max(alike, key=alike.__getitem__, default=None)
    for at in reversed(kept[max(len(kept) - _REACH, 1) :]):
        if _is_talk(chunks[at].text, names):
            dropped.add(at)
        elif _marking(chunks[at]) == main:
            break
    dropped |= {at for at in kept[:_REACH] if len(chunks[at].text) <= _LONGEST_ABOVE and _is_on(names, chunks[at].text)}
    kept = [at for at in kept if at not in dropped]
    while kept and (is_heading(chunks[kept[-1]]) or (len(kept) > 1 and _is_label(chunks[kept[-1]]))):
        kept = kept[:-1]
    return kept


def heads_talk(chunk: Chunk) -> bool:
    """Tell whether a chunk is the heading of what a page says of itself, its makers or other articles."""
    heads = is_heading(chunk) or (chunk.is_bold and not is_sentence(chunk))
    return heads and _HEADING.match(chunk.text) is not None


def _marking(chunk: Chunk) -> tuple[object, str, str]:
    """Return by what the paragraphs of one article are alike."""
    return chunk.part.parent, chunk.part.tag, chunk.part.names


def _is_talk(line: str, names: list[str]) -> bool:
    """Tell whether a paragraph at the end of an article is of its site or of who wrote it. names: of those."""
    if len(line) > _LONGEST:
        return False
    return (
        any(told.match(line) for told in (_CALL, _CALL_ELSEWHERE, _ASKS, _WORKED, _CREDIT))
        or _CONTACT.search(line) is not None
        or _is_on(names, line)
    )


def _is_on(names: list[str], line: str) -> bool:
    """Tell whether a paragraph says of one of these people what only others say of who wrote an article."""
    return any(re.match(_named(name) + _IS, line, re.IGNORECASE) for name in names)


def _named(name: str) -> str:
    """Return a pattern of how a text names one of its authors: in full, or as "Ms. Crane"."""
    return rf"(?:{re.escape(name)}|{_HONORIFIC}{re.escape(name.rsplit(maxsplit=1)[-1])})"


def _is_label(chunk: Chunk) -> bool:
    """Tell whether a chunk is a word or two that end no sentence: what a button says, or with what a writer signs."""
    text = chunk.text
    short = len(text) <= _LONGEST_LABEL and len(text.split()) <= _FEW_WORDS
    return short and not chunk.lies_in("li", "dd", "blockquote", "pre", "td") and not ends_a_sentence(text, len(text))
