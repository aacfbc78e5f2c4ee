#!/usr/bin/env python3
"""Drives the managing commands through the real program: a daemon on loopback, its control socket, a small web.

    control.py PROGRAM       PROGRAM: the watchword that was built
"""

import http.client
import http.server
import json
import os
import pathlib
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "watchword"
PATIENCE = 240  # seconds until something that must happen counts as missing

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><link>http://{host}/</link>
<item><title>First</title><link>http://{host}/1</link><guid>1</guid></item></channel></rss>"""
PAGES = {
    "/alpha.xml": ("application/rss+xml", RSS.replace("{title}", "The Feed")),
    "/beta.xml": ("application/rss+xml", RSS.replace("{title}", "Second")),
    "/patient.xml": ("application/rss+xml", RSS.replace("{title}", "Patient")),
    "/one": ("text/html", '<link rel="alternate" type="application/rss+xml" href="/alpha.xml"><p>One feed.'),
    "/two": ("text/html", '<link rel="alternate" type="application/rss+xml" href="/alpha.xml">'
                          '<link rel="alternate" type="application/rss+xml" href="/beta.xml">'),
    "/none": ("text/html", "<p>No feed here."),
    "/1": ("text/html", "<article><h1>First</h1><p>A text of its own.</p></article>"),
}


class Web(http.server.ThreadingHTTPServer):
    """Pages, and receivers: /hook takes what it is sent, /down refuses."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.received = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        pass  # the daemon was stopped in the middle


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path not in PAGES:
            return self.answer(404)
        kind, text = PAGES[self.path]
        more = {"Cache_Control": "max-age=3600"} if self.path == "/patient.xml" else {}
        self.answer(200, text.replace("{host}", self.headers["Host"]).encode(), Content_Type=kind, **more)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/hook":
            self.server.received.append((self.headers["webhook-id"], json.loads(body)))
        self.answer(200 if self.path == "/hook" else 500)

    def log_message(self, *_):
        pass


CONFIG = """
[fetch]
allow_networks = ["127.0.0.0/8"]
delay_per_host = "1ms"
[poll]
interval_min = "{interval_min}"
interval = "1h"
[server]
{server}
[[feed]]
url = "{web}/patient.xml"
name = "Patient"
tags = ["slow"]
[[receiver]]
name = "desk"
webhook = "{web}/hook"
[[receiver]]
name = "down"
webhook = "{web}/down"
[[subscription]]
name = "From the file"
query = 'maidan'
receivers = ["desk"]
"""


class Home(unittest.TestCase):
    """A configuration and a state directory of its own, and whatever was started in it ends with the test."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)
        self.web = Web()
        self.addCleanup(self.web.server_close)
        self.addCleanup(self.web.shutdown)
        self.config = self.home / "watchword.toml"
        self.socket = self.home / "state/watchword/watchword.sock"
        self.environment = {key: value for key, value in os.environ.items()
                            if not key.endswith("_DIRECTORY") and not key.startswith("XDG_")}
        self.environment |= {"HOME": str(self.home), "XDG_STATE_HOME": str(self.home / "state")}
        self.configure()

    def configure(self, server="", interval_min="1s", text=None):
        self.config.write_text(text if text is not None else
                               CONFIG.format(web=self.web.url, server=server, interval_min=interval_min))

    def run_command(self, *arguments, **options):
        return subprocess.run([PROGRAM, "--config", self.config, *arguments], env=self.environment, cwd=self.home,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=PATIENCE,
                              check=False, text=True, **options)

    def do(self, *arguments, code=0):
        """What a command printed, when it ended as it should."""
        result = self.run_command(*arguments)
        self.assertEqual(result.returncode, code, f"{arguments}: {result.stdout}{result.stderr}")
        return result.stdout if code == 0 else result.stdout + result.stderr

    def told(self, *arguments):
        return json.loads(self.do("--json", *arguments))

    def listed(self, *arguments):
        return [json.loads(line) for line in self.do("--json", *arguments).splitlines()]

    def start(self):
        daemon = subprocess.Popen([PROGRAM, "--config", self.config, "run"], env=self.environment, cwd=self.home,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.stop, daemon)
        said = ""
        for line in daemon.stderr:
            said += line
            if "daemon.ready" in line:
                threading.Thread(target=daemon.stderr.read, daemon=True).start()
                return daemon
        self.fail("the daemon did not start: " + said)

    @staticmethod
    def stop(daemon):
        if daemon.poll() is None:
            daemon.send_signal(signal.SIGTERM)
        return daemon.wait(timeout=PATIENCE)

    def wait_for(self, what, ask):
        """The answer, as soon as there is one."""
        deadline = time.monotonic() + PATIENCE
        while not (answer := ask()):
            if time.monotonic() > deadline:
                self.fail(f"no {what}; the web received {self.web.received}; to be delivered: {self.do('deliveries', 'list')}")
            time.sleep(0.05)
        return answer


