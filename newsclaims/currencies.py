"""Currencies as newspapers write them, and their ISO 4217 codes."""

from __future__ import annotations

import re

from newsclaims.numerals import NUMBER_WORD, TENS_WORD

# What a "$" and other signs mean; letters before a sign say whose it is.
DOLLARS = {"US": "USD", "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "HK": "HKD", "NZ": "NZD", "S": "SGD",
           "R": "BRL", "NT": "TWD", "MX": "MXN"}  # fmt: skip
SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₪": "ILS",
    "₴": "UAH", "₱": "PHP", "₦": "NGN", "₫": "VND", "₭": "LAK", "฿": "THB",
}  # fmt: skip
CODES = (
    "USD EUR GBP JPY CNY INR AUD CAD CHF HKD NZD SEK NOK DKK PLN CZK HUF RUB UAH KRW TRY BRL MXN ARS ZAR SGD ILS TWD "
    "THB IDR MYR PHP VND PKR EGP NGN KES SAR AED QAR IRR IQD"
).split()
# Names that several countries share ("peso", "rupee", "krona", "franc", "pound") are read with the country's alone.
NAMES = {
    r"(?:(?:u\.? ?s\.?|american|united states) )?dollars?": "USD",
    r"australian dollars?": "AUD", r"canadian dollars?": "CAD", r"hong kong dollars?": "HKD",
    r"new zealand dollars?": "NZD", r"singapore(?:an)? dollars?": "SGD", r"(?:new )?taiwan(?:ese)? dollars?": "TWD",
    r"euros?": "EUR", r"yen|japanese yen": "JPY", r"(?:chinese )?(?:yuan|renminbi|rmb|kuai)": "CNY",
    r"(?:british )?pounds? sterling|british pounds?|sterling|quid": "GBP",
    r"indian rupees?": "INR", r"pakistani rupees?": "PKR", r"(?:russian )?(?:rou|ru)bles?": "RUB",
    r"swiss francs?": "CHF", r"(?:south )?korean won": "KRW", r"mexican pesos?": "MXN",
    r"argentin(?:e|ian) pesos?": "ARS", r"philippine pesos?": "PHP",
    r"swedish (?:krona|crowns?)|(?:swedish )?kronor": "SEK",
    r"norwegian (?:krone|kroner|crowns?)": "NOK", r"danish (?:krone|kroner|crowns?)": "DKK",
    r"(?:polish )?zlot(?:y|ys|ies)": "PLN", r"czech (?:koruna|crowns?)": "CZK", r"(?:hungarian )?forints?": "HUF",
    r"turkish liras?": "TRY", r"brazilian rea(?:l|is|ls)|reais": "BRL", r"(?:south african )?rand": "ZAR",
    r"(?:israeli )?(?:new )?shekels?": "ILS", r"(?:ukrainian )?hryvni?as?": "UAH", r"(?:thai )?baht": "THB",
    r"(?:indonesian )?rupiah": "IDR", r"(?:malaysian )?ringgit": "MYR", r"(?:nigerian )?naira": "NGN",
    r"saudi riyals?": "SAR", r"egyptian pounds?": "EGP", r"iranian rials?": "IRR", r"iraqi dinars?": "IQD",
}  # fmt: skip
_CODE = {code: code for code in CODES} | {"RMB": "CNY"}  # "Rs" are rupees of several countries, as the word is
_LETTERS = "|".join(rf"{letters} ?" if letters in ("US", "C") else letters for letters in DOLLARS)
BEFORE = rf"(?:(?:{_LETTERS})?[{''.join(SIGNS)}]|M?(?:{'|'.join(_CODE)})\$?|Rs\.?) ?"
CODE = rf"(?:{'|'.join(_CODE)}|(?i:usd|eur|gbp|jpy|cny))\b"
AFTER = re.compile(
    rf"(?: ?(?P<sign>[{''.join(SIGNS)}])(?!\d)| ?(?P<short>[kKmMT])?(?P<code>{CODE})|"
    rf"(?: of |[ -])(?P<name>(?i:{'|'.join(NAMES)}))\b|(?P<pence> pence\b))"
)
MILLIONS = re.compile(rf"M(?:{'|'.join(_CODE)})", re.IGNORECASE)  # "MSEK 60", before the number
CENTS = re.compile(
    rf" (?:and )?(?:(?P<cents>\d\d?|{NUMBER_WORD}) (?:cents?|pence)\b|"
    rf"(?P<bare>\d\d|{TENS_WORD})(?![\w%-]|[.,:]\d| (?!(?:a|each|in|more|per)\b)[a-z]))",
    re.IGNORECASE,
)


def code_before(words: str) -> str:
    """The code of what stands before a number.

    >>> code_before("A$"), code_before("US $ "), code_before("£"), code_before("EUR ")
    ('AUD', 'USD', 'GBP', 'EUR')
    """
    words = re.sub(rf"^M(?={'|'.join(_CODE)})", "", words.strip().upper())
    if words.startswith("RS"):
        return "rupee"
    if words.rstrip("$") in _CODE:
        return _CODE[words.rstrip("$")]
    return DOLLARS.get(words[:-1].strip(), SIGNS[words[-1]])


def code_after(m: re.Match[str]) -> str:
    """The code of what stands behind a number.

    >>> code_after(AFTER.match(" Swiss francs"))
    'CHF'
    """
    if m["pence"]:
        return "GBP"
    if m["sign"] or m["code"]:
        return SIGNS[m["sign"]] if m["sign"] else _CODE[m["code"].upper()]
    return next(code for name, code in NAMES.items() if re.fullmatch(name, m["name"], re.IGNORECASE))
