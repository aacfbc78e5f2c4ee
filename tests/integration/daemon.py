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


def program():
    """Takes the program's path, the first argument, from the command line."""
    return sys.argv.pop(1)


def free_port(address="127.0.0.1"):
    with socket.socket() as one:
        one.bind((address, 0))
        return one.getsockname()[1]


def wait_until(condition, seconds, what):
    """The bound only ends a test that has failed: what is waited for comes as soon as it can."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("waited in vain for " + what)
        time.sleep(0.05)


def temporary_directory(test):
    """One that goes with the test."""
    directory = tempfile.TemporaryDirectory(prefix="watchword-")
    test.addCleanup(directory.cleanup)
    return directory.name


def ask(port, method, target, body=None, headers=None, host="watch.example.org"):
    """Status and text of what the daemon's listener answers, asked as a proxy asks that keeps the name of the world."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=90)) as connection:
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

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([self.binary, "run", "--config", self.config], stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log, env=self.environment)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Its exit status after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def discard(self):
        if self.process and self.process.poll() is None:
            self.kill()
