from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from exports import BODY, LEAD, NEXT
from factories import case

from newsclaims import versions
from newsclaims.articles import Article, make_article
from newsclaims.versions import find_versions

WIRE = "\n".join(BODY)
OTHER = (
    "A ferry with sixty people on board ran aground off the island in thick fog on Friday, the coast guard said.\n"
    "All of them were brought ashore by fishing boats, and the captain is being questioned about the speed."
)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        case("itself", lambda text: text, True),
        case("a headline and a byline more", lambda text: f"Bridge shut\nBy Bo Li\n{text}", True),
        case("a paragraph more", lambda text: f"{text}\n{OTHER.splitlines()[0]}", True),
        case("a paragraph less", lambda text: text.rpartition("\n")[0], True),
        case("words changed", lambda text: text.replace("two weeks", "three weeks").replace("Monday", "Tuesday"), True),
        case("capital letters and line ends", lambda text: text.upper().replace("\n", "\r\n"), True),
        case("one quotation in common", lambda text: f"{OTHER}\n{OTHER[::-1]}\n{text.splitlines()[2]}", False),
        case("another report", lambda text: OTHER, False),
        case("nothing", lambda text: "", False),
    ],
)
def test_versions_share_most_of_their_words(change: Callable[[str], str], same: bool) -> None:
    articles = [make_article("a", WIRE), make_article("b", change(WIRE))]
    assert find_versions(articles) == ([("a", "b")] if same else [])


def test_a_version_of_a_version_is_in_its_group() -> None:
    lines = [f"{LEAD} {n} {NEXT} {n * 7}" for n in range(6)]
    texts = {"c": OTHER, "a": "\n".join(lines[:4]), "d": f"{OTHER} Again.", "b": "\n".join(lines[2:])}
    assert find_versions(make_article(id, text) for id, text in texts.items()) == [("c", "d"), ("a", "b")]


def test_many_articles_are_put_together_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(1)
    words = [f"w{n}" for n in range(500)]
    texts = [" ".join(random.choices(words, k=120)) for _ in range(20)]
    texts += [" ".join(text.split()[random.randrange(30) :] + random.choices(words, k=20)) for text in texts[:12]]
    articles: list[Article] = [make_article(f"a{n}", text) for n, text in enumerate(texts)]
    few = find_versions(articles)
    monkeypatch.setattr(versions, "FEW", 0)
    assert find_versions(articles) == few == [(f"a{n}", f"a{n + 20}") for n in range(12)]
