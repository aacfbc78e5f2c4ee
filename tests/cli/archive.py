#!/usr/bin/env python3
"""Asks for what is stored - articles, edits, alerts, the outbox, queries tried over it - of a running daemon and of a
stopped one; takes a backup, puts it back, and lets the doctor look.

    archive.py PROGRAM       PROGRAM: the watchword that was built
"""

import http.server
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "watchword"
PATIENCE = 240  # seconds until something that must happen counts as missing

FILLER = ["The council of the valley met on Monday and spoke at length about the repair of the old footbridge by the mill.",
          "Its members agreed that the planks are rotten, that the railing is loose, and that both have been so for years.",
          "A decision was put off until the carpenter of the neighbouring village has named a price and a date."]
# Read again every few seconds, and for longer than the edit can be waited for.
REVISIT = str([f"{seconds}s" for seconds in range(5, 255, 5)])
TITLES = {"/square": "Crowds gather \x1b[2J on the square", "/bridge": "The footbridge by the mill"}


class Press(http.server.BaseHTTPRequestHandler):
    """A feed of two articles, one of which is edited when the server says so, and a receiver that has had enough."""

    def do_GET(self):
        paragraphs = [*FILLER, "Some called it a second Maidan, others a fair."]
        if self.server.edited:
            paragraphs[2] = paragraphs[2].replace("a price and a date", "a price of 4,000 crowns")
        if self.path == "/rss":
            items = "".join(f"<item><title>{title.replace(chr(27), '')}</title><link>{self.server.origin}{path}</link></item>"
                            for path, title in TITLES.items())
            self.answer("application/rss+xml", f"<rss version='2.0'><channel><title>Valley</title>{items}</channel></rss>")
        elif self.path in TITLES:
            text = "".join(f"<p>{p}</p>" for p in (paragraphs if self.path == "/square" else FILLER))
            self.answer("text/html", f"<html lang='en'><title>{TITLES[self.path]}</title><article><h1>{TITLES[self.path]}</h1>"
                                     f"{text}</article></html>")
        else:
            self.answer("text/plain", "", 404)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer("text/plain", "\x1b]0;enough\x07", 503)

    def answer(self, kind, body, status=200):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


