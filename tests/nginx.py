"""nginx with ``hosting/nginx.conf`` on a folder: Debian's program, a free port, everything it writes in a folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / "hosting/nginx.conf"
ALL = """\
daemon off;
pid {folder}/pid;
{user}
worker_processes {workers};
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/kapstok;
}}
"""
"""What Debian's own nginx.conf says around a site, as far as it matters here; the paths are ours."""


def program() -> str | None:
    """Where nginx is, also when the folder of system programs is not looked through."""
    return shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")


@dataclass(frozen=True)
class Running:
    """An nginx that serves: its port, and the process of its master."""

    port: int
    pid: int

    def processor_seconds(self) -> float:
        """How long its workers used a processor until now (Linux only)."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/children")
        workers = [worker for task in tasks for worker in task.read_text().split()]
        spent = (Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split() for worker in workers)
        return sum(int(fields[11]) + int(fields[12]) for fields in spent) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(site: Path, folder: Path, workers: int = 1) -> Iterator[Running]:
    """nginx with ``site``; it runs as long as the context lasts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = CONFIG.read_text("utf-8")
    for old, new in (
        ("    listen 80;\n", f"    listen 127.0.0.1:{port};\n"),
        ("    listen [::]:80;\n", ""),
        ("root /srv/kapstok/site;", f"root {site};"),
    ):
        assert config.count(old) == 1, f"{old!r} must stand once in {CONFIG}"
        config = config.replace(old, new)
    (folder / "kapstok").write_text(config, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(ALL.format(folder=folder, user=user, workers=workers), "utf-8")
    command = [
        program() or "nginx",
        "-p",
        str(folder),
        "-e",
        f"{folder}/error.log",
        "-c",
        f"{folder}/nginx.conf",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            _await(port, process)
            yield Running(port, process.pid)
        finally:
            process.terminate()


def _await(port: int, process: subprocess.Popen[str]) -> None:
    for _ in range(200):
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx did not begin to listen")
