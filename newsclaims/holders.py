"""Sources become holders: whom a name, a pronoun or a description means in its article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.cues import says
from newsclaims.descriptions import DEFINITE, DETERMINER, HANGING, described, stays_open
from newsclaims.entities import Entity, EntityKind, bare
from newsclaims.mentions import is_title, listed
from newsclaims.names import Names
from newsclaims.pronouns import FIRST, PRONOUNS, THIRD, antecedents
from newsclaims.text import Span, sentences

HolderKind = EntityKind | Literal["anonymous"]

# What nameless sources and reports without an outlet are called.
ANONYMOUS = "people familiar with the matter"
MEDIA_REPORTS = "media reports"

ANONYMOUS_SOURCE = re.compile(
    r"\b(?:sources?|insiders?|(?:people|persons?|officials?|aides?|advis[eo]rs?|diplomats?|individuals?)\b"
    r".*\b(?:familiar|close|knowledge|briefed|anonymity|not to be named|not authori[sz]ed)"
    r"|(?:unnamed|anonymous|unidentified)\b.*\b(?:officials?|aides?|advis[eo]rs?|diplomats?|people))\b",
    re.IGNORECASE,
)
REPORTS = re.compile(
    r"(?:(?:the|these|those|some|many|several|multiple|various|conflicting|earlier|previous|recent|local)\s+)*"
    r"(?:(?:news|media|press)\s+reports|reports|(?:news\s+)?media|press)",
    re.IGNORECASE,
)
STAND_IN_FOR_OUTLET = re.compile(
    r"(?:the|its|this|that)\s+(?:\w+[\s-]+)?(?:report|outlet|article|(?:news)?paper|magazine|network|broadcaster|source"
    r"|post|story|publication|website|site|channel|daily|tabloid|news agency|wire service|editorial)\b",
    re.IGNORECASE,
)
# What somebody says or writes speaks for him: "his statement", "Lee's tweet", "a statement from the ministry".
WORDS_OF = re.compile(
    r"\b(?:statement|tweet|post|message|account|letter|memo|remark|comment|report|article|story|review|speech|testimony"
    r"|e-?mail|editorial|column|book|filing|release)s?$",
    re.IGNORECASE,
)
PLATFORMS = frozenset("facebook twitter x telegram youtube instagram tiktok linkedin whatsapp reddit".split())
BODIES: frozenset[HolderKind] = frozenset({"organisation", "outlet"})
NAMED: frozenset[HolderKind] = BODIES | {"person", "place", "other"}
# Confidences that are set by hand, as those of descriptions are: their order is meant, they were not counted.
STANDING_IN = 0.8  # in the outlet named last before "the report", in the speaker for "I"
GUESSED = 0.5  # in the organisation named last before "it" or "they"
REACH = 600  # characters back to the source that "it" or "they" can mean: a paragraph or two
NEXT_WORD = re.compile(r"\s(\w+)")
POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
CLITIC = re.compile(r"['’](?:m|re|ve|d|ll|s)$", re.IGNORECASE)  # "I'm", where a reader took it for the source
JOINT = re.compile(r"\s(?:and|&)\s")
BOTH = re.compile(r"both\s+", re.IGNORECASE)
OWNED = re.compile(r"['’]s?\s")
FRAMING = frozenset("in on at for with by after before from of to about as when while if".split())
ASIDE = re.compile(r",\s+(?=[a-z])")  # behind a description: "another man, | not named", no place or name
BEFORE_NAME = re.compile(r"[^,]*,\s+(?:[A-Z][\w.]*\s+)*")  # "a spokesman | for Ms. Lee, | Tom Hale"
NEAREST = 3  # names before a "who"
# Between a name and its "who": nothing, or what the name stands for ("Ann Lee, a candidate in Ohio, who").
APPOSED = re.compile(r"\s*(?:[,—–]\s*(?:an?|the|his|her)\s[^.;:,]*)?[,—–]?\s*")


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose claim it is: canonical name, kind, and where the article names them (None if it does not).

    ``confidence``, from 0 to 1, says how sure it is that these words mean this holder: 1 for a name and for whoever is
    what the words say ("residents"). None: whom a pronoun or a description means stays open, and ``name`` is its words.
    """

    name: str
    kind: HolderKind
    source: Span | None = None
    confidence: float | None = 1.0


