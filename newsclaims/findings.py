"""What sources say of one event, in sentences locked to their evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from rapidfuzz import fuzz

from newsclaims.articles import Article
from newsclaims.claims import Claim, Stance
from newsclaims.compare import PRONOUN, Cluster, Comparison, Conflict, Wording, align, show_edits
from newsclaims.copying import shared
from newsclaims.entities import Entity
from newsclaims.omissions import Omission, Presence, find_omissions, says
from newsclaims.origins import REPRINT, chain
from newsclaims.text import STRAIGHT, Span

FindingKind = Literal["shared", "disputed", "conflict", "wording", "origin", "copy", "omission", "naming", "alone"]

MOST_ORIGINS = 5  # origins that get a sentence of their own; the table has them all
# Of an article's words, copied from another: less is a stock phrase or a quotation that lost its marks.
COPIED = 0.05
EXAMPLES = 3  # claims quoted for what one article alone carries
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an article says so."""

    article_id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about what sources say, and the stretches that back it."""

    kind: FindingKind
    statement: str
    evidence: tuple[Evidence, ...]


class UnbackedFindingError(ValueError):
    """A finding's evidence no longer stands in the articles."""


def verify(finding: Finding, articles: Sequence[Article]) -> None:
    """Raise UnbackedFindingError unless each span of evidence still reads so in its article.

    >>> article = Article("a", "The bridge is open.")
    >>> finding = Finding("alone", "a says the bridge is open.", (Evidence("a", (Span(4, 10, "bridge"),)),))
    >>> verify(finding, [article])
    >>> verify(finding, [Article("a", "The street is open.")])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    newsclaims.findings.UnbackedFindingError: article 'a' no longer reads 'bridge' at 4:10, ...
    """
    texts = {article.id: article.text for article in articles}
    if not finding.evidence:
        raise UnbackedFindingError(f"no evidence is given for this: {finding.statement}")
    for evidence in finding.evidence:
        if evidence.article_id not in texts:
            raise UnbackedFindingError(f"there is no article {evidence.article_id!r} to back this: {finding.statement}")
        for span in evidence.spans:
            if not span.stands_in(texts[evidence.article_id]):
                where = f"article {evidence.article_id!r} no longer reads {span.text!r} at {span.start}:{span.end}"
                raise UnbackedFindingError(f"{where}, which was to back this: {finding.statement}")


def find_evidence(articles: Iterable[Article], words: str) -> tuple[Evidence, ...]:
    """Every place where titles and bodies have these words, an Evidence an article: what backs a finding of one's own.

    Whole words are found, within a paragraph, whatever their case, their kind of quotation marks, and the white space
    between them. Raises ValueError if there are no words, or none of the articles has them.

    >>> from newsclaims.articles import make_article
    >>> articles = [make_article("a", "The dam isn’t safe. Is the dam old?"), make_article("b", "The damage is done.")]
    >>> [(found.article_id, [s.text for s in found.spans]) for found in find_evidence(articles, "the dam")]
    [('a', ['The dam', 'the dam'])]
    """
    if not words.strip():
        raise ValueError("words to search for are wanted, and there are none: give some that an article has")
    told = r"\s+".join(map(re.escape, words.translate(STRAIGHT).split()))
    pattern = re.compile(rf"(?<!\w){told}(?!\w)", re.IGNORECASE)
    found = []
    for article in articles:
        text = article.text.translate(STRAIGHT)  # one character for one: places stay what they are
        hits = [m.span() for p in article.passages() for m in pattern.finditer(text, p.start, p.end)]
        if hits:
            found.append(Evidence(article.id, tuple(Span.cut(article.text, *hit) for hit in hits)))
    if not found:
        raise ValueError(f"no title or body has {words!r}: search for fewer words, as an article prints them")
    return tuple(found)


