"""Who holds what stands in an attribution's content: the source that is meant, and whom an outlet has it from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.contents import is_mute
from newsclaims.cues import stem
from newsclaims.drafts import Claim
from newsclaims.holders import ANONYMOUS, MEDIA_REPORTS, Holder, Sources
from newsclaims.names import Names
from newsclaims.text import Span

Key = tuple[tuple[Span, ...], tuple[Span, ...]]

# Stems of cues that tell of words even where nobody is said to have spoken them.
REPORTING = frozenset("report reportedli said say told accord claim alleg rumor rumour deni stori".split())
# An outlet's nameless sources, before its cue or behind the content.
CITING = re.compile(r"\bciting\s+((?:[\w-]+\s+){0,4}(?:sources?|people|persons?|officials?))\b", re.IGNORECASE)
REACH = 60  # characters behind a content in which "citing" belongs to it


class Chains:
    """The holders of one article's attributions, and their chains."""

    def __init__(self, article: Article, attributions: Sequence[Attribution], names: Names) -> None:
        self.article, self.names = article, names
        self.sources = Sources(article, names, attributions)
        self._holders: dict[Key, Holder | None] = {}
        for a in attributions:
            source = a.source[0] if a.source and not is_mute(a) else None
            self._holders[_key(a)] = self.sources.holder(source, a) if source else self.sources.goes_on(a)

    def holder(self, attribution: Attribution) -> Holder | None:
        """Who the source is; None if there is none that could say so."""
        return self._holders[_key(attribution)]

    def of(self, attributions: Iterable[Attribution]) -> list[Holder]:
        """Who holds what lies in these contents, from the article inwards; nobody twice in a row.

        >>> from newsclaims.articles import make_article
        >>> from newsclaims.attributions import extract_attributions
        >>> from newsclaims.entities import find_entities
        >>> article = make_article("a", "The Lenn Herald reported that the mayor said that the dam was safe.")
        >>> found = extract_attributions(article)
        >>> [holder.name for holder in Chains(article, found, Names(find_entities([article]))).of(found)]
        ['The Lenn Herald', 'mayor']
        """
        chain = [holder for attribution in attributions for holder in self.who(attribution)]
        return [h for n, h in enumerate(chain) if n == 0 or h.name != chain[n - 1].name]

    def who(self, attribution: Attribution) -> list[Holder]:
        """Who holds a content: the source, with the outlet that nameless sources told or those that it cites."""
        if is_mute(attribution):
            return []
        holder = self.holder(attribution)
        if holder is None and not attribution.source and not _is_report(attribution):
            return []
        holder = holder or Holder(MEDIA_REPORTS, "group")
        text, cue = self.article.text, attribution.cue
        if not cue or not attribution.source:
            return [holder]
        first, last = attribution.content[0].start, attribution.content[-1].end
        if holder.name == ANONYMOUS:
            told = [e for _, e in self.names.within(self.article.id, cue[-1].end, first) if e.kind == "outlet"]
            return [*(Holder(e.name, e.kind) for e in told[:1]), holder]
        around = text[attribution.source[-1].end : first] + text[last : last + REACH].split(". ")[0]
        if holder.kind == "outlet" and CITING.search(around):
            return [holder, Holder(ANONYMOUS, "group")]
        return [holder]

    def each(self, claim: Claim) -> list[Claim]:
        """A claim for each of those who hold it: "Ann Lee and the ministry denied it"."""
        if claim.speaker or not claim.holders:
            return [claim]
        *outer, inner = claim.holders
        return [replace(claim, holders=(*outer, each)) for each in self.sources.members(inner)]


def _key(attribution: Attribution) -> Key:
    """What tells an attribution from the others of its article."""
    return attribution.cue, attribution.content


def _is_report(attribution: Attribution) -> bool:
    """Whether a cue without a source tells of words: "reports that", "it was said that"; not "was charged with"."""
    words = [word for cue in attribution.cue for word in cue.text.split()]
    return len(words) < 2 or bool(REPORTING & {stem(word) for word in words})