class Feeds(Home):
    def polled(self, name):
        """A check, as soon as interval_min lets it after the first poll."""
        def check():
            result = self.run_command("--json", "feeds", "check", name)
            return None if "interval_min" in result.stderr else result

        return self.wait_for("check", check)

    def test_one_is_added_shown_and_removed(self):
        self.start()
        self.do("feeds", "add", f"{self.web.url}/alpha.xml", "--tag", "central-asia", "--name", "Mine")
        shown = self.told("feeds", "show", "Mine")
        self.assertEqual((shown["url"], shown["tags"], shown["file"]), (f"{self.web.url}/alpha.xml", ["central-asia"], None))
        self.assertIn("next poll", self.do("feeds", "show", "Mine"))
        self.assertEqual({feed["name"] for feed in self.listed("feeds", "list")}, {"Mine", "Patient"})
        self.do("feeds", "remove", "Mine")
        self.assertEqual([feed["name"] for feed in self.listed("feeds", "list")], ["Patient"])

    def test_what_is_added_is_there_after_a_restart(self):
        daemon = self.start()
        self.do("feeds", "add", f"{self.web.url}/alpha.xml", "--name", "Mine")
        self.assertEqual(self.stop(daemon), 0)
        self.assertEqual(len(self.listed("feeds", "list")), 2)
        self.start()
        self.assertEqual(len(self.listed("feeds", "list")), 2)

    def test_a_site_is_as_good_as_its_one_feed(self):
        self.start()
        self.do("feeds", "add", f"{self.web.url}/one")
        self.assertIn(f"{self.web.url}/alpha.xml", [feed["url"] for feed in self.listed("feeds", "list")])

    def test_several_feeds_of_a_site_are_listed_and_none_is_added(self):
        self.start()
        told = self.do("feeds", "add", f"{self.web.url}/two", code=65)
        self.assertIn(f"{self.web.url}/alpha.xml", told)
        self.assertIn(f"{self.web.url}/beta.xml", told)
        self.assertEqual(len(self.listed("feeds", "list")), 1)

    def test_what_is_no_feed_is_refused(self):
        self.start()
        self.assertIn("there is no feed", self.do("feeds", "add", f"{self.web.url}/none", code=65))
        self.do("feeds", "add", "ftp://example.org/x", code=65)
        self.do("feeds", "add", f"{self.web.url}/missing", code=69)
        self.do("feeds", "add", f"{self.web.url}/missing", "--unchecked")
        self.assertIn("already", self.do("feeds", "add", f"{self.web.url}/missing", "--unchecked", code=73))

    def test_one_of_the_file_is_shown_with_it_and_changed_there(self):
        self.start()
        shown = self.told("feeds", "show", "Patient")
        file, line = shown["file"].rsplit(":", 1)
        self.assertEqual(file, str(self.config))
        self.assertIn("[[feed]]", self.config.read_text().splitlines()[int(line) - 1])
        self.assertIn(shown["file"], self.do("feeds", "remove", "Patient", code=77))
        self.assertIn(shown["file"], self.do("feeds", "add", f"{self.web.url}/patient.xml", code=73))
        self.do("feeds", "remove", "Nobody", code=66)
        self.do("feeds", "show", "Nobody", code=66)

    def test_a_check_polls_at_once_and_says_what_came_of_it(self):
        self.start()
        self.do("feeds", "add", f"{self.web.url}/alpha.xml", "--name", "Mine")
        polled = self.polled("Mine")
        self.assertEqual(polled.returncode, 0, polled.stderr)
        checked = json.loads(polled.stdout)
        self.assertEqual((checked["status"], checked["listed"], checked["failure"]), (200, 1, ""))
        self.do("feeds", "add", f"{self.web.url}/missing", "--unchecked", "--name", "Missing")
        missing = self.polled("Missing")
        self.assertEqual((missing.returncode, json.loads(missing.stdout)["failure"]), (69, "the server answered 404"))

    def test_a_check_is_no_less_polite_than_the_daemon(self):
        self.configure(interval_min="30m")
        self.start()
        self.do("feeds", "add", f"{self.web.url}/alpha.xml", "--name", "Mine")
        first = self.run_command("feeds", "check", "Mine")
        self.assertIn(first.returncode, (0, 69))  # its first poll may have been before
        self.assertIn("interval_min", self.do("feeds", "check", "Mine", code=69))

    def test_a_check_obeys_what_the_server_asked_for(self):
        self.start()
        self.run_command("feeds", "check", "Patient")
        self.assertIn("the server asked", self.do("feeds", "check", "Patient", code=69))

    def test_a_plain_address_is_checked_without_a_daemon(self):
        self.assertIn("The Feed", self.do("feeds", "check", f"{self.web.url}/alpha.xml"))
        self.assertIn("Second", self.do("feeds", "check", f"{self.web.url}/two"))
        self.do("feeds", "check", f"{self.web.url}/none", code=65)

    def test_opml_goes_in_and_comes_out(self):
        self.start()
        opml = self.home / "feeds.opml"
        opml.write_text(f"""<opml version="2.0"><body><outline text="News"><outline text="Ukraine">
            <outline type="rss" text="Mine" xmlUrl="{self.web.url}/alpha.xml" xyz="kept"/></outline></outline>
            <outline text="Known" xmlUrl="{self.web.url}/patient.xml"/><outline text="Bad" xmlUrl="file:///etc/passwd"/>
            </body></opml>""")
        self.assertEqual(self.told("feeds", "import", "feeds.opml"), {"added": 1, "known": 1, "refused": 0})
        self.assertEqual(self.told("feeds", "show", "Mine")["tags"], ["News/Ukraine"])
        out = self.do("feeds", "export")
        self.assertIn('xyz="kept"', out)
        self.assertIn('<outline text="News">', out)
        self.assertIn(f'xmlUrl="{self.web.url}/patient.xml"', out)
        self.do("feeds", "import", "missing.opml", code=66)
        opml.write_text("no list")
        self.do("feeds", "import", "feeds.opml", code=65)


