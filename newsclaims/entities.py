"""Names in the text become entities: aliases, spelling variants, titles; sources become holders."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from rapidfuzz.distance import JaroWinkler

from newsclaims.articles import Article
from newsclaims.phrases import NOUNS
from newsclaims.text import Span, Token, sentences, tokens

EntityKind = Literal["person", "organisation", "outlet", "place", "group", "other"]

# Two spellings of one surname by Jaro-Winkler similarity: joins Ivanov and Ivanow (0.93), Zelenko and Zelenco (0.94);
# wrong for Ann Johnson and Ann Johnston (0.98).
LIKENESS = 0.9
NEARLY_SAME = 0.95  # of a surname that stands alone, without a first name to hold it against
SHORT_FOR = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "congressman": "representative",
    "congresswoman": "representative",
    "premier": "prime minister",
}
# Offices that nobody holds two of at a time; others may be held together or one after the other.
HIGHEST = frozenset({"president", "prime minister", "king", "queen", "pope"})
# What nameless sources and reports without an outlet are called.
ANONYMOUS = "people familiar with the matter"
MEDIA_REPORTS = "media reports"
ANONYMOUS_SOURCE = re.compile(
    r"\b(?:sources?|(?:people|persons?|officials?)\b.*\b(?:familiar|close|knowledge|briefed|anonymity))\b",
    re.IGNORECASE,
)
STAND_IN_FOR_OUTLET = re.compile(
    r"(?:the|its|this)\s+(?:\w+\s+)?(?:report|outlet|article|newspaper|paper|magazine|network|broadcaster|source|post|story)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something named, over all articles of an event.

    ``mentions`` are pairs of article id and span, in the order of the articles and their text.
    """

    name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose claim it is: canonical name, kind, and where the article names them (None if it does not)."""

    name: str
    kind: EntityKind
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in an article, and the title or role before it (None if there is none)."""

    article_id: str
    span: Span
    title: Span | None = None


@cache
def listed(name: str) -> frozenset[str]:
    """One of the word lists of ``resources/names.json`` (titles, offices, institutions, outlets, ...)."""
    data = json.loads(files("newsclaims.resources").joinpath("names.json").read_text(encoding="utf-8"))
    return frozenset(data[name])


def is_title(word: str) -> bool:
    """Whether a word is a title or role that stands before a person's name ("Sen.", "President-elect", "ex-minister").

    >>> [is_title(w) for w in ("Sen.", "President-elect", "Kingdom")]
    [True, True, False]
    """
    word = word.lower().rstrip(".").removeprefix("then-").removeprefix("ex-")
    return word in listed("titles") or word.removesuffix("-elect") in listed("titles")


def office(title: str) -> str | None:
    """The office that a title names, without country and portfolio; None for mere forms of address and past offices.

    >>> [office(t) for t in ("US President-elect", "Ukrainian Prime Minister", "Sen.", "Mr.", "former President")]
    ['president-elect', 'prime minister', 'senator', None, None]
    """
    words = [SHORT_FOR.get(w, w) for w in title.lower().replace(".", "").split()]
    if not words or any(w in {"former", "ex", "late"} or w.startswith(("then-", "ex-", "former-")) for w in words):
        return None
    if words[-1].removesuffix("-elect") not in listed("offices"):
        return None
    return " ".join(words[-2:] if len(words) > 1 and words[-2] in {"vice", "prime", "deputy"} else words[-1:])


def find_mentions(article: Article) -> list[Mention]:
    """The names in an article's title and body, each with the title or role before it.

    >>> from newsclaims.articles import make_article
    >>> [(m.span.text, m.title) for m in find_mentions(make_article("a", "The mayor met Bo Ek."))]
    [('Bo Ek', None)]
    """
    found: list[Mention] = []
    for passage in article.passages():
        for sentence in sentences(article.text, passage.start, passage.end):
            row = tokens(article.text, sentence.start, sentence.end)
            found += [] if _in_title_case(row) else _names(article, row)
    return found


def _in_title_case(row: Sequence[Token]) -> bool:
    """Whether a Headline Is Written Like This: then its capitals name nobody for certain."""
    words = [token for token in row if token.text[:1].isalpha() and len(token.text) > 3]
    return len(words) > 4 and row[-1].text not in ".!?" and all(token.text[:1].isupper() for token in words)


def _names(article: Article, row: Sequence[Token]) -> Iterator[Mention]:
    """The names of one sentence."""
    i = 0
    while i < len(row):
        if not (row[i].tag in {"NNP", "NNPS"} and row[i].text[:1].isupper()):
            i += 1
            continue
        j = i + 1
        while j < len(row) and _goes_on(row, i, j):
            j += 1
        first = _after_title(row, i, j)
        left = first
        while left and _of_title(row[left - 1]) and (left > i or is_title(row[first - 1].text)):
            left -= 1
        title = Span.cut(article.text, row[left].start, row[first - 1].end) if left < first else None
        if j - first == 1 and (is_title(row[first].text) or row[first].text.lower().rstrip(".") in listed("calendar")):
            i = j
            continue
        start = row[first - 1].start if first and first == i and row[first - 1].text == "The" else row[first].start
        yield Mention(article.id, Span.cut(article.text, start, row[j - 1].end), title)
        i = j


