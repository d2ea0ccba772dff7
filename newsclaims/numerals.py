"""Cardinal numbers in figures and words: what they look like, and the number that they give."""

from __future__ import annotations

import re

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {w: i for i, w in enumerate(ONES)} | {w: 20 + 10 * i for i, w in enumerate(TENS)}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12}
DIGITS = r"\d{1,3}(?:[,\xa0\u202f]\d{3}){1,6}(?:\.\d{1,9})?|\d{1,18}(?:\.\d{1,9})?"  # longer ones are codes
NUMBER_WORD = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES[1:10])}))?|{'|'.join(reversed(ONES))})"
SCALE = rf"(?:{'|'.join(SCALES)})"
CARDINAL = (
    rf"(?:{DIGITS}|{NUMBER_WORD}|half(?: an?)?(?=[ -]{SCALE})|an?(?=[ -]{SCALE})|(?<=[Ww]ithin )an?)"
    rf"(?:[ -]{SCALE}(?:(?: and)? {NUMBER_WORD}\b)?)*"
)


def value(words: str) -> float:
    """The number that a cardinal gives: "two hundred and fifty thousand" is 250000.

    >>> value("16.4 million"), value("half a million"), value("twenty-two")
    (16400000.0, 500000.0, 22.0)
    """
    if words.lower() in ("a", "an"):
        return 1.0
    total = group = 0.0
    for word in re.findall(r"[\d.,\xa0\u202f]*\d|[a-z]+", words.lower()):
        if word[0].isdigit():
            group += float(re.sub(r"[,\xa0\u202f]", "", word))
        elif word in SMALL:
            group += SMALL[word]
        elif word == "half":
            group = 0.5
        elif word in ("dozen", "hundred"):
            group = (group or 1) * SCALES[word]
        elif word in SCALES:
            total, group = total + (group or 1) * SCALES[word], 0.0
    return float(f"{total + group:.15g}")  # 16.4 * 10**6 is 16399999.999999998
