#!/usr/bin/env python3
"""A hub tells of news (WebSub): it is found, asked, confirmed, believed when it signs rightly and not otherwise, asked again,
and done without when it is down or says no. The hub comes to the daemon's own listener, as a proxy would bring it.

    hub.py PROGRAM
"""

import hashlib
import hmac
import http.server
import json
import pathlib
import sqlite3
import unittest
import urllib.parse

from daemon import PATIENCE, SECRET, WORLD, Daemon, ask, free_port, program, temporary_directory, wait_until
from press import Press, serve

PROGRAM = program()
CONFIGURATION = """
[fetch]
allow_networks = ["127.0.0.0/8"]
delay_per_host = "0s"
[poll]
interval = "{interval}"
interval_min = "1s"
adaptive = false
[server]
listen = ["127.0.0.1:{port}"]
{public_url}
[[receiver]]
name = "desk"
webhook = "{press}/receiver"
secret_file = "{directory}/hook.whsec"
[[subscription]]
name = "Maidan"
query = "maidan"
receivers = ["desk"]
[[feed]]
name = "Press"
url = "{press}/feed/0"
enabled = {enabled}
"""


class HubbedPress(Press):
    """Its feed names a hub, and itself by another name than it is asked by."""

    hub = topic = None

    def feed(self, number):
        links = "<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='%s' href='%s'/>"
        return super().feed(number).replace(
            b"<link>", (links % ("hub", self.hub) + links % ("self", self.topic)).encode() + b"<link>", 1)


