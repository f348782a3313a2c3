"""What Lighthouse says of a guide's page, as ``occuguide serve`` answers it.

Run it with the project's Python, in which Occuguide is installed: ``.venv/bin/python benchmarks/lighthouse.py``. The
command ``lighthouse`` (npm, version 12) must be on the PATH, or named by the variable LIGHTHOUSE; Chromium too, or
named by CHROME_PATH.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from site_load import serving
from site_process import OCCUGUIDE, line, project, run

PAGES = ("orange-county/industrial-production-managers.html", "california/registered-nurses.html")
TARGET = "95"
PASSED = 0.9
"""The score from which on Lighthouse shows an audit as passed."""
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)


def command(name: str, variable: str) -> str:
    """A command that a variable names, or that is on the PATH."""
    found = os.environ.get(variable) or shutil.which(name)
    if not found:
        sys.exit(f"{name} is not on the PATH. Install it, or name it by the variable {variable}.")
    return found


def judge(address: str, folder: Path) -> None:
    """Print the four categories of a page, and the audits that it fails."""
    report = folder / "report.json"
    lighthouse = [command("lighthouse", "LIGHTHOUSE"), address, "--quiet", "--output=json", f"--output-path={report}"]
    environment = {**os.environ, "CHROME_PATH": command("chromium", "CHROME_PATH")}
    subprocess.run([*lighthouse, f"--chrome-flags={FLAGS}"], check=True, env=environment, cwd=folder)
    found = json.loads(report.read_text("utf-8"))
    for category in found["categories"].values():
        line(category["title"], f"{100 * category['score']:3.0f}", TARGET)
        for audit in (found["audits"][one["id"]] for one in category["auditRefs"] if one["weight"]):
            if audit["score"] is not None and audit["score"] < PASSED:
                said = (audit["title"], audit.get("displayValue"), audit.get("explanation"))
                print(f"  {': '.join(filter(None, said))}")


def main() -> None:
    """Judge the pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = project(Path(name, "project"))
        run([*OCCUGUIDE, "index"], folder)
        with serving([*OCCUGUIDE, "serve", "--port"], folder) as server:
            for path in PAGES:
                print(path)
                judge(server.address(f"/{path}"), folder)


if __name__ == "__main__":
    main()
