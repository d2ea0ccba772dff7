"""What each article has somebody say: whole quotations, and the words of claims outside of quotation marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.claims import Claim
from newsclaims.holders import MEDIA_REPORTS
from newsclaims.likeness import key_words
from newsclaims.matching import WORD
from newsclaims.quotations import quotations
from newsclaims.reports import FALSE
from newsclaims.text import Span

MARKS = '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK} '
SHORT = 3  # letters of words that titles write small

Run = tuple[str, str]


@dataclass(slots=True)
class Utterance:
    """What one article has somebody say.

    ``groups`` are the numbers of the claims that say the same; ``quoted`` is what stands in quotation marks.
    """

    article_id: str
    spans: set[Span]
    speakers: list[str] = field(default_factory=list)
    groups: set[int] = field(default_factory=set)
    quoted: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The stretches in one."""
        return " ".join(span.text for span in sorted(self.spans))

    @property
    def plain(self) -> str:
        """The words without marks and capitals: what is the same in both is no other wording."""
        return re.sub(r"\W+", " ", self.words).strip().lower()

    @property
    def runs(self) -> set[Run]:
        """Two words that count, one after the other within the same quotation marks.

        >>> sorted(Utterance("a", set(), quoted=["a very bad day for the town"]).runs)
        [('bad', 'day'), ('day', 'town')]
        """
        return {run for words in self.quoted for run in pairwise(_in_order(words))}

    def holds(self, other: Utterance) -> bool:
        """Whether each stretch of another one lies in one of its own."""
        return all(any(span.covers(part) for span in self.spans) for part in other.spans)


def find_utterances(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Claim]],
    attributions: Sequence[Attribution],
) -> list[Utterance]:
    """What may be said elsewhere in other words: claims that several articles carry, and what is quoted in several.

    They are in the order of the articles and their text. Claims of one quotation are one utterance, and what is quoted
    in part goes with the words around it that make a claim. To deny what another one says is not to say it in other
    words: of each group there are two sides.

    >>> from newsclaims.articles import make_article
    >>> texts = "Lee called it “a very bad day for the town.”", "“It was a bad day for our town,” said Lee."
    >>> said = find_utterances([make_article(id, text) for id, text in zip("ab", texts)], [], [], [])
    >>> [utterance.words for utterance in said]
    ['a very bad day for the town.', 'It was a bad day for our town,']
    """
    speeches: dict[str, list[tuple[Span, ...]]] = defaultdict(list)
    for attribution in attributions:
        content = tuple(map(_unmarked, attribution.content))
        if attribution.kind in {"direct", "unmarked"} and not _within(content, speeches[attribution.article_id]):
            speeches[attribution.article_id].append(content)
    found: dict[tuple[str, int], Utterance] = {}

    def said(article_id: str, spans: Sequence[Span]) -> Utterance:
        utterance = found.setdefault((article_id, spans[0].start), Utterance(article_id, set()))
        utterance.spans = _apart({*utterance.spans, *spans})
        return utterance

    sides = ([c for c in group if (c.stance == "denies") == denied] for group in groups for denied in (False, True))
    for number, side in enumerate(sides):
        spoken = [(claim, name) for claim in side if (name := _speaker(claim, speeches[claim.article_id]))]
        several = len({claim.article_id for claim, _ in spoken}) > 1
        for claim, name in spoken:
            utterance = said(claim.article_id, _speech(claim, speeches[claim.article_id]) or _verdict(claim))
            utterance.speakers.append(name)
            utterance.groups |= {number} if several else set()
    own: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        own[claim.article_id].append(claim)
    for article in articles:
        for speech in speeches[article.id]:
            said(article.id, speech).quoted += [span.text for span in speech]
        for piece in _pieces(article, speeches[article.id]):
            around = [claim for claim in own[article.id] if any(span.covers(piece) for span in claim.spans)]
            carrier = min(around, key=lambda claim: sum(len(span.text) for span in claim.spans), default=None)
            utterance = said(article.id, carrier.spans if carrier else (piece,))
            utterance.quoted.append(piece.text)
            utterance.speakers += [voice.name for voice in [carrier and carrier.voice()] if voice]
    utterances = _whole(list(found.values()))
    carried = Counter(run for _, run in {(u.article_id, run) for u in utterances for run in u.runs})
    order = {id: n for n, id in enumerate(dict.fromkeys([*(a.id for a in articles), *own]))}
    utterances.sort(key=lambda u: (order[u.article_id], min(u.spans)))
    return [u for u in utterances if u.groups or any(carried[run] > 1 for run in u.runs)]


