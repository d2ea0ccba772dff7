from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from factories import COURIER, GAZETTE, HERALD, article, attribution, claim, comparison, span

from newsclaims.articles import Article
from newsclaims.attributions import Attribution
from newsclaims.compare import Cluster, Comparison, Conflict, Wording
from newsclaims.entities import Entity
from newsclaims.export import write_claims
from newsclaims.findings import Evidence, Finding
from newsclaims.tables import write_tables
from newsclaims.text import Span
from newsclaims.writing import write_attributions, write_extracted, write_whole

TEXTS = {"gazette": GAZETTE, "courier": COURIER, "herald": HERALD}


def claims_json(compared: Comparison, folder: Path) -> dict:
    return json.loads(write_claims(compared, folder / "claims.json").read_text(encoding="utf-8"))


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_exported_quote_is_what_its_spans_cut_from_the_article(compared, tmp_path):
    event = claims_json(compared, tmp_path)
    places = [m for c in event["claims"] for m in c["mentions"]] + [v for w in event["wording"] for v in w["variants"]]
    assert len(places) == 9
    for place in places:
        pieces = [TEXTS[place["article"]][start:end] for start, end in place["spans"]]
        assert place["quote"] == " … ".join(pieces)


def test_claim_carries_its_holders_and_stance(compared, tmp_path):
    mentions = claims_json(compared, tmp_path)["claims"][0]["mentions"]
    assert [(m["article"], m["holders"], m["stance"]) for m in mentions] == [
        ("gazette", ["Rosa Lind"], "asserts"),
        ("courier", ["Tom Hale"], "denies"),
        ("herald", ["people familiar with the matter"], "unsure"),
    ]


def test_article_says_null_where_the_text_does_not_say(compared, tmp_path):
    articles = claims_json(compared, tmp_path)["articles"]
    assert articles["gazette"]["date"] == "2031-05-06"
    assert articles["herald"] == {"outlet": None, "date": None, "title": None}


def test_event_is_the_most_shared_proposition(compared, tmp_path):
    assert claims_json(compared, tmp_path)["event"] == "The bridge over the Lenn is closed."
    assert claims_json(replace(compared, clusters=()), tmp_path)["event"] == ""


def test_surface_forms_are_distinct_and_in_text_order(tmp_path):
    one = article("a", "Rosa Lind spoke. Lind left. Rosa Lind is back.")
    places = [span(one.text, "Lind", nth=1), span(one.text, "Rosa Lind", nth=1), span(one.text, "Rosa Lind")]
    lind = Entity("Rosa Lind", "person", (), (), tuple(("a", place) for place in places))
    entity = claims_json(comparison(one, entities=[lind]), tmp_path)["entities"][0]
    assert (entity["name"], entity["kind"], entity["mentions"]) == ("Rosa Lind", "person", {"a": ["Rosa Lind", "Lind"]})


def test_only_a_soft_conflict_says_so(compared, tmp_path):
    both = (*compared.conflicts, Conflict(("c1", "c2"), "title", "mayor or not", soft=True))
    hard, soft = claims_json(replace(compared, conflicts=both), tmp_path)["conflicts"]
    assert hard == {"claims": ["c3", "c4"], "kind": "number", "note": "forty or sixty people"}
    assert soft["soft"] is True


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [("bbb", []), ("xcb", [[0, 9]]), ("xbx", [[0, 4], [10, 15]]), ("ccc", [[0, 15]]), ("tbx", [[10, 15]])],
)
def test_neighbouring_captions_and_boilerplate_are_one_stretch(kinds, expected, tmp_path):
    event = claims_json(comparison(article("a", "Menu\nIcon\nStory", kinds)), tmp_path)
    assert event["boilerplate"] == {"a": expected}


def test_attributions_take_one_line_an_article_even_without_any(compared, tmp_path):
    rows = lines(write_attributions(compared.articles, compared.attributions, tmp_path / "attributions.jsonl"))
    assert [(row["article"], len(row["attributions"])) for row in rows] == [
        ("gazette", 2),
        ("courier", 1),
        ("herald", 0),
    ]
    [start, end] = rows[1]["attributions"][0]["source"][0]
    assert COURIER[start:end] == "Police spokesman Tom Hale"


