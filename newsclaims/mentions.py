"""Names as they stand in an article, with the titles before them and the descriptions beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from newsclaims.articles import Article
from newsclaims.phrases import NOUNS, noun_phrase_before, noun_phrase_from
from newsclaims.text import Span, Token, sentences, tokens

SHORT_FOR = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "congressman": "representative",
    "congresswoman": "representative",
    "premier": "prime minister",
}
LONGEST = 12  # tokens of a description beside a name
PARTY = re.compile(r"[DRI]-[A-Z]")  # and state, behind the name: "Ann Lee, D-Ohio"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in an article, the title before it, and the description that a comma ties to it.

    Both are None if there is none.
    """

    article_id: str
    span: Span
    title: Span | None = None
    described: Span | None = None


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


def is_first_name(word: str) -> bool:
    """Whether a word is a common first name, of women or men.

    >>> is_first_name("Ann"), is_first_name("Bridge")
    (True, False)
    """
    return word.casefold() in listed("women") or word.casefold() in listed("men")


def in_full(word: str) -> str:
    """A word of a title, spelt out where it is short for another.

    >>> [in_full(word) for word in ("Rep.", "Mayor")]
    ['Representative', 'Mayor']
    """
    full = SHORT_FOR.get(word.lower().rstrip("."))
    return full.capitalize() if full else word


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
    """The names in an article's title and body, in order.

    >>> from newsclaims.articles import make_article
    >>> found = find_mentions(make_article("a", "Mayor Bo Ek met Ann Lee, a judge from Oslo, on Friday."))
    >>> [(m.span.text, m.title and m.title.text, m.described and m.described.text) for m in found]
    [('Bo Ek', 'Mayor', None), ('Ann Lee', None, 'a judge from Oslo'), ('Oslo', None, None)]
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
        weekday = row[i].text.endswith("day") and row[i].text.lower() in listed("calendar")
        party = i > 1 and row[i - 1].text in {",", "("} and PARTY.match(row[i].text)
        if weekday or party or not (row[i].tag in {"NNP", "NNPS"} and row[i].text[:1].isupper()):
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
        name = Span.cut(article.text, start, row[j - 1].end)
        yield Mention(article.id, name, title, _description(article.text, row, left, j))
        i = j


def _of_title(token: Token) -> bool:
    return (
        token.tag in NOUNS | {"JJ"}
        and token.text[:1].isalpha()
        and token.text.lower().rstrip(".") not in listed("calendar")
    )


def _goes_on(row: Sequence[Token], i: int, j: int) -> bool:
    """Whether the name that opened at ``i`` takes in the token at ``j``."""
    if row[j].text[:1].isupper() and (row[j].tag in NOUNS or is_first_name(row[j - 1].text)):
        return True
    ties = row[j].text == "&" or (row[j].text == "of" and row[j - 1].text.lower() in listed("institutions"))
    return ties and j + 1 < len(row) and row[j + 1].tag in {"NNP", "NNPS"}


def _after_title(row: Sequence[Token], i: int, j: int) -> int:
    """Where the bare name begins in ``row[i:j]``: behind the last title word, if a name of a person follows it."""
    if row[j - 1].text.lower() in listed("institutions"):
        return i
    for k in range(j - 2, i - 1, -1):
        if is_title(row[k].text):
            return k + 1
    return i


def _description(text: str, row: Sequence[Token], i: int, j: int) -> Span | None:
    """The apposition of the name ``row[i:j]``: "Bo Ek, the party's deputy leader, …" or "her lawyer, Bo Ek, …"."""
    if j + 2 < len(row) and row[j].text == row[j + 2].text == "," and row[j + 1].tag == "CD":
        j += 2  # an age
    if j + 1 < len(row) and row[j].text == "," and row[j + 1].tag in {"DT", "PRP$", "NN", "JJ", "NNP"}:
        end = noun_phrase_from(row, j + 1)
        closed = (
            end == len(row) or row[end].text in {",", ".", ";", "—", "–", "(", ")"} or row[end].tag in {"WP", "WDT"}
        )
        heads = [t for t in row[j + 1 : noun_phrase_from(row, j + 1, attach=False)] if t.tag in NOUNS]
        if closed and heads and end - j <= LONGEST and (heads[-1].tag == "NN" or is_title(heads[-1].text)):
            return Span.cut(text, row[j + 1].start, row[end - 1].end)
    if i > 1 and row[i - 1].text == "," and row[i - 2].tag == "NN" and is_title(row[i - 2].text):
        start = noun_phrase_before(row, i - 1, limit=LONGEST)
        if start < i - 1:
            return Span.cut(text, row[start].start, row[i - 2].end)
    return None