def _apart(spans: Iterable[Span]) -> set[Span]:
    """The longest of stretches that have characters in common, so that no word is said twice."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (-len(span.text), span.start)):
        if not any(span.overlaps(longer) for longer in kept):
            kept.append(span)
    return set(kept)


def _within(content: Sequence[Span], speeches: Sequence[Sequence[Span]]) -> bool:
    return all(any(span.covers(part) for speech in speeches for span in speech) for part in content)


def _speech(claim: Claim, speeches: Sequence[tuple[Span, ...]]) -> tuple[Span, ...] | None:
    """The whole quotation that most of a claim's words begin in."""
    start = max(claim.spans, key=lambda span: len(span.text)).start + 1  # whose mark may be left out
    return next((speech for speech in speeches if any(s.start <= start < s.end for s in speech)), None)


def _pieces(article: Article, speeches: Sequence[Sequence[Span]]) -> Iterator[Span]:
    """What stands in quotation marks apart from whole quotations; not what is called so ("The Long Road")."""
    for block in article.blocks:
        if block.kind not in ("title", "body"):
            continue
        for quotation in quotations(article.text, block.span.start, block.span.end):
            piece = _unmarked(Span.cut(article.text, quotation.start, quotation.end))
            told = any(s.start < piece.end and piece.start < s.end for speech in speeches for s in speech)
            named = block.kind == "body" and _is_title(piece.text)
            if not told and not named:
                yield piece


def _is_title(words: str) -> bool:
    """Whether each word that titles write large has a capital; all words count where none is so long ("so bad")."""
    cut = WORD.findall(words)
    return all(word[0].isupper() for word in [w for w in cut if len(w) > SHORT] or cut)


def _in_order(words: str) -> list[str]:
    return [stem for match in WORD.finditer(words) for stem in sorted(key_words(match[0]))]


def _whole(utterances: Sequence[Utterance]) -> list[Utterance]:
    """The utterances in their order, but what lies within another one of its article is a part of that one."""
    kept: dict[str, list[Utterance]] = defaultdict(list)
    for utterance in sorted(utterances, key=lambda u: -len(u.words)):
        own = kept[utterance.article_id]
        if whole := next((u for u in own if u.holds(utterance)), None):
            whole.speakers += utterance.speakers
            whole.groups |= utterance.groups
            whole.quoted += utterance.quoted
        else:
            own.append(utterance)
    places = {id(utterance): n for n, utterance in enumerate(utterances)}
    return sorted((u for own in kept.values() for u in own), key=lambda u: places[id(u)])


def _unmarked(quotation: Span) -> Span:
    """A quotation without the marks around it."""
    start = quotation.start + len(quotation.text) - len(quotation.text.lstrip(MARKS))
    text = quotation.text.strip(MARKS)
    return Span(start, start + len(text), text) if text else quotation


def _verdict(claim: Claim) -> tuple[Span, ...]:
    """The words that carry a claim; of a denial in pieces those that call something false, if any do."""
    judging = tuple(span for span in claim.spans if FALSE.search(span.text)) if claim.stance == "denies" else ()
    return judging or claim.spans


def _speaker(claim: Claim, quoted: Sequence[tuple[Span, ...]]) -> str | None:
    """Who is said to have put it so: nobody for what others are said to report, for a report that is denied in other
    words than the denier's own, and for what only refers to what happened ("the call took place")."""
    rules = {step.rule for step in claim.steps}
    own_words = any(span.start <= claim.spans[0].start < span.end for content in quoted for span in content)
    denied_report = claim.stance == "denies" and not own_words and not rules & {"positive form", "stands for"}
    refers = claim.stance == "asserts" and "stands for" in rules
    voice = claim.voice()
    return voice.name if voice and voice.name != MEDIA_REPORTS and not denied_report and not refers else None