def test_parent_is_the_place_in_the_line_or_null(tmp_path):
    one = article("a", "The Gazette reported that Lind said that the bridge is closed.")
    outer = attribution(one, "The Gazette", "reported", "Lind said that the bridge is closed")
    inner = attribution(one, "Lind", "said", "the bridge is closed", parent=outer)
    orphan = replace(inner, parent=replace(outer, kind="mixed"))
    [row] = lines(write_attributions([one], [inner, outer, orphan], tmp_path / "a.jsonl"))
    assert [found["parent"] for found in row["attributions"]] == [1, None, None]


def test_confidence_is_rounded_and_null_where_no_reader_gives_one(tmp_path):
    one = article("a", "Lind said that the bridge is closed.")
    found = [attribution(one, "Lind", "said", "the bridge is closed", confidence=c) for c in (0.123456, 1.0, None)]
    [row] = lines(write_attributions([one], found, tmp_path / "a.jsonl"))
    assert [each["confidence"] for each in row["attributions"]] == [0.123, 1.0, None]


def test_article_by_article_gives_the_same_bytes(compared, tmp_path):
    together = write_attributions(compared.articles, compared.attributions, tmp_path / "together.jsonl")
    each = ((a, [found for found in compared.attributions if found.article_id == a.id]) for a in compared.articles)
    assert write_extracted(each, tmp_path / "each.jsonl").read_bytes() == together.read_bytes()


def test_an_error_on_the_way_leaves_the_old_file_or_none(compared, tmp_path):
    gazette, courier, _ = compared.articles
    path = tmp_path / "a.jsonl"

    def broken() -> Iterator[tuple[Article, list[Attribution]]]:
        yield gazette, []
        raise RuntimeError("the second can't be read")

    def misplaced() -> Iterator[tuple[Article, list[Attribution]]]:
        yield gazette, []
        yield courier, [compared.attributions[0]]

    for old in ([], ["a.jsonl"]):
        with pytest.raises(RuntimeError, match="the second"):
            write_extracted(broken(), path)
        with pytest.raises(ValueError, match="a span of article 'gazette', which is not among"):
            write_extracted(misplaced(), path)
        assert [left.name for left in tmp_path.iterdir()] == old
        path.write_text("old", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == "old"


def test_a_long_chain_of_parents_is_written(tmp_path):
    one = article("a", "Lind said that Lind said that it is closed.")
    chain = [attribution(one, "Lind", "said", "it is closed")]
    for i in range(1000):
        chain.append(replace(chain[0], source=(Span(i % 4, 4, "Lind"[i % 4 :]),), parent=chain[-1]))
    [row] = lines(write_attributions([one], [chain[0], chain[-1]], tmp_path / "a.jsonl"))
    assert [found["parent"] for found in row["attributions"]] == [None, None]
    [row] = lines(write_attributions([one], chain[-2:], tmp_path / "a.jsonl"))
    assert [found["parent"] for found in row["attributions"]] == [None, 0]


def test_articles_named_like_columns_of_the_matrix_keep_their_cells(tmp_path):
    names = ("cluster", "claim", "score")
    articles = [article(name) for name in names]
    claims = tuple(claim(one, one.text, one.text) for one in articles)
    same = comparison(*articles, claims=claims, clusters=[Cluster("c1", "The bridge is closed.", claims)])
    write_tables(same, [], tmp_path)
    with (tmp_path / "matrix.csv").open(encoding="utf-8", newline="") as file:
        _, row = csv.reader(file)
    assert row == ["c1", "1.0", "The bridge is closed.", *["asserts"] * 3]


def test_missing_source_is_an_empty_list(tmp_path):
    one = article("a", "It was reported that the bridge is closed.")
    [row] = lines(
        write_attributions([one], [attribution(one, "", "was reported", "the bridge is closed")], tmp_path / "a")
    )
    assert row["attributions"][0]["source"] == []


def misquoted(wording: Wording) -> Wording:
    return replace(wording, variants=(replace(wording.variants[0], spans=(moved(),)),))


def moved(words: str = "was closed") -> Span:
    return Span(0, len(words), words)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c: replace(c, clusters=(Cluster("c1", "It is closed.", (replace(c.claims[0], spans=(moved(),)),)),)),
        lambda c: replace(c, entities=(Entity("Lind", "person", (), (), (("gazette", moved()),)),)),
        lambda c: replace(c, wordings=(misquoted(c.wordings[0]),)),
        lambda c: replace(c, articles=(replace(c.articles[0], text=c.articles[0].text.upper()), *c.articles[1:])),
    ],
    ids=["claim", "entity", "wording", "text"],
)  # fmt: skip
def test_claims_that_do_not_stand_in_their_text_are_refused_and_leave_the_old_file(spoil, compared, tmp_path):
    before = write_claims(compared, tmp_path / "claims.json").read_bytes()
    with pytest.raises(ValueError, match="article 'gazette' reads"):
        write_claims(spoil(compared), tmp_path / "claims.json")
    assert (tmp_path / "claims.json").read_bytes() == before


