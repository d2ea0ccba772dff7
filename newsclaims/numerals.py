"""Cardinal and ordinal numbers in figures and words: what they look like, and the number that they give."""

from __future__ import annotations

import math
import re

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {"nought": 0} | {w: i for i, w in enumerate(ONES)} | {w: 20 + 10 * i for i, w in enumerate(TENS)}
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7,
    "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
SHORT = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "mio": 10**6,
    "b": 10**9, "bn": 10**9, "bln": 10**9, "t": 10**12, "tn": 10**12, "tln": 10**12, "trn": 10**12,
}  # fmt: skip
PART_SIGNS = {
    "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
# A dot before each of two or more groups of three digits, or a space before one: with a comma before decimals.
_DOTTED = r"\d{1,3}(?:\.\d{3}){2,4}(?:,\d{1,2})?(?![.,]?\d)"
_SPACED = r"\d{1,3}(?: \d{3}){1,4}(?:,\d{1,2})?(?![ .,-]?\d)"
DIGITS = (  # longer ones are codes
    rf"\d{{1,2}}(?:,\d\d){{1,4}},\d{{3}}(?:\.\d{{1,9}})?|\d{{1,3}}(?:[,\xa0\u202f\u2009]\d{{3}}){{1,6}}(?:\.\d{{1,9}})?|{_DOTTED}|{_SPACED}|\d{{1,18}}(?:\.\d{{1,9}})?|"
    r"\.\d{1,9}"
)
TENS_WORD = rf"(?:(?:{'|'.join(TENS)})(?:(?:-| +| - )(?:{'|'.join(ONES[1:10])})\b)?)"
NUMBER_WORD = rf"(?:{TENS_WORD}|{'|'.join(reversed(ONES))})"
SCALE = rf"(?:(?:{'|'.join(SCALES)})s?)"
_NOUGHT = r"(?:nought|naught|oh|zero)"
_ONE_TO_NINE = rf"(?:{'|'.join(ONES[1:10])})"
# Three or more numbers one by one: "22,24,26", "three-nought-four". Two may be a decimal or a range.
_DIGIT_WORD = rf"(?:{'|'.join(ONES[:10])}|nought)"
LIST = rf"(?:\d\d?(?:,\d\d?){{2,}}|{_DIGIT_WORD}(?:-{_DIGIT_WORD}){{2,}}\b)"
_BEFORE_SCALE = rf"(?=[ -]{SCALE}\b)"
_BEFORE_PERCENT = rf"(?=[ -](?:{SCALE}\b|per[ -]?cent))"
# "4 thousand 3 hundred and 21"; after millions "and 21" is another number.
_FIGURES = r"(?:(?<=hundred)|(?<=thousand))(?: and)? \d{1,3}(?![\w%-]|[.,:/]?\d| (?:per|%))"
# A part that is added: "two and a half", "2-1/2", "2½". "Two died and a third was hurt" has none.
_PART_WORDS = (
    r"(?:(?:an?|one)[ -])?(?:half|quarter)|one[ -](?:third|fourth|fifth|sixth|eighth|tenth)|"
    rf"(?:{'|'.join(ONES[2:10])})[ -](?:thirds|quarters|fourths|fifths|sixths|eighths|tenths)"
)
_PART_FIGURES = r"(?:1/[2-5]|1/8|1/10|1/16|2/[35]|3/[458]|3/16|4/5|[57]/8|[579]/16|1[135]/16)(?![\d/])"
PART = rf"(?:[ -]and[ -](?:{_PART_WORDS})\b|(?<=\d)(?:[ -]{_PART_FIGURES}| ?[{''.join(PART_SIGNS)}]))"
# Of a scale: "a million and a half", "a billion and a half million".
_SOME_OF = r"(?:a half|a quarter|three[ -]quarters)"
CARDINAL = (
    rf"(?:(?:{DIGITS}|(?:nought|naught)(?= point )|{NUMBER_WORD}){PART}?|"
    rf"hundred{_BEFORE_SCALE}|(?:half|(?:three[ -]quarters|(?:an? )?quarter)(?: of)?)(?: an?)?{_BEFORE_PERCENT}|"
    rf"an?{_BEFORE_SCALE}|(?<=[Ww]ithin )an?)"
    rf"(?:[ -]?{SCALE}\b(?:(?: and)? (?:{NUMBER_WORD}\b|{_SOME_OF}{_BEFORE_SCALE})|{_FIGURES})?){{0,6}}"
    rf"(?: and {_SOME_OF}\b(?! (?:of )?(?:an? )?{SCALE}\b))?"
    rf"(?: point(?: (?:{NUMBER_WORD}|{_NOUGHT}|\d{{1,9}})\b)+(?: {SCALE}\b){{0,3}})?"
)
FIRSTS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINALS = {w: i for i, w in enumerate(FIRSTS, 1)} | {"thirtieth": 30}
ORDINAL_WORD = rf"(?:(?:twenty|thirty)[- ](?:{'|'.join(FIRSTS[:9])})|{'|'.join(reversed(FIRSTS))}|thirtieth)"
ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|(?i:{ORDINAL_WORD}))\b"


