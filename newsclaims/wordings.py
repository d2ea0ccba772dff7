"""One utterance in the words of several articles, aligned word by word."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from newsclaims.attributions import Attribution
from newsclaims.claims import Claim
from newsclaims.grouping import joined, neighbours, parts
from newsclaims.holders import MEDIA_REPORTS
from newsclaims.likeness import Likeness, all_shares, memberships, shares
from newsclaims.reports import FALSE
from newsclaims.text import Span, sentences

EditKind = Literal["same", "inserted", "deleted", "replaced"]

# Utterances of one cluster are renderings of one above this average likeness of their words. Swept over 0.1-0.35 on
# four events: wording F1 46, 51 (0.15), 51, 50, 50, 48 on average.
RENDERING = 0.15
MARKS = '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK} '
# A sentence at either end of a rendering belongs to it where another one has a sentence so alike. Swept over 0.2-0.5 on
# four events, with no difference.
SENTENCE = 0.3
FRAGMENT = re.compile(r"(?:[\w'’-]+\s+){0,2}[\w'’-]+")  # who says so, and the verb, beside what is said
STEP = 0.1  # by how much more alike what is too much to compare all with all must be


@dataclass(frozen=True, slots=True)
class Variant:
    """One article's rendering of an utterance."""

    article_id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One utterance, carried in different words; ``speaker`` is None where no article names one."""

    speaker: str | None
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of a word-by-word alignment: ``before`` in the one rendering became ``after`` in the other."""

    kind: EditKind
    before: str
    after: str


@dataclass(slots=True)
class _Utterance:
    """What one article has somebody say: a whole quotation, or the words of a claim outside of quotation marks."""

    article_id: str
    spans: set[Span]
    speakers: list[str] = field(default_factory=list)
    groups: set[int] = field(default_factory=set)

    @property
    def words(self) -> str:
        return " ".join(span.text for span in sorted(self.spans))

    def holds(self, other: _Utterance) -> bool:
        """Whether each stretch of another one lies in one of its own."""
        return all(any(span.covers(part) for span in self.spans) for part in other.spans)

    @property
    def plain(self) -> str:
        """The words without marks and capitals: what is the same in both is no other wording."""
        return re.sub(r"\W+", " ", self.words).strip().lower()


def find_wordings(
    claims: Sequence[Claim], groups: Sequence[Sequence[Claim]], attributions: Sequence[Attribution]
) -> list[Wording]:
    """Renderings of one utterance in several articles, in the order of the groups and of the articles.

    ``groups`` are claims that say the same. Utterances that share a group are renderings of one where their words are
    alike enough on average: a quotation is compared as a whole, so that one that repeats half of another stays apart,
    and shown without what no other one has of it.
    """
    said = _utterances(groups, attributions)
    rows: dict[str, list[_Utterance]] = defaultdict(list)
    for utterance in sorted(said, key=lambda u: u.words):
        rows[utterance.words].append(utterance)
    likeness = Likeness(claims)
    table = likeness.table(list(rows))
    within = memberships([{n for u in copies for n in u.groups} for copies in rows.values()], 2 * len(groups))
    left, right = neighbours(within)
    copies, order = list(rows.values()), {id(u): n for n, u in enumerate(said)}
    found = []
    for part in parts(len(rows), left, right, shares(table, left, right), RENDERING, step=STEP):
        near = all_shares(table[part]) * ((within[part] @ within[part].T).toarray() > 0)
        for label in joined(near, RENDERING):
            renderings = sorted((u for n in part[label] for u in copies[n]), key=lambda u: order[id(u)])
            trimmed = _trimmed(renderings, likeness)
            several = len({u.article_id for u in trimmed}) > 1 and len({u.plain for u in trimmed}) > 1
            found += [(order[id(renderings[0])], trimmed)] if several else []
    return [_wording(trimmed) for _, trimmed in sorted(found, key=lambda pair: pair[0])]


def _utterances(groups: Sequence[Sequence[Claim]], attributions: Sequence[Attribution]) -> list[_Utterance]:
    """What is said in claims that several articles carry; claims of one quotation are one utterance."""
    quoted: dict[str, list[tuple[Span, ...]]] = defaultdict(list)
    for attribution in attributions:
        if attribution.kind in {"direct", "unmarked"}:
            quoted[attribution.article_id].append(tuple(map(_unmarked, attribution.content)))
    found: dict[tuple[str, int], _Utterance] = {}
    sides = ([c for c in group if (c.stance == "denies") == denied] for group in groups for denied in (False, True))
    for number, side in enumerate(sides):  # to deny what another one says is not to say it in other words
        said = [(claim, speaker) for claim in side if (speaker := _speaker(claim, quoted[claim.article_id]))]
        if len({claim.article_id for claim, _ in said}) < 2:
            continue
        for claim, speaker in said:
            start = claim.spans[0].start
            around = (c for c in quoted[claim.article_id] if any(s.start <= start < s.end for s in c))
            spans = next(around, _verdict(claim))
            utterance = found.setdefault((claim.article_id, spans[0].start), _Utterance(claim.article_id, set(spans)))
            utterance.spans |= set(spans)
            utterance.speakers.append(speaker)
            utterance.groups.add(number)
    return _whole(list(found.values()))


