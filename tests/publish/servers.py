"""Real servers on loopback, and a line to them that can be cut."""

import contextlib
import getpass
import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PATIENCE = 30  # seconds that a server may take to start or to stop


def program(name: str) -> str:
    """Where *name* is installed; else the test is skipped, or fails where it is required."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if found is None:
        absent(f"{name} is not installed")
    return str(found)


def absent(reason: str) -> None:
    """Skip, or fail where `BRIEFING_CLIENTS=required` says that all must be there."""
    if os.environ.get("BRIEFING_CLIENTS") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], port: int, log: Path, **environment: str) -> Iterator[None]:
    """*command*, from when it takes calls at *port* until the end of the block."""
    with (
        log.open("wb") as out,
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=os.environ | environment
        ) as process,
    ):
        try:
            deadline = time.monotonic() + PATIENCE
            while True:
                with contextlib.suppress(OSError):
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                if process.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"{command[0]} does not start: {log.read_text(errors='replace')}")
                time.sleep(0.02)
            yield
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


class Line:
    """A line to a server: forwards TCP, counts what goes up, and breaks where it is told to."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self.reset()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def reset(self, limit: int | None = None, then: Callable[[], None] | None = None) -> None:
        """Mend the line; break it for good when *limit* bytes have gone up, and call *then*."""
        with self._lock:
            self.up, self._limit, self._then, self.broken = 0, limit, then, False

    def close(self) -> None:
        """Hang up."""
        self._listener.close()
        self._cut()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self._listener.accept()
                if self.broken:
                    _slam(caller)
                    continue
                try:
                    server = socket.create_connection(("127.0.0.1", self._to), timeout=10)
                except OSError:
                    _slam(caller)
                    continue
                server.settimeout(None)
                for each in (caller, server):  # or small packets wait for each other
                    each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._open |= {caller, server}
                for pair, counted in (((caller, server), True), ((server, caller), False)):
                    threading.Thread(
                        target=self._forward, args=(*pair, counted), daemon=True
                    ).start()

    def _forward(self, source: socket.socket, sink: socket.socket, counted: bool) -> None:
        try:
            while data := source.recv(4096):
                keep = self._count(len(data)) if counted else len(data)
                sink.sendall(data[:keep])
                if counted and self.broken:
                    if self._then is not None:
                        self._then()
                    self._cut()
                    return
            sink.shutdown(socket.SHUT_WR)
        except OSError:  # one end hung up: so must the other
            _slam(source)
            _slam(sink)

    def _count(self, size: int) -> int:
        """How many of *size* bytes still go through."""
        with self._lock:
            self.up += size
            if self._limit is None or self.up < self._limit:
                return size
            self.broken = True
            return max(0, size - (self.up - self._limit))

    def _cut(self) -> None:
        for each in list(self._open):
            _slam(each)
        self._open.clear()


def _slam(connection: socket.socket) -> None:
    """Close with a reset, as a cable that is pulled ends in one."""
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RDWR)
    with contextlib.suppress(OSError):
        connection.close()


@dataclass(frozen=True)
class Place:
    """Where to publish to: the target as it is typed, through a line, and what arrives."""

    target: str
    root: Path
    """What the server has, on its disk."""
    line: Line


@contextlib.contextmanager
def line_to(port: int) -> Iterator[Line]:
    """A line to *port*."""
    line = Line(port)
    try:
        yield line
    finally:
        line.close()


@contextlib.contextmanager
def sshd(home: Path) -> Iterator[int]:
    """OpenSSH on a port of its own, and in *home* an `.ssh` that gets in; the port."""
    daemon, keygen = program("sshd"), program("ssh-keygen")
    mine = home / ".ssh"
    mine.mkdir(parents=True, mode=0o700)
    for name in ("host", "user"):
        subprocess.run(
            [keygen, "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(mine / name)],
            check=True,
            timeout=PATIENCE,
        )
    shutil.copy(mine / "user.pub", mine / "authorized_keys")
    host_key = " ".join((mine / "host.pub").read_text().split()[:2])
    (mine / "known_hosts").write_text(f"loopback {host_key}\n")
    (mine / "config").write_text(
        f"Host 127.0.0.1\n  HostKeyAlias loopback\n  IdentityFile {mine / 'user'}\n"
        f"  IdentitiesOnly yes\n  UserKnownHostsFile {mine / 'known_hosts'}\n"
    )
    (mine / "config").chmod(0o600)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(parents=True, exist_ok=True)  # sshd wants it, systemd makes it
    port = free_port()
    settings = mine / "sshd_config"
    settings.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {mine / 'host'}\n"
        f"AuthorizedKeysFile {mine / 'authorized_keys'}\nStrictModes no\nUsePAM no\n"
        f"PidFile none\nPasswordAuthentication no\nMaxStartups 100\n"
        "Subsystem sftp internal-sftp\n"
    )
    with running([daemon, "-D", "-e", "-f", str(settings)], port, mine / "log"):
        yield port