class Hub:
    def __init__(self):
        self.asked = []    # (path, form)
        self.statuses = []  # of the next answers; then 202
        hub = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_POST(self):
                form = self.rfile.read(int(self.headers["Content-Length"])).decode()
                # Noted before it is answered, whatever that answer brings.
                hub.asked.append((self.path, dict(urllib.parse.parse_qsl(form, strict_parsing=True))))
                status = hub.statuses.pop(0) if hub.statuses else 202
                self.send_response(status)
                if status == 307:
                    self.send_header("Location", "/moved")
                self.send_header("Content-Length", "0")
                self.end_headers()

        self.server = serve(http.server.ThreadingHTTPServer, Handler)
        self.url = "http://127.0.0.1:%d/hub" % self.server.server_address[1]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Telling(unittest.TestCase):
    def setUp(self):
        self.directory = temporary_directory(self)
        self.state = self.directory + "/state/watchword.db"
        pathlib.Path(self.directory, "hook.whsec").write_text(SECRET, encoding="ascii")
        self.press = HubbedPress(1)
        self.addCleanup(self.press.close)
        self.hub = Hub()
        self.addCleanup(self.hub.close)
        self.press.hub, self.press.topic = self.hub.url, self.press.url + "/news?kind=all&page=1"

    def start(self, interval="1h", public_url='public_url = "%s"' % WORLD, enabled="true"):
        self.port = free_port()
        self.daemon = Daemon(PROGRAM, self.directory, CONFIGURATION.format(
            interval=interval, port=self.port, public_url=public_url, press=self.press.url, directory=self.directory,
            enabled=enabled))
        self.addCleanup(self.daemon.discard)
        self.daemon.start()

    def feed(self):
        status, body = ask(self.port, "GET", "/feeds/Press", host="localhost")
        self.assertEqual(status, 200, body)
        return json.loads(body)

    def wait(self, condition, what):
        wait_until(condition, PATIENCE, what, lambda: "the hub was asked: %s\n%s" % (self.hub.asked, self.press.seen()))

    def await_request(self, count):
        self.wait(lambda: len(self.hub.asked) >= count, "request %d to the hub" % count)
        form = self.hub.asked[count - 1][1]
        self.callback = form["hub.callback"].removeprefix(WORLD)
        self.secret = form["hub.secret"].encode()
        return form

    def inquire(self, **parameters):
        query = {"hub.mode": "subscribe", "hub.topic": self.press.topic, "hub.challenge": "Ch+1 &x", "hub.lease_seconds": "86400"}
        query.update({"hub." + key: value for key, value in parameters.items()})
        return ask(self.port, "GET", self.callback + "?" + urllib.parse.urlencode(query, quote_via=urllib.parse.quote))

    def push(self, signature=None, body=b"<rss/>", method="sha256"):
        """With the right signature, another one, or none at all ("")."""
        if signature is None:
            signature = method + "=" + hmac.new(self.secret, body, method).hexdigest()
        return ask(self.port, "POST", self.callback, body, {"Content-Type": "application/rss+xml",
                                                            **({"X-Hub-Signature": signature} if signature else {})})[0]

    def test_news_that_is_signed_is_fetched_at_once(self):
        self.start()
        form = self.await_request(1)
        self.assertEqual((form["hub.mode"], form["hub.topic"]), ("subscribe", self.press.topic))
        self.assertRegex(form["hub.callback"], "^%s/websub/[0-9a-f]{40}$" % WORLD)
        self.assertRegex(form["hub.secret"], "^[0-9a-f]{64}$")
        self.assertGreater(int(form["hub.lease_seconds"]), 0)
        # Nobody but the hub knows the callback, and it confirms what was asked alone.
        self.assertEqual(self.inquire(topic=self.press.topic + "0")[0], 404)
        self.assertEqual(self.inquire(mode="unsubscribe")[0], 404)
        right, self.callback = self.callback, self.callback[:-1] + ("0" if self.callback[-1] != "0" else "1")
        self.assertEqual(self.inquire()[0], 404)
        self.assertEqual(self.push(), 410)
        self.callback = right
        self.assertEqual(self.push(), 202)  # nothing is confirmed yet
        self.assertIsNone(self.feed()["hub"]["told"])
        self.assertEqual(self.inquire(), (200, "Ch+1 &x"))
        self.assertIsNotNone(self.feed()["hub"]["lease_ends"])

        url = self.press.publish(0, "The first", "Organisers speak of a Maidan.")
        before = self.feed()
        wrong = "sha256=" + hmac.new(b"another", b"<rss/>", hashlib.sha256).hexdigest()
        for signature in ("", "sha256=", wrong, wrong.replace("sha256", "md5")):
            self.assertEqual(self.push(signature), 202, signature)
        self.assertEqual(ask(self.port, "DELETE", self.callback)[0], 405)
        self.assertEqual(ask(self.port, "POST", self.callback, b"", {"Content-Length": str(1 << 21)})[0], 413)
        self.assertEqual(self.feed(), before)  # none of it changed anything
        self.assertEqual(self.press.count("/feed/0"), 1)

        for method in ("sha1", "sha256", "sha384", "sha512"):  # and what it says is not believed but fetched
            self.assertEqual(self.push(method=method, body=b"<rss>Maidan</rss>"), 202)
        self.wait(lambda: ("Maidan", url) in self.press.alerts(), "the alert")
        self.wait(lambda: self.feed()["why"] == "its hub tells of news; polled every 4h to be sure", "trust")
        self.assertIsNotNone(self.feed()["hub"]["told"])
        self.assertEqual(self.daemon.stop(), 0)
        self.assertEqual(len(self.hub.asked), 1)

    def test_a_hub_that_says_nothing_delays_nothing(self):
        self.start(interval="1s")
        self.await_request(1)
        self.assertEqual(self.inquire()[0], 200)
        polls = self.press.count("/feed/0")
        self.wait(lambda: self.press.count("/feed/0") >= polls + 3, "polls")
        self.assertEqual(self.push(), 202)
        self.wait(lambda: "its hub tells of news; polled" in self.feed()["why"], "trust")
        polls = self.press.count("/feed/0")
        self.wait(lambda: self.press.count("/feed/0") > polls, "a poll after those that it asked for")
        url = self.press.publish(0, "The first", "Organisers speak of a Maidan.")  # of which the hub does not tell
        self.wait(lambda: ("Maidan", url) in self.press.alerts(), "the alert")
        self.wait(lambda: self.feed()["why"] == "every 1s, as configured", "the end of trust")
        self.assertEqual(self.daemon.stop(), 0)

    def test_a_lease_is_renewed_with_the_same_callback(self):
        self.hub.statuses = [307]
        self.start()
        first = self.await_request(2)
        self.assertEqual([path for path, _ in self.hub.asked], ["/hub", "/moved"])
        self.assertEqual(self.inquire(lease_seconds="1")[0], 200)
        self.assertEqual(self.daemon.stop(), 0)
        self.its_turn()
        self.start()
        self.assertEqual(self.await_request(3), first)
        ended = self.feed()["hub"]["lease_ends"]
        self.assertEqual(self.inquire()[0], 200)
        self.assertGreater(self.feed()["hub"]["lease_ends"], ended)
        self.assertEqual(self.daemon.stop(), 0)

    def test_a_hub_that_is_down_is_asked_later_and_missed_by_nobody(self):
        self.press.hub = "http://127.0.0.1:%d/hub" % free_port()
        self.start(interval="1s")
        self.wait(lambda: self.press.count("/feed/0") >= 3, "polls")
        self.wait(lambda: "confirmed" not in ((self.feed()["hub"] or {}).get("trouble") or "confirmed"), "trouble")
        url = self.press.publish(0, "The first", "Organisers speak of a Maidan.")
        self.wait(lambda: ("Maidan", url) in self.press.alerts(), "the alert")
        self.assertEqual(self.daemon.stop(), 0)

    def test_a_hub_that_says_no_is_left_alone(self):
        self.start()
        self.await_request(1)
        self.assertEqual(self.inquire()[0], 200)
        self.assertEqual(self.inquire(mode="denied", reason="members\nonly")[0], 200)
        self.assertEqual(self.feed()["hub"]["trouble"], "the hub denied it: members\\nonly")
        self.assertIsNone(self.feed()["hub"]["lease_ends"])
        self.assertEqual(self.push(), 202)
        self.assertIsNone(self.feed()["hub"]["told"])
        self.assertEqual(self.daemon.stop(), 0)

    def test_the_hub_of_a_feed_that_is_polled_no_more_is_asked_to_be_silent(self):
        self.start()
        self.await_request(1)
        self.assertEqual(self.inquire()[0], 200)
        self.assertEqual(self.daemon.stop(), 0)
        self.start(enabled="false")
        self.wait(lambda: len(self.hub.asked) >= 2, "a request to the hub")
        self.assertEqual(self.hub.asked[1], ("/hub", {"hub.mode": "unsubscribe", "hub.callback": WORLD + self.callback,
                                                      "hub.topic": self.press.topic}))
        self.assertEqual(self.push(), 410)
        self.assertEqual(self.inquire()[0], 404)
        self.assertEqual(self.inquire(mode="unsubscribe"), (200, "Ch+1 &x"))
        self.assertEqual(self.inquire(mode="unsubscribe")[0], 404)  # it is settled
        self.assertEqual(self.daemon.stop(), 0)

    def test_another_address_of_ours_is_told_to_the_hub(self):
        self.start()
        self.await_request(1)
        self.assertEqual(self.inquire()[0], 200)
        self.assertEqual(self.daemon.stop(), 0)
        self.start(public_url='public_url = "https://new.example.org"')
        self.assertTrue(self.await_request(2)["hub.callback"].startswith("https://new.example.org/websub/"))
        self.assertIsNone(self.feed()["hub"]["lease_ends"])
        self.assertEqual(self.daemon.stop(), 0)

    def test_without_an_address_of_ours_no_hub_is_asked(self):
        self.start(interval="1s", public_url="")
        self.wait(lambda: self.press.count("/feed/0") >= 3, "polls")
        self.assertIsNone(self.feed()["hub"])
        self.callback, self.secret = "/websub/" + 40 * "0", b"x"
        self.assertEqual(self.inquire()[0], 404)
        self.assertEqual(self.push(), 404)
        self.assertEqual(self.daemon.stop(), 0)
        self.assertEqual(self.hub.asked, [])
        with sqlite3.connect(self.state) as database:
            self.assertEqual(database.execute("SELECT count(*) FROM websub").fetchone(), (0,))

    def its_turn(self):
        """As if the time of the next request had come while the daemon was down."""
        database = sqlite3.connect(self.state)
        with database:
            self.assertEqual(database.execute("UPDATE websub SET next_try = 0").rowcount, 1)
        database.close()


if __name__ == "__main__":
    unittest.main()