class Subscriptions(Home):
    def test_one_is_added_paused_resumed_and_removed(self):
        self.start()
        self.do("subscriptions", "add", "Talk", 'maidan OR "security council"', "--receiver", "desk", "--feed", "tag:slow",
                "--event", "matched", "--event", "edited", "--language", "en")
        shown = self.told("subscriptions", "show", "Talk")
        self.assertEqual((shown["receivers"], shown["feeds"], shown["file"], shown["active"]), (["desk"], ["tag:slow"], None, True))
        self.do("subscriptions", "pause", "Talk")
        self.assertFalse(self.told("subscriptions", "show", "Talk")["active"])
        self.do("subscriptions", "resume", "Talk")
        self.assertTrue(self.told("subscriptions", "show", "Talk")["active"])
        self.do("subscriptions", "remove", "Talk")
        self.assertEqual([each["name"] for each in self.listed("subscriptions", "list")], ["From the file"])

    def test_one_is_checked_as_in_the_configuration(self):
        self.start()
        fault = self.do("subscriptions", "add", "Talk", "maidan AND (", "--receiver", "desk", code=65)
        self.assertRegex(fault, r"query:1:\d+: .+\n  maidan AND \(\n +\^")
        self.assertIn("did you mean `desk`", self.do("subscriptions", "add", "Talk", "x1", "--receiver", "dsk", code=65))
        self.assertIn("there are: desk, down", self.do("subscriptions", "add", "Talk", "x1", code=65))
        for option, value in (("--feed", "Nowhere"), ("--feed", "tag:none"), ("--event", "eaten"), ("--language", "English")):
            self.assertIn(value, self.do("subscriptions", "add", "Talk", "x1", "--receiver", "desk", option, value, code=65))
        self.assertEqual(len(self.listed("subscriptions", "list")), 1)

    def test_a_feed_without_a_name_is_kept_by_its_address_whatever_its_title_is(self):
        self.start()
        url = f"{self.web.url}/alpha.xml"
        self.do("feeds", "add", url)
        self.wait_for("title", lambda: self.told("feeds", "show", url)["title"])
        self.do("subscriptions", "add", "By title", "x1", "--receiver", "desk", "--feed", "The Feed")
        self.do("subscriptions", "add", "By address", "x1", "--receiver", "desk", "--feed", url)
        for name in ("By title", "By address"):
            self.assertEqual(self.told("subscriptions", "show", name)["feeds"], [url])

    def test_one_of_the_file_is_shown_with_it_and_changed_there(self):
        self.start()
        file = self.told("subscriptions", "show", "From the file")["file"]
        self.assertTrue(file.startswith(f"{self.config}:"))
        for verb in ("remove", "pause", "resume"):
            self.assertIn(file, self.do("subscriptions", verb, "From the file", code=77))
        self.assertIn(file, self.do("subscriptions", "add", "From the file", "x1", "--receiver", "desk", code=73))
        for verb in ("show", "remove", "pause", "resume", "test"):
            self.do("subscriptions", verb, "Nobody", code=66)

    def test_a_sample_goes_through_the_real_receivers(self):
        self.start()
        self.assertIn("desk: delivered", self.do("subscriptions", "test", "From the file"))
        (_, body), = self.web.received
        self.assertEqual((body["type"], body["data"]["subscription"]["name"]), ("test", "From the file"))
        self.do("subscriptions", "add", "Both", "x1", "--receiver", "desk", "--receiver", "down")
        told = self.do("subscriptions", "test", "Both", code=69)
        self.assertIn("desk: delivered", told)
        self.assertRegex(told, r"down: not delivered: 500.*; next try \d")

    def test_what_is_sent_again_keeps_its_id(self):
        self.start()
        sent = self.told("subscriptions", "test", "From the file")
        self.do("alerts", "resend", sent["alert"])
        self.wait_for("repeat", lambda: len(self.web.received) == 2)
        self.assertEqual(self.web.received[0][0], self.web.received[1][0])
        self.wait_for("record of it", lambda: self.listed("deliveries", "list") == [])
        self.do("alerts", "resend", "al_0000", code=66)
        self.do("deliveries", "retry", "dl_0000000000000", code=66)
        self.do("subscriptions", "add", "Down", "x1", "--receiver", "down")
        self.do("subscriptions", "test", "Down", code=69)
        self.assertEqual(self.told("deliveries", "retry")["retried"], 1)
        self.assertEqual(len(self.web.received), 2)


