"""What sources say of one event, in sentences locked to their evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from rapidfuzz import fuzz

from newsclaims.articles import Article
from newsclaims.claims import Claim, Stance
from newsclaims.compare import PRONOUN, Cluster, Comparison, Conflict, Likeness, Wording, align, show_edits
from newsclaims.entities import Entity
from newsclaims.phrases import verb_groups
from newsclaims.text import Span, tokens

FindingKind = Literal["shared", "disputed", "conflict", "wording", "origin", "omission", "naming", "alone"]

MOST_ORIGINS = 5  # origins that get a sentence of their own; the table has them all
# A claim is left out only if nothing in the article is as like it as this, well below what joins claims: of the 15
# omissions then printed on four events a reader grants 13.
NEARLY = 0.2
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
        *(
            f
            for cluster in comparison.clusters
            if cluster.disputed and _says(cluster)
            for f in writer.disputed(cluster)
        ),
        *(writer.conflict(conflict) for conflict in comparison.conflicts if not conflict.soft),
        *map(writer.wording, comparison.wordings),
        *(f for entity in comparison.entities for f in writer.naming(entity)),
        *writer.origins(),
        *(f for cluster in comparison.clusters for f in writer.carried(cluster)),
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
        self.like = Likeness(comparison.claims).matrix()
        self.rows = {claim.proposition: n for n, claim in enumerate(comparison.claims)}
        self.claims: dict[str, list[Claim]] = defaultdict(list)
        self.columns: dict[str, list[int]] = defaultdict(list)
        for n, claim in enumerate(comparison.claims):
            self.claims[claim.article_id].append(claim)
            self.columns[claim.article_id].append(n)

    def disputed(self, cluster: Cluster) -> Iterator[Finding]:
        """Who asserts and who denies a claim, and which articles give one side alone."""
        sides: dict[Stance, list[Claim]] = defaultdict(list)
        for claim in cluster.claims:
            sides[claim.stance].append(claim)
        voices = [self._voices(sides[stance]) for stance in ("asserts", "denies")]
        if set(voices[0]) <= set(voices[1]) or set(voices[1]) <= set(voices[0]):
            return  # nobody is in dispute with themselves: that is two claims, or one that was changed
        said, denied = map(_listed, voices)
        statement = f"That “{cluster.proposition}” is asserted by {said} and denied by {denied}."
        yield Finding("disputed", statement, _evidence([*sides["asserts"], *sides["denies"]]))
        denying = {claim.article_id for claim in sides["denies"]}
        deniers = {claim.holders[-1].name for claim in sides["denies"] if claim.holders}
        lacking = [a.id for a in self.comparison.articles if a.id not in denying and not self._denial(a.id, deniers)]
        if lacking and len(denying) > 1:
            out = f"{self._named(lacking)} {_verb(lacking, 'leaves', 'leave')} out that"
            told = f"“{cluster.proposition}” is denied by {denied}"
            yield Finding("omission", f"{out} {told}.", _evidence(sides["denies"]))

    def conflict(self, conflict: Conflict) -> Finding:
        """Two claims that can't both be true, side by side."""
        a, b = (self.clusters[cluster] for cluster in conflict.clusters)
        sides = (f"{self._named(c.articles)} {_verb(c.articles, 'has', 'have')} “{c.proposition}”" for c in (a, b))
        statement = f"{', '.join(sides)}: both can't be true."
        return Finding("conflict", statement, tuple(dict.fromkeys((*_evidence(a.claims), *_evidence(b.claims)))))

    def wording(self, wording: Wording) -> Finding:
        """One utterance in the words of the two articles that come nearest to each other, what differs marked."""
        words = {v: " ".join(span.text for span in v.spans) for v in wording.variants}
        pairs = (p for p in combinations(wording.variants, 2) if p[0].article_id != p[1].article_id)
        changed = [p for p in pairs if words[p[0]] != words[p[1]]]
        first, other = max(changed, key=lambda p: fuzz.ratio(words[p[0]], words[p[1]]))
        change = show_edits(align(words[first], words[other]))
        speaker = f" to {wording.speaker}" if wording.speaker else ""
        pair = self._named([first.article_id, other.article_id])
        statement = f"{pair} give different words{speaker}: “{change}”."
        return Finding("wording", statement, tuple(Evidence(v.article_id, v.spans) for v in wording.variants))

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
        """Whom most claims go back to, in several articles."""
        for origin in [o for o in self.comparison.origins if len(o.articles) > 1][:MOST_ORIGINS]:
            count = _count(len(origin.clusters), "claim")
            back = _verb(origin.clusters, "goes", "go")
            statement = (
                f"{count.capitalize()} in {_count(len(origin.articles), 'article')} {back} back to {origin.name}."
            )
            held = [
                c
                for c in self.comparison.claims
                if c.holders and c.holders[-1].name.casefold() == origin.name.casefold()
            ]
            yield Finding("origin", statement, _evidence(held))

    def carried(self, cluster: Cluster) -> Iterator[Finding]:
        """A claim that all articles carry, or all but one; that one leaves it out is said of what stands alone."""
        everywhere = [article.id for article in self.comparison.articles]
        lacking = [a for a in everywhere if a not in cluster.articles]
        alone = len(lacking) == 1 and len(everywhere) > 2 and _says(cluster) and not PRONOUN.search(cluster.proposition)
        told = f"{_told(cluster)}{self._origin(cluster)}"
        if not lacking:
            everyone = "Both" if len(everywhere) == 2 else f"All {_number(len(everywhere))}"
            yield Finding("shared", f"{everyone} articles carry {told}.", _evidence(cluster.claims))
        elif alone and not self._nearly(lacking[0], cluster):
            yield Finding("omission", f"{self._named(lacking)} alone left out {told}.", _evidence(cluster.claims))

    def alone(self) -> Iterator[Finding]:
        """What one article carries that no other has, with the first few claims quoted."""
        for article in self.comparison.articles:
            others = [a.id for a in self.comparison.articles if a.id != article.id]
            single = [c for c in self.comparison.clusters if c.articles == (article.id,)]
            own = [c for c in single if not any(self._nearly(a, c) for a in others)]
            own.sort(key=lambda c: bool(PRONOUN.search(c.proposition)))  # what stands alone first
            if own:
                examples = _listed([_told(cluster) for cluster in own[:EXAMPLES]])
                rest = ", among them " if len(own) > EXAMPLES else ": "
                statement = f"{self.labels[article.id]} alone carries {_count(len(own), 'claim')}{rest}{examples}."
                yield Finding(
                    "alone", statement, tuple(Evidence(article.id, c.claims[0].spans) for c in own[:EXAMPLES])
                )

    def _denial(self, article_id: str, deniers: set[str]) -> bool:
        """Whether an article has one of these deny anything: then it may be the same denial in other words."""
        return any(
            c.stance == "denies" and c.holders and c.holders[-1].name in deniers for c in self.claims[article_id]
        )

    def _nearly(self, article_id: str, cluster: Cluster) -> bool:
        """Whether an article has something like a claim: then it is not safe to say that it leaves the claim out."""
        like = self.like[self.rows[cluster.proposition], self.columns[article_id]]
        return bool(like.size) and float(like.max()) >= NEARLY

    def _origin(self, cluster: Cluster) -> str:
        """ ", all from X" where every mention goes back to one holder."""
        ends = {claim.holders[-1].name if claim.holders else "" for claim in cluster.claims}
        end = ends.pop()
        return f", all from one origin, {end}" if end and not ends else ""

    def _voices(self, claims: Iterable[Claim]) -> list[str]:
        """Whose claims these are: the innermost holder, or the article in its own voice."""
        names = (c.holders[-1].name if c.holders else f"{self.labels[c.article_id]} itself" for c in claims)
        return list(dict.fromkeys(names))

    def _named(self, article_ids: Iterable[str]) -> str:
        return _listed([self.labels[article_id] for article_id in article_ids])


def _told(cluster: Cluster) -> str:
    """The proposition in quotation marks, with what is said of it where nobody asserts it."""
    stances = {claim.stance for claim in cluster.claims}
    if "asserts" in stances:
        return f"“{cluster.proposition}”"
    return f"the denial of “{cluster.proposition}”" if "denies" in stances else f"“{cluster.proposition}” as open"


def _says(cluster: Cluster) -> bool:
    """Whether the proposition is a sentence, and not the mere name of what is denied ("the report")."""
    return any(group.finite for group in verb_groups(tokens(cluster.proposition)))


def _evidence(claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    """The first stretch of each article for each stance."""
    first: dict[tuple[str, Stance], Evidence] = {}
    for claim in claims:
        first.setdefault((claim.article_id, claim.stance), Evidence(claim.article_id, claim.spans))
    return tuple(first.values())


def _number(n: int) -> str:
    return NUMBERS[n] if n < len(NUMBERS) else f"{n:,}"


def _verb(subjects: Sequence[str], one: str, many: str) -> str:
    return one if len(subjects) == 1 else many


def _count(n: int, noun: str) -> str:
    return f"{_number(n)} {noun}{'' if n == 1 else 's'}"


def _listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence: "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
