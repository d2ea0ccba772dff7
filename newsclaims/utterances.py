"""What each article has somebody say: sentences of quotations, and the words of claims outside of quotation marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.claims import Claim
from newsclaims.holders import MEDIA_REPORTS
from newsclaims.likeness import in_words, key_words
from newsclaims.matching import WORD
from newsclaims.quotations import quotations
from newsclaims.reports import FALSE
from newsclaims.text import Span, sentences

MARKS = '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK} '
ONLY_DENIES = re.compile(r"(?:\w+ )?(?:den[iy]|disput|dismiss|rebut|refut|refus|reject)\w*\b", re.IGNORECASE)
GOES_ON = re.compile(r"[a-z]")  # how a sentence goes on behind "he said"
SHORT = 3  # letters of words that titles write small

Run = tuple[str, str]


@dataclass(slots=True)
class Utterance:
    """What one article has somebody say: a sentence of a quotation, or what is told outside of quotation marks.

    ``speech`` is the quotation that it is a part of, ``groups`` are the numbers of the claims that say the
    same, odd ones of denials, and ``quoted`` is what stands in quotation marks.
    """

    article_id: str
    spans: set[Span]
    speech: tuple[Span, ...] = ()
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

    @property
    def denials(self) -> set[int]:
        """The groups of claims that it denies."""
        return {number for number in self.groups if number % 2}

    def holds(self, other: Utterance) -> bool:
        """Whether each stretch of another one lies in one of its own."""
        return all(any(span.covers(part) for span in self.spans) for part in other.spans)


def find_utterances(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Claim]],
    attributions: Sequence[Attribution],
) -> list[Utterance]:
    """What may be said elsewhere in other words: sentences of quotations, claims that somebody is told to make, and
    what is quoted in part, with the words around it that make a claim.

    They are in the order of the articles and their text. To deny what another one says is not to say it in other
    words: of each group there are two sides.

    >>> from newsclaims.articles import make_article
    >>> texts = "Lee called it “a very bad day for the town.”", "“It was a bad day for our town,” said Lee."
    >>> said = find_utterances([make_article(id, text) for id, text in zip("ab", texts)], [], [], [])
    >>> [utterance.words for utterance in said]
    ['a very bad day for the town.', 'It was a bad day for our town,']
    """
    speeches = _speeches(attributions)
    found: dict[tuple[str, int], Utterance] = {}

    def said(article_id: str, spans: Sequence[Span]) -> Utterance:
        start = spans[0].start
        speech = speeches[article_id].get(tuple(spans), tuple(spans))
        utterance = found.setdefault((article_id, start), Utterance(article_id, set(), speech))
        utterance.spans = _apart({*utterance.spans, *spans})
        return utterance

    sides = ([c for c in group if (c.stance == "denies") == denied] for group in groups for denied in (False, True))
    for number, side in enumerate(sides):
        spoken = [(claim, name) for claim in side if (name := _speaker(claim, speeches[claim.article_id]))]
        several = len({claim.article_id for claim, _ in spoken}) > 1
        for claim, name in spoken:
            utterance = said(claim.article_id, _sentence(claim, speeches[claim.article_id]) or _verdict(claim))
            utterance.speakers.append(name)
            utterance.groups |= {number} if several else set()
    own: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        own[claim.article_id].append(claim)
    for article in articles:
        for sentence in speeches[article.id]:
            said(article.id, sentence).quoted += [span.text for span in sentence]
        for piece in _pieces(article, speeches[article.id]):
            carrier = _carrier(piece, own[article.id])
            utterance = said(article.id, carrier.spans if carrier else (piece,))
            utterance.quoted.append(piece.text)
            utterance.speakers += [voice.name for voice in [carrier and carrier.voice()] if voice]
    order = {id: n for n, id in enumerate(dict.fromkeys([*(a.id for a in articles), *own]))}
    return sorted(_whole([*found.values()]), key=lambda u: (order[u.article_id], min(u.spans)))


def _speeches(attributions: Sequence[Attribution]) -> dict[str, dict[tuple[Span, ...], tuple[Span, ...]]]:
    """The sentences of whole quotations by the articles' ids, each with its quotation."""
    found: dict[str, dict[tuple[Span, ...], tuple[Span, ...]]] = defaultdict(dict)
    for attribution in attributions:
        own, content = found[attribution.article_id], tuple(map(_unmarked, attribution.content))
        if attribution.kind in {"direct", "unmarked"} and not _within(content, own):
            own.update(dict.fromkeys(_sentences(content), content))
    return found