_TOKEN = re.compile(
    rf"(?P<part>(?:and[ -])?(?:an? |one[ -])?(?P<half>half|quarter)\b|"
    rf"(?P<n>{_ONE_TO_NINE})[ -](?P<d>quarter|third|fourth|fifth|sixth|eighth|tenth)s?\b|"
    rf"(?P<over>\d+)/(?P<under>\d+)|[{''.join(PART_SIGNS)}])|"
    r"(?P<digits>[\d.,\xa0\u202f\u2009]*\d(?: \d{3}(?!\d))*(?:(?<= \d{3}),\d\d?)?(?![\d/]))|(?P<word>[a-z]+)"
)


def value(words: str) -> float:
    """The number that a cardinal gives: "two hundred and fifty thousand" is 250000.

    >>> value("16.4 million"), value("half a million"), value("two and a half"), value("a million and a half")
    (16400000.0, 500000.0, 2.5, 1500000.0)
    """
    words = words.lower()
    if words in ("a", "an"):
        return 1.0
    whole, _, decimals = words.partition(" point ")
    total, group = 0.0, 0.0
    last = 1  # the scale that "and a half" after it is half of
    for token in _TOKEN.finditer(whole):
        word = token[0]
        scale = SCALES.get(word, SCALES.get(word.removesuffix("s")))
        if token["part"]:
            scaled = re.match(rf"[ -](?:of )?(?:an? )?{SCALE}\b", whole[token.end() :])
            group += _part(token) * (1 if group or scaled else last)
        elif token["digits"]:
            group += _figures(word)
        elif word in SMALL:
            group += SMALL[word]
        elif scale and scale <= 100:
            group = (group or 1.0) * scale
        elif scale and total and not group:  # "three lakh crore"
            total, last = total * scale, scale
        elif scale:
            total, group, last = total + (group or 1.0) * scale, 0.0, scale
    if decimals:
        said, *scales = re.split(rf" (?={SCALE}\b)", decimals)
        digits = "".join(str(_zero_to_nine(word)) for word in re.findall(rf"{NUMBER_WORD}|{_NOUGHT}|\d+", said))
        group = (group + float(f"0.{digits}")) * math.prod(SCALES[scale.rstrip("s")] for scale in scales)
    return float(f"{total + group:.15g}")  # 16.4 * 10**6 is 16399999.999999998


def _zero_to_nine(word: str) -> int:
    return 0 if re.fullmatch(_NOUGHT, word) else int(value(word))


def _figures(digits: str) -> float:
    """A number in figures; where dots or spaces part the thousands, a comma parts the decimals."""
    if re.fullmatch(rf"{_DOTTED}|{_SPACED}", digits):
        digits = re.sub(r"[. ]", "", digits).replace(",", ".")
    return float(re.sub(r"[, \xa0\u202f\u2009]", "", digits))


def _part(token: re.Match[str]) -> float:
    if token["half"]:
        return 0.5 if token["half"] == "half" else 0.25
    if token["n"]:
        return SMALL[token["n"]] / (4 if token["d"] == "quarter" else _ORDINALS[token["d"]])
    return int(token["over"]) / int(token["under"]) if token["over"] else PART_SIGNS[token[0]]


def ordinal(words: str) -> int:
    """The number of an ordinal up to the thirties, in figures or words.

    >>> ordinal("21st"), ordinal("twenty-first")
    (21, 21)
    """
    if words[0].isdigit():
        return int(re.sub(r"\D", "", words))
    ten, _, one = words.lower().replace("-", " ").rpartition(" ")
    return SMALL.get(ten, 0) + _ORDINALS[one]
