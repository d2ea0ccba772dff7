"""How many sources of gold attributions are taken for the holder that the gold names: pronouns, descriptions, names.

    python benchmarks/sources.py [-v] EVENT...

EVENT is a folder with ``articles/``, ``attributions/*.ann`` and ``claims.json``, or two folders joined by a colon, that
of the articles and that of the gold. -v prints what was missed.

The gold does not tie a source to an entity, so its answer is read off in this order, and sources without one are
counted and left out:

1. but for pronouns, the entity of which the source's words are a mention in that article;
2. but for pronouns and "A and B", the entity (no place) whose name opens the source as a phrase of its own;
3. the innermost holder of most claims whose words lie in the attribution's content and in no narrower one;
4. for pronouns, the entity of which the word is a mention.

A holder is right if its name is the entity's or one of its mentions: of a named entity only a mention that is a name
or shares a word with it, so that "the president" left as it stands is wrong.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from newsclaims.articles import Article, read_articles
from newsclaims.attributions import Attribution
from newsclaims.entities import bare, find_entities
from newsclaims.evaluate import nest, read_attribution_gold
from newsclaims.holders import PRONOUNS, name_sources
from newsclaims.names import Names

Answer = tuple[str, str, str, str, str, str]  # verdict, kind of source, its words, what was found, the gold's, where
Gold = dict[str, Any]


def kind(source: str, mentions: Sequence[str]) -> str:
    """Pronoun, name or nominal; a name is a source that ends in a capital or holds such a mention."""
    if source.casefold() in PRONOUNS:
        return "pronoun"
    return "name" if any(named(m) and m in source for m in (*mentions, source)) else "nominal"


def named(words: str) -> bool:
    return words.split()[-1][0].isupper()


def answers(attribution: Attribution, own: Sequence[Attribution], gold: Gold) -> Counter[str]:
    """The innermost holders of the gold's claims in this content and in no narrower one."""
    found: Counter[str] = Counter()
    for claim in gold["claims"]:
        for mention in claim["mentions"]:
            if mention["article"] != attribution.article_id or not mention["holders"]:
                continue
            around = [a for a in own if inside(mention["spans"], a) > 0.5]
            if around and min(around, key=length) == attribution:
                found[mention["holders"][-1]] += 1
    return found


def inside(spans: Sequence[Sequence[int]], attribution: Attribution) -> float:
    shared = sum(max(0, min(e, c.end) - max(s, c.start)) for s, e in spans for c in attribution.content)
    return shared / sum(e - s for s, e in spans)


def length(attribution: Attribution) -> int:
    return sum(c.end - c.start for c in attribution.content)


def expected(attribution: Attribution, own: Sequence[Attribution], gold: Gold) -> Gold | None:
    """The gold's entity that the source is; None if it does not say."""
    source = " ".join(span.text for span in attribution.source)
    entities = [e for e in gold["entities"] if attribution.article_id in e["mentions"]]
    mine = {id(e): e["mentions"][attribution.article_id] for e in entities}
    exact = [e for e in entities if plain(source) in map(plain, mine[id(e)])]
    if source.casefold() not in PRONOUNS:
        if len(exact) == 1:
            return exact[0]
        heads = [
            (found.start(), -len(m), n)
            for n, e in enumerate(entities)
            for m in mine[id(e)]
            if named(m)
            and e["kind"] != "place"
            and not re.search(r"\band\b", source)
            and (found := re.search(rf"(?<!\w){re.escape(m)}(?!['’]s|\.?\s*\w)", source))
        ]
        if heads:
            return entities[min(heads)[2]]
    held = answers(attribution, own, gold).most_common()
    if held and (len(held) == 1 or held[0][1] > held[1][1]):
        return next((e for e in gold["entities"] if e["name"] == held[0][0]), None)
    return exact[0] if len(exact) == 1 else None


def plain(words: str) -> str:
    return re.sub(r"['’]s?$", "", bare(words)).casefold()


def right(found: str, entity: Gold) -> bool:
    """Whether a holder's name is the entity's, or a mention of it that shares a word with its name or is a name."""
    words = set(plain(entity["name"]).split())
    spellings = [m for mentions in entity["mentions"].values() for m in mentions]
    proper = entity["name"] != entity["name"].lower()
    fitting = [s for s in spellings if words & set(plain(s).split()) or (proper and is_name(s)) or not proper]
    return plain(found) in {plain(entity["name"]), *map(plain, fitting)}


def is_name(words: str) -> bool:
    return named(words) and not words.lower().startswith(("the ", "a ", "an "))


def resolve(articles: Sequence[Article], marked: Mapping[str, Sequence[Attribution]], gold: Gold) -> Iterator[Answer]:
    names = Names(find_entities(articles))
    for article in articles:
        own = nest(marked.get(article.id, []))
        holders = name_sources(article, own, names)
        for attribution, holder in zip(own, holders, strict=True):
            if not attribution.source or holder is None:
                continue
            entity = expected(attribution, own, gold)
            source = " ".join(span.text for span in attribution.source)
            mentions = [m for e in gold["entities"] for m in e["mentions"].get(article.id, [])]
            where = article.text[max(0, attribution.source[0].start - 200) : attribution.source[-1].end + 60]
            name = entity["name"] if entity else ""
            verdict = "" if entity is None else "right" if right(holder.name, entity) else "wrong"
            yield verdict, kind(source, mentions), source, holder.name, name, where


def main(events: Sequence[str], *, verbose: bool) -> None:
    print(f"{'event':<24} {'all':<16} {'pronoun':<16} {'nominal':<16} {'name':<16} no answer")
    for event in events:
        texts, _, folder = event.partition(":")
        place = Path(folder or texts)
        articles = read_articles(Path(texts) if folder else place / "articles")
        gold = json.loads((place / "claims.json").read_text(encoding="utf-8"))
        marked = read_attribution_gold(place / "attributions", {a.id: a.text for a in articles})
        rows = list(resolve(articles, marked, gold))
        told = [row for row in rows if row[0]]
        cells = []
        for wanted in ("all", "pronoun", "nominal", "name"):
            of = [row[0] for row in told if wanted in {"all", row[1]}]
            cells.append(f"{of.count('right')}/{len(of)} {of.count('right') / len(of) if of else 0:.3f}")
        print(f"{place.name:<24} " + " ".join(f"{cell:<16}" for cell in cells), len(rows) - len(told))
        for verdict, what, source, found, wanted, where in rows if verbose else []:
            if verdict != "right":
                print(f"    {verdict or '-'} {what}: {source!r} → {found!r}, gold {wanted!r}\n        {where!r}")


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    if not arguments:
        sys.exit("usage: python benchmarks/sources.py [-v] EVENT...")
    main(arguments, verbose="-v" in sys.argv)