def user() -> str:
    """Who logs in."""
    return getpass.getuser()


@contextlib.contextmanager
def nginx(folder: Path, root: Path) -> Iterator[int]:
    """Nginx with its WebDAV modules, for *root*; the port."""
    daemon = program("nginx")
    module = Path("/usr/lib/nginx/modules/ngx_http_dav_ext_module.so")
    if not module.exists():
        absent("nginx has no dav-ext module")
    port = free_port()
    folder.mkdir()
    settings = folder / "nginx.conf"
    who = f"user {user()};\n" if os.geteuid() == 0 else ""
    settings.write_text(
        f"{who}load_module {module};\ndaemon off;\nworker_processes 1;\n"
        f"pid {folder / 'pid'};\nerror_log {folder / 'error.log'};\n"
        "events { worker_connections 64; }\n"
        f"http {{ access_log off; client_body_temp_path {folder / 'body'};\n"
        f"proxy_temp_path {folder / 'p'}; fastcgi_temp_path {folder / 'f'};\n"
        f"uwsgi_temp_path {folder / 'u'}; scgi_temp_path {folder / 's'};\n"
        f"server {{ listen 127.0.0.1:{port}; root {root}; client_max_body_size 100m;\n"
        "location / { dav_methods PUT DELETE MKCOL COPY MOVE;\n"
        "dav_ext_methods PROPFIND OPTIONS; dav_access user:rw group:r all:r; } } }\n"
    )
    with running([daemon, "-c", str(settings), "-p", str(folder)], port, folder / "log"):
        yield port


@contextlib.contextmanager
def apache(folder: Path, root: Path, login: str) -> Iterator[int]:
    """Apache with mod_dav and a password, for *root*; *login* is USER:HASH; the port."""
    daemon = program("apache2")
    modules = Path("/usr/lib/apache2/modules")
    port = free_port()
    folder.mkdir()
    names = ("mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic",
             "dav", "dav_fs", "unixd", "mime")  # fmt: skip
    loads = "".join(
        f"<IfModule !{n}_module>\nLoadModule {n}_module {modules}/mod_{n}.so\n</IfModule>\n"
        for n in names
    )
    (folder / "users").write_text(f"{login}\n")
    (folder / "mime").write_text("audio/mpeg mp3\n")
    settings = folder / "apache.conf"
    who = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    settings.write_text(
        f"{loads}{who}ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder / 'pid'}\n"
        f"ErrorLog {folder / 'error.log'}\nDocumentRoot {root}\nDavLockDB {folder / 'locks'}\n"
        f"TypesConfig {folder / 'mime'}\nMutex file:{folder}\n"
        f"<Directory {root}>\nDav On\nAuthType Basic\nAuthName test\n"
        f"AuthUserFile {folder / 'users'}\nRequire valid-user\n</Directory>\n"
    )
    if os.geteuid() == 0:
        for each in (folder, root):
            shutil.chown(each, "www-data", "www-data")
    command = [daemon, "-D", "FOREGROUND", "-f", str(settings)]
    with running(command, port, folder / "log"):
        yield port


@contextlib.contextmanager
def s3(folder: Path) -> Iterator[int]:
    """Moto's S3 server; the port."""
    pytest.importorskip("moto") if os.environ.get("BRIEFING_CLIENTS") != "required" else None
    port = free_port()
    folder.mkdir()
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p"]
    with running([*command, str(port)], port, folder / "log"):
        yield port


@contextlib.contextmanager
def rsyncd(folder: Path, root: Path) -> Iterator[int]:
    """Rsync's own daemon with one module, `radio`; the port."""
    daemon, port = program("rsync"), free_port()
    folder.mkdir()
    settings = folder / "rsyncd.conf"
    settings.write_text(
        f"use chroot = no\nlist = yes\nport = {port}\naddress = 127.0.0.1\n"
        f"[radio]\npath = {root}\nread only = no\n"
    )
    if os.geteuid() == 0:
        with settings.open("a") as file:
            file.write("uid = root\ngid = root\n")
    command = [daemon, "--daemon", "--no-detach", f"--config={settings}"]
    with running(command, port, folder / "log"):
        yield port
