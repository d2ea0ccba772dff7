"""Partitions on a real Dask cluster of two processes, one of which is killed in mid-run: the same bytes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pandas as pd
import pytest
from click.testing import CliRunner
from readers import articles, quick, slow

from newsclaims.cli import main
from newsclaims.runs import Done, extract_to, run_of

pytest.importorskip("pyarrow", reason="partitions are Parquet: pip install 'newsclaims[scale]'")
distributed = pytest.importorskip("distributed", reason="clusters are Dask's: pip install 'newsclaims[scale]'")
dask = pytest.importorskip("dask")
pytestmark = pytest.mark.filterwarnings("default")  # whatever Dask says of its own dependencies

from newsclaims.clusters import connect, extract_partitions, read_partition, write_partitions  # noqa: E402 - skipped without

NUMBER, SIZE = 120, 10
RUN = run_of(slow)


@pytest.fixture(scope="module")
def cluster() -> Iterator[distributed.LocalCluster]:
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": ":0"}
    soon = dask.config.set({"distributed.scheduler.allowed-failures": 1})  # more than one death is the task's fault
    with soon, distributed.LocalCluster(**options, silence_logs=50) as cluster:  # its log tells of workers' deaths
        yield cluster


@pytest.fixture
def client(cluster: distributed.LocalCluster) -> Iterator[distributed.Client]:
    with connect(cluster.scheduler_address) as client:
        yield client


@pytest.fixture
def source(tmp_path: Path) -> str:
    folder = tmp_path / "articles"
    assert write_partitions(articles(NUMBER), str(folder), size=SIZE) == NUMBER // SIZE
    return str(folder)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def read_here(source: str, out: Path, reader: object = slow) -> Done:
    """What a cluster should come to."""
    out.mkdir()
    for path in sorted(Path(source).iterdir()):
        read_partition(str(path), str(out / path.name), RUN, reader)
    return Done(NUMBER, len(pd.read_parquet(out)))


def test_a_killed_worker_loses_nothing_and_changes_no_byte(
    client: distributed.Client, source: str, tmp_path: Path
) -> None:
    out = tmp_path / "said"
    killed = []

    def kill() -> None:
        while not out.is_dir() or len(list(out.glob("*.parquet"))) < 2:
            time.sleep(0.01)
        killed.append(next(iter(client.run(os.getpid).values())))
        os.kill(killed[0], 9)

    killer = Thread(target=kill, daemon=True)
    killer.start()
    done = extract_partitions(source, str(out), client, extract=slow)
    killer.join(timeout=5)
    assert killed[0] not in client.run(os.getpid).values()
    assert done == read_here(source, tmp_path / "here")
    assert bytes_of(out) == bytes_of(tmp_path / "here")


def test_partitions_have_the_rows_that_one_machine_writes(
    client: distributed.Client, source: str, tmp_path: Path
) -> None:
    extract_partitions(source, str(tmp_path / "said"), client, extract=quick)
    extract_to(articles(NUMBER), tmp_path / "said.parquet", form="parquet", extract=quick)
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "said"), pd.read_parquet(tmp_path / "said.parquet"))


def test_what_is_there_is_not_read_again_and_what_is_not_is(
    client: distributed.Client, source: str, tmp_path: Path
) -> None:
    out = tmp_path / "said"
    first = extract_partitions(source, str(out), client, extract=quick)
    written = bytes_of(out)
    kept, lost = sorted(out.iterdir())[:2]
    before = kept.stat().st_mtime_ns
    lost.unlink()
    (out / f".{lost.name}.0.part").write_bytes(b"torn")
    assert extract_partitions(source, str(out), client, extract=quick) == first
    assert bytes_of(out) == written
    assert kept.stat().st_mtime_ns == before


def test_files_made_from_other_articles_or_by_another_reader_are_refused_and_left(
    client: distributed.Client, source: str, tmp_path: Path
) -> None:
    out = tmp_path / "said"
    extract_partitions(source, str(out), client, extract=quick)
    written = bytes_of(out)
    with pytest.raises(RuntimeError, match=f"{NUMBER // SIZE} of {NUMBER // SIZE} files failed"):
        extract_partitions(source, str(out), client, extract=slow, retries=0)
    write_partitions(articles(SIZE, a3="Another text."), source, size=SIZE)
    with pytest.raises(RuntimeError, match=r"articles-000000\.parquet: ValueError: .* made by another run or from oth"):
        extract_partitions(source, str(out), client, extract=quick, retries=0)
    assert bytes_of(out) == written


def test_articles_that_raise_or_kill_are_set_aside_and_no_other_is(client: distributed.Client, tmp_path: Path) -> None:
    source, out = str(tmp_path / "articles"), tmp_path / "said"
    bad = {"a3": "nonsense", "a15": "poison"}
    write_partitions(articles(NUMBER, **bad), source, size=SIZE)
    done = extract_partitions(source, str(out), client, extract=quick)
    assert done.aside == (
        ("a3", "ValueError: this is nonsense"),
        ("a15", "BrokenExecutor: each process that read it has died, for want of memory or in the reader"),
    )
    assert done.articles == NUMBER - 2
    assert extract_partitions(source, str(out), client, extract=quick) == done


def test_tables_of_others_are_read_as_far_as_they_have_known_columns(tmp_path: Path) -> None:
    rows = [{"id": 7, "text": "Ms. Lee said no.", "published": "2024-11-30", "pages": 3}]
    pd.DataFrame(rows).to_parquet(tmp_path / "mine.parquet")
    done = read_partition(str(tmp_path / "mine.parquet"), str(tmp_path / "said.parquet"), RUN, quick)
    assert done == Done(1, 1)
    assert pd.read_parquet(tmp_path / "said.parquet")["article_id"].tolist() == ["7"]


def test_a_second_run_into_one_folder_says_so(client: distributed.Client, source: str, tmp_path: Path) -> None:
    out = str(tmp_path / "said")
    with (
        client.as_current(),
        distributed.Lock(f"newsclaims {out}"),
        pytest.raises(BlockingIOError, match="another run is writing there"),
    ):
        extract_partitions(source, out, client, extract=quick)


def test_any_storage_will_do(tmp_path: Path) -> None:
    write_partitions(articles(3), "memory://articles")
    done = read_partition("memory://articles/articles-000000.parquet", "memory://said/0.parquet", RUN, quick)
    assert done == read_partition("memory://articles/articles-000000.parquet", str(tmp_path / "0.parquet"), RUN, quick)
    assert done.articles == 3


def test_the_command_reads_on_a_cluster(cluster: distributed.LocalCluster, tmp_path: Path) -> None:
    said = "The bridge over the Lenn is closed, Mayor Rosa Lind said."
    write_partitions(articles(2, a1=said), str(tmp_path / "articles"))
    command = ["extract", str(tmp_path / "articles"), "--scheduler", cluster.scheduler_address, "-o"]
    assert CliRunner().invoke(main, [*command, str(tmp_path / "said")]).exit_code == 2
    result = CliRunner().invoke(main, [*command, str(tmp_path / "said"), "--to", "parquet"])
    assert result.exit_code == 0, result.output
    assert "1 attributions of 2 articles" in result.stdout
    assert pd.read_parquet(tmp_path / "said")["source"].tolist() == ["Mayor Rosa Lind"]
    (tmp_path / "empty").mkdir()
    command[1] = str(tmp_path / "empty")
    result = CliRunner().invoke(main, [*command, str(tmp_path / "said"), "--to", "parquet"])
    assert (result.exit_code, "has no Parquet files" in result.stderr) == (1, True)
