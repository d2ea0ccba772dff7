"""Runs over many articles: stopped, killed, started twice, short of space, and the same bytes in the end."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from multiprocessing import active_children
from pathlib import Path

import pandas as pd
import pytest
import readers
from readers import articles, quick, slow

from newsclaims import pipeline, runs
from newsclaims.articles import Article
from newsclaims.attributions import Attribution, extract_attributions
from newsclaims.frames import to_frame
from newsclaims.journal import OtherRunError
from newsclaims.model import Encoder
from newsclaims.runs import Done, Form, extract_to
from newsclaims.writing import write_extracted

NUMBER = 60
FORMS: list[Form] = ["jsonl", "parquet"]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals and limits")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def whole(tmp_path: Path) -> Callable[[Form], bytes]:
    """The bytes of a run that nothing stopped."""

    def run(form: Form) -> bytes:
        extract_to(articles(NUMBER), tmp_path / "whole", form=form, extract=quick)
        return (tmp_path / "whole").read_bytes()

    return run


def apart(code: str, *arguments: str | Path, **options: object) -> subprocess.Popen[str]:
    """A run in a process of its own, once it has begun."""
    begin = "import sys; from pathlib import Path; from readers import *; from newsclaims.runs import extract_to; "
    command = [sys.executable, "-c", f"{begin}print('begun', flush=True); {code}", *map(str, arguments)]
    tests = Path(readers.__file__).parent
    path = os.pathsep.join([str(tests), str(tests.parent), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def test_lines_are_those_of_write_extracted(tmp_path: Path) -> None:
    extract_to(articles(NUMBER), tmp_path / "said.jsonl", extract=quick)
    each = ((article, quick(article)) for article in articles(NUMBER))
    assert (tmp_path / "said.jsonl").read_bytes() == write_extracted(each, tmp_path / "each.jsonl").read_bytes()
    assert names(tmp_path) == {"said.jsonl", "each.jsonl"}


def test_rows_are_those_of_a_frame_in_groups_of_so_many_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.setattr("newsclaims.parquet.TOGETHER", 7)
    done = extract_to(articles(NUMBER), tmp_path / "said.parquet", form="parquet", extract=quick)
    frame = to_frame([found for article in articles(NUMBER) for found in quick(article)])
    read = pd.read_parquet(tmp_path / "said.parquet")
    assert done == Done(NUMBER, len(frame))
    assert [*read.columns] == [*frame.columns]
    pd.testing.assert_frame_equal(read.drop(columns="confidence"), frame.drop(columns="confidence"), check_dtype=False)
    assert set(read["confidence"]) == {0.667}


@posix
@pytest.mark.parametrize("seed", range(10))
def test_a_run_killed_at_a_random_moment_and_begun_again_ends_with_the_same_bytes(
    seed: int, whole: Callable[[Form], bytes], tmp_path: Path
) -> None:
    form = FORMS[seed % 2]
    path = tmp_path / "out" / "said"
    process = apart(f"extract_to(articles({NUMBER}), Path(sys.argv[1]), form={form!r}, extract=slow)", path)
    with pytest.raises(subprocess.TimeoutExpired):  # else it has ended too early to be killed
        process.wait(random.Random(seed).uniform(0, NUMBER * readers.PAUSE))
    process.kill()
    process.communicate()
    assert not path.exists()
    taken = 0

    def counted(article: Article) -> list:
        nonlocal taken
        taken += 1
        return slow(article)

    counted.__module__, counted.__qualname__ = slow.__module__, slow.__qualname__
    extract_to(articles(NUMBER), path, form=form, extract=counted)
    assert path.read_bytes() == whole(form)
    assert names(path.parent) == {"said"}
    assert taken <= NUMBER


@posix
def test_what_was_read_before_a_kill_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "said"
    kill = "os.kill(os.getpid(), 9)"
    code = (
        f"import os; extract_to((a for a in articles(9) if a.id != 'a6' or {kill}), Path(sys.argv[1]), extract=quick)"
    )
    apart(code, path).communicate()
    with pytest.raises(OtherRunError, match="number 6 is missing"):
        extract_to(articles(5), path, extract=quick)
    assert names(tmp_path) == {"said.unfinished"}
    assert extract_to(articles(9), path, extract=quick).articles == 9


@pytest.mark.parametrize("form", FORMS)
def test_a_run_stopped_between_reading_and_writing_goes_on(
    form: Form, whole: Callable[[Form], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out" / "said"

    def stop(*_: object) -> None:
        (path.parent / ".said.123.part").write_bytes(b"torn")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(runs, "_write", stop)
        extract_to(articles(NUMBER), path, form=form, extract=slow)
    assert names(path.parent) == {"said.unfinished", ".said.123.part"}
    extract_to(articles(NUMBER), path, form=form, extract=slow)
    assert path.read_bytes() == whole(form)
    assert names(path.parent) == {"said"}


def test_two_processes_one_of_which_is_killed_change_no_byte(
    whole: Callable[[Form], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "AHEAD", 2)
    killed = []

    def source() -> Iterator[Article]:
        for n, article in enumerate(articles(NUMBER)):
            if n == NUMBER // 2:
                killed.append(active_children()[0])
                killed[0].kill()
            yield article

    done = extract_to(source(), tmp_path / "said", extract=slow, jobs=2)
    assert killed
    assert done.aside == ()
    assert (tmp_path / "said").read_bytes() == whole("jsonl")


def test_articles_that_raise_or_kill_are_set_aside_with_their_reason_and_no_other_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "AHEAD", 2)
    bad = {"a2": "nonsense", "a5": "poison"}
    done = extract_to(articles(12, **bad), tmp_path / "said", extract=quick, jobs=2)
    assert done.aside == (
        ("a2", "ValueError: this is nonsense"),
        ("a5", "BrokenExecutor: each process that read it has died, for want of memory or in the reader"),
    )
    good = ((article, quick(article)) for article in articles(12) if article.id not in bad)
    assert (tmp_path / "said").read_bytes() == write_extracted(good, tmp_path / "good").read_bytes()
    assert done.articles == 10


def test_a_run_of_articles_that_all_fail_writes_an_empty_file(tmp_path: Path) -> None:
    assert extract_to([Article("a", "No blocks.")], tmp_path / "said", extract=Article.passages).articles == 0
    assert (tmp_path / "said").read_bytes() == b""


@posix
def test_a_second_run_into_one_output_says_so_and_the_first_goes_on(
    whole: Callable[[Form], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "said"
    seen = []

    def source() -> Iterator[Article]:
        for n, article in enumerate(articles(NUMBER)):
            if n == 3:
                with apart("extract_to(articles(9), Path(sys.argv[1]), extract=slow)", path) as other:
                    seen.append(other.communicate()[1])
                with pytest.raises(BlockingIOError, match="another run is writing it"):
                    extract_to(articles(9), path, extract=slow)
            yield article

    extract_to(source(), path, extract=slow)
    assert "another run is writing it" in seen[0]
    assert path.read_bytes() == whole("jsonl")


def stopped(source: Iterable[Article], after: int) -> Iterator[Article]:
    yield from islice(source, after)
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    "again",
    [
        partial(extract_to, articles(9), form="parquet", extract=quick),
        partial(extract_to, articles(9), extract=slow),
        partial(extract_to, articles(9), extract=partial(quick, article=None)),
        partial(extract_to, articles(9, a1="Another text."), extract=quick),
        partial(extract_to, islice(articles(9), 1, None), extract=quick),
        partial(extract_to, articles(3), extract=quick),
    ],
    ids=["form", "reader", "options", "text", "order", "fewer"],
)
def test_a_run_on_other_articles_or_with_other_options_is_refused(
    again: Callable[[Path], Done], tmp_path: Path
) -> None:
    path = tmp_path / "said"
    with pytest.raises(KeyboardInterrupt):
        extract_to(stopped(articles(9), 5), path, extract=quick)
    with closing(sqlite3.connect(tmp_path / "said.unfinished")) as base:
        assert base.execute("SELECT count(*) FROM entries").fetchone() == (5,)
    with pytest.raises(OtherRunError, match="delete it"):
        again(path)
    assert names(tmp_path) == {"said.unfinished"}


def test_a_run_with_another_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "said"
    with pytest.raises(KeyboardInterrupt):
        extract_to(stopped(articles(9), 5), path, extract=quick)
    monkeypatch.setattr(runs, "fingerprint", lambda: "0123456789ab")
    with pytest.raises(OtherRunError, match="delete it"):
        extract_to(articles(9), path, extract=quick)


@pytest.mark.parametrize(
    "reader",
    [
        partial(extract_attributions, nested=False),
        partial(extract_attributions, encoder=Encoder(None, None, None, {"sha256": "another"})),
        partial(quick, "another"),
    ],
    ids=["option", "encoder", "argument"],
)
def test_options_of_a_reader_are_part_of_what_a_run_is(reader: partial[list[Attribution]]) -> None:
    assert runs.run_of(reader) != runs.run_of(reader.func)


def test_an_encoder_that_is_loaded_again_is_the_same_reader() -> None:
    one, other = (partial(extract_attributions, encoder=Encoder(object(), None, None, {"sha256": "a"})) for _ in "ab")
    assert runs.run_of(one) == runs.run_of(other)


def test_a_run_of_which_nothing_is_kept_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        extract_to(stopped(articles(9), 0), tmp_path / "said", extract=quick)
    assert names(tmp_path) == set()


def test_what_is_no_journal_is_no_output_either(tmp_path: Path) -> None:
    (tmp_path / "said.unfinished").write_text("Notes of mine, which are longer than a header.\n" * 9, encoding="utf-8")
    with pytest.raises(OSError, match="not a database"):
        extract_to(articles(9), tmp_path / "said", extract=quick)
    assert names(tmp_path) == {"said.unfinished"}


@posix
@pytest.mark.parametrize("form", FORMS)
def test_a_full_disk_leaves_what_was_read_and_the_next_run_goes_on(
    form: Form, whole: Callable[[Form], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "out" / "said"
    path.parent.mkdir()
    path.write_text("of an earlier run", encoding="utf-8")
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)); "
        f"extract_to(articles({NUMBER}), Path(sys.argv[1]), form={form!r}, extract=slow)"
    )
    with apart(code, path) as process:
        errors = process.communicate()[1]
    assert process.returncode == 1
    assert "OSError: [Errno 5] disk I/O error" in errors or "database or disk is full" in errors
    assert path.read_text(encoding="utf-8") == "of an earlier run"
    extract_to(articles(NUMBER), path, form=form, extract=slow)
    assert path.read_bytes() == whole(form)
    assert names(path.parent) == {"said"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no folder that even root can't write to")
def test_a_read_only_folder_is_an_error_that_names_the_file() -> None:
    with pytest.raises(OSError, match=r"unable to open database file: '/proc/self/said\.unfinished'"):
        extract_to(articles(9), "/proc/self/said", extract=quick)


@posix
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_outputs_have_the_permissions_that_the_user_gives_new_files(mask: int, mode: int, tmp_path: Path) -> None:
    old = os.umask(mask)
    try:
        with pytest.raises(KeyboardInterrupt):
            extract_to(stopped(articles(9), 5), tmp_path / "said", extract=quick)
        assert stat.S_IMODE((tmp_path / "said.unfinished").stat().st_mode) == mode
        extract_to(articles(9), tmp_path / "said", extract=quick)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "said").stat().st_mode) == mode


@posix
def test_ctrl_c_ends_the_command_with_a_word_on_how_to_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for article in articles(200):
        (folder / f"{article.id}.txt").write_text(article.text * 20, encoding="utf-8")
    out = tmp_path / "out" / "said.jsonl"
    command = [sys.executable, "-m", "newsclaims", "extract", str(folder), "-o", str(out)]
    process = subprocess.Popen(
        [*command, "--jobs", "2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    unfinished = out.with_name("said.jsonl.unfinished")
    while process.poll() is None and not entries(unfinished):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to all of them
    printed, errors = process.communicate()
    assert (process.returncode, printed) == (1, "")
    assert errors == f"Error: stopped; {unfinished} has what was read: the same command goes on from there\n"
    assert names(out.parent) == {"said.jsonl.unfinished"}
    with pytest.raises(ProcessLookupError):  # nobody is left, once what Python keeps track of resources with has gone
        for _ in range(500):
            os.killpg(process.pid, 0)
            time.sleep(0.01)


def entries(journal: Path) -> bool:
    """Whether something has been read."""
    wal = journal.with_name(f"{journal.name}-wal")
    return wal.exists() and wal.stat().st_size > 40_000