def _sentences(speech: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """The sentences of a quotation; one that is cut in two by who says so is one."""
    sentence: list[Span] = []
    for span in speech:
        for n, part in enumerate(sentences(span.text)):
            if sentence and (n or not GOES_ON.match(part.text)):
                yield tuple(sentence)
                sentence = []
            sentence.append(Span(span.start + part.start, span.start + part.end, part.text))
    if sentence:
        yield tuple(sentence)


def _apart(spans: Iterable[Span]) -> set[Span]:
    """The longest of stretches that have characters in common, so that no word is said twice."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (-len(span.text), span.start)):
        if not any(span.overlaps(longer) for longer in kept):
            kept.append(span)
    return set(kept)


def _within(content: Sequence[Span], speeches: Iterable[Sequence[Span]]) -> bool:
    return all(any(span.covers(part) for speech in speeches for span in speech) for part in content)


def _sentence(claim: Claim, speeches: Iterable[tuple[Span, ...]]) -> tuple[Span, ...] | None:
    """The sentence of a quotation that most of a claim's words begin in."""
    start = max(claim.spans, key=lambda span: len(span.text)).start + 1  # whose mark may be left out
    return next((speech for speech in speeches if any(s.start <= start < s.end for s in speech)), None)


def _carrier(piece: Span, claims: Sequence[Claim]) -> Claim | None:
    """The shortest claim that what is quoted in part is a part of."""
    around = [claim for claim in claims if any(span.covers(piece) for span in claim.spans)]
    return min(around, key=lambda claim: sum(len(span.text) for span in claim.spans), default=None)


def _pieces(article: Article, speeches: Iterable[Sequence[Span]]) -> Iterator[Span]:
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
    """The utterances, but what lies within another one of its article is a part of that one."""
    kept: dict[str, list[Utterance]] = defaultdict(list)
    for utterance in sorted(utterances, key=lambda u: -len(u.words)):
        own = kept[utterance.article_id]
        if whole := next((u for u in own if u.holds(utterance)), None):
            whole.speakers += utterance.speakers
            whole.groups |= utterance.groups
            whole.quoted += utterance.quoted
        else:
            own.append(utterance)
    return [utterance for own in kept.values() for utterance in own]


def _unmarked(quotation: Span) -> Span:
    """A quotation without the marks around it."""
    start = quotation.start + len(quotation.text) - len(quotation.text.lstrip(MARKS))
    text = quotation.text.strip(MARKS)
    return Span(start, start + len(text), text) if text else quotation


def _verdict(claim: Claim) -> tuple[Span, ...]:
    """The words that carry a claim; of a denial in pieces those that call something false, if any do."""
    judging = tuple(span for span in claim.spans if FALSE.search(span.text)) if claim.stance == "denies" else ()
    return judging or claim.spans


def _speaker(claim: Claim, quoted: Iterable[tuple[Span, ...]]) -> str | None:
    """Who is said to have put it so: nobody for what others are said to report, for a report that is denied in other
    words than the denier's own, for "dismissed the report", and for what only refers to what happened ("the call took
    place")."""
    rules = {step.rule for step in claim.steps}
    own_words = any(span.start <= claim.spans[0].start < span.end for content in quoted for span in content)
    denied_report = claim.stance == "denies" and not own_words and not rules & {"positive form", "stands for"}
    refers = claim.stance == "asserts" and "stands for" in rules
    told_only = "stands for" in rules and ONLY_DENIES.match(in_words(claim)) and not FALSE.search(in_words(claim))
    voice = claim.voice()
    nobody = denied_report or refers or told_only
    return voice.name if voice and voice.name != MEDIA_REPORTS and not nobody else None
