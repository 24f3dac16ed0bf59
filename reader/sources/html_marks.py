"""What tells an article from what stands around it: the names that pages give their parts, and the words of small texts."""

from __future__ import annotations

import re

# In the class or id of a part. Words are parted by blanks, hyphens, underscores and capitals.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:"
    r"(?:site|page|global|main|top)?-?nav(?:bar|igation)?|menu|footer|masthead|breadcrumbs?|sidebar|side-?bar|"
    r"related\w*|recommend\w*|recirc\w*|most-?(?:read|viewed|popular)|popular|trending\w*|read-?(?:more|next|also)|"
    r"more-(?:on|from|stories|articles|news|galleries)\w*|also-?(?:read|like)|outbrain|taboola|"
    r"newsletters?|sign-?up|subscr\w*|whats-?app\w*|paywall\w*|regwall|promo\w*|advert\w*|ads?|ad-?(?:slot|unit|"
    r"wrapper|container)|"
    r"sponsor\w*|banner|cookies?|consent|gdpr|"
    r"shar(?:e|ing)\w*|social\w*|follow(?:-us)?|comments?|commentlist|commentaires?|commenti|komment\w*|komentar\w*|reacties|yorum\w*|disqus\w*|respond|replies|reply|"
    r"tags?|tag-?list|topics?|keywords|toolbar|tools|print|rating|pagination|pager|login|popup|modal|overlay|"
    r"author-?(?:bio|box|info|card)|about-?(?:the-)?author|bio|copyright|disclaimer|legal|widget|"
    r"pull-?quotes?|pullquote|tweetable|sr-only|visually-?hidden|screen-reader\w*|skip\w*|"
    r"cta|call-to-action|upsell|references|reflist|navbox|catlinks|infobox|hatnote|"
    r"te-puede-interesar|relacionad\w*|compartir|etiquetas|lateral|comentarios|publicidad|"
    r"lire-aussi|partage\w*|abonnement\w*|catcher|inread|mehr-zum-thema|verwandt\w*|kommentare|werbung|anzeige"
    r")(?=$|[\s_-])",
)
# What others said elsewhere, quoted within an article.
_EMBEDDED = re.compile(r"twitter-tweet|instagram-media|social-?(?:media-?)?embed|embed-?social|tweet-?embed", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by|byline\w*|byl|reader-credits|authors?|writer|contributors?|firma|signature|autor\w*|vcard)(?=$|[\s_-])"
)
_DATE = re.compile(
    r"(?:^|[\s_-])(?:dates?|datetime|dateline|time|timestamp|published|pub-?date|posted|submitted|fecha|datum)(?=$|[\s_-])"
)
_DECK = re.compile(
    r"(?:^|[\s_-])(?:deck|dek|standfirst|sub-?(?:title|head(?:line)?)|subtitulo|chapo|chapeau|summary|strapline|"
    r"entradilla|bajada|"
    r"article-?(?:summary|description|lead|excerpt|intro))(?=$|[\s_-])"
)
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:caption\w*|figcaption|(?<!reader-)credits?(?! reader-)|photo-?credit|pie-de-foto|legende|bildunterschrift|"
    r"image-?(?:text|info))(?=$|[\s_-])"
)

_TITLE = re.compile(r"(?:^|\s)(?:mso-?)?title(?=$|\s)")

_NOTE = re.compile(r"(?:^|[\s_-])(?:(?:foot|end)-?)?notes?(?=$|[\s_-])")
_PICTURE = re.compile(r"(?:^|[\s_-])(?:img|images?|pic(?:ture)?s?|photos?|foto\w*|figure)(?=$|[\s_-])")

_PAYWALL = re.compile(
    r"(?:^|[\s_-])(?:pay-?wall|reg-?wall|meter-?wall|subscriber-?only|premium-?(?:wall|content))", re.IGNORECASE
)

# What other sites have to offer too, such as the register of voters, is a call only on the page's own.
_CALL_ADDRESS = re.compile(
    r"(?:(?:^|[/#?=&._-])(?:subscri(?:be|ption)s?|sign-?up|newsletters?|abonne\w*|abbona\w*|iscri\w*|suscri\w*|assine|abo)|"
    r"\A(?:/(?!/)|#|\?)(?:.*[/#?=&._-])?(?:register|portal|membership|donate))/?(?:[?#]|\Z)",
    re.IGNORECASE,
)

_NETWORK = re.compile(
    r"\b(?:whatsapp|telegram|facebook|instagram|tiktok|youtube|twitter|bluesky|viber|google (?:news|noticias|notizie))\b",
    re.IGNORECASE,
)