def _whole(utterances: Sequence[_Utterance]) -> list[_Utterance]:
    """The utterances in their order, but what lies within another one of its article is a part of that one."""
    kept: dict[str, list[_Utterance]] = defaultdict(list)
    for utterance in sorted(utterances, key=lambda u: -len(u.words)):
        own = kept[utterance.article_id]
        if whole := next((u for u in own if u.holds(utterance)), None):
            whole.speakers += utterance.speakers
            whole.groups |= utterance.groups
        else:
            own.append(utterance)
    places = {id(utterance): n for n, utterance in enumerate(utterances)}
    return sorted((u for own in kept.values() for u in own), key=lambda u: places[id(u)])


def _unmarked(quotation: Span) -> Span:
    """A quotation without the marks around it."""
    start = quotation.start + len(quotation.text) - len(quotation.text.lstrip(MARKS))
    text = quotation.text.strip(MARKS)
    return Span(start, start + len(text), text) if text else quotation


def _trimmed(renderings: Sequence[_Utterance], likeness: Likeness) -> list[_Utterance]:
    """Renderings without the sentences at either end that none of the others has anything of.

    A long quotation is a rendering of what another article gives only in so far as that one has it, too.
    """
    cut = [[(span, s) for span in sorted(u.spans) for s in sentences(span.text)] for u in renderings]
    found = []
    for n, (utterance, own) in enumerate(zip(renderings, cut, strict=True)):
        others = [sentence.text for m, row in enumerate(cut) if m != n for _, sentence in row]
        alike = [k for k, (_, s) in enumerate(own) if _belongs(s.text, others, likeness)]
        ends: dict[Span, list[int]] = defaultdict(list)
        for span, sentence in own[alike[0] : alike[-1] + 1] if alike else own:
            ends[span] += [sentence.start, sentence.end]
        spans = {Span(s.start + min(e), s.start + max(e), s.text[min(e) : max(e)]) for s, e in ends.items()}
        found.append(_Utterance(utterance.article_id, spans, utterance.speakers, utterance.groups))
    return found


def _belongs(sentence: str, others: Sequence[str], likeness: Likeness) -> bool:
    """Whether other renderings have something of a sentence, or it is but a piece: "he asked"."""
    return bool(FRAGMENT.fullmatch(sentence)) or any(likeness(sentence, other) >= SENTENCE for other in others)


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


def _wording(renderings: Sequence[_Utterance]) -> Wording:
    """The renderings of one utterance, and whom most of them have say it."""
    speaker = Counter(name for u in renderings for name in u.speakers).most_common(1)[0][0]
    return Wording(speaker, tuple(Variant(u.article_id, tuple(sorted(u.spans))) for u in renderings))


def align(before: str, after: str) -> list[Edit]:
    """The words of two renderings, aligned word by word; unchanged words are edits of kind "same".

    >>> [(e.kind, e.before, e.after) for e in align("a very old bridge", "a rather old bridge")]
    [('same', 'a', 'a'), ('replaced', 'very', 'rather'), ('same', 'old bridge', 'old bridge')]
    """
    x, y = before.split(), after.split()
    kinds: dict[str, EditKind] = {"equal": "same", "insert": "inserted", "delete": "deleted", "replace": "replaced"}
    plain = [[re.sub(r"\W", "", word).lower() or word for word in words] for words in (x, y)]
    return [
        Edit(kinds[tag], " ".join(x[a:b]), " ".join(y[c:d]))
        for tag, a, b, c, d in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes()
    ]


def show_edits(edits: Sequence[Edit]) -> str:
    """``[-left out-]{+put in+}`` between the words that both have.

    >>> show_edits(align("a very old bridge", "a rather old bridge"))
    'a [-very-]{+rather+} old bridge'
    """
    parts = []
    for edit in edits:
        if edit.kind == "same":
            parts.append(edit.after)
        else:
            parts.append((f"[-{edit.before}-]" if edit.before else "") + (f"{{+{edit.after}+}}" if edit.after else ""))
    return " ".join(parts)
