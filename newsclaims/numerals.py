"""Cardinal and ordinal numbers in figures and words: what they look like, and the number that they give."""

from __future__ import annotations

import re

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {w: i for i, w in enumerate(ONES)} | {w: 20 + 10 * i for i, w in enumerate(TENS)}
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7,
    "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
SHORT = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "mio": 10**6,
    "b": 10**9, "bn": 10**9, "bln": 10**9, "t": 10**12, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
FRACTIONS = {"half": 0.5, "quarter": 0.25, "quarters": 0.75}
DIGITS = (  # longer ones are codes
    r"\d{1,3}(?:[,\xa0\u202f]\d{3}){1,6}(?:\.\d{1,9})?|\d{1,3}(?: \d{3}){1,4}(?![ .,-]?\d)|\d{1,18}(?:\.\d{1,9})?"
)
NUMBER_WORD = rf"(?:(?:{'|'.join(TENS)})(?:(?:-| +| - )(?:{'|'.join(ONES[1:10])})\b)?|{'|'.join(reversed(ONES))})"
SCALE = rf"(?:(?:{'|'.join(SCALES)})s?)"
_BEFORE_SCALE = rf"(?=[ -]{SCALE}\b)"
# "4 thousand 3 hundred and 21"; after millions "and 21" is another number.
_FIGURES = r"(?:(?<=hundred)|(?<=thousand))(?: and)? \d{1,3}(?![\w%-]|[.,:/]?\d| (?:per|%))"
CARDINAL = (
    rf"(?:(?:{DIGITS}|{NUMBER_WORD})(?: and (?:(?:a|one)[ -](?:half|quarter)|three[ -]quarters)\b)?|"
    rf"hundred{_BEFORE_SCALE}|(?:half|(?:three[ -]quarters|(?:an? )?quarter)(?: of)?)(?: an?)?{_BEFORE_SCALE}|"
    rf"an?{_BEFORE_SCALE}|(?<=[Ww]ithin )an?)"
    rf"(?:[ -]?{SCALE}\b(?:(?: and)? {NUMBER_WORD}\b|{_FIGURES})?)*(?: and a half\b)?"
    rf"(?: point(?: (?:{NUMBER_WORD}|\d+)\b)+)?"
)
FIRSTS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINALS = {w: i for i, w in enumerate(FIRSTS, 1)} | {"thirtieth": 30}
ORDINAL_WORD = rf"(?:(?:twenty|thirty)[- ](?:{'|'.join(FIRSTS[:9])})|{'|'.join(reversed(FIRSTS))}|thirtieth)"
ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|(?i:{ORDINAL_WORD}))\b"


def value(words: str) -> float:
    """The number that a cardinal gives: "two hundred and fifty thousand" is 250000.

    >>> value("16.4 million"), value("half a million"), value("two and a half"), value("a million and a half")
    (16400000.0, 500000.0, 2.5, 1500000.0)
    """
    if words.lower() in ("a", "an"):
        return 1.0
    whole, _, decimals = words.lower().partition(" point ")
    total = group = 0.0
    last = 1  # the scale that "and a half" after it is half of
    mixed = re.search(r" and (?:a|one|three)[ -][hq]", whole)
    for word in re.findall(r"[\d.,\xa0\u202f]*\d(?: \d{3}(?!\d))*|[a-z]+", whole):
        scale = SCALES.get(word, SCALES.get(word.removesuffix("s")))
        if word[0].isdigit():
            group += float(re.sub(r"[, \xa0\u202f]", "", word))
        elif word in SMALL and not re.search(rf"{word}[ -](?:half|quarter)", whole):
            group += SMALL[word]
        elif word in FRACTIONS:
            group = FRACTIONS[word] * (1 if group else last) + (group if mixed else 0)
        elif scale and scale <= 100:
            group = (group or 1) * scale
        elif scale:
            total, group, last = total + (group or 1) * scale, 0.0, scale
    if decimals:
        digits = "".join(str(int(value(word))) for word in re.findall(rf"{NUMBER_WORD}|\d+", decimals))
        group += float(f"0.{digits}")
    return float(f"{total + group:.15g}")  # 16.4 * 10**6 is 16399999.999999998


def ordinal(words: str) -> int:
    """The number of an ordinal up to the thirties, in figures or words.

    >>> ordinal("21st"), ordinal("twenty-first")
    (21, 21)
    """
    if words[0].isdigit():
        return int(re.sub(r"\D", "", words))
    ten, _, one = words.lower().replace("-", " ").rpartition(" ")
    return SMALL.get(ten, 0) + _ORDINALS[one]
