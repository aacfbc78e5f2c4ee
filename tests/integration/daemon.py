"""The program under test as a process, and what every test here needs around it."""

import contextlib
import http.client
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time

SHARED = pathlib.Path(__file__).resolve().parents[3] / "shared"
SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
WORLD = "https://watch.example.org/w"  # a public_url: where the world finds the daemon, behind a proxy
PATIENCE = 240  # seconds until what has to come counts as missing: many times what it takes on a machine that is busy

_reserved = []  # sockets, for as long as the process lives
_daemons = []   # of the test that runs


def program():
    """Takes the program's path, the first argument, from the command line."""
    return sys.argv.pop(1)


def free_port():
    """One that stays this process's: its socket is bound, so that nobody who wants any port is given it, and does not listen,
    so that a server that says SO_REUSEADDR, as they all do, may. Until then whoever connects is refused.
    """
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind(("", 0))
    _reserved.append(one)
    return one.getsockname()[1]


def wait_until(condition, seconds, what, seen=None):
    """The bound only ends a test that has failed: what is waited for comes as soon as it can. `seen` then says what was."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("\n".join(["waited %d s in vain for %s" % (seconds, what), *([str(seen())] if seen else []),
                                            *(daemon.said() for daemon in _daemons)]))
        time.sleep(0.05)


def temporary_directory(test):
    """One that goes with the test."""
    directory = tempfile.TemporaryDirectory(prefix="watchword-")
    test.addCleanup(directory.cleanup)
    return directory.name


def ask(port, method, target, body=None, headers=None, host="watch.example.org"):
    """Status and text of what the daemon's listener answers, asked as a proxy asks that keeps the name of the world."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=90)) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it was refused before all of it was sent
            connection.request(method, target, body, {"Host": host, **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8")


class Daemon:
    """`watchword run` with a configuration of its own; `directory` must outlive it."""

    def __init__(self, binary, directory, configuration, environment=None):
        self.binary, self.log, self.environment = binary, pathlib.Path(directory) / "daemon.log", environment
        self.config = pathlib.Path(directory) / "watchword.toml"
        self.config.write_text('[state]\ndirectory = "%s/state"\n%s' % (directory, configuration), encoding="utf-8")
        self.process = None
        _daemons.append(self)

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([self.binary, "run", "--config", self.config], stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log, env=self.environment)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Its exit status after SIGTERM: 0, or the test has failed."""
        self.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE)
        if self.process.returncode != 0:
            raise AssertionError("it did not end well\n" + self.said())
        return 0

    def said(self):
        """Whether it runs, and the end of its log."""
        status = self.process and self.process.poll()
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines() if self.log.exists() else []
        return "\n".join(["the daemon %s; its log:" % ("runs" if status is None else "has ended with %d" % status), *lines[-60:]])

    def discard(self):
        if self in _daemons:
            _daemons.remove(self)
        if self.process and self.process.poll() is None:
            self.kill()
