"""Names in the texts become entities: aliases, spelling variants, titles and descriptions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from rapidfuzz.distance import JaroWinkler

from newsclaims.articles import Article
from newsclaims.mentions import Mention, find_mentions, is_first_name, listed, office
from newsclaims.text import Span

EntityKind = Literal["person", "organisation", "outlet", "place", "group", "other"]
Gender = Literal["female", "male"]

# Two spellings of one surname by Jaro-Winkler similarity: joins Ivanov and Ivanow (0.93), Zelenko and Zelenco (0.94);
# wrong for Ann Johnson and Ann Johnston (0.98).
LIKENESS = 0.9
NEARLY_SAME = 0.95  # of a surname that stands alone, without a first name to hold it against
# A surname alone is taken for the bearer who is named at least so many times as often as any other.
BETTER_KNOWN = 2
# Offices that nobody holds two of at a time; others may be held together or one after the other.
HIGHEST = frozenset({"president", "prime minister", "king", "queen", "pope"})
FEMALE = frozenset(
    "mrs ms miss queen princess lady dame baroness actress congresswoman spokeswoman chairwoman businesswoman woman"
    " wife mother daughter sister widow girl".split()
)
MALE = frozenset(
    "mr sir king prince lord actor congressman spokesman chairman businessman man husband father son brother widower"
    " boy".split()
)
GENERATION = re.compile(r",?(?<!\s)\s+(Jr|Sr|III|IV)\.?$")

Key = tuple[str, str]  # a bare name and its generation ("Jr", or "" if it gives none)


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something named, over all articles of an event.

    ``roles`` are the titles and descriptions that any article gives, as they stand there. ``mentions`` are pairs of
    article id and span, in the order of the articles and their text.
    """

    name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: tuple[tuple[str, Span], ...]

    @property
    def gender(self) -> Gender | None:
        """What titles, descriptions and the first name say; None if nothing or different things."""
        return gender(self.name, self.roles) if self.kind in {"person", "other"} else None


@lru_cache(maxsize=1 << 16)
def bare(name: str) -> str:
    """A name without article, dots, possessive, middle initials and "Jr.", for comparing.

    >>> bare("The U.S. Senate's")
    'US Senate'
    """
    name = GENERATION.sub("", re.sub(r"['’]s?$", "", name))
    name = re.sub(r"(?<=\s)[A-Z]\.\s+(?=\w)", "", name)
    return re.sub(r"^the\s+", "", name, flags=re.IGNORECASE).replace(".", "").strip()


def _key(name: str) -> Key:
    found = GENERATION.search(re.sub(r"['’]s?$", "", name))
    return bare(name), found[1] if found else ""


def alike(a: str, b: str) -> bool:
    """Whether two full names are spellings of one: surnames near each other, first names alike but for vowels within,
    or one short for the other.

    >>> alike("Sergei Ivanov", "Sergey Ivanov"), alike("Eric Lee", "Erica Lee"), alike("Bob Lee", "Robert Lee")
    (True, False, True)
    """
    x, y = bare(a).casefold().split(), bare(b).casefold().split()
    if x == y:
        return True
    if len(x) != len(y) or len(x) < 2:
        return False
    if x[-1] == y[-1] and {f"{x[0]} {y[0]}", f"{y[0]} {x[0]}"} & listed("short_names"):
        return x[1:] == y[1:]
    surname = x[-1] == y[-1] or (len(x[-1]) > 3 and JaroWinkler.similarity(x[-1], y[-1]) >= LIKENESS)
    return surname and all(_folded(p) == _folded(q) for p, q in zip(x[:-1], y[:-1], strict=True))


@lru_cache(maxsize=1 << 16)
def _nearly(a: str, b: str) -> bool:
    """Whether two surnames that stand alone are spellings of one: but for i and y, or by NEARLY_SAME."""
    return _one_i(a.casefold()) == _one_i(b.casefold()) or JaroWinkler.similarity(a, b) >= NEARLY_SAME


def _one_i(name: str) -> str:
    return re.sub(r"[iy]+", "i", name)


def _folded(name: str) -> tuple[str, str, str]:
    """What transliterations of a first name have in common: how it begins, its consonants, how it ends."""
    name = re.sub(r"(.)\1+", r"\1", _one_i(name).replace("x", "ks").replace("c", "k"))
    return name[:1], re.sub(r"[aeiou]", "", name), name[-1:]


