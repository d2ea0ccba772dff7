"""The words of a sentence with the tags that they have in news: headlines, past tenses, datelines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newsclaims.cues import retagged
from newsclaims.phrases import NOUNS, noun_phrase_from, verb_groups
from newsclaims.text import Span, Token, tokens

# Irregular past tenses that are nothing else.
PAST = frozenset(
    "arose awoke began bore broke brought chose clung crept dealt drank drew drove fell fled flew flung forbade forgave"
    " forgot froze gave grew hid hung knew laid overcame overthrew rode rang rose sang sank sent shook shrank slept"
    " slid sold sought sped spent spoke sprang stole stood strove struck stuck stung swam swept swore swung taught"
    " threw took tore understood undertook went wept withdrew woke won wore wove wrote".split()
)


def tagged(text: str, sentence: Span) -> list[Token]:
    """The tokens of a sentence of an article; of a headline in capitals with the tags that it has in small letters.

    >>> text = "Lee Backs Bridge Repairs\\nThe mayor, Ann Lee, backs them."
    >>> [(token.text, token.tag) for token in tagged(text, Span.cut(text, 0, 24))]
    [('Lee', 'NNP'), ('Backs', 'VBZ'), ('Bridge', 'NN'), ('Repairs', 'NNS')]
    """
    row = tokens(text, sentence.start, sentence.end)
    small = _in_small_letters(text, sentence, row)
    if small is None:
        return _with_resumed(retagged(past_tenses(_without_dateline(row))))
    tags = {sentence.start + t.start: t.tag for t in retagged(past_tenses(tokens(small)))}
    return _with_verb([replace(t, tag=tags.get(t.start, t.tag)) for t in row])


def _in_small_letters(text: str, sentence: Span, row: Sequence[Token]) -> str | None:
    """A headline in capitals in small letters, names aside; None for other sentences.

    A name is what the rest of the article writes with a capital behind a small letter.
    """
    long = [token.text for token in row[1:] if len(token.text) > 3 and token.text.isalpha()]
    if len(long) < 3 or not all(word[0].isupper() for word in long) or len(sentence.text.lower()) != len(sentence.text):
        return None
    rest, small = text[: sentence.start] + text[sentence.end :], list(sentence.text)
    for token in row:
        if not re.search(rf"[a-z,] {re.escape(token.text)}\b", rest):
            at = token.start - sentence.start
            small[at] = small[at].lower()
    return "".join(small)


def _with_verb(row: list[Token]) -> list[Token]:
    """A headline that seems to have no verb with the plural that must be one: "Council overrides Lee's veto", "Row
    over savings deepens", "Mayor quits after row"."""
    if any(group.finite for group in verb_groups(row)):
        return row
    for i in range(1, len(row) - 1):
        before, here, after = row[i - 1 : i + 2]
        ends = here.text.endswith("s") and here.tag in {"NNS", "NNPS", "NNP"}
        opens = after.tag in {"DT", "PRP$", "NNP", "CD"} or after.text.lower() in {"after", "amid", "as"}
        if ends and before.tag in NOUNS and (opens or before.tag == "NNS"):
            return [*row[:i], replace(here, tag="VBZ"), *row[i + 1 :]]
    return row


def _with_resumed(row: list[Token]) -> list[Token]:
    """A sentence whose subject has no verb with the plural that must be one: "The mayor, who left, plans a trip"."""
    end = noun_phrase_from(row, 0)
    if not 0 < end < len(row) - 4 or row[end].text != "," or row[end + 1].tag not in {"WDT", "WP", "CD"}:
        return row
    last = max((group.head for group in verb_groups(row) if group.finite), default=end)
    for i in range(max(last, end + 1) + 1, len(row) - 2):
        opens = row[i + 1].tag in {"DT", "PRP$", "IN", "TO"}
        if row[i].tag == "NNS" and row[i - 1].text == "," and opens:
            return [*row[:i], replace(row[i], tag="VBZ"), *row[i + 1 :]]
    return row


def past_tenses(row: list[Token]) -> list[Token]:
    """The tokens with past tenses where the tagger, which learns from endings, saw none ("Lee wore a hat"), or saw a
    preposition ("viewed"); and with the participle behind a name that has an object ("with Lee joining the call").

    >>> [(t.text, t.tag) for t in past_tenses(tokens("Lee wore a hat"))][:2]
    [('Lee', 'NNP'), ('wore', 'VBD')]
    """
    found = []
    for i, token in enumerate(row):
        past = token.tag == "IN" and len(token.text) > 5 and token.text.endswith("ed")
        doing = token.tag == "NN" and token.text.endswith("ing") and 0 < i < len(row) - 1
        object_behind = doing and (row[i + 1].tag in {"DT", "PRP$"} or row[i + 1].text in {"that", "this"})
        if past or (token.text in PAST and token.tag not in {"VBD", "VBN"}):
            found.append(replace(token, tag="VBD"))
        elif object_behind and row[i - 1].tag == "NNP":
            found.append(replace(token, tag="VBG"))
        else:
            found.append(token)
    return found


def _without_dateline(row: list[Token]) -> list[Token]:
    """The tokens behind the place that a report is written from: "OSLO — "."""
    dash = next((i for i, token in enumerate(row[:6]) if token.text in {"—", "–", "―", "--"}), 0)
    return row[dash + 1 :] if dash and row[0].text.isupper() and len(row[0].text) > 2 else row