def name_sources(article: Article, attributions: Sequence[Attribution], names: Names) -> list[Holder | None]:
    """Who the source of each attribution is, in their order; None where it has none.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.entities import find_entities
    >>> from newsclaims.attributions import extract_attributions
    >>> text = "“No,” Mayor Ann Lee said. She added that it was late. The mayor left, the mayor said."
    >>> article = make_article("a", text)
    >>> found = name_sources(article, extract_attributions(article), Names(find_entities([article])))
    >>> [(holder.source.text, holder.name, holder.confidence) for holder in found if holder and holder.source]
    [('Mayor Ann Lee', 'Ann Lee', 1.0), ('She', 'Ann Lee', 1.0), ('the mayor', 'Ann Lee', 0.9)]
    """
    sources = Sources(article, names, attributions)
    return [sources.holder(a.source[0], a) if a.source else None for a in attributions]


class Sources:
    """Resolves the sources of one article, given all its attributions."""

    def __init__(self, article: Article, names: Names, attributions: Sequence[Attribution] = ()):
        self.article = article
        self.names = names
        self.attributions = sorted((a for a in attributions if a.source), key=lambda a: a.source[0].start)
        self.people = [(s, e) for s, e in names.of(article.id) if e.kind == "person"]
        self._found: dict[Span, Holder] = {}
        self._persons: dict[int, tuple[Entity, float]] | None = None

    def holder(self, source: Span, attribution: Attribution | None = None) -> Holder:
        """Who a source is; ``attribution`` is what it is the source of."""
        if source not in self._found:
            self._found[source] = self._holder(source, attribution)
        return self._found[source]

    def goes_on(self, attribution: Attribution) -> Holder | None:
        """Who adds something in a participle without a source: whom its sentence opens with ("Lee left, saying it was
        late"); None if that is nobody by name, or the cue is no such participle."""
        cue, text = attribution.cue[0], self.article.text
        if text[max(0, cue.start - 2) : cue.start] != ", " or not cue.text.split()[0].endswith("ing"):
            return None
        line = text.rfind("\n", 0, cue.start) + 1
        for sentence in sentences(text, line, cue.start)[-1:]:
            for span, entity in self.names.within(self.article.id, sentence.start, sentence.end):
                before = text[sentence.start : span.start].rpartition(",")[2]
                if FRAMING.isdisjoint(before.lower().split()):
                    return Holder(entity.name, entity.kind, span)
        return None

    def members(self, holder: Holder) -> list[Holder]:
        """The holders that a source names one by one ("Ann Lee and the ministry"), else the holder itself.

        What one of them owns or is told by is his: "Lee and his lawyer".
        """
        source = holder.source
        if source is None or holder.kind != "group" or holder.name != source.text or not JOINT.search(source.text):
            return [holder]
        mentions = self.names.opening(self.article.id, source.start, source.end)
        joints = [(source.start + m.start(), source.start + m.end()) for m in JOINT.finditer(source.text)]
        apart = [(a, b) for a, b in joints if not any(span.start <= a < span.end for span, _ in mentions)]
        both = BOTH.match(source.text)
        starts, ends = (
            [source.start + (both.end() if both else 0), *(b for _, b in apart)],
            [*(a for a, _ in apart), source.end],
        )
        parts = [Span.cut(self.article.text, *pair) for pair in zip(starts, ends, strict=True)]
        found = [self.holder(part) for part in parts]
        return found if all(one.kind in NAMED and one.confidence for one in found) else [holder]

    def _holder(self, source: Span, attribution: Attribution | None) -> Holder:
        if (word := CLITIC.sub("", source.text)).casefold() in PRONOUNS:
            source = Span.cut(self.article.text, source.start, source.start + len(word))
            return self._pronoun(source, attribution) or Holder(source.text, "other", source, None)
        head = self._head(source)
        found = self._named(source, head)
        if found is None and WORDS_OF.search(head.text):
            found = self._author(source, head)
        return replace(found or self._nameless(source, head), source=source)

    def _pronoun(self, source: Span, attribution: Attribution | None) -> Holder | None:
        """Whom a pronoun means; None if that stays open."""
        word = source.text.casefold()
        if word in THIRD:
            if self._persons is None:
                self._persons = self._antecedents()
            person = self._persons.get(source.start)
            return Holder(person[0].name, "person", source, person[1]) if person else None
        if word in {"who", "whose"}:
            named = [(s, e) for s, e in self.names.of(self.article.id) if s.end <= source.start][: -NEAREST - 1 : -1]
            near = [e for s, e in named if APPOSED.fullmatch(self.article.text, s.end, source.start)]
            nearest = next((e for e in near if e.kind == "person"), next(iter(near), None))
            return Holder(nearest.name, nearest.kind, source) if nearest else None
        others = [a for a in self.attributions if a is not attribution and a.source[0] != source]
        meant = self._speaker(source, others) if word in FIRST else self._several(source, others)
        return replace(meant, source=source, confidence=STANDING_IN) if meant else self._last_body(source, word)

    def _speaker(self, pronoun: Span, others: Sequence[Attribution]) -> Holder | None:
        """Who says "I": whose words the pronoun stands in, else the person who spoke last."""
        around = [a for a in others if any(content.covers(pronoun) for content in a.content)]
        around.sort(key=lambda a: sum(len(content.text) for content in a.content))
        before = [a for a in reversed(others) if a.source[0].end <= pronoun.start and a.parent is None]
        for speaks in around[:1] or before:
            holder = self.holder(speaks.source[0], speaks)
            if holder.confidence and (around or holder.kind == "person"):
                return holder
        return None

    def _several(self, pronoun: Span, others: Sequence[Attribution]) -> Holder | None:
        """Whom "it" and "they" mean: the body, or for "they" the group, that spoke last nearby."""
        kinds = BODIES if pronoun.text.casefold().startswith("it") else BODIES | {"group", "anonymous"}
        for other in reversed(others):
            if pronoun.start - REACH < other.source[0].start < pronoun.start:
                holder = self.holder(other.source[0], other)
                if holder.kind in kinds and holder.confidence:
                    return holder
        return None

    def _last_body(self, pronoun: Span, word: str) -> Holder | None:
        """The organisation or outlet named last before "it" or "they"."""
        last = None if word in FIRST else self.names.last_before(self.article.id, pronoun.start, BODIES)
        return Holder(last.name, last.kind, pronoun, GUESSED) if last else None

    def _antecedents(self) -> dict[int, tuple[Entity, float]]:
        """Whom the pronouns of the article mean, now that it is known who speaks by name."""
        speaking: dict[Span, Entity] = {}
        for attribution in self.attributions:
            source, head = attribution.source[0], self._head(attribution.source[0])
            named = self._named(source, head)
            if named is None and WORDS_OF.search(head.text) and head.text.split()[0].casefold() not in PRONOUNS:
                named = self._author(source, head)
            entity = next((e for _, e in self.people if named and e.name == named.name), None)
            if entity:
                speaking |= {c: entity for c in attribution.content if c.text[0] in '"“'}
        sources = [attribution.source[0] for attribution in self.attributions if attribution.parent is None]
        following = ((span, NEXT_WORD.match(self.article.text, span.end)) for span, _ in self.people)
        sources += [span for span, word in following if word and says(word[1])]  # "Ann Lee dismissed it"
        mentions = self.names.of(self.article.id)
        return antecedents(self.article, mentions, sources=sources, speaking=speaking, named_by=self._named_by())

    def _named_by(self) -> dict[int, set[str]]:
        """Whom "he" names in his quotations, or behind himself in what he says: somebody else.

        Wrong where he speaks of himself by name.
        """
        found: dict[int, set[str]] = defaultdict(set)
        for attribution in self.attributions:
            source = attribution.source[0]
            said = [c for c in attribution.content if c.text[0] in '"“' or c.start > source.end]
            if source.text.casefold() in THIRD:
                within = (self.names.within(self.article.id, c.start, c.end) for c in said)
                found[source.start] |= {entity.name for mentions in within for _, entity in mentions}
        return found

    def _head(self, source: Span) -> Span:
        """The noun phrase that a source opens with, up to what hangs on it."""
        inside = [s for s, _ in self.names.within(self.article.id, source.start, source.end)]
        for cut in HANGING.finditer(source.text):
            at = source.start + cut.start()
            if cut.start() and not any(s.start <= at < s.end for s in inside):
                return Span.cut(self.article.text, source.start, at)
        return source

    def _named(self, source: Span, head: Span) -> Holder | None:
        """The holder whose name ends the head of a source or stands beside it; several names are a group."""
        text, mentions = self.article.text, self.names.opening(self.article.id, source.start, source.end)
        joints = [head.start + m.start() for m in JOINT.finditer(head.text)]
        if mentions and any(not any(s.start <= joint < s.end for s, _ in mentions) for joint in joints):
            return Holder(source.text, "group")
        last = next(((s, e) for s, e in reversed(mentions) if s.start < head.end), None)
        described = DEFINITE.match(source.text) and is_title(head.text.split()[-1])  # "the Ohio Republican"
        if last and not described and not POSSESSIVE.sub("", text[last[0].end : head.end]).strip(' ."”'):
            return Holder(last[1].name, last[1].kind)
        for span, entity in mentions:
            if entity.kind == "person" and BEFORE_NAME.fullmatch(text, head.end, span.start):
                return None if OWNED.match(text, span.end) else Holder(entity.name, entity.kind)
        if not mentions and any(c.isupper() for c in head.text):
            spelt = self._spelt(head.text)
            return Holder(spelt.name, spelt.kind) if spelt else None
        return None

    def _spelt(self, words: str) -> Entity | None:
        """The entity of the article that is spelt so behind titles: in headlines capitals don't show what is a name."""
        rest = bare(words).casefold().split()
        while len(rest) > 1 and is_title(rest[0]):
            rest = rest[1:]
        for _, entity in self.names.of(self.article.id):
            if any(bare(name).casefold().split() == rest for name in (entity.name, *entity.aliases)):
                return entity
        return None

    def _owner(self, head: Span) -> tuple[Holder, int] | None:
        """Who has what a phrase names ("her lawyer", "Lee's lawyer"), and where the owner's words end."""
        first = head.text.split()[0]
        if first.casefold() in PRONOUNS:
            words = Span.cut(self.article.text, head.start, head.start + len(first))
            return self.holder(words), words.end
        for span, entity in self.names.within(self.article.id, head.start, head.end):
            if found := OWNED.match(self.article.text, span.end):
                return Holder(entity.name, entity.kind), found.end()
        return None

    def _author(self, source: Span, head: Span) -> Holder | None:
        """Whose words a report, a tweet, a statement is: the possessor's, else whom "by" or "from" names."""
        if owner := self._owner(head):
            return owner[0] if owner[0].confidence else None
        for span, entity in self.names.within(self.article.id, source.start, source.end):
            between = self.article.text[head.end : span.start]
            tied = span.end <= head.end or re.fullmatch(r"\s*(?:by|from|in|of)\s+(?:[\w.]+\s+){0,3}", between)
            if tied and entity.kind != "place" and entity.name.casefold() not in PLATFORMS:
                return Holder(entity.name, entity.kind)
        return None

    def _nameless(self, source: Span, head: Span) -> Holder:
        """Who is meant by a source that names nobody at its head."""
        words, inside = source.text, self.names.within(self.article.id, head.start, head.end)
        if STAND_IN_FOR_OUTLET.match(words) or (WORDS_OF.search(head.text) and STAND_IN_FOR_OUTLET.search(words)):
            outlet = self.names.last_before(self.article.id, source.start, frozenset({"outlet"}))
            if outlet:
                return Holder(outlet.name, "outlet", confidence=STANDING_IN)
        if not inside and ANONYMOUS_SOURCE.search(words):
            return Holder(ANONYMOUS, "anonymous")
        if REPORTS.fullmatch(words):
            return Holder(MEDIA_REPORTS, "group")
        if person := described(words, self.people, source.start):
            return Holder(person[0].name, "person", confidence=person[1])
        if institution := self._institution(head):
            return institution
        if inside and inside[0][1].kind == "outlet":
            return Holder(inside[0][1].name, "outlet")
        if (owner := self._owner(head)) and owner[0].confidence:
            thing = Span.cut(self.article.text, owner[1], source.end).text.strip()
            return Holder(f"{owner[0].name}'s {thing}", "group", confidence=owner[0].confidence)
        plain = re.sub(r"^(?:the|an?)\s+", "", words, flags=re.IGNORECASE)
        plain = ASIDE.split(plain, maxsplit=1)[0]
        body = head.text.casefold().split()[-1] in listed("institutions")
        return Holder(plain, "organisation" if body else "group", confidence=None if stays_open(words) else 1.0)

    def _institution(self, head: Span) -> Holder | None:
        """The organisation that "the ministry" or "the foreign ministry" means: the last before of all these words."""
        wanted = set(DETERMINER.sub("", head.text).casefold().split())
        if not DEFINITE.match(head.text) or not wanted & listed("institutions"):
            return None
        for span, entity in reversed(self.names.of(self.article.id)):
            if (
                span.end <= head.start
                and entity.kind == "organisation"
                and wanted <= set(entity.name.casefold().split())
            ):
                return Holder(entity.name, entity.kind, confidence=STANDING_IN)
        return None
