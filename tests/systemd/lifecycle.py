#!/usr/bin/env python3
"""Plays the service manager for one daemon, and holds it to what sd_notify(3) and sysexits promise: without root, without
systemd. How the unit behaves on a booted system is boot.sh's matter.

    lifecycle.py PROGRAM     PROGRAM: the watchword that was built
"""

import os
import pathlib
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "watchword"
PATIENCE = 240  # seconds until a message that does not come is a failure


class Daemon:
    """A daemon with an empty configuration, its state and its notifications in one folder."""

    def __init__(self, folder, configuration="", **environment):
        self.folder = pathlib.Path(folder)
        self.state = self.folder / "state"
        self.configuration = self.folder / "watchword.toml"
        self.configuration.write_text(configuration, encoding="utf-8")
        path = self.folder / "notify"
        path.unlink(missing_ok=True)
        self.notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notify.bind(str(path))
        self.notify.settimeout(PATIENCE)
        self.messages = []
        variables = {"PATH": os.environ["PATH"], "HOME": str(folder), "STATE_DIRECTORY": str(self.state),
                     "NOTIFY_SOCKET": str(path), **environment}
        self.process = subprocess.Popen([PROGRAM, "--config", self.configuration, "run"], env=variables,
                                        stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stderr.close()
        self.notify.close()

    def next(self, wanted):
        """The next message that has `wanted` in it, as a dictionary."""
        while True:
            try:
                text = self.notify.recv(65536).decode()
            except TimeoutError:
                status = self.process.poll()
                runs = "runs" if status is None else f"ended with {status}: {self.process.stderr.read().decode()}"
                raise AssertionError(f"no {wanted!r} came, but {self.messages}; the daemon {runs}") from None
            self.messages.append(text)
            if wanted in text:
                return dict(line.split("=", 1) for line in text.splitlines())

    def signal(self, number):
        self.process.send_signal(number)

    def end(self):
        """(exit status, what it said)"""
        said = self.process.communicate(timeout=PATIENCE)[1].decode()
        return self.process.returncode, said


class Lifecycle(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def test_it_is_ready_says_what_to_do_and_stops(self):
        with Daemon(self.folder) as daemon:
            ready = daemon.next("READY=1")
            self.assertIn("watchword feeds add", ready["STATUS"])
            migrating = [text for text in daemon.messages if "EXTEND_TIMEOUT_USEC=" in text]
            self.assertTrue(migrating, "a migration asks for time")
            self.assertTrue((daemon.state / "watchword.db").exists())
            daemon.signal(signal.SIGTERM)
            daemon.next("STOPPING=1")
            while daemon.process.poll() is None:
                daemon.signal(signal.SIGTERM)
            status, said = daemon.end()
            self.assertEqual(status, 0, said)

    def test_the_loop_pings_the_watchdog(self):
        with Daemon(self.folder, WATCHDOG_USEC="600000") as daemon:
            daemon.next("READY=1")
            for _ in range(3):
                daemon.next("WATCHDOG=1")

    def test_every_reload_is_answered_and_a_storm_of_them_is_survived(self):
        with Daemon(self.folder) as daemon:
            daemon.next("READY=1")
            daemon.configuration.write_text('[[feed]]\nurl = "http://192.0.2.1/feed"\nenabled = false\n', encoding="utf-8")
            daemon.signal(signal.SIGHUP)
            self.assertGreater(int(daemon.next("RELOADING=1")["MONOTONIC_USEC"]), 0)
            self.assertIn("1 feed,", daemon.next("READY=1")["STATUS"])
            for _ in range(200):
                daemon.signal(signal.SIGHUP)
            daemon.next("RELOADING=1")
            daemon.next("READY=1")
            daemon.signal(signal.SIGTERM)
            daemon.next("STOPPING=1")
            while daemon.process.poll() is None:
                daemon.signal(signal.SIGHUP)
            status, said = daemon.end()
            self.assertEqual(status, 0, said)

    def test_a_reload_asked_for_before_the_store_is_open_waits_until_it_is_ready(self):
        with Daemon(self.folder) as daemon:
            daemon.next("migrating")
            daemon.signal(signal.SIGHUP)
            daemon.next("READY=1")
            daemon.next("RELOADING=1")
            daemon.next("READY=1")
            daemon.signal(signal.SIGTERM)
            daemon.next("STOPPING=1")
            self.assertEqual(daemon.end()[0], 0)

    def test_a_faulty_configuration_changes_nothing_and_is_told(self):
        with Daemon(self.folder) as daemon:
            daemon.next("READY=1")
            daemon.configuration.write_text("[[[", encoding="utf-8")
            daemon.signal(signal.SIGHUP)
            daemon.next("RELOADING=1")
            self.assertIn("check-config", daemon.next("READY=1")["STATUS"])
            daemon.signal(signal.SIGINT)
            status, said = daemon.end()
            self.assertEqual(status, 0)
            self.assertIn("watchword.toml:1:", said)
            self.assertIn("the old one stays in force", said)

    def test_a_start_with_a_faulty_configuration_says_why_and_ends_with_78(self):
        with Daemon(self.folder, "[[[") as daemon:
            failed = daemon.next("ERRNO=")
            self.assertIn("watchword.toml:1:", failed["STATUS"])
            status, said = daemon.end()
            self.assertEqual(status, 78)
            self.assertIn("watchword.toml:1:", said)
            self.assertFalse(daemon.state.exists())

    def test_a_database_that_cannot_be_used_is_told_with_its_errno(self):
        def newer(state):
            with sqlite3.connect(state / "watchword.db") as database:
                database.execute("PRAGMA user_version = 999")
            database.close()

        def no_database(state):
            (state / "watchword.db").write_bytes(b"this is not a database " * 100)

        def no_folder(state):
            state.rmdir()
            state.write_text("a file", encoding="utf-8")

        for spoil, expected in ((newer, 65), (no_database, 74), (no_folder, 73)):
            with self.subTest(spoil.__name__), tempfile.TemporaryDirectory() as folder:
                state = pathlib.Path(folder) / "state"
                state.mkdir()
                spoil(state)
                with Daemon(folder) as daemon:
                    failed = daemon.next("ERRNO=")
                    self.assertGreater(int(failed["ERRNO"]), 0)
                    self.assertIn(str(state), failed["STATUS"])
                    status, said = daemon.end()
                    self.assertEqual(status, expected, said)

    def test_in_the_journal_without_its_socket_entries_have_priorities_and_no_time(self):
        # A pipe as stderr, and $JOURNAL_STREAM that names it: as when journald's own socket is out of reach.
        with Daemon(self.folder, JOURNAL_STREAM="0:0") as daemon:
            daemon.next("READY=1")
            daemon.signal(signal.SIGTERM)
            _, said = daemon.end()
        self.assertRegex(said, r"(?m)^\d{4}-\d\d-\d\dT\S+ info ", "another stream is no journal")
        if os.path.exists("/run/systemd/journal/socket"):
            self.skipTest("journald is here and would get the entries")
        reader, writer = os.pipe()
        about = os.fstat(writer)
        subprocess.run([PROGRAM, "--config", self.bad_configuration(), "run"], stderr=writer, check=False, timeout=PATIENCE,
                       env={"PATH": os.environ["PATH"], "JOURNAL_STREAM": f"{about.st_dev}:{about.st_ino}"})
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as pipe:
            lines = pipe.read().splitlines()
            self.assertTrue(lines)
            for line in lines:
                self.assertRegex(line, r"^<3>\S+watchword\.toml:\d+:\d+: .*\[event=config\.refused\]")

    def bad_configuration(self):
        path = pathlib.Path(self.folder) / "watchword.toml"
        path.write_text("[[[", encoding="utf-8")
        return path


if __name__ == "__main__":
    unittest.main()