class Archive(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Press)
        cls.server.origin = f"http://127.0.0.1:{cls.server.server_port}"
        cls.server.edited = False
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        (cls.root / "watchword.toml").write_text(f"""
[state]
directory = "{cls.root}/state"
[fetch]
allow_networks = ["127.0.0.0/8"]
robots = "ignore"
delay_per_host = "0s"
[articles]
revisit = {REVISIT}
[[feed]]
url = "{cls.server.origin}/rss"
name = "Valley"
backlog = "all"
[[receiver]]
name = "hook"
webhook = "{cls.server.origin}/hook"
[[subscription]]
name = "Maidan talk"
query = "maidan"
events = ["matched", "edited"]
receivers = ["hook"]
""", encoding="utf-8")
        cls.start()

    @classmethod
    def tearDownClass(cls):
        cls.stop()
        cls.server.shutdown()
        cls.server.server_close()
        cls.folder.cleanup()

    @classmethod
    def start(cls):
        """Returns when it takes questions: before, there may be a database that is still to be made."""
        log = cls.root / "log"
        log.touch()
        starts = log.read_text(encoding="utf-8").count("daemon.ready")
        with log.open("ab") as file:
            cls.daemon = subprocess.Popen([PROGRAM, "--config", cls.root / "watchword.toml", "run"], stderr=file)
        deadline = time.monotonic() + PATIENCE
        while log.read_text(encoding="utf-8").count("daemon.ready") == starts:
            if cls.daemon.poll() is not None or time.monotonic() > deadline:
                raise AssertionError("the daemon did not start\n" + log.read_text(encoding="utf-8"))
            time.sleep(0.05)

    @classmethod
    def stop(cls):
        cls.daemon.send_signal(signal.SIGTERM)
        if status := cls.daemon.wait(PATIENCE):
            raise AssertionError(f"the daemon ended with {status}\n" + (cls.root / "log").read_text(encoding="utf-8"))

    def run_it(self, *arguments, status=0):
        done = subprocess.run([PROGRAM, "--config", self.root / "watchword.toml", *arguments], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=PATIENCE, check=False,
                              env={**os.environ, "TZ": "Asia/Almaty"})
        self.assertEqual(done.returncode, status, done.stdout.decode() + done.stderr.decode())
        self.assertNotIn(b"\x1b", done.stdout + done.stderr, "what strangers wrote steers the terminal")
        return done.stdout.decode() or done.stderr.decode()

    def listed(self, *arguments):
        return [json.loads(line) for line in self.run_it("--json", *arguments).splitlines() if line.startswith("{")]

    def wait_for(self, what, ask):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if answer := ask():
                return answer
            time.sleep(0.2)
        self.fail(f"no {what}: {answer}\n" + (self.root / "log").read_text(encoding="utf-8"))

    def test_a_day_in_the_archive(self):
        self.wait_for("articles", lambda: len([a for a in self.listed("articles", "list") if a["revision"]]) == 2)
        type(self).server.edited = True
        edited = self.wait_for("edit", lambda: self.listed("articles", "list", "--edited"))
        # The second try comes after seconds, the third after minutes: until then nothing changes.
        self.wait_for("second try", lambda: [d for d in self.listed("deliveries", "list") if d["tries"] >= 2])
        running = self.look_around(edited[0]["id"])
        backup = self.root / "backup.db"
        self.run_it("backup", str(backup))
        self.assertIn("stop it first", self.run_it("restore", str(backup), status=75))
        self.stop()
        self.assertEqual(self.look_around(edited[0]["id"]), running)
        self.assertIn("is kept in", self.run_it("restore", str(backup)))
        self.assertEqual(len(self.listed("articles", "list")), 2)
        self.doctor()

    def look_around(self, article):
        """Every reading command in both forms; what must be the same of a running daemon and a stopped one."""
        found = self.listed("articles", "search", "maidan")
        self.assertEqual([one["id"] for one in found], [article])
        self.assertIn("a second [Maidan], others", self.run_it("articles", "search", "maidan"))
        self.assertIn("No article matches", self.run_it("articles", "search", "zebra"))
        self.assertIn("+05", self.run_it("articles", "list"))

        shown = json.loads(self.run_it("--json", "articles", "show", article[:9]))
        self.assertEqual([one["number"] for one in shown["revisions"]], [1, 2])
        self.assertTrue(shown["next_reading"]["why"])
        self.assertEqual(json.loads(self.run_it("--json", "articles", "show", self.server.origin + "/square"))["id"], article)
        self.assertRegex(self.run_it("articles", "show", article), r"(?m)^next +\S")
        self.assertIn("{+", self.run_it("articles", "diff", article))
        self.assertIn("<ins", self.run_it("articles", "diff", article, "1", "2", "--html"))
        diff = json.loads(self.run_it("--json", "articles", "diff", article))
        self.assertEqual(diff["grade"], "substantive")
        self.run_it("articles", "diff", article, "1", status=64)
        self.run_it("articles", "show", "ar_0000", status=66)

        alerts = self.listed("alerts", "list")
        self.assertEqual([one["event"] for one in alerts], ["article.edited", "article.matched"])
        self.assertIn("503", self.run_it("alerts", "show", alerts[-1]["id"]))
        self.assertIn("deferred until", self.run_it("deliveries", "list"))
        self.run_it("deliveries", "list", "--state", "lost", status=65)

        tested = json.loads(self.run_it("--json", "query", "test", "footbridge", "--subscription", "Maidan talk"))
        self.assertEqual((tested["matched"], tested["against"]["gained"]["articles"]), (2, 1))
        self.assertRegex(self.run_it("query", "test", "maidan"), r"(?s)1 of 2 articles.*█")
        self.assertIn("1 of 2 articles of the last week, 50.00 %", self.run_it("query", "check", "maidan"))
        self.run_it("query", "test", "maidan AND", status=65)
        days = [day for day in tested["days"] if day["articles"]]  # the others change at midnight
        return found, shown["revisions"], [one["id"] for one in alerts], days

    def doctor(self):
        findings = {one["check"]: one for one in self.listed("doctor")}
        self.assertEqual({"configuration", "permissions", "disk space", "clock", "certificates", "database", "feeds", "outbox",
                          "receivers"} - set(findings), set())
        self.assertEqual(findings["receivers"]["grade"], "ok", findings)
        database = self.root / "state/watchword.db"
        with database.open("r+b") as file:
            file.seek(4096)
            file.write(b"x" * 40_000)
        self.assertIn("watchword restore", self.run_it("doctor", status=69))
        self.run_it("restore", str(self.root / "backup.db"), status=65)
        self.run_it("restore", str(self.root / "backup.db"), "--force")
        self.assertEqual(len(self.listed("articles", "list")), 2)
        self.start()
        self.assertTrue(json.loads(self.run_it("--json", "status"))["daemon"]["running"])


if __name__ == "__main__":
    unittest.main()
