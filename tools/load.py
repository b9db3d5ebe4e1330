"""Ask `briefing serve` for parts of episodes from many clients at once, and count what comes back.

    python tools/load.py FOLDER [--clients 200] [--seconds 30] [--bytes 65536]

FOLDER is an output folder with episodes.  The server is started on a free port of loopback, asked
over connections that stay open, and ended by SIGTERM at the end of the time, in the middle of
answers to a few clients that never read on.  Every part is compared with the file on disk; whatever
differs, in status, headers or bytes, is an error.  Prints requests, errors, throughput, waiting
times, and the memory of the server; ends with 1 when there was an error.  Nothing but the standard
library is needed beside briefing; memory is read where there is /proc.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_STALLED = 5  # clients that ask for a whole file at the end and do not read it
_PATIENCE = 15.0  # seconds for one answer


@dataclass
class Tally:
    """What came back."""

    waits: list[float] = field(default_factory=list)
    """Seconds from each request to its last byte."""
    bytes: int = 0
    errors: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Load:
    """What is asked for."""

    port: int
    sounds: dict[str, bytes]
    """Paths and contents."""
    part: int
    until: float


async def client(load: Load, tally: Tally, seed: int) -> None:
    """Ask for one part after another; a connection that breaks is an error, and opened again."""
    dice = random.Random(seed)  # noqa: S311 - the same load each time
    while time.monotonic() < load.until:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", load.port)
            try:
                while time.monotonic() < load.until:
                    async with asyncio.timeout(_PATIENCE):
                        await ask(load, tally, dice, reader, writer)
            finally:
                writer.close()
        except (OSError, asyncio.IncompleteReadError, ValueError, TimeoutError) as error:
            tally.errors[f"{type(error).__name__}: {error}"] += 1


async def ask(
    load: Load,
    tally: Tally,
    dice: random.Random,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> None:
    """One request and its answer; ValueError when it is not what was asked for."""
    path, sound = dice.choice(list(load.sounds.items()))
    start = dice.randrange(max(1, len(sound) - load.part))
    expected = sound[start : start + load.part]
    end = start + len(expected) - 1
    begun = time.monotonic()
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{load.port}\r\nRange: bytes={start}-{end}\r\n\r\n"
        .encode()
    )  # fmt: skip
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    found = re.search(r"^content-length: (\d+)\r$", head, re.MULTILINE)
    if not head.startswith("http/1.1 206 ") or found is None:
        raise ValueError(head.partition("\r")[0])
    if f"content-range: bytes {start}-{end}/{len(sound)}\r" not in head:
        raise ValueError("another range than was asked for")
    body = await reader.readexactly(int(found[1]))
    if body != expected:
        raise ValueError("other bytes than on disk")
    tally.waits.append(time.monotonic() - begun)
    tally.bytes += len(body)


async def run(load: Load, clients: int) -> Tally:
    """All clients at once, until the time is over."""
    tally = Tally()
    await asyncio.gather(*(client(load, tally, seed) for seed in range(clients)))
    return tally


async def end(server: subprocess.Popen[bytes], load: Load) -> float:
    """End the server while some clients do not read what they asked for; the seconds it took."""
    path = max(load.sounds, key=lambda each: len(load.sounds[each]))
    writers = []
    for _ in range(_STALLED):
        reader, writer = await asyncio.open_connection("127.0.0.1", load.port, limit=1024)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        await reader.readexactly(100)
        writers.append(writer)
    begun = time.monotonic()
    server.send_signal(signal.SIGTERM)
    await asyncio.to_thread(server.wait, 20)
    for writer in writers:
        writer.close()
    return time.monotonic() - begun


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """`briefing serve` on a free port."""
    command = [sys.executable, "-m", "briefing", "serve", "--port", "0", "--output", str(folder)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as server:  # noqa: S603 - ours
        try:
            assert server.stderr is not None  # noqa: S101 - a pipe was asked for
            for line in server.stderr:
                if match := re.search(rb"http://[^/]+:(\d+)/", line):
                    yield server, int(match[1])
                    return
            sys.exit("The server did not start.")
        finally:
            server.kill()


def memory(pid: int) -> str:
    """What the process holds now and held at most, in MB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return "unknown here"
    now, peak = (re.search(rf"{key}:\s+(\d+)", status) for key in ("VmRSS", "VmHWM"))
    return (
        f"{int(now[1]) / 1024:.0f} MB, {int(peak[1]) / 1024:.0f} MB at most" if now and peak else ""
    )


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--bytes", type=int, default=65_536)
    given = parser.parse_args()
    endings = ("mp3", "m4a", "opus")
    files = [path for each in endings for path in given.folder.glob(f"episodes/[!.]*/*.{each}")]
    sounds = {f"/{path.relative_to(given.folder)}": path.read_bytes() for path in files}
    if not sounds:
        sys.exit("There is no episode in that folder.")
    with serving(given.folder) as (server, port):
        before = memory(server.pid)
        begun = time.monotonic()
        load = Load(port, sounds, given.bytes, begun + given.seconds)
        tally = asyncio.run(run(load, given.clients))
        took = time.monotonic() - begun
        after = memory(server.pid)
        ending = asyncio.run(end(server, load))
    waits = sorted(tally.waits) or [0.0]
    print(f"clients     {given.clients}, {given.bytes} bytes a part, {len(sounds)} episodes")
    print(f"requests    {len(tally.waits)} in {took:.1f} s: {len(tally.waits) / took:.0f} a second")
    print(f"throughput  {tally.bytes / took / 1e6:.1f} MB/s")
    middle, late, last = (1000 * waits[int((len(waits) - 1) * part)] for part in (0.5, 0.99, 1))
    print(
        f"waiting     {middle:.0f} ms in the middle, {late:.0f} ms for 99 %, {last:.0f} ms at most"
    )
    print(f"memory      {before} before; {after} after")
    print(f"ended       {ending:.1f} s after SIGTERM with {_STALLED} downloads open, "
          f"exit code {server.returncode}")  # fmt: skip
    print(f"errors      {sum(tally.errors.values())}")
    for words, times in tally.errors.most_common(5):
        print(f"            {times} x {words}")
    sys.exit(1 if tally.errors or server.returncode else 0)


if __name__ == "__main__":
    main()
