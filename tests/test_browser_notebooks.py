"""Each notebook in real JupyterLab: opened, cleared, run from top to bottom, and looked at."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
STARTED = 120  # seconds for the server, and for a notebook to show itself with its kernel
RUN = 300  # seconds for a notebook's cells

# The application tells what the page can't: a status of "idle" is shown before the kernel is connected, and cells out
# of view are not in the page.
READY = """() => {
    const session = window.jupyterapp?.shell?.currentWidget?.sessionContext;
    const kernel = session?.isReady && session.session?.kernel;
    return kernel && kernel.connectionStatus === "connected" && kernel.status === "idle";
}"""
CELLS = "Array.from(window.jupyterapp.shell.currentWidget.content.model.cells).filter((cell) => cell.type === 'code')"
CLEARED = f"() => {CELLS}.every((cell) => cell.executionCount === null && cell.outputs.length === 0)"
OVER = f"""() => {{
    const idle = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === "idle";
    const failed = {CELLS}.some((cell) => cell.outputs.toJSON().some((output) => output.output_type === "error"));
    return idle && (failed || {CELLS}.every((cell) => cell.executionCount !== null));
}}"""
RESULT = f"() => {CELLS}.map((cell) => ({{count: cell.executionCount, outputs: cell.outputs.toJSON()}}))"
SHOW = """async (number) => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    const place = notebook.widgets.indexOf(notebook.widgets.filter((cell) => cell.model.type === "code")[number]);
    notebook.activeCellIndex = place;
    await notebook.scrollToItem(place, "start");
}"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab with nobody's settings, and with copies of the notebooks and of what they read."""
    pytest.importorskip("jupyterlab", reason="needs JupyterLab: pip install -e '.[lab]'")
    home = tmp_path_factory.mktemp("lab")
    for folder in ("notebooks", "data", "benchmarks"):
        shutil.copytree(ROOT / folder, home / "files" / folder)
    names = "JUPYTER_CONFIG_DIR JUPYTER_DATA_DIR JUPYTER_RUNTIME_DIR JUPYTERLAB_SETTINGS_DIR JUPYTERLAB_WORKSPACES_DIR"
    places = {name: str(home / name.lower()) for name in [*names.split(), "IPYTHONDIR"]}
    settings = home / "jupyterlab_settings_dir" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    quiet = {"fetchNews": "false", "checkForUpdates": False}  # else a question about news lies over the menu
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(quiet), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    options = [
        "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--port-retries=0",
        f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={home / 'files'}",
        "--LabApp.expose_app_in_browser=True", "--ServerApp.terminals_enabled=False",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    with (home / "log").open("w") as log:
        command = [sys.executable, "-m", "jupyterlab", *options]
        server = subprocess.Popen(command, env={**os.environ, **places}, stdout=log, stderr=log)
        try:
            wait_for(server, f"{address}/api/status?token={token}", home / "log")
            yield f"{address}/lab/tree/notebooks/{{}}?reset&token={token}"
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


def wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Until the server answers."""
    until = time.monotonic() + STARTED
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.25)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")


def choose(page: Any, menu: str, command: str) -> None:
    page.get_by_role("menuitem", name=menu, exact=True).first.click()
    page.locator(f'li[data-command="{command}"]').first.click()


def kinds(outputs: list[dict[str, Any]]) -> list[str]:
    """The pictures and tables among outputs."""
    html = ["".join(output.get("data", {}).get("text/html", "")) for output in outputs]
    pictures = ["img" for output in outputs if "image/png" in output.get("data", {})]
    return [*pictures, *("table" for text in html if "<table" in text)]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebook_runs_in_jupyterlab_and_shows_its_pictures_and_tables(chromium: Any, lab: str, name: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 1400})
    page = context.new_page()
    page.set_default_timeout(1000 * STARTED)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(lab.format(name), wait_until="domcontentloaded")
    page.locator(".jp-Notebook").wait_for()
    page.wait_for_function(READY)
    choose(page, "Edit", "editmenu:clear-all")  # what is seen was made now
    page.wait_for_function(CLEARED)
    choose(page, "Run", "runmenu:run-all")
    page.wait_for_function(OVER, timeout=1000 * RUN)
    cells = page.evaluate(RESULT)
    bad = [o for cell in cells for o in cell["outputs"] if o["output_type"] == "error" or o.get("name") == "stderr"]
    assert bad == []
    assert [cell["count"] for cell in cells] == list(range(1, len(cells) + 1))
    stored = json.loads((ROOT / "notebooks" / name).read_text(encoding="utf-8"))["cells"]
    before = [kinds(cell["outputs"]) for cell in stored if cell["cell_type"] == "code"]
    assert [kinds(cell["outputs"]) for cell in cells] == before
    for tag in ("img", "table"):
        for number in [n for n, shown in enumerate(before) if tag in shown][:1]:
            page.evaluate(SHOW, number)
            shown = page.locator(f".jp-Cell.jp-mod-active .jp-OutputArea-output {tag}").first
            shown.wait_for(state="visible")
            assert shown.evaluate("part => part.getBoundingClientRect().width") > 100
    assert errors == []
    context.close()