def test_attribution_that_does_not_stand_in_its_text_is_refused(tmp_path):
    one = article("a", "Lind said that the bridge is closed.")
    found = attribution(one, "Lind", "said", "the bridge is closed")
    with pytest.raises(ValueError, match="reads 'the bridge is closed' at 15:35"):
        write_attributions(
            [one], [replace(found, content=(Span(15, 35, "the bridge was clear"),))], tmp_path / "a.jsonl"
        )
    with pytest.raises(ValueError, match="not among"):
        write_attributions([], [found], tmp_path / "a.jsonl")


def test_finding_that_does_not_stand_in_its_text_writes_no_table(compared, tmp_path):
    wrong = Finding("alone", "Nobody says so.", (Evidence("herald", (moved(),)),))
    with pytest.raises(ValueError, match="article 'herald' reads"):
        write_tables(compared, [wrong], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_tables_hold_what_the_comparison_holds(compared, found, tmp_path):
    paths = {path.stem: table(path) for path in write_tables(compared, found, tmp_path)}
    described = Counter(row["table"] for row in paths.pop("dictionary"))
    assert all(described[name] == len(rows[0]) for name, rows in paths.items() if rows)
    assert {name: len(rows) for name, rows in paths.items()} == {
        "matrix": 4, "claims": 7, "attributions": 3, "entities": 1,
        "conflicts": 1, "wordings": 1, "origins": 3, "copies": 0, "omissions": 0, "findings": 1,
    }  # fmt: skip
    assert paths["matrix"][0] == {
        "cluster": "c1", "score": "1.0", "claim": "The bridge over the Lenn is closed.",
        "Lenn Gazette": "asserts", "The Courier": "denies", "herald": "unsure",
    }  # fmt: skip
    assert [row["cluster"] for row in paths["claims"]] == ["c1", "c1", "c1", "c3", "c4", "c2", "c2"]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_text_starts_like_a_formula(words, tmp_path):
    one = article("a", f"x {words} y")
    hostile = Cluster("c1", words, (claim(one, words, words),))
    write_tables(comparison(one, claims=hostile.claims, clusters=[hostile]), [], tmp_path)
    for name in ("claims", "matrix"):
        for row in table(tmp_path / f"{name}.csv"):
            assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in row.values())
    assert table(tmp_path / "claims.csv")[0]["proposition"] == f"'{words}"


def test_empty_comparison_has_tables_with_headers(tmp_path):
    write_tables(comparison(), [], tmp_path)
    assert (tmp_path / "claims.csv").read_text(encoding="utf-8").startswith('"id","cluster","article_id","spans"')


def test_writing_twice_gives_the_same_bytes(compared, found, tmp_path):
    def write(folder: Path) -> dict[str, bytes]:
        write_claims(compared, folder / "claims.json")
        write_attributions(compared.articles, compared.attributions, folder / "attributions.jsonl")
        write_tables(compared, found, folder)
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    once, twice = write(tmp_path / "a"), write(tmp_path / "b")
    assert once == twice
    assert len(once) == 13
    assert b"\r" not in b"".join(once.values())


def test_names_keep_their_letters(tmp_path):
    one = article("a", "Żółć “said” so.", outlet="Žurnál")
    assert "Žurnál" in write_claims(comparison(one), tmp_path / "c.json").read_text(encoding="utf-8")


def test_file_is_written_whole_or_stays_as_it_was(tmp_path):
    path = write_whole(tmp_path / "new" / "note.txt", "before\n")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "half a pair: \ud800")
    assert path.read_bytes() == b"before\n"
    assert [left.name for left in path.parent.iterdir()] == ["note.txt"]


def test_an_entry_of_the_file_is_a_line(compared, tmp_path):
    rows = write_claims(compared, tmp_path / "claims.json").read_text(encoding="utf-8").splitlines()
    assert sum('"mentions": [' in row and '"text":' in row for row in rows) == len(compared.clusters)
