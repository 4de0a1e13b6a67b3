"""Visits of many addresses, a few hosts at once."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator

from .visitor import Visit, host_of

HOSTS_AT_ONCE = 4
PATIENCE = 900.0
"""Seconds without any answer after which the round ends: a server that sends a byte now and then has no other end."""


def visits(
    addresses: Iterable[str],
    visit: Callable[[str], Visit],
    hosts_at_once: int = HOSTS_AT_ONCE,
    patience: float = PATIENCE,
) -> Iterator[tuple[str, Visit]]:
    """Each address with what it answered, as the answers come; addresses of one host one after the other.

    Whoever stops asking for more gets none: the threads end with the program.
    """
    of_host: dict[str, list[str]] = {}
    for address in addresses:
        of_host.setdefault(host_of(address), []).append(address)
    todo: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[str, Visit | BaseException]] = queue.SimpleQueue()
    stopped = threading.Event()
    for found in of_host.values():
        todo.put(found)

    def work() -> None:
        while not stopped.is_set():
            try:
                found = todo.get_nowait()
            except queue.Empty:
                return
            for address in found:
                if stopped.is_set():
                    return
                try:
                    done.put((address, visit(address)))
                except BaseException as error:  # a mistake of ours must not leave the reader waiting
                    done.put((address, error))

    for _ in range(min(hosts_at_once, len(of_host))):
        threading.Thread(target=work, daemon=True).start()
    try:
        for _ in range(sum(len(found) for found in of_host.values())):
            try:
                address, result = done.get(timeout=patience)
            except queue.Empty:
                return
            if isinstance(result, BaseException):
                raise result
            yield address, result
    finally:
        stopped.set()