def _of_title(token: Token) -> bool:
    return token.tag in NOUNS | {"JJ"} and token.text.lower().rstrip(".") not in listed("calendar")


def _goes_on(row: Sequence[Token], i: int, j: int) -> bool:
    """Whether the name that opened at ``i`` takes in the token at ``j``."""
    if row[j].tag in NOUNS and row[j].text[:1].isupper():
        return True
    ties = row[j].text == "&" or (row[j].text == "of" and row[j - 1].text.lower() in listed("institutions"))
    return ties and j + 1 < len(row) and row[j + 1].tag in {"NNP", "NNPS"}


def _after_title(row: Sequence[Token], i: int, j: int) -> int:
    """Where the bare name begins in ``row[i:j]``: behind the last title word, if a name follows it."""
    for k in range(j - 2, i - 1, -1):
        if is_title(row[k].text):
            return k + 1
    return i


def bare(name: str) -> str:
    """A name without article, dots, possessive, middle initials and "Jr.", for comparing.

    >>> bare("The U.S. Senate's")
    'US Senate'
    """
    name = re.sub(r"['’]s?$", "", name)
    name = re.sub(r"(?<=\s)[A-Z]\.\s+(?=\w)|\s+(?:Jr|Sr)\.?$", "", name)
    return re.sub(r"^the\s+", "", name, flags=re.IGNORECASE).replace(".", "").strip()


def alike(a: str, b: str) -> bool:
    """Whether two full names are spellings of one: surnames near each other, first names alike but for vowels within.

    >>> alike("Sergei Ivanov", "Sergey Ivanov"), alike("Eric Lee", "Erica Lee")
    (True, False)
    """
    x, y = bare(a).casefold().split(), bare(b).casefold().split()
    if x == y:
        return True
    if len(x) != len(y) or len(x) < 2:
        return False
    surname = x[-1] == y[-1] or (len(x[-1]) > 3 and JaroWinkler.similarity(x[-1], y[-1]) >= LIKENESS)
    return surname and all(_folded(p) == _folded(q) for p, q in zip(x[:-1], y[:-1], strict=True))


def _folded(name: str) -> tuple[str, str, str]:
    """What transliterations of a first name have in common: how it begins, its consonants, how it ends."""
    name = re.sub(r"(.)\1+", r"\1", re.sub(r"[iy]+", "i", name).replace("x", "ks").replace("c", "k"))
    return name[:1], re.sub(r"[aeiou]", "", name), name[-1:]


def find_entities(articles: Sequence[Article]) -> list[Entity]:
    """The entities of an event, most mentioned first.

    Full names are joined with their spellings, surnames where only one person's full name ends with them, abbreviations
    in brackets with what they stand behind.

    >>> from newsclaims.articles import make_article
    >>> texts = "Mayor Sergei Ivanov resigned.", "Sergey Ivanov has resigned. Ivanov was ill."
    >>> [(e.name, e.aliases, e.roles) for e in find_entities([make_article(t[:6], t) for t in texts])]
    [('Sergey Ivanov', ('Ivanov', 'Sergei Ivanov'), ('Mayor',))]
    """
    mentions = [mention for article in articles for mention in find_mentions(article)]
    texts = {article.id: article.text for article in articles}
    counts = Counter(bare(m.span.text) for m in mentions)
    groups: dict[str, str] = {}  # bare name → the group's first name
    for name in sorted((n for n in counts if " " in n), key=lambda n: (-counts[n], n)):
        groups[name] = next((g for g in dict.fromkeys(groups.values()) if alike(g, name)), name)
    short = _abbreviations(mentions, texts)
    standing: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        standing[bare(mention.span.text)].append(mention)
    people = {full for full in groups if _kind(full, standing[full], texts) == "person"}
    for name in sorted(n for n in counts if " " not in n):
        whole = {groups[full] for full in people if full.split()[-1] == name}
        if name in short:
            whole = {groups.get(short[name], short[name])}
        if not whole and len(name) > 4:
            whole = {groups[f] for f in people if JaroWinkler.similarity(f.split()[-1], name) >= NEARLY_SAME}
        groups[name] = whole.pop() if len(whole) == 1 else name
    members: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        members[groups[bare(mention.span.text)]].append(mention)
    entities = [_entity(texts, group) for group in members.values()]
    return sorted(entities, key=lambda e: (-len(e.mentions), e.name))


