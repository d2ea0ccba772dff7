"""What an article says becomes claims: one proposition each, who holds it, and with which stance."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.chains import Chains
from newsclaims.contents import is_mute
from newsclaims.drafts import Claim, Drafts, Title, told_of
from newsclaims.encounters import may_stand_for
from newsclaims.entities import find_entities
from newsclaims.holders import MEDIA_REPORTS, Holder
from newsclaims.marker import Marks
from newsclaims.names import Names
from newsclaims.opinions import asks, gives_title, hopes, is_felt, is_opinion
from newsclaims.propositions import Step, replay, rewrite
from newsclaims.reports import CALLED_FALSE, CALLING, DENIAL, denier
from newsclaims.segment import Segment, is_mere_quotation, is_question
from newsclaims.segments import segments
from newsclaims.stance import (
    EXISTENCE,
    STAND_IN,
    Stance,
    denies,
    doubts,
    hedged,
    is_verdict,
    negated,
    says_falsely,
    stance_of,
)
from newsclaims.text import Span, Token
from newsclaims.titles import title_claims

__all__ = ["Claim", "Stance", "Step", "Title", "normalize_claims", "replay"]

TOPICS = 8  # denials back to the one that "the call" can stand for
NEXT = 11  # characters between two clauses of one subject: ", and then "
NEAR = 150  # characters: verdicts further apart than a source and its cue are two


def normalize_claims(articles: Sequence[Article], attributions: Sequence[Attribution]) -> list[Claim]:
    """The claims of articles on one event, in the order of the articles and their text.

    Names are canonical over all the articles, so pass those of one event together.

    >>> from newsclaims.articles import make_article
    >>> from newsclaims.attributions import extract_attributions
    >>> article = make_article("a", "The ministry denied reports that the bridge was closed.")
    >>> for claim in normalize_claims([article], extract_attributions(article)):
    ...     print(claim.holders[-1].name, claim.stance, "|", claim.proposition)
    ministry denies | The bridge was closed
    media reports asserts | The bridge was closed
    """
    names = Names(find_entities(articles))
    own: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        own[attribution.article_id].append(attribution)
    claims = [c for article in articles for c in _Reading(article, own[article.id], names).claims()]
    claims += title_claims(articles, names)
    order = {article.id: n for n, article in enumerate(articles)}
    claims.sort(key=lambda claim: order[claim.article_id])
    return [replace(claim, id=f"m{n:03}") for n, claim in enumerate(claims, 1)]


@dataclass
class _Reading:
    """One article on its way to claims; remembers what was last reported or denied, for "the report" and "this"."""

    article: Article
    attributions: Sequence[Attribution]
    names: Names
    made: list[Claim] = field(default_factory=list)
    topics: list[Claim] = field(default_factory=list)  # what was denied, or first reported
    reporter: Holder | None = None  # the outlet last said to report something
    chains: Chains = field(init=False)
    drafts: Drafts = field(init=False)

    @property
    def topic(self) -> Claim | None:
        """What was last denied, or first reported; None before anything was."""
        return self.topics[-1] if self.topics else None

    def claims(self) -> list[Claim]:
        """The claims of the article, in the order of its sentences."""
        self.chains = Chains(self.article, self.attributions, self.names)
        self.drafts = Drafts(self.article, self.names)
        for sentence in segments(self.article, self.attributions, Marks(self.article)):
            first = len(self.made)
            for segment in sentence:
                if self._denies_in_passing(segment, first):
                    continue
                judged = is_verdict(segment.words) or (bool(segment.chain) and _is_judged(segment.chain[-1]))
                denied = self._denied(segment, first) if judged else None
                if denied is None:
                    self._read(segment)
                else:
                    self._judge(segment, denied, first)
        return [each for claim in self.made for each in self.chains.each(claim)]

    def _read(self, segment: Segment) -> None:
        """Add the claims of one clause: one as a rule, two where a denial spells out what others assert."""
        words, chain = segment.words, segment.chain
        act = bool(chain) and (asks(chain[-1]) or gives_title(chain[-1]) or is_mere_quotation(segment))
        if act and not is_mute(chain[-1]):
            self._add_act(chain)
            return
        holders = self.chains.of(chain)
        if not holders and self.reporter and ("reportedly" in words or self._goes_on(segment)):
            holders = [self.reporter]
        if not holders and segment.teller:
            holders = [self.chains.sources.holder(segment.teller)]
        left_open = bool(chain) and doubts(chain[-1])
        if left_open and not chain[-1].source:  # "is expected to": nobody says so but who tells it
            holders = self.chains.of(chain[:-1])
        flipped, unsure = negated(segment.row) != segment.unreal, left_open or hedged(segment.row, held=bool(holders))
        if self._is_told(segment):
            self._tell(segment)
            return
        base = self.drafts.draft(segment, self._he(segment))
        if EXISTENCE.match(words) and (meant := self._meant(words)):
            if not chain:  # whoever denied it just before goes on
                denied = next((c for c in reversed(self.made[-3:]) if c.stance == "denies" and c.holders), None)
                if flipped and denied and denied.proposition == meant.proposition:
                    apart = self.article.text[denied.spans[-1].end : segment.start]
                    holders = holders if "\n" in apart else list(denied.holders)
            base = self._standing_for(meant, base)
        denial = next((k for k, attribution in enumerate(chain) if denies(attribution)), None)
        if denial is None and chain and self._called_false(chain[-1]):
            self._deny(base, self.chains.of(chain[:-1]), holders, flipped)
        elif denial is None and (false := self._told_falsely(chain)) is not None:
            self._deny(base, self.chains.of(chain[:false]), holders, flipped)
        elif denial is not None:
            spelled_out = denial + 1 < len(chain)
            others = self.chains.of(chain[:denial] + chain[denial + 1 :]) if spelled_out else None
            self._deny(base, self.chains.of(chain[: denial + 1]), others, flipped)
        else:
            stance = "unsure" if left_open else stance_of(flipped, unsure=unsure)
            self.made.append(replace(base, holders=tuple(holders), stance=stance))
            if holders and holders[0].kind == "outlet":
                self.reporter = holders[0]
                if not self.topics:
                    self.topics.append(self.made[-1])

    def _meant(self, words: str) -> Claim | None:
        """What was last denied, or first reported, of which words only say that it took place, or did not."""
        last = reversed(self.topics[-TOPICS:])
        return next((topic for topic in last if may_stand_for(words, topic.proposition)), None)

    def _goes_on(self, segment: Segment) -> bool:
        """Whether a clause shares the subject of one just before it that is "reportedly" so."""
        last = self.made[-1] if self.made else None
        if last is None or not last.holders or segment.chain or segment.subject is None:
            return False
        return 0 <= segment.start - last.spans[-1].end < NEXT and "reportedly" in last.spans[0].text

    def _is_told(self, segment: Segment) -> bool:
        """Whether what a clause says is true of its speaker alone: he thinks, wishes, wants or asks it."""
        if not segment.chain or denies(segment.chain[-1]) or self.chains.holder(segment.chain[-1]) is None:
            return False
        if hopes(segment.chain[-1]):
            return True
        first = segment.subject if segment.subject and segment.subject.text.lower() in {"i", "we"} else None
        row = [*([Token(first.start, first.end, first.text, "PRP")] if first else []), *segment.row]
        return is_opinion(row) or is_question(self.article.text, segment)

    def _tell(self, segment: Segment) -> None:
        """Add the claim that somebody says what he thinks, wishes, wants or asks."""
        act = segment.chain[-1]
        if hopes(act):  # in the words that tell so: what is hoped for is not said
            self._add_act(segment.chain)
            return
        *tellers, speaker = self.chains.of(segment.chain)
        claim = told_of(self.drafts.draft(segment, self._he(segment), as_said=True), speaker, tellers)
        if is_felt(segment.row) or is_question(self.article.text, segment):
            claim = self._with_telling(claim, act)
        self.made.append(claim)

    def _with_telling(self, claim: Claim, act: Attribution) -> Claim:
        """A claim about its speaker, with the words that tell so."""
        pieces = tuple(sorted({*claim.spans, *act.source, *act.cue}))
        words = self.article.text[pieces[0].start : max(p.end for p in pieces)]
        return replace(claim, spans=pieces, steps=(Step("told by its holder", words, claim.proposition),))

    def _add_act(self, chain: Sequence[Attribution]) -> None:
        """Add the claim that somebody asked or exclaimed something, once for all that one act says."""
        act = chain[-1]
        pieces = sorted([*act.source, *act.cue, *act.content])
        if any(claim.spans == tuple(pieces) for claim in self.made):
            return
        whole = Span.cut(self.article.text, pieces[0].start, max(piece.end for piece in pieces))
        tellers = self.chains.of(chain)
        speaker = tellers.pop() if self.chains.who(act) else None  # None: "Lee was asked whether …"
        source = next((span.text.lower() for span in act.source), "")
        named = [(s.start, s.end, speaker.name) for s in act.source[:1] if speaker and source in {"he", "she", "they"}]
        rules = [("speaker named", named), ("canonical names", self.drafts.canonical(whole))]
        steps = tuple(rewrite(whole, rules))
        words = steps[-1].after if steps else whole.text
        made = Claim("", self.article.id, tuple(pieces), words, tuple(tellers), "asserts", steps=steps, speaker=speaker)
        self.made.append(told_of(made, speaker, tellers) if speaker and source in {"i", "we"} else made)

    def _he(self, segment: Segment) -> Holder | None:
        """Who "he" or "she" at the head of a clause is: who speaks there, or who is spoken for. Who is quoted means
        somebody else by it."""
        first = segment.row[0]
        if segment.chain and segment.chain[-1].kind == "direct" and first.text.lower() in {"he", "she"}:
            meant = self.chains.sources.holder(Span(first.start, first.end, first.text))
            return meant if meant.confidence else None
        speaks = [a for a in self.attributions if a.source and a.source[0].start == segment.row[0].start]
        return self.chains.holder((speaks or segment.chain)[-1]) if speaks or segment.chain else None

    def _deny(self, base: Claim, deniers: list[Holder], others: list[Holder] | None, flipped: bool) -> None:
        """Add a denial, which becomes the topic, and the assertion of ``others`` if the text gives one."""
        self.topics.append(replace(base, holders=tuple(deniers), stance=stance_of(not flipped)))
        self.made.append(self.topics[-1])
        if others is not None:
            self.made.append(replace(base, holders=tuple(others), stance=stance_of(flipped)))

    def _denies_in_passing(self, segment: Segment, first: int) -> bool:
        """Add the denial that a noun tells of: "a claim denied by Lee", "Lee's | denial of a deal"; whether it does."""
        text, outer = self.article.text, self.chains.of(segment.chain)
        if segment.subject and not segment.lead and (noun := DENIAL.match(text, segment.start, segment.end)):
            behind = [token for token in segment.row if token.start >= noun.end()]
            if is_verdict(text[noun.end() : segment.end]) or not behind:
                return False
            meant = self.drafts.draft(replace(segment, row=behind, subject=None), None)
            whole = Span.cut(text, segment.start, segment.end)
            meant = self._standing_for(meant, replace(meant, spans=(whole,)))
            self._deny(meant, [*outer, self.chains.sources.holder(segment.subject)], None, flipped=False)
            return True
        at = denier(text[segment.start : segment.end])
        if at is None or len(self.made) == first:
            return False
        who = self.chains.sources.holder(Span.cut(text, segment.start + at[0], segment.start + at[1]))
        spans = (Span.cut(text, segment.start, segment.end),)
        denied = self._standing_for(self.made[-1], replace(self.made[-1], spans=spans))
        self._deny(denied, [*outer, who], None, flipped=False)
        return True

    def _denied(self, segment: Segment, first: int) -> Claim | None:
        """What a verdict is about: the clause before it in its sentence for "a claim", what a person last said for "his
        claim", else the topic, or what somebody said last; None if there is none yet."""
        if re.match(r"an? ", segment.words) and len(self.made) > first:
            return self.made[-1]
        if re.match(r"(?:his|her|their)\b", segment.words, re.IGNORECASE):
            return next((c for c in reversed(self.made) if c.holders and c.holders[-1].kind == "person"), self.topic)
        return self.topic or next((c for c in reversed(self.made) if c.holders), None)

    def _judge(self, segment: Segment, denied: Claim, first: int) -> None:
        """Add the denial of what "the reports" or "this" stands for; verdicts in a row are one in pieces."""
        holders = self.chains.of(segment.chain)
        start, end = segment.start, segment.end
        act = self._act(segment)
        if act and not segment.chain:
            holders = [self.chains.holder(act) or Holder(MEDIA_REPORTS, "group")]
        elif not holders and len(self.made) > first and self.topic in self.made[first:]:
            holders = list(denied.holders)  # "…, branding it false": whoever denied it in the same breath
        elif not holders and segment.subject:
            holders = [self.chains.sources.holder(segment.subject)]
        if act and act.kind != "direct" and STAND_IN.match(segment.words) and act.content[0].start >= start - 1:
            told = [act.cue[0].start, act.cue[-1].end, *(s.end for s in act.source if s.start > act.cue[0].start)]
            start, end = min(start, *told), max(end, *told)
        claim = replace(denied, holders=tuple(holders), stance="denies")
        spans: tuple[Span, ...] = (Span.cut(self.article.text, start, end),)
        last = self.made[-1] if self.made else None
        if (
            last
            and 0 <= start - last.spans[-1].end < NEAR
            and replace(claim, spans=last.spans, steps=last.steps) == last
        ):
            spans = (*last.spans, *spans)
            del self.made[-1]
        if holders and CALLING.search(self.article.text[start:end]):
            self._call(start, end, act, holders)
        self.made.append(self._standing_for(claim, replace(claim, spans=spans)))

    def _call(self, start: int, end: int, act: Attribution | None, holders: list[Holder]) -> None:
        """Add the claim that somebody has a name for what he denies: "a hoax"."""
        if act and act.source and 0 <= start - act.source[-1].end <= 1:
            start = act.source[0].start
        words = Span.cut(self.article.text, start, end)
        *tellers, speaker = holders
        steps = tuple(rewrite(words, [("canonical names", self.drafts.canonical(words))]))
        called = steps[-1].after if steps else words.text
        claim = Claim("", self.article.id, (words,), called, tuple(tellers), "asserts", steps=steps, speaker=speaker)
        told = act is not None and bool(act.source) and words.covers(act.source[0])
        self.made.append(claim if told else told_of(claim, speaker, tellers))

    def _standing_for(self, meant: Claim, claim: Claim) -> Claim:
        """A claim with the proposition of what its words stand for."""
        words = self.article.text[claim.spans[0].start : claim.spans[-1].end]
        return replace(claim, proposition=meant.proposition, steps=(Step("stands for", words, meant.proposition),))

    def _act(self, segment: Segment) -> Attribution | None:
        """The attribution whose cue or content a verdict is; None if it is nobody's."""
        for attribution in self.attributions:
            cue = attribution.cue[0].start if attribution.cue else segment.end
            near = cue < segment.end and segment.start <= attribution.content[-1].end
            if near and (attribution in segment.chain[-1:] or segment.start <= cue):
                return attribution
        return None

    def _told_falsely(self, chain: Sequence[Attribution]) -> int | None:
        """Which attribution is said to be of something false; None if none is."""
        return next((k for k, a in enumerate(chain) if a.cue and says_falsely(a, self.article.text)), None)

    def _called_false(self, attribution: Attribution) -> bool:
        """Whether what follows a noun's content calls it false: "Reports that … are false"."""
        after = attribution.content[-1].end
        return CALLED_FALSE.match(self.article.text[after : after + 60].lstrip()) is not None


def _is_judged(attribution: Attribution) -> bool:
    """Whether cue and content are a verdict together: "called the report | completely false"."""
    return bool(attribution.cue) and is_verdict(f"{attribution.cue[0].text} {attribution.content[0].text}")
