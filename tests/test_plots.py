from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from factories import article, claim, comparison, span
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from newsclaims.articles import make_article, read_articles
from newsclaims.compare import Cluster, Comparison, Origin, Variant, Wording, compare_articles
from newsclaims.diagnosis import Bin
from newsclaims.periods import Period
from newsclaims.plots import (
    COLOURS,
    plot_matrix,
    plot_origins,
    plot_reliability,
    plot_timeline,
)
from newsclaims.plots_graph import plot_origin_graph
from newsclaims.plots_wording import plot_wording


@pytest.fixture(autouse=True)
def no_window() -> Iterator[None]:
    """Draw in memory; not by MPLBACKEND, which the kernels of the notebook tests would inherit."""
    with mpl.rc_context():
        mpl.use("Agg")
        yield
        plt.close("all")


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_matrix_names_each_stance_in_words(compared):
    ax = plot_matrix(compared)
    assert texts(ax) == ["says", "denies", "unsure", "says", "says"]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["Lenn Gazette", "The Courier", "herald"]


def test_matrix_shows_shared_and_disputed_claims_only(compared):
    rows = [label.get_text() for label in plot_matrix(compared).get_yticklabels()]
    assert rows == ["The bridge over the Lenn is closed.", "Rosa Lind is the mayor."]
    assert len(plot_matrix(compared, top=1).get_yticklabels()) == 1


def test_article_that_says_and_denies_has_both_words_in_its_cell():
    one = article("a", "Lind said it is closed. Hale said it is not closed.")
    both = (claim(one, "is closed"), claim(one, "is not closed", stance="denies"))
    ax = plot_matrix(comparison(one, claims=both, clusters=[Cluster("c1", "It is closed.", both)]))
    assert texts(ax) == ["says\ndenies"]


def test_a_cell_has_the_colour_of_its_word(compared):
    [image] = plot_matrix(compared).images
    colours = [[to_hex(image.to_rgba(image.get_array())[row, column]) for column in range(3)] for row in range(2)]
    says, denies, unsure, empty = (COLOURS[word] for word in ("says", "denies", "unsure", ""))
    assert colours == [[says, denies, unsure], [says, empty, says]]