def gender(name: str, roles: Iterable[str]) -> Gender | None:
    """What titles and descriptions say, else what the first name does; None if nothing or different things.

    >>> gender("Lee", ["Mrs."]), gender("Ann Lee", []), gender("Lee", ["Gen."])
    ('female', 'female', None)
    """
    heads = {w for role in roles for w in re.split(r"\b(?:of|to|for)\b", role.lower())[0].replace(".", "").split()}
    first = bare(name).casefold().split()[:1]
    for female, male, words in ((FEMALE, MALE, heads), (listed("women"), listed("men"), set(first))):
        if bool(words & female) != bool(words & male):
            return "female" if words & female else "male"
    return None


def find_entities(articles: Sequence[Article]) -> list[Entity]:
    """The entities of an event, most mentioned first.

    Full names are joined with their spellings, surnames with the one person who can be meant, abbreviations with what
    they stand behind or are the initials of.

    >>> from newsclaims.articles import make_article
    >>> texts = "Mayor Sergei Ivanov resigned.", "Sergey Ivanov has resigned. Ivanov was ill."
    >>> [(e.name, e.aliases, e.roles) for e in find_entities([make_article(t[:6], t) for t in texts])]
    [('Sergey Ivanov', ('Ivanov', 'Sergei Ivanov'), ('Mayor',))]
    """
    mentions = [mention for article in articles for mention in find_mentions(article)]
    texts = {article.id: article.text for article in articles}
    members: dict[Key, list[Mention]] = defaultdict(list)
    for mention, group in zip(mentions, _Singles(mentions, texts).groups(), strict=True):
        members[group].append(mention)
    entities = [_entity(texts, group) for group in members.values()]
    return sorted(entities, key=lambda e: (-len(e.mentions), e.name))


def _full_names(mentions: Sequence[Mention]) -> dict[Key, Key]:
    """The names of several words, each with the most frequent spelling of it.

    Father and son are two where an article names both; elsewhere one may be written without "Jr." or "III".
    """
    where: dict[Key, list[str]] = defaultdict(list)
    for mention in mentions:
        where[_key(mention.span.text)].append(mention.article_id)
    groups: dict[Key, Key] = {}
    for key in sorted((k for k in where if " " in k[0]), key=lambda k: (-len(where[k]), k)):
        rivals = [k for k in groups if k[1] != key[1] and ((k[1] and key[1]) or {*where[k]} & {*where[key]})]
        taken = {groups[k] for k in rivals}
        groups[key] = next((g for g in dict.fromkeys(groups.values()) if g not in taken and alike(g[0], key[0])), key)
    return groups