def derive_findings(comparison: Comparison) -> list[Finding]:
    """What a comparison shows, in sentences that say what sources say and never what is true; each verified.

    With a single article there is nothing to compare and nothing is found.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.compare import compare_articles
    >>> texts = "Lee said that the dam was safe.", "Police denied that the dam was safe."
    >>> derive_findings(compare_articles([make_article(f"a{n}", text) for n, text in enumerate(texts)]))[0].statement
    'That “The dam was safe” is asserted by Lee and denied by Police.'
    """
    if len(comparison.articles) < 2:
        return []
    writer = _Writer(comparison)
    findings = [
        *(f for cluster in comparison.clusters if cluster.disputed and says(cluster) for f in writer.disputed(cluster)),
        *(writer.conflict(conflict) for conflict in comparison.conflicts if not conflict.soft),
        *map(writer.wording, comparison.wordings),
        *(f for entity in comparison.entities for f in writer.naming(entity)),
        *writer.origins(),
        *writer.copies(),
        *(f for cluster in comparison.clusters for f in writer.carried(cluster)),
        *writer.omissions(),
        *writer.alone(),
    ]
    for finding in findings:
        verify(finding, comparison.articles)
    return findings


class _Writer:
    """Puts parts of one comparison into words."""

    def __init__(self, comparison: Comparison):
        self.comparison = comparison
        self.labels = comparison.labels
        self.clusters = {cluster.id: cluster for cluster in comparison.clusters}
        self.presence = Presence(comparison)
        self.claims = {claim.id: claim for claim in comparison.claims}
        self.ends = comparison.ends

    def disputed(self, cluster: Cluster) -> Iterator[Finding]:
        """Who asserts and who denies a claim."""
        sides: dict[Stance, list[Claim]] = defaultdict(list)
        for claim in cluster.claims:
            sides[claim.stance].append(claim)
        voices = [self._voices(sides[stance]) for stance in ("asserts", "denies")]
        if set(voices[0]) <= set(voices[1]) or set(voices[1]) <= set(voices[0]):
            return  # nobody is in dispute with themselves: that is two claims, or one that was changed
        said, denied = map(_listed, voices)
        statement = f"That “{cluster.proposition}” is asserted by {said} and denied by {denied}."
        yield Finding("disputed", statement, _evidence([*sides["asserts"], *sides["denies"]], voice=self._voice))

    def conflict(self, conflict: Conflict) -> Finding:
        """Two claims that can't both be true, side by side."""
        a, b = (self.clusters[cluster] for cluster in conflict.clusters)
        sides = (f"{self._named(c.articles)} {_verb(c.articles, 'has', 'have')} “{c.proposition}”" for c in (a, b))
        statement = f"{', '.join(sides)}: both can't be true."
        return Finding("conflict", statement, tuple(dict.fromkeys((*_evidence(a.claims), *_evidence(b.claims)))))

    def wording(self, wording: Wording) -> Finding:
        """One utterance in the words of the two articles that come nearest to each other, what differs marked."""
        words = {v: " ".join(span.text for span in v.spans) for v in wording.variants}
        pairs = [p for p in combinations(wording.variants, 2) if p[0].article_id != p[1].article_id]
        pairs.sort(key=lambda p: -fuzz.ratio(words[p[0]], words[p[1]]))
        first, other = next((p for p in pairs if _differ(words[p[0]], words[p[1]])), pairs[0])
        change = show_edits(align(words[first], words[other]))
        speaker = f" to {wording.speaker}" if wording.speaker else ""
        pair = [first.article_id, other.article_id]
        statement = f"{self._named(pair)} give different words{speaker}: “{change}”"
        rest = [v for v in wording.variants if v.article_id not in pair]
        others = [v.article_id for v in rest if all(_differ(words[v], words[shown]) for shown in (first, other))]
        if others:
            statement += f"; {self._named(dict.fromkeys(others))} {_verb([*{*others}], 'has', 'have')} others again"
        return Finding("wording", f"{statement}.", tuple(Evidence(v.article_id, v.spans) for v in wording.variants))

    def naming(self, entity: Entity) -> Iterator[Finding]:
        """A full name that articles spell differently."""
        spelt: dict[str, dict[str, Span]] = defaultdict(dict)
        for article_id, span in entity.mentions:
            if entity.kind == "person" and " " in span.text:
                spelt[span.text].setdefault(article_id, span)
        if len(spelt) > 1:
            ways = _listed([f"{name} ({self._named(where)})" for name, where in spelt.items()])
            evidence = [Evidence(article_id, (span,)) for where in spelt.values() for article_id, span in where.items()]
            yield Finding("naming", f"One person is spelt {ways}.", tuple(evidence))

    def origins(self) -> Iterator[Finding]:
        """Whom most claims go back to, in several articles, and how many of them nobody else is an origin of."""
        for origin in [o for o in self.comparison.origins if len(o.articles) > 1][:MOST_ORIGINS]:
            held = [self.claims[id] for id in origin.claims]
            held.sort(
                key=lambda claim: origin.name not in {holder.name for holder in chain(claim)}
            )  # who names it first
            count, where = _count(len(origin.clusters), "claim"), _count(len(origin.articles), "article")
            statement = f"{count.capitalize()} in {where} {_verb(origin.clusters, 'goes', 'go')} back to {origin.name}"
            sole = [id for id in origin.clusters if self._sole(self.clusters[id], origin.name)]
            if sole:
                carried = "that several of them carry" if len(origin.articles) > 2 else "that both carry"
                statement += f", the only origin of {_number(len(sole))} {carried}"
            yield Finding("origin", f"{statement}.", _evidence(held))

    def copies(self) -> Iterator[Finding]:
        """How much of its words an article shares with an earlier one, the most first."""
        for (article_id, earlier_id), share in sorted(
            shared(self.comparison.copies).items(), key=lambda item: -item[1]
        ):
            if share >= COPIED:
                here, there = self.labels[article_id], self.labels[earlier_id]
                statement = f"{here} prints {share:.0%} of its words as {there} has them, word for word or nearly"
                if share > REPRINT:
                    statement += ", and counts as a reprint of it, not as a second source"
                own = [c for c in self.comparison.copies if (c.article_id, c.earlier_id) == (article_id, earlier_id)]
                sides = ((article_id, [copy.span for copy in own]), (earlier_id, [copy.earlier for copy in own]))
                yield Finding("copy", f"{statement}.", tuple(Evidence(id, tuple(spans)) for id, spans in sides))

    def carried(self, cluster: Cluster) -> Iterator[Finding]:
        """A claim that all articles carry."""
        everywhere = self.comparison.articles
        if len(cluster.articles) == len(everywhere):
            everyone = "Both" if len(everywhere) == 2 else f"All {_number(len(everywhere))}"
            denying = {claim.article_id for claim in cluster.claims if claim.stance == "denies"}
            both = " and its denial" if cluster.disputed and len(denying) == len(everywhere) else ""
            statement = f"{everyone} articles carry {_told(cluster)}{both}{self._origin(cluster)}."
            yield Finding("shared", statement, _evidence(cluster.claims))

    def omissions(self) -> Iterator[Finding]:
        """What articles leave out that most of the others have, the most surprising first."""
        alike: dict[tuple[str | None, Stance | None, str | None], list[Omission]] = defaultdict(list)
        for omission in find_omissions(self.comparison, presence=self.presence):
            alike[omission.cluster, omission.stance, omission.origin].append(omission)
        for (id, stance, name), found in alike.items():
            lacking = [omission.article_id for omission in found]
            who, out = self._named(lacking), _verb(lacking, "leaves out", "leave out")
            every = len(lacking) + len(found[0].articles) == len(self.comparison.articles)
            if id is None:
                held = [self.claims[id] for o in self.comparison.origins if o.name == name for id in o.claims]
                back = f"to whom claims in {self._named(found[0].articles)} go back"
                yield Finding("omission", f"{who} {out} {name}, {back}.", _evidence(held))
                continue
            cluster = self.clusters[id]
            held = [claim for claim in cluster.claims if stance in (None, claim.stance)]
            if stance:
                saying = _listed(self._voices(claim for claim in cluster.claims if claim.stance == "asserts"))
                told = f"that “{cluster.proposition}” is denied by {_listed(self._voices(held))}"
                who = f"{who} {_verb(lacking, 'has', 'have')} claims of {saying} and"
            else:
                told = f"{_told(cluster)}{self._origin(cluster)}"
                told += "" if every else f", which {self._named(found[0].articles)} carry"
                who += " alone" if every and len(lacking) == 1 else ""
            yield Finding("omission", f"{who} {out} {told}.", _evidence(held, voice=self._voice if stance else _any))

    def alone(self) -> Iterator[Finding]:
        """What one article carries that no other has, with the first few claims quoted."""
        for article in self.comparison.articles:
            others = [a.id for a in self.comparison.articles if a.id != article.id]
            single = [c for c in self.comparison.clusters if c.articles == (article.id,)]
            own = [c for c in single if not any(self.presence.nearly(a, c) for a in others)]
            own.sort(key=lambda c: (not says(c), bool(PRONOUN.search(c.proposition))))  # what stands alone first
            if own:
                examples = _listed([_told(cluster) for cluster in own[:EXAMPLES]])
                rest = ", among them " if len(own) > EXAMPLES else ": "
                statement = f"{self.labels[article.id]} alone carries {_count(len(own), 'claim')}{rest}{examples}."
                yield Finding(
                    "alone", statement, tuple(Evidence(article.id, c.claims[0].spans) for c in own[:EXAMPLES])
                )

    def _origin(self, cluster: Cluster) -> str:
        """ ", all from one origin, X" where every mention goes back to one."""
        ends = {self.ends.get(claim.id, "") for claim in cluster.claims}
        end = ends.pop()
        return f", all from one origin, {end}" if end and not ends else ""

    def _sole(self, cluster: Cluster, name: str) -> bool:
        """Whether several articles carry a claim, and all that take the side of this origin have it from there."""
        sides = {claim.stance for claim in cluster.claims if self.ends.get(claim.id) == name}
        held = [claim for claim in cluster.claims if claim.stance in sides and not claim.speaker]
        return len({c.article_id for c in held}) > 1 and {self.ends.get(c.id) for c in held} == {name}

    def _voices(self, claims: Iterable[Claim]) -> list[str]:
        """Whom these claims go back to, each once."""
        return list(dict.fromkeys(map(self._voice, claims)))

    def _voice(self, claim: Claim) -> str:
        """An origin, the article in its own voice, or the words by which it names somebody who can't be told."""
        held, label = [*claim.holders, *filter(None, [claim.speaker])], self.labels[claim.article_id]
        words = (held[-1].source.text if held[-1].source else held[-1].name) if held else ""
        return self.ends.get(claim.id) or (f"“{words}” ({label})" if held else f"{label} itself")

    def _named(self, article_ids: Iterable[str]) -> str:
        return _listed([self.labels[article_id] for article_id in article_ids])


