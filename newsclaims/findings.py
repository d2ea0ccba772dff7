"""What sources say of one event, in sentences locked to their evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from newsclaims.claims import Claim, Stance
from newsclaims.compare import Cluster, Comparison, Conflict, Variant, Wording
from newsclaims.copying import shared
from newsclaims.entities import Entity
from newsclaims.evidence import Evidence, Finding, FindingKind, UnbackedFindingError, find_evidence, verify
from newsclaims.namings import called, spellings, taken_up
from newsclaims.omissions import Omission, find_omissions, tells
from newsclaims.origins import NAMELESS, REPRINT, chain
from newsclaims.phrasing import count, listed, neither, number, some, verb, within_sentence
from newsclaims.presence import Presence
from newsclaims.propositions import as_sentence
from newsclaims.quotable import stands_alone
from newsclaims.renderings import changes, differ, nearest
from newsclaims.sides import accountable, is_own

__all__ = ["Evidence", "Finding", "FindingKind", "UnbackedFindingError", "derive_findings", "find_evidence", "verify"]

MOST_ORIGINS = 5  # origins that get a sentence of their own; the table has them all
# Of an article's words, copied from another: less is a stock phrase or a quotation that lost its marks.
COPIED = 0.05
STANCES: tuple[Stance, Stance] = ("asserts", "denies")  # the two sides of a dispute
EXAMPLES = 3  # claims quoted for what one article alone carries or leaves out
FEW = 2  # articles that are named; more are counted
LONG = 160  # characters: a longer claim is quoted as an example only if there is no other


def derive_findings(comparison: Comparison) -> list[Finding]:
    """What a comparison shows, in sentences that say what sources say and never what is true; each verified.

    With a single article there is nothing to compare and nothing is found.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.compare import compare_articles
    >>> texts = "Lee said that the dam was safe.", "Police denied that the dam was safe."
    >>> derive_findings(compare_articles([make_article(f"a{n}", text) for n, text in enumerate(texts)]))[0].statement
    'That “The dam was safe” is asserted by Lee, in a0, and denied by Police, in a1.'
    """
    if len(comparison.articles) < 2:
        return []
    writer = _Writer(comparison)
    findings = [
        *(finding for cluster in comparison.clusters for finding in writer.disputed(cluster)),
        *(writer.conflict(conflict) for conflict in comparison.conflicts if not conflict.soft),
        *writer.wordings(),
        *(f for entity in comparison.entities for f in writer.naming(entity)),
        *writer.origins(),
        *writer.copies(),
        *(f for cluster in comparison.clusters for f in writer.carried(cluster)),
        *writer.omissions(),
        *writer.alone(),
    ]
    for finding in findings:
        verify(finding, comparison.articles)
    return [replace(finding, statement=re.sub("^article ", "Article ", finding.statement)) for finding in findings]


class _Writer:
    """Puts parts of one comparison into words."""

    def __init__(self, comparison: Comparison):
        self.comparison = comparison
        self.labels = called(comparison.labels)
        self.clusters = {cluster.id: cluster for cluster in comparison.clusters}
        self.presence = Presence(comparison)
        self.claims = {claim.id: claim for claim in comparison.claims}
        self.ends = comparison.ends
        self.articles = {article.id: article for article in comparison.articles}
        self.spoken: dict[str, str] = {}  # names as sentences have them
        self.people = {h.name for claim in comparison.claims for h in claim.holders if h.kind == "person"}
        self.naming_it: dict[str, set[str]] = defaultdict(set)  # the articles to look a name up in
        for claim in comparison.claims:
            for name in (self.ends.get(claim.id, ""), *(holder.name for holder in claim.holders)):
                self.naming_it[name].add(claim.article_id)

    def disputed(self, cluster: Cluster) -> Iterator[Finding]:
        """Who asserts and who denies a claim, and whether an article asserts it itself."""
        if not (cluster.disputed and stands_alone(cluster.proposition)):
            return
        sides: dict[Stance, list[Claim]] = defaultdict(list)
        for claim in self.presence.sure(cluster):
            sides[claim.stance].append(claim)
        itself = any(map(is_own, sides["asserts"]))
        for stance in STANCES:
            sides[stance] = accountable(sides[stance])
        saying, denying = (self._voices(sides[stance]) for stance in STANCES)
        if not self.presence.disputed(sides["asserts"], sides["denies"]):
            return
        if set(saying) <= set(denying) or set(denying) <= set(saying):
            return  # nobody is in dispute with themselves: that is two claims, or one that was changed
        said, where = f"“{cluster.proposition}” is asserted by {some(saying)}", self._where(sides["asserts"])
        statement = (
            f"That {said}{where}{',' if where else ''} and denied by {some(denying)}{self._where(sides['denies'])}"
        )
        if len({claim.article_id for claim in sides["asserts"]}) > FEW and not itself:
            statement += "; no article asserts it itself"
        yield Finding("disputed", f"{statement}.", _evidence([*sides["asserts"], *sides["denies"]], voice=self._voice))

    def conflict(self, conflict: Conflict) -> Finding:
        """Two claims that can't both be true, side by side."""
        a, b = (self.clusters[cluster] for cluster in conflict.clusters)
        sides = (f"{self._named(c.articles)} {verb(c.articles, 'has', 'have')} “{c.proposition}”" for c in (a, b))
        statement = f"{', '.join(sides)}: both can't be true."
        return Finding("conflict", statement, tuple(dict.fromkeys((*_evidence(a.claims), *_evidence(b.claims)))))

    def wordings(self) -> Iterator[Finding]:
        """Each utterance with renderings that are near enough to show how they differ, the most widely given first."""
        widely = sorted(self.comparison.wordings, key=lambda w: -len({variant.article_id for variant in w.variants}))
        for wording in widely:
            if pair := nearest(wording):
                yield self.wording(wording, *pair)

    def wording(self, wording: Wording, first: Variant, other: Variant) -> Finding:
        """One utterance in the words of two articles, what differs marked, and who has yet other words."""
        pair = [first.article_id, other.article_id]
        whose = f" of {self._spoken(wording.speaker)}" if wording.speaker else ""
        statement = f"{self._named(pair)} give a statement{whose} in different words: “{changes(first, other)}”"
        rest = [v for v in wording.variants if v.article_id not in pair]
        others = list(dict.fromkeys(v.article_id for v in rest if differ(v, first) and differ(v, other)))
        if others:
            statement += f"; {self._named(others)} {verb(others, 'has', 'have')} others again"
        return Finding("wording", f"{statement}.", tuple(Evidence(v.article_id, v.spans) for v in wording.variants))

    def naming(self, entity: Entity) -> Iterator[Finding]:
        """A full name that articles give differently, and an office that is to come in some and taken up in others."""
        if spelt := spellings(entity):
            ways = listed([f"{name} ({self._named(where)})" for name, where in spelt.items()])
            evidence = [Evidence(article_id, (span,)) for where in spelt.values() for article_id, span in where.items()]
            yield Finding("naming", f"One person is named {ways}.", tuple(evidence))
        for to_come, taken in taken_up(self.comparison.clusters, entity.name):
            has = f"{self._named(taken.articles)} {verb(taken.articles, 'has', 'have')} “{taken.proposition}”"
            statement = f"{has}, while “{to_come.proposition}” stands {self._among(to_come.articles)}."
            yield Finding("naming", statement, (*_evidence(taken.claims), *_evidence(to_come.claims)))

    def origins(self) -> Iterator[Finding]:
        """Whom most claims go back to, in several articles, and how many of them nobody else is an origin of."""
        known = (origin for origin in self.comparison.origins if origin.name not in NAMELESS)
        many = [origin for origin in known if len(origin.articles) > 1 and len(origin.clusters) > FEW]
        for origin in many[:MOST_ORIGINS]:
            held = [self.claims[id] for id in origin.claims]
            held.sort(
                key=lambda claim: origin.name not in {holder.name for holder in chain(claim)}
            )  # who names it first
            claims, articles = count(len(origin.clusters), "claim"), count(len(origin.articles), "article")
            back = f"{verb(origin.clusters, 'goes', 'go')} back to {self._spoken(origin.name)}"
            statement = f"{claims.capitalize()} in {articles} {back}"
            sole = [id for id in origin.clusters if self._sole(self.clusters[id], origin.name)]
            if sole:
                carried = "that several of them carry" if len(origin.articles) > 2 else "that both carry"
                statement += f", the only origin of {number(len(sole))} {carried}"
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
        """A claim that all articles carry and none denies, if it can be read alone and is no mere name or title."""
        everywhere = self.comparison.articles
        if len(cluster.articles) < len(everywhere) or cluster.disputed or not tells(cluster):
            return
        if len({claim.article_id for claim in self.presence.sure(cluster)}) == len(everywhere):
            everyone = "Both" if len(everywhere) == 2 else f"All {number(len(everywhere))}"
            statement = f"{everyone} articles carry {self._alone(cluster)}."
            yield Finding("shared", statement, _evidence(cluster.claims, voice=self._voice))

    def omissions(self) -> Iterator[Finding]:
        """What articles leave out that most of the others have, the most surprising first; the same articles once."""
        lacking: dict[tuple[str | None, Stance | None, str | None], list[Omission]] = defaultdict(list)
        for omission in find_omissions(self.comparison, presence=self.presence):
            lacking[omission.cluster, omission.stance, omission.origin].append(omission)
        alike: dict[tuple[object, ...], list[tuple[Omission, ...]]] = defaultdict(list)
        for (id, stance, name), found in lacking.items():
            who = tuple(omission.article_id for omission in found), found[0].articles
            alike[(id, *who) if stance else (name is None, *who)].append(tuple(found))
        for same in alike.values():
            first = same[0][0]
            out, carrying = [omission.article_id for omission in same[0]], first.articles
            if first.origin:
                yield self._unnamed(out, carrying, [found[0].origin or "" for found in same])
            elif first.stance and first.cluster:
                yield self._one_sided(out, self.clusters[first.cluster], first.stance)
            else:
                yield self._left_out(out, carrying, [self.clusters[found[0].cluster or ""] for found in same])

    def _left_out(self, lacking: Sequence[str], carrying: Sequence[str], clusters: Sequence[Cluster]) -> Finding:
        """Claims that the same articles leave out and the same others carry."""
        every = len(lacking) + len(carrying) == len(self.comparison.articles)
        who = self._named(lacking) + (" alone" if every and len(lacking) == 1 else "")
        shown = ([cluster for cluster in clusters if len(cluster.proposition) <= LONG] or clusters)[:EXAMPLES]
        if len(clusters) == 1:
            told = self._alone(shown[0])
            told += "" if every else f", which {self._named(carrying)} carry"
        else:
            told = f"{count(len(clusters), 'claim')}{'' if every else f' that {self._named(carrying)} carry'}"
            told += f"{', among them ' if len(clusters) > len(shown) else ': '}{listed([*map(self._told, shown)])}"
        evidence = dict.fromkeys(part for cluster in shown for part in _evidence(cluster.claims, voice=self._voice))
        return Finding("omission", f"{who} {verb(lacking, 'leaves', 'leave')} out {told}.", tuple(evidence))

    def _one_sided(self, lacking: Sequence[str], cluster: Cluster, stance: Stance) -> Finding:
        """That a claim is denied, which articles leave out that have claims of those who assert it."""
        sure = self.presence.sure(cluster)
        held = accountable([claim for claim in sure if claim.stance == stance])
        saying = some(self._voices(claim for claim in sure if claim.stance == "asserts"))
        told = f"that “{cluster.proposition}” is denied by {some(self._voices(held))}{self._where(held)}"
        statement = f"{self._named(lacking)} {verb(lacking, 'leaves', 'leave')} out {told}"
        statement += f", though {verb(lacking, 'it has', 'they have')} claims of {saying}, on the other side"
        return Finding("omission", f"{statement}.", _evidence(held, voice=self._voice))

    def _unnamed(self, lacking: Sequence[str], carrying: Sequence[str], names: Sequence[str]) -> Finding:
        """Voices that articles do not even name."""
        spoken = [self._spoken(name) for name in names]
        plain = f"{verb(lacking, 'does', 'do')} not name {spoken[0]}"
        out = plain if len(names) == 1 else f"{verb(lacking, 'names', 'name')} {neither(spoken)}"
        held = [self.claims[id] for o in self.comparison.origins if o.name in names for id in o.claims]
        back = f"to whom claims in {self._named(carrying)} go back"
        return Finding("omission", f"{self._named(lacking)} {out}, {back}.", _evidence(held))

    def alone(self) -> Iterator[Finding]:
        """What one article carries that no other has, with the first few claims quoted that can be read alone."""
        for article in self.comparison.articles:
            others = [a.id for a in self.comparison.articles if a.id != article.id]
            single = [c for c in self.comparison.clusters if c.articles == (article.id,)]
            own = [c for c in single if not any(self.presence.nearly(a, c) for a in others)]
            own.sort(key=lambda c: (not tells(c), len(c.proposition) > LONG))
            shown = [c for c in own[:EXAMPLES] if tells(c)] or own[:1]
            if own:
                examples = listed([*map(self._told, shown)])
                rest = ", among them " if len(own) > len(shown) else ": "
                statement = f"{self.labels[article.id]} alone carries {count(len(own), 'claim')}{rest}{examples}."
                evidence = [part for cluster in shown for part in _evidence(cluster.claims, voice=self._voice)]
                yield Finding("alone", statement, tuple(dict.fromkeys(evidence)))

    def _told(self, cluster: Cluster) -> str:
        """A claim as `_words` has it, with whom it is from, and that it is hedged, in brackets."""
        notes = ["hedged"] if {claim.stance for claim in cluster.claims} == {"unsure"} else []
        saying = [claim for claim in cluster.claims if claim.stance != "denies"] or cluster.claims
        if all(claim.holders for claim in saying):
            notes.append(f"from {some(self._voices(saying, label=False))}")
        return f"{_words(cluster)} ({', '.join(notes)})" if notes else _words(cluster)

    def _alone(self, cluster: Cluster) -> str:
        """A claim with ", all from one origin, X" where every mention goes back to one; else as `_told` has it."""
        ends = {self.ends.get(claim.id, "") for claim in cluster.claims}
        one = len(ends) == 1 and self._spoken(ends.pop())
        return f"{_words(cluster)}, all from one origin, {one}" if one else self._told(cluster)

    def _sole(self, cluster: Cluster, name: str) -> bool:
        """Whether several articles carry a claim, and all that take the side of this origin have it from there."""
        sides = {claim.stance for claim in cluster.claims if self.ends.get(claim.id) == name}
        held = [claim for claim in cluster.claims if claim.stance in sides and not claim.speaker]
        return len({c.article_id for c in held}) > 1 and {self.ends.get(c.id) for c in held} == {name}

    def _voices(self, claims: Iterable[Claim], *, label: bool = True) -> list[str]:
        """Whom these claims go back to, each once."""
        return list(dict.fromkeys(self._voice(claim, label=label) for claim in claims))

    def _voice(self, claim: Claim, *, label: bool = True) -> str:
        """An origin, the article in its own voice, or the words by which it (its ``label``) names somebody unknown."""
        held, article = [*claim.holders, *filter(None, [claim.speaker])], self.labels[claim.article_id]
        words = (held[-1].source.text if held[-1].source else held[-1].name) if held else ""
        end = self.ends.get(claim.id)
        if end or not held:
            return self._spoken(end) if end else f"{article} itself"
        return f"“{words}” ({article})" if label else f"“{words}”"

    def _spoken(self, name: str) -> str:
        """A name as it stands within sentences: "the ministry"."""
        if name not in self.spoken:
            looked_up = [self.articles[id] for id in sorted(self.naming_it.get(name, ()))]
            texts = [passage.text for article in looked_up for passage in article.passages()]
            self.spoken[name] = within_sentence(name, texts, person=name in self.people)
        return self.spoken[name]

    def _where(self, claims: Sequence[Claim]) -> str:
        """Which articles have these claims; nothing if each voice is named with its article."""
        articles = list(dict.fromkeys(claim.article_id for claim in claims))
        return f", {self._among(articles)}" if any(claim.id in self.ends for claim in claims) else ""

    def _among(self, articles: Sequence[str]) -> str:
        """Articles named or counted: "in Gazette and Herald", "in all five articles"."""
        if len(articles) == len(self.labels):
            return "in both articles" if len(articles) == 2 else f"in all {number(len(articles))} articles"
        return f"in {self._named(articles)}" if len(articles) <= FEW else f"in {number(len(articles))} articles"

    def _named(self, article_ids: Iterable[str]) -> str:
        return listed([self.labels[article_id] for article_id in article_ids])


def _words(cluster: Cluster) -> str:
    """The proposition in quotation marks; where it is only denied, what is said instead, or that it is denied."""
    stances = {claim.stance for claim in cluster.claims}
    if "asserts" in stances or "denies" not in stances:
        return f"“{cluster.proposition}”"
    claims = sorted(cluster.claims, key=lambda claim: claim.proposition != cluster.proposition)
    before = [step.before for claim in claims for step in claim.steps if step.rule == "positive form"]
    negative = next((words for words in map(as_sentence, before) if stands_alone(words)), None)
    return f"“{negative}”" if negative else f"the denial of “{cluster.proposition}”"


def _any(_: Claim) -> str:
    """One voice for all, where none is named."""
    return ""


def _evidence(claims: Iterable[Claim], *, voice: Callable[[Claim], str] = _any) -> tuple[Evidence, ...]:
    """The first stretch of each article for each stance, and for each voice that is named; none of them twice."""
    first: dict[tuple[str, Stance, str], Evidence] = {}
    for claim in claims:
        first.setdefault((claim.article_id, claim.stance, voice(claim)), Evidence(claim.article_id, claim.spans))
    return tuple(dict.fromkeys(first.values()))
