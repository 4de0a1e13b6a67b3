"""``make fuzz``: inventing hostile content and killing builds for a while; what fails is kept as a file.

``python tests/fuzz.py 10`` goes on for ten minutes, with other inputs each time, and ends at the first failure with
the smallest input that fails below ``.cache/fuzz/``, to be made into a test.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".cache/fuzz"
KILLS_A_MINUTE = 6


def tried(arguments: list[str], seconds: float, **environment: str) -> bool:
    """Run tests; True when none failed, also when there was no time to end."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:xdist",
        "-p",
        "no:cacheprovider",
        *arguments,
    ]
    try:
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **environment}, timeout=max(1, seconds), check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode == 0


def main(minutes: float) -> int:
    """Fuzz for some minutes; 1 when something failed."""
    end = time.monotonic() + minutes * 60
    kills = str(max(1, round(minutes * KILLS_A_MINUTE)))
    if not tried(["tests/test_faults.py", "-k", "random_moment"], minutes * 30, KAPSTOK_KILLS=kills):
        return 1
    while (left := end - time.monotonic()) > 0:
        seed = random.randrange(2**31)
        print(f"seed {seed}", flush=True)
        if not tried(["tests/test_properties.py", f"--hypothesis-seed={seed}"], left, KAPSTOK_FUZZ="1"):
            print(f"seed {seed} failed; the smallest input is the newest file in {KEPT.relative_to(ROOT)}/")
            return 1
    print("Nothing failed.")
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))