def _differ(before: str, after: str) -> bool:
    """Whether more differs than marks and capitals."""
    return any(edit.kind != "same" for edit in align(before, after))


def _told(cluster: Cluster) -> str:
    """The proposition in quotation marks, with what is said of it where nobody asserts it."""
    stances = {claim.stance for claim in cluster.claims}
    if "asserts" in stances:
        return f"“{cluster.proposition}”"
    return f"the denial of “{cluster.proposition}”" if "denies" in stances else f"“{cluster.proposition}” as open"


def _any(_: Claim) -> str:
    """One voice for all, where none is named."""
    return ""


def _evidence(claims: Iterable[Claim], *, voice: Callable[[Claim], str] = _any) -> tuple[Evidence, ...]:
    """The first stretch of each article for each stance, and for each voice that is named; none of them twice."""
    first: dict[tuple[str, Stance, str], Evidence] = {}
    for claim in claims:
        first.setdefault((claim.article_id, claim.stance, voice(claim)), Evidence(claim.article_id, claim.spans))
    return tuple(dict.fromkeys(first.values()))


def _number(n: int) -> str:
    return NUMBERS[n] if n < len(NUMBERS) else f"{n:,}"


def _verb(subjects: Sequence[str], one: str, many: str) -> str:
    return one if len(subjects) == 1 else many


def _count(n: int, noun: str) -> str:
    return f"{_number(n)} {noun}{'' if n == 1 else 's'}"


def _listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence: "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