def _abbreviations(mentions: Sequence[Mention], texts: dict[str, str]) -> dict[str, str]:
    """Abbreviation → full name, from "The Daily Herald (DH)"."""
    return {
        bare(b.span.text): bare(a.span.text)
        for a, b in pairwise(mentions)
        if a.article_id == b.article_id
        and b.span.text.isupper()
        and texts[a.article_id][a.span.end : b.span.start].strip() == "("
        and texts[a.article_id][b.span.end : b.span.end + 1] == ")"
    }


def _entity(texts: dict[str, str], group: Sequence[Mention]) -> Entity:
    surfaces = Counter(re.sub(r"['’]s?$", "", m.span.text) for m in group)
    name = max(surfaces, key=lambda s: (" " in bare(s), surfaces[s], s.startswith("The "), s))
    roles = tuple(dict.fromkeys(m.title.text for m in group if m.title))
    return Entity(
        name,
        _kind(name, group, texts),
        tuple(sorted(set(surfaces) - {name})),
        roles,
        tuple((m.article_id, m.span) for m in group),
    )


def _kind(name: str, group: Sequence[Mention], texts: dict[str, str]) -> EntityKind:
    """What is named, by its words, the titles before it and the words around it."""
    words = bare(name).casefold().split()
    outlets = {bare(o).casefold() for o in listed("outlets")}
    if " ".join(words) in outlets or (len(words) > 1 and words[-1] in listed("outlet_words")):
        return "outlet"
    if any(w in listed("institutions") for w in words) or (bare(name).isupper() and len(bare(name)) > 1):
        return "organisation"
    if any(m.title for m in group):
        return "person"
    before = [texts[m.article_id][max(0, m.span.start - 4) : m.span.start].lower() for m in group]
    if any(re.search(r"(?:^|\s)in $", b) for b in before):
        return "place"
    if len(words) in {2, 3} and not any(b.endswith("the ") for b in before):
        return "person"
    return "organisation" if any(b.endswith("the ") for b in before) else "other"


class Names:
    """Looks up who is meant: by place in an article, or by a source's words."""

    def __init__(self, entities: Sequence[Entity]):
        self._at: dict[str, list[tuple[Span, Entity]]] = defaultdict(list)
        for entity in entities:
            for article_id, span in entity.mentions:
                self._at[article_id].append((span, entity))
        for found in self._at.values():
            found.sort(key=lambda pair: pair[0])
        self._starts = {article_id: [span.start for span, _ in found] for article_id, found in self._at.items()}

    def within(self, article_id: str, start: int, end: int) -> list[tuple[Span, Entity]]:
        """The mentions inside ``start:end``, in text order."""
        starts = self._starts.get(article_id, [])
        return [
            (s, e)
            for s, e in self._at[article_id][bisect_left(starts, start) : bisect_left(starts, end)]
            if s.end <= end
        ]

    def at(self, article_id: str, span: Span) -> Entity | None:
        """The entity whose name stands at just this span; None if none does."""
        return next((e for s, e in self.within(article_id, span.start, span.end) if s == span), None)

    def last_before(self, article_id: str, at: int, kinds: frozenset[EntityKind]) -> Entity | None:
        """The entity of one of these kinds that was named last before ``at``; None if there is none."""
        return next((e for s, e in reversed(self._at[article_id]) if s.end <= at and e.kind in kinds), None)

    def holder(self, article: Article, source: Span, speaker: Holder | None) -> Holder:
        """Who a source is; ``speaker`` is who spoke last, whom "he", "she" and "they" are taken for."""
        words = source.text.casefold()
        if speaker and words in {"he", "she", "they", "his", "her", "their", "it", "i", "we", "who"}:
            return Holder(speaker.name, speaker.kind, source)
        named = self.within(article.id, source.start, source.end)
        if len(named) > 1 and article.text[named[0][0].end : named[1][0].start].strip() in {"and", "&"}:
            return Holder(source.text, "group", source)
        people = [e for s, e in named if e.kind == "person" and article.text[s.end : s.end + 2] not in {"'s", "’s"}]
        if people:
            return Holder(people[-1].name, "person", source)
        if not named and STAND_IN_FOR_OUTLET.match(words):
            outlet = self.last_before(article.id, source.start, frozenset({"outlet"}))
            if outlet:
                return Holder(outlet.name, "outlet", source)
        if not named and ANONYMOUS_SOURCE.search(words):
            return Holder(ANONYMOUS, "group", source)
        if named and (named[-1][0].end >= source.end - 2 or named[0][1].kind == "outlet"):
            pick = named[0][1] if named[0][1].kind == "outlet" else named[-1][1]
            return Holder(pick.name, pick.kind, source)
        return Holder(re.sub(r"^(?:the|a|an)\s+", "", source.text, flags=re.IGNORECASE), "group", source)
