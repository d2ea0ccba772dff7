"""Holidays of fixed date or weekday, as far as the English-speaking press agrees on their day, and Easter."""

from __future__ import annotations

import datetime as dt
import re

from newsclaims.calendars import APOSTROPHE, DAY, YEAR, Days, Rule, around, latest, on, pieces, year_number

FIXED = {
    "new years day": (1, 1), "new year": (1, 1), "valentines day": (2, 14), "international womens day": (3, 8),
    "st patricks day": (3, 17), "may day": (5, 1), "international workers day": (5, 1), "juneteenth": (6, 19),
    "halloween": (10, 31), "veterans day": (11, 11), "armistice day": (11, 11), "christmas": (12, 25),
    "christmas day": (12, 25), "boxing day": (12, 26), "australia day": (1, 26),
    "april fools day": (4, 1), "earth day": (4, 22), "st georges day": (4, 23), "anzac day": (4, 25),
    "cinco de mayo": (5, 5), "canada day": (7, 1), "bastille day": (7, 14), "guy fawkes night": (11, 5),
    "st andrews day": (11, 30), "world aids day": (12, 1),
}  # fmt: skip
# Month, weekday, which of the month: that of the United States, as the names are used there.
MOVING = {
    "martin luther king day": (1, "Monday", 2), "mlk day": (1, "Monday", 2), "presidents day": (2, "Monday", 2),
    "memorial day": (5, "Monday", -1), "fathers day": (6, "Sunday", 2), "labor day": (9, "Monday", 0),
    "columbus day": (10, "Monday", 1), "thanksgiving": (11, "Thursday", 3), "thanksgiving day": (11, "Thursday", 3),
    "indigenous peoples day": (10, "Monday", 1), "remembrance sunday": (11, "Sunday", 1),
    "black friday": (11, "Thursday", 3), "cyber monday": (11, "Thursday", 3),
}  # fmt: skip
AFTER_THANKSGIVING = {"black friday": 1, "cyber monday": 4}
FROM_EASTER = {
    "shrove tuesday": -47, "mardi gras": -47, "ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3,
    "good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1, "whit monday": 50,
}  # fmt: skip


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm, Nature, 20 April 1876).

    >>> easter(2018)
    datetime.date(2018, 4, 1)
    """
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def _holiday(m: re.Match[str], ref: dt.date | None) -> Days | None:
    name = re.sub(rf"{APOSTROPHE}|\.|,? jr", "", m["holiday"].lower())
    eve = name.endswith(" eve")
    name = {"new years": "new year"}.get(name.removesuffix(" eve"), name.removesuffix(" eve"))

    def make(year: int) -> Days | None:
        if name in FIXED:
            days = on(year + (name == "new year" and eve), *FIXED[name])
        elif name in MOVING:
            month, weekday, place = MOVING[name]
            days = pieces(around(dt.date(year, month, 1), "month"), weekday)[place]
        else:
            first = easter(year) + FROM_EASTER[name] * DAY
            days = first, first + DAY
        if days and (
            m.groupdict().get("weekend") or m.groupdict().get("after")
        ):  # with the holiday itself, if it is one before or after
            saturday = days[0] + ((5 - days[0].weekday() + 3) % 7 - 3) * DAY
            return min(saturday, days[0]), max(saturday + 2 * DAY, days[1])
        step = (AFTER_THANKSGIVING.get(name, 0) - eve) * DAY
        return days and (days[0] + step, days[1] + step)

    if m["year"]:
        return make(year_number(m["year"]))
    return latest(m, ref, make, slack=14) if ref else None


# By themselves these are seasons and trees, too: with a word before them or a year they are days.
_BARE = r"(?P<holiday>(?i:new year|christmas|easter|black friday|cyber monday))"
_EVES = ["new years eve", "christmas eve", "thanksgiving eve", "easter eve"]
_FULL = sorted(
    {*FIXED, *MOVING, *FROM_EASTER, *_EVES} - {"new year", "christmas", "easter", "may day", *AFTER_THANKSGIVING},
    key=len,
)
_NAMES = "|".join(
    re.sub("^st ", r"st\\.? ", name)
    .replace("s day", f"{APOSTROPHE}?s{APOSTROPHE}? day")
    .replace("s eve", f"{APOSTROPHE}?s{APOSTROPHE}? eve")
    .replace(" king ", r" king(?:,? jr\.?)? ")
    for name in reversed(_FULL)
)
RULES: list[tuple[str, Rule]] = [
    (
        rf"\b(?P<holiday>(?i:{_NAMES})|May Day)\b(?P<weekend> weekend\b)?"
        rf"(?:(?:, ?| of | in | ){YEAR}(?P<after> weekend\b)?)?",
        _holiday,
    ),
    (
        r"\b(?i:on|at|by|before|after|since|until|around|last|this|next) "
        rf"(?P<x>{_BARE}(?P<weekend> weekend\b)?)(?P<year>)\b(?! [a-z]+s\b)",
        _holiday,
    ),
    (rf"\b{_BARE},? {YEAR}", _holiday),
]
