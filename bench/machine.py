"""What the figures were measured on."""

import os
import platform
import resource
from pathlib import Path

import psycopg

STATM = Path("/proc/self/statm")
SHOWN = (
    "shared_buffers",
    "work_mem",
    "effective_cache_size",
    "random_page_cost",
    "fsync",
    "synchronous_commit",
    "jit",
)


def facts(url: str) -> list[str]:
    """Lines for the head of the report."""
    with psycopg.connect(url) as connection:
        version = connection.execute("SHOW server_version").fetchone()
        settings = connection.execute(
            "SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY (%s) ORDER BY name",
            [list(SHOWN)],
        ).fetchall()
        size = connection.execute("SELECT pg_size_pretty(pg_database_size(current_database()))").fetchone()
    return [
        f"{os.cpu_count()} cores, {_memory()} memory, {platform.machine()}, Python {platform.python_version()}",
        f"PostgreSQL {version[0] if version else '?'} over a Unix socket, database of {size[0] if size else '?'}",
        ", ".join(f"{name} {value}" for name, value in settings),
        f"load of the machine at the start: {load()} (1, 5 and 15 minutes)",
        "One caller at a time on the machine that PostgreSQL runs on; whatever else ran then is in the figures.",
    ]


def load() -> str:
    """How busy the machine is."""
    return " ".join(f"{number:.1f}" for number in os.getloadavg())


def held_megabytes() -> float:
    """The memory this process holds now (its resident set; the peak of its life where that cannot be read)."""
    if STATM.exists():
        return int(STATM.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _memory() -> str:
    meminfo = Path("/proc/meminfo")
    if not meminfo.exists():
        return "unknown"
    return f"{int(meminfo.read_text().split()[1]) / 2**20:.0f} GB"
