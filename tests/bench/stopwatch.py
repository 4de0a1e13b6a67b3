"""Run a command and write what it took: ``python -I -S stopwatch.py result.json command …``.

It is a small process of its own because the kernel counts the memory of whoever starts a command
as memory of that command.
"""

import json
import os
import sys
import time


def main() -> None:
    """Seconds by the clock and of the processors, bytes of the largest process, and the exit code."""
    result, *command = sys.argv[1:]
    begun = time.perf_counter()
    _, status, used = os.wait4(os.posix_spawnp(command[0], command, os.environ), 0)
    wall = time.perf_counter() - begun
    taken = {
        "wall": wall,
        "cpu": used.ru_utime + used.ru_stime,
        "peak": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        "code": os.waitstatus_to_exitcode(status),
    }
    with open(result, "w") as file:
        json.dump(taken, file)


main()