class Daemon(Home):
    def test_status_tells_of_one_that_runs_and_of_one_that_does_not(self):
        self.assertIn("no daemon is running", self.do("status", code=69))
        daemon = self.start()
        self.assertTrue(self.told("status")["daemon"]["running"])
        self.stop(daemon)
        self.assertFalse(self.told("status")["daemon"]["running"])
        self.assertIn("stopped", self.do("status"))
        self.configure(text="[state\n")
        self.assertIn("stopped", self.do("status"))

    def test_a_database_that_another_program_keeps_locked_is_told_of(self):
        daemon = self.start()
        database = sqlite3.connect(self.home / "state/watchword/watchword.db", isolation_level=None)
        self.addCleanup(database.close)
        database.execute("BEGIN IMMEDIATE")
        refused = self.do("feeds", "add", f"{self.web.url}/alpha.xml", "--unchecked", code=74)
        self.assertIn("nothing was changed", refused)
        self.assertIn("fuser", refused)
        self.assertIn("locked", self.told("status")["daemon"]["trouble"])
        self.assertIn("cannot be written", self.do("status"))
        database.execute("ROLLBACK")
        self.do("feeds", "add", f"{self.web.url}/alpha.xml", "--unchecked")
        self.assertIsNone(self.told("status")["daemon"]["trouble"])
        self.stop(daemon)

    def test_status_says_that_nothing_is_watched_and_what_to_do(self):
        self.configure(text="")
        self.start()
        told = self.do("status")
        self.assertIn("nothing is watched", told)
        self.assertIn("watchword feeds add", told)

    def test_a_stopped_one_is_managed_in_its_database(self):
        self.do("feeds", "add", f"{self.web.url}/alpha.xml", code=69)
        daemon = self.start()
        self.do("subscriptions", "add", "Talk", "x1", "--receiver", "desk")
        self.stop(daemon)
        self.do("subscriptions", "pause", "Talk")
        self.do("feeds", "add", f"{self.web.url}/alpha.xml", "--name", "Mine")
        self.do("subscriptions", "test", "Talk", code=69)
        self.do("feeds", "check", "Mine", code=69)
        self.start()
        self.assertFalse(self.told("subscriptions", "show", "Talk")["active"])
        self.assertEqual(self.told("feeds", "show", "Mine")["name"], "Mine")

    def test_a_reload_leaves_the_state_where_it_is(self):
        daemon = self.start()
        text = self.config.read_text()
        self.environment["RUNTIME_DIRECTORY"] = str(self.socket.parent)  # the new directory has no socket
        for directory in ("elsewhere", "yonder"):
            self.config.write_text(f'{text}\n[state]\ndirectory = "{self.home}/{directory}"\n'
                                   f'[[feed]]\nurl = "{self.web.url}/{directory}.xml"\nname = "{directory}"\n')
            daemon.send_signal(signal.SIGHUP)
            self.wait_for("reload", lambda: directory in {feed["name"] for feed in self.listed("feeds", "list")})

    def test_a_second_one_is_refused(self):
        self.start()
        self.assertIn("another watchword", self.do("run", code=69))
        self.assertTrue(self.told("status")["daemon"]["running"])

    def test_a_question_that_a_daemon_dropped_at_its_end_is_asked_again(self):
        self.stop(self.start())
        ending = socket.socket(socket.AF_UNIX)
        ending.bind(str(self.socket))
        ending.listen()

        def drop():
            asking, _ = ending.accept()
            asking.recv(65536)
            self.socket.unlink()
            ending.close()
            asking.close()

        dropper = threading.Thread(target=drop)
        dropper.start()
        self.assertIn("stopped", self.do("status"))
        dropper.join()

    def test_a_port_in_use_is_named(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            self.configure(server=f'listen = ["127.0.0.1:{port}"]')
            told = self.do("run", code=69)
        self.assertIn(f"127.0.0.1:{port}", told)
        self.assertIn("in use", told)

    def test_one_that_others_could_reach_does_not_start_without_a_token(self):
        for address in ("0.0.0.0:8380", "[::]:8380", "[::ffff:127.0.0.1]:8380", "192.0.2.1:8380"):
            self.configure(server=f'listen = ["{address}"]')
            self.assertIn("token_file", self.do("run", code=78), address)

    def test_the_socket_is_for_its_group_and_goes_with_the_daemon(self):
        daemon = self.start()
        self.assertEqual(stat.S_IMODE(self.socket.stat().st_mode), 0o660)
        self.stop(daemon)
        self.assertFalse(self.socket.exists())

    def test_a_socket_left_behind_is_replaced_and_its_folder_may_have_a_long_name(self):
        folder = self.home / ("x" * 100)
        folder.mkdir()
        self.environment["RUNTIME_DIRECTORY"] = str(folder)
        daemon = self.start()
        daemon.kill()
        daemon.wait()
        self.assertTrue((folder / "watchword.sock").exists())
        self.start()
        self.assertTrue(self.told("status")["daemon"]["running"])

    @unittest.skipUnless(os.geteuid() == 0, "needs root to become somebody else")
    def test_who_may_not_use_the_socket_hears_what_to_do(self):
        self.start()
        for folder in (self.home, self.home / "state", self.home / "state/watchword"):
            folder.chmod(0o755)
        result = self.run_command("status", user=65534, group=65534, extra_groups=[])
        self.assertEqual(result.returncode, 77, result.stderr)
        self.assertIn("sudo", result.stderr)

    def request(self, method, target, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, target, body, {key.replace("_", "-"): value for key, value in headers.items()})
        response = connection.getresponse()
        answer = response.status, response.read().decode()
        connection.close()
        return answer

    def test_tcp_answers_questions_and_takes_orders_for_a_token(self):
        # Bound and not listening, it keeps the port for the daemon: nobody who wants any port is given this one.
        free = self.enterContext(socket.socket())
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", 0))
        self.port = free.getsockname()[1]
        (self.home / "token").write_text("x" * 40)
        os.chmod(self.home / "token", 0o600)
        self.configure(server=f'listen = ["127.0.0.1:{self.port}"]\ntoken_file = "./token"')
        self.start()
        self.assertEqual(self.request("GET", "/healthz"), (200, "ok\n"))
        self.assertEqual(self.request("GET", "/status")[0], 401)
        token = {"Authorization": "Bearer " + "x" * 40}
        self.assertTrue(json.loads(self.request("GET", "/status", **token)[1])["daemon"]["running"])
        self.assertIn("\nwatchword_feeds 1\n", self.request("GET", "/metrics", **token)[1])
        self.assertEqual(self.request("GET", "/status", **token, Host="evil.example")[0], 421)
        self.assertEqual(self.request("GET", "/healthz", Host="evil.example")[0], 421)
        for hosts in (b"", b"Host: localhost\r\nHost: evil.example\r\n"):
            with socket.create_connection(("127.0.0.1", self.port)) as plain:
                plain.sendall(b"GET /healthz HTTP/1.1\r\n" + hosts + b"\r\n")
                self.assertTrue(plain.recv(100).startswith(b"HTTP/1.1 400"), hosts)
        for target in ("/", "/../etc/passwd", "/%2e%2e/status", "//evil.example/", "/feeds/../status"):
            self.assertEqual(self.request("GET", target, **token)[0], 404, target)
        self.assertEqual(self.request("PUT", "/feeds", **token)[0], 405)
        feed = json.dumps({"url": f"{self.web.url}/alpha.xml"})
        self.assertEqual(self.request("POST", "/feeds", feed, **token)[0], 415)
        kind = {"Content_Type": "application/json"}
        self.assertEqual(self.request("POST", "/feeds", feed, **token, **kind, Origin="http://evil.example")[0], 403)
        self.assertEqual(self.request("POST", "/feeds", "{", **token, **kind)[0], 400)
        self.assertEqual(self.request("POST", "/feeds", feed, **token, **kind)[0], 200)
        self.assertEqual(self.request("GET", "/status", **token, X_Long="x" * 20000)[0], 431)
        with socket.create_connection(("127.0.0.1", self.port)) as plain:
            plain.sendall(b"nonsense\r\n\r\n")
            self.assertTrue(plain.recv(100).startswith(b"HTTP/1.1 400"))

    def test_help_is_everywhere(self):
        for command in ([], ["help"], ["--help"]):
            result = self.run_command(*command)
            self.assertIn("subscriptions" if command else "watchword help", result.stdout + result.stderr)
            self.assertEqual(result.returncode, 0 if command else 64)
        for words in (["feeds"], ["feeds", "add"], ["query", "check"]):
            self.assertEqual(self.do("help", *words), self.do(*words, "--help"))
        self.do("help", "nothing", code=64)
        self.do("feeds", "nothing", code=64)


if __name__ == "__main__":
    unittest.main()