def test_an_article_called_claim_has_its_column():
    articles = [article("claim"), article("cluster")]
    claims = tuple(claim(one, one.text, one.text) for one in articles)
    same = comparison(*articles, claims=claims, clusters=[Cluster("c1", "The bridge is closed.", claims)])
    ax = plot_matrix(same)
    assert [cell.get_text() for cell in ax.texts] == ["says", "says"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["The bridge is closed."]


def test_long_proposition_is_wrapped_not_cut():
    one, two = article("a", "It is closed."), article("b", "It is closed.")
    long = "The bridge over the Lenn is closed " + "and closed " * 20
    cluster = Cluster("c1", long.strip(), (claim(one, "closed"), claim(two, "closed")))
    [label] = plot_matrix(comparison(one, two, clusters=[cluster])).get_yticklabels()
    assert label.get_text().count("\n") > 2
    assert label.get_text().replace("\n", " ") == long.strip()


ALL = [plot_matrix, plot_origins, plot_origin_graph, plot_timeline, plot_wording]


@pytest.mark.parametrize("plot", ALL)
def test_title_is_the_finding_that_the_caller_gives(plot, compared):
    assert plot(compared, title="All agree").get_title(loc="left") == "All agree"
    assert plot(compared).get_title(loc="left") in (
        "1 of 2 claims shown are disputed",
        "Most claims rest on Rosa Lind",
        "No common origin",
        "0 of 4 claims say when",
        "2 renderings of what Rosa Lind said: the words differ in 2 of 12 places",
    )


@pytest.mark.parametrize("plot", ALL)
def test_given_axes_are_drawn_on_without_pyplot(plot, compared):
    ax = Figure().subplots()
    assert plot(compared, ax=ax) is ax
    assert plt.get_fignums() == []


@pytest.mark.parametrize("plot", ALL)
def test_empty_comparison_says_that_there_is_nothing(plot):
    assert texts(plot(comparison())) == ["nothing to show"]


def test_bar_of_an_origin_counts_its_claims_and_outlets(compared):
    ax = plot_origins(compared)
    assert [bar.get_width() for bar in ax.patches] == [2, 2, 1]
    assert texts(ax) == ["2 claims, 1 outlet", "2 claims, 1 outlet", "1 claim, 1 outlet"]


def test_two_articles_of_one_outlet_are_one_outlet():
    pair = [article(id, outlet="Lenn Gazette") for id in "ab"]
    origin = Origin("the police", ("c1",), ("a", "b"))
    assert texts(plot_origins(comparison(*pair, origins=[origin]))) == ["1 claim, 1 outlet"]


def test_origins_that_carry_most_come_first_whatever_their_order(compared):
    turned = replace(compared, origins=compared.origins[::-1])
    names = [label.get_text() for label in plot_origins(turned).get_yticklabels()]
    assert names == ["Rosa Lind", "Tom Hale", "people familiar with the matter"]


CITED = (
    "The Lenn Gazette reported that Ann Lee said that the dam is safe.",
    "The dam is safe, the Lenn Gazette reported.",
)


def overlapping(ax) -> list[tuple[str, str]]:
    """The labels of a picture that lie on one another."""
    ax.figure.canvas.draw()
    boxes = [(text.get_text(), text.get_window_extent()) for text in ax.texts if text.get_text()]
    return [(a, b) for (a, box), (b, other) in combinations(boxes, 2) if box.overlaps(other)]


def test_graph_has_articles_left_ends_right_and_what_passes_on_between():
    found = compare_articles([make_article(f"a{n}", text) for n, text in enumerate(CITED)])
    ax = plot_origin_graph(found, least=1)
    columns = {text.get_text(): text.get_position()[0] for text in ax.texts if text.get_text()}
    assert columns == {"a0": 0, "a1": 0, "The Lenn Gazette": 1, "Ann Lee": 2}
    assert ax.get_title(loc="left") == "2 of 2 articles rest on The Lenn Gazette"
    arrows = [text for text in ax.texts if not text.get_text()]
    assert len(arrows) == 3


def test_graph_leaves_out_whom_few_rest_on():
    found = compare_articles([make_article("a0", "The dam is safe, Bo Ek said."), make_article("a1", "It rained.")])
    assert texts(plot_origin_graph(found)) == ["nothing to show"]
    assert "Bo Ek" in texts(plot_origin_graph(found, least=1))


@pytest.fixture(scope="module")
def seeds() -> Comparison:
    return compare_articles(read_articles(Path(__file__).parents[1] / "data" / "seeds"))


@pytest.mark.parametrize("plot", [plot_origin_graph, plot_timeline, plot_wording])
def test_no_label_of_the_seeds_lies_on_another(plot, seeds):
    assert overlapping(plot(seeds)) == []


def dated(text: str, words: str, start: dt.date, end: dt.date, proposition: str):
    one = article(words, text)
    return one, claim(one, text, proposition, period=Period(start, end, span(text, words)), id=words)


def test_timeline_has_a_bar_a_date_the_earliest_at_the_top():
    day = dt.date(2024, 11, 7)
    later, monday = dated("It fell on Monday.", "on Monday", day, day + dt.timedelta(1), "It fell")
    early, year = dated("It fell in 2024.", "in 2024", dt.date(2024, 1, 1), dt.date(2025, 1, 1), "It fell")
    found = comparison(later, early, claims=(monday, year), clusters=[Cluster("c1", "It fell", (monday, year))])
    ax = plot_timeline(found)
    assert texts(ax) == ["in 2024: “in 2024”", "on Monday: “on Monday”"]
    assert [(bar.get_x(), bar.get_width()) for bar in ax.patches] == [(0, 3), (1, 1)]
    days = [tick.get_text() for tick in ax.get_xticklabels()]
    assert days == ["1 Jan 2024", "7 Nov 2024", "8 Nov 2024", "1 Jan 2025"]
    assert ax.get_title(loc="left") == "1 of 1 claim says when"


def test_timeline_puts_articles_that_agree_beside_one_bar():
    day = dt.date(2024, 11, 7)
    one, first = dated("It fell on Monday.", "on Monday", day, day + dt.timedelta(1), "It fell")
    two, second = dated("It fell today.", "today", day, day + dt.timedelta(1), "It fell")
    found = comparison(one, two, claims=(first, second), clusters=[Cluster("c1", "It fell", (first, second))])
    assert texts(plot_timeline(found)) == ["on Monday: “on Monday”\ntoday: “today”"]


def test_a_date_without_an_end_is_open():
    _, since = one = dated("It is closed since May.", "since May", dt.date(2024, 5, 1), dt.date.max, "It is closed")
    ax = plot_timeline(comparison(one[0], claims=(since,), clusters=[Cluster("c1", "It is closed", (since,))]))
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["1 May 2024", "open"]


def rendered(*renderings: str) -> Comparison:
    articles = [article(f"a{n}", words) for n, words in enumerate(renderings)]
    variants = tuple(Variant(one.id, (span(one.text, one.text),)) for one in articles)
    return comparison(*articles, wordings=[Wording("Lee", variants)])


def test_words_stand_under_the_words_of_the_fullest_rendering():
    ax = plot_wording(rendered("It is a very bad day.", "It was a bad, sad day."))
    rows = [[text for text in ax.texts if text.get_position()[1] == y] for y in (0, 1)]
    assert [[text.get_text() for text in row] for row in rows] == [
        ["a1", "It", "was", "a", "bad,", "sad", "day."],
        ["a0", '"', "is", '" +very', '"', "–", '"'],
    ]
    places = [[text.get_position()[0] for text in row] for row in rows]
    assert places[0] == places[1]


def test_what_is_left_out_and_what_is_put_in_is_marked():
    ax = plot_wording(rendered("The old bridge over the Lenn is closed", "The bridge over the river Lenn is closed"))
    assert [text for text in texts(ax) if "+" in text or text == "–"] == ['" +old', "–"]


def test_a_rendering_in_mostly_other_words_is_not_shown():
    ax = plot_wording(rendered("It is a very bad day for us.", "It is a bad day.", "She spoke of the day."))
    assert "a2" not in texts(ax)


def test_long_utterances_go_on_below():
    ax = plot_wording(rendered(f"It is {'very ' * 40}bad.", "It is bad."))
    assert texts(ax).count("a0") == texts(ax).count("a1") > 1
    assert overlapping(ax) == []


BINS = [Bin(0.2, 0.4, 3, 0.3, 0.0), Bin(0.8, 1.0, 12, 0.9, 0.75)]


def test_a_bin_has_its_bar_its_dot_and_its_number():
    ax = plot_reliability(BINS)
    assert [(bar.get_x(), bar.get_height()) for bar in ax.patches] == [(0.2, 0.0), (0.8, 0.75)]
    assert texts(ax) == ["3", "12"]
    diagonal, dots = ax.lines
    assert list(diagonal.get_xdata()) == list(diagonal.get_ydata())
    assert dots.get_xydata().tolist() == [[0.3, 0.0], [0.9, 0.75]]


def test_title_of_confidences_tells_how_far_they_are_off():
    assert plot_reliability(BINS).get_title(loc="left") == "Confidence is off by 0.18 on average"
    assert plot_reliability(BINS, title="Too sure").get_title(loc="left") == "Too sure"


def test_confidences_are_drawn_on_given_axes_without_pyplot():
    ax = Figure().subplots()
    assert plot_reliability(BINS, ax=ax) is ax
    assert plt.get_fignums() == []


def test_no_confidences_say_that_there_is_nothing():
    assert texts(plot_reliability([])) == ["nothing to show"]


def test_importing_the_plots_does_not_import_matplotlib():
    code = "import sys, newsclaims.plots; sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