_SMALL = re.compile(
    r"(?:"
    r"(?:read|see|watch|listen|learn|find out) (?:more|also|next|now)\b.{0,120}|(?:read|see|watch|also read|also see|"
    r"related|more)\s?:.{0,160}|"
    r"sign up\b.{0,160}|subscribe\b.{0,160}|become an? (?:member|subscriber|supporter|patron)\b.{0,80}|"
    r"follow (?:us\b|me\b|@|.{1,40} on (?:facebook|twitter|instagram|x|"
    r"tiktok|bluesky|telegram|whatsapp|youtube|linkedin)\b).{0,160}|share(?: (?:this|on|via|by|it|link)\b.{0,50})?\W*|(?:click|"
    r"tap) (?:here|to)\b.{0,120}|"
    r"advertis(?:ement|ing)s?(?: .{0,60})?|sponsor(?:ed|s|ship)?(?: (?:message|content|by|post)s?)?\b.{0,40}|"
    r"(?:please )?(?:turn on|enable|activate|activer|activez|aktivieren) javascript.{0,100}|"
    r"story continues.{0,60}|article continues.{0,60}|"
    r"continue reading.{0,80}|scroll (?:down|to).{0,60}|"
    r"(?:related (?:articles?|stories|topics|coverage|content)|recommended(?: for you)?|you may also like|"
    r"most (?:read|viewed|popular))\b.{0,120}|(?:topics|tags|trending|filed under)(?:\s*:.{0,120}|\W*)|"
    r"load(?:ing)?(?: more| comments)?\W*|(?:leave|post|add|write|view|show|hide) (?:a |your |all |the )?(?:comments?|"
    r"reply).{0,80}|"
    r"(?:getty|ap|reuters|afp)(?: images| photo)?|"
    r"lire aussi.{0,160}|\u00e0 lire aussi.{0,160}|lee tambi[e\u00e9]n.{0,160}|te puede interesar.{0,120}|"
    r"compartir.{0,60}|archivado en.{0,120}|"
    r"lesen sie auch.{0,160}|mehr zum thema.{0,120}|leggi anche.{0,160}|leia tamb[e\u00e9]m.{0,160}|lees ook.{0,160}|"
    r"(?:\u539f\u6807\u9898|\u539f\u6a19\u984c|\u8d23\u4efb\u7f16\u8f91|\u8cac\u4efb\u7de8\u8f2f|\u8d23\u7f16)\s*[:\uff1a].{0,100}|"
    r"\u0627\u0642\u0631\u0623 \u0623\u064a\u0636.{0,160}|\u0627\u0642\u0631\u0623 \u0627\u064a\u0636.{0,160}|"
    r"\u0427\u0438\u0442\u0430\u0439\u0442\u0435 \u0442\u0430\u043a\u0436\u0435.{0,160}"
    r")\Z",
    re.IGNORECASE | re.DOTALL,
)
# Whose a page is, in any of many languages.
_RIGHTS = re.compile(
    r"(?:this (?:article|story) (?:was|has been|is|originally|first) .{0,200})?\u00a9|"
    r"copyright(?:\W{0,3}(?:\(c\)|\u00a9|\d{4}|by\b)|\W*\Z)|"
    r".{0,120}(?:all rights reserved(?=\W*\Z|[^\w\s])|tous droits réservés|alle rechte vorbehalten|"
    r"tutti i diritti riservati|todos (?:los derechos|os direitos) reservados|wszelkie prawa zastrzeżone|"
    r"все права защищены|t\u00fcm haklar\u0131 sakl\u0131d\u0131r|جميع الحقوق محفوظة|版[权權]所有)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_SMALL = 300


def _split(names: str) -> str:
    return _CAPITAL.sub("-", names).lower()


def around_in(names: str) -> str:
    """Return which name in a class and id tells that a part stands around articles, and is none of one; empty if none does."""
    found = _AROUND.search(_split(names))
    return found[0].strip(" _-") if found and not _EMBEDDED.search(names) else ""


def is_around(names: str) -> bool:
    """Tell whether a part of this class and id stands around articles, and is none of one."""
    return bool(around_in(names))


def is_byline_part(names: str) -> bool:
    """Tell whether a part of this class and id holds who wrote an article."""
    return _BYLINE.search(_split(names)) is not None


def is_date_part(names: str) -> bool:
    """Tell whether a part of this class and id holds when an article was published."""
    return _DATE.search(_split(names)) is not None


def is_deck_part(names: str) -> bool:
    """Tell whether a part of this class and id holds a deck."""
    return _DECK.search(_split(names)) is not None


def is_caption_part(names: str) -> bool:
    """Tell whether a part of this class and id holds a caption or the credit of a picture."""
    return _CAPTION.search(_split(names)) is not None


def is_title_part(names: str) -> bool:
    """Tell whether a part of this class has the style of titles that word processors give."""
    return _TITLE.search(_split(names)) is not None


def is_picture_part(names: str) -> bool:
    """Tell whether a part of this class and id holds a picture, and what is said of it."""
    return _PICTURE.search(_split(names)) is not None


def is_note_part(names: str) -> bool:
    """Tell whether a part of this class and id holds notes on an article."""
    return _NOTE.search(_split(names)) is not None


def is_small_talk(line: str) -> bool:
    """Tell whether a whole line is what pages say of themselves: "Read more: …", "Advertisement", "Follow us on …"."""
    return len(line) <= _LONGEST_SMALL and (_SMALL.match(line) is not None or is_on_rights(line))


def is_on_rights(line: str) -> bool:
    """Tell whether a whole line says whose a page is."""
    return len(line) <= _LONGEST_SMALL and _RIGHTS.match(line) is not None


def names_a_network(line: str) -> bool:
    """Tell whether a line names one of the networks on which sites ask to be followed."""
    return _NETWORK.search(line) is not None


def is_call_address(address: str) -> bool:
    """Tell whether a link leads to where readers subscribe or pay, in whatever language it says so."""
    return _CALL_ADDRESS.search(address) is not None


def is_paywall_part(names: str) -> bool:
    """Tell whether a part of this class and id asks readers to pay."""
    return _PAYWALL.search(_split(names)) is not None