class _Singles:
    """Which full name, if any, a name of one word stands for."""

    def __init__(self, mentions: Sequence[Mention], texts: Mapping[str, str]):
        self.mentions, self.texts = mentions, texts
        self.full = _full_names(mentions)
        self.standing: dict[Key, list[Mention]] = defaultdict(list)
        for mention in mentions:
            key = _key(mention.span.text)
            self.standing[self.full.get(key, key)].append(mention)
        self.kinds = {g: _kind(g[0], self.standing[g], texts) for g in dict.fromkeys(self.full.values())}
        self.here: dict[str, dict[Key, None]] = defaultdict(dict)  # by article, in the order of the mentions
        for mention in mentions:
            if (key := _key(mention.span.text)) in self.full:
                self.here[mention.article_id][self.full[key]] = None
        self.called: dict[str, set[tuple[str, Key]]] = defaultdict(set)  # names behind titles, by article
        self.short = _abbreviations(mentions, texts)
        self.spellings: dict[str, list[Key]] = defaultdict(list)  # last and first words of persons
        for key, group in self.full.items():
            if self.kinds[group] == "person":
                for word in {key[0].split()[-1], f"{key[0].split()[0]} …"}:
                    self.spellings[word] += [group] if group not in self.spellings[word] else []
        self.initials: dict[str, set[Key]] = defaultdict(set)
        for group, kind in self.kinds.items():
            if kind != "person" or len(group[0].split()) > 2:
                self.initials["".join(w[0] for w in group[0].split() if w[0].isupper())].add(group)

    def groups(self) -> list[Key]:
        """The group of each mention; those with a title first, since they bring somebody into their article."""
        found: dict[int, Key] = {}
        for n, mention in sorted(enumerate(self.mentions), key=lambda pair: pair[1].title is None):
            found[n] = self._group(mention)
            if found[n] in self.kinds:
                self.here[mention.article_id][found[n]] = None
            if mention.title:
                self.called[mention.article_id].add((bare(mention.span.text), found[n]))
        return [found[n] for n in sorted(found)]

    def _group(self, mention: Mention) -> Key:
        """The group that a mention belongs to: that of its full name, or its own."""
        key = _key(mention.span.text)
        name, here = key[0], self.here[mention.article_id]
        if key in self.full:
            return self.full[key]
        if name in self.short:
            whole = _key(self.short[name])
            return self.full.get(whole, whole)
        before = self.texts[mention.article_id][max(0, mention.span.start - 4) : mention.span.start].lower()
        bearers = self._bearers(mention)
        if not bearers and name.isupper() and len(name) > 1:
            bearers = sorted(self.initials.get(name, ()))
        elif not bearers and (before == "the " or mention.span.text.startswith("The ")):
            bearers = [g for g in here if self.kinds[g] == "outlet" and g[0].split()[-1] == name]
        elif not bearers and not before.endswith("in ") and is_first_name(name):
            bearers = [g for g in self.spellings.get(f"{name} …", ()) if g in here]
        return bearers[0] if len(bearers) == 1 else key

    def _bearers(self, mention: Mention) -> Sequence[Key]:
        """The persons of that surname, or of one nearly the same, whom the title and the article fit best.

        An office says more than "Mr.", and both say more than that the article has called somebody so before or has the
        full name. Of several, the far better known one.
        """
        name, title = bare(mention.span.text), mention.title.text if mention.title else ""
        bearers = self.spellings.get(name, [])
        if not bearers and len(name) > 4:
            near = [s for s in self.spellings if " " not in s and _nearly(s, name)]
            bearers = list(dict.fromkeys(g for s in near for g in self.spellings[s]))
        own, held = gender("", [title]), office(title)
        fits: dict[Key, int] = {}
        for group in bearers:
            titles = [m.title.text for m in self.standing[group] if m.title]
            theirs = gender(group[0], titles)
            if own is None or theirs in {own, None}:
                same_office = held is not None and held in map(office, titles)
                known = ((name, group) in self.called[mention.article_id]) + (group in self.here[mention.article_id])
                fits[group] = 6 * same_office + 3 * (own is not None and theirs == own) + known
        best = sorted((g for g in fits if fits[g] == max(fits.values())), key=lambda g: -len(self.standing[g]))
        if len(best) > 1 and len(self.standing[best[0]]) >= BETTER_KNOWN * len(self.standing[best[1]]):
            return best[:1]
        return best


def _abbreviations(mentions: Sequence[Mention], texts: Mapping[str, str]) -> dict[str, str]:
    """Abbreviation → full name, from "The Daily Herald (DH)"."""
    return {
        bare(b.span.text): a.span.text
        for a, b in pairwise(mentions)
        if a.article_id == b.article_id
        and re.fullmatch(r"[A-Z&]{2,}", bare(b.span.text))
        and texts[a.article_id][a.span.end : b.span.start].strip() == "("
        and texts[a.article_id][b.span.end : b.span.end + 1] == ")"
    }


def _entity(texts: Mapping[str, str], group: Sequence[Mention]) -> Entity:
    surfaces = Counter(re.sub(r"['’]s?$", "", m.span.text) for m in group)
    name = max(surfaces, key=lambda s: (" " in bare(s), surfaces[s], s.startswith("The "), s))
    kind = _kind(name, group, texts)
    roles = [span.text for m in group for span in (m.title, m.described) if span]
    return Entity(
        name,
        kind,
        tuple(sorted(set(surfaces) - {name})),
        tuple(dict.fromkeys(roles)),
        tuple((m.article_id, m.span) for m in group),
    )


@cache
def _outlets() -> frozenset[str]:
    return frozenset(bare(name).casefold() for name in listed("outlets"))


def _kind(name: str, group: Sequence[Mention], texts: Mapping[str, str]) -> EntityKind:
    """What is named, by its words, the titles before it and the words around it."""
    words = bare(name).casefold().split()
    if " ".join(words) in _outlets() or (len(words) > 1 and words[-1] in listed("outlet_words")):
        return "outlet"
    if any(w in listed("institutions") for w in words) or (bare(name).isupper() and len(bare(name)) > 1):
        return "organisation"
    if any(m.title for m in group):
        return "person"
    before = [texts[m.article_id][max(0, m.span.start - 4) : m.span.start].lower() for m in group]
    owns = [re.match(r"\s?['’]", texts[m.article_id][m.span.end : m.span.end + 2]) for m in group]
    if any(re.search(r"(?:^|\s)in $", b) and not own for b, own in zip(before, owns, strict=True)):
        return "place"
    the = any(b.endswith("the ") for b in before)
    if not the and (len(words) in {2, 3} or (len(words) == 1 and is_first_name(words[0]))):
        return "person"
    return "organisation" if the else "other"
