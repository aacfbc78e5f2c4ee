#!/usr/bin/env python3
"""The reader of a mail leaves with one click (RFC 8058) and comes back: over the daemon's own listener, as a proxy would bring
the request to it.

    leaving.py PROGRAM
"""

import email
import email.policy
import unittest

from daemon import PATIENCE, WORLD, Daemon, ask, free_port, program, temporary_directory, wait_until
from press import Press

PROGRAM = program()
CONFIGURATION = """
[fetch]
allow_networks = ["127.0.0.0/8"]
delay_per_host = "0s"
[poll]
interval = "1s"
interval_min = "1s"
adaptive = false
[smtp]
url = "{smtp}"
[server]
listen = ["127.0.0.1:{port}"]
public_url = "{world}/"
[[receiver]]
name = "desk"
email = ["anna@press.test", "boris@press.test"]
[[subscription]]
name = "Maidan & more"
query = "maidan"
receivers = ["desk"]
[[feed]]
url = "{url}/feed/0"
"""


class Leaving(unittest.TestCase):
    def setUp(self):
        self.press = Press(1)
        self.addCleanup(self.press.close)
        self.port = free_port()
        self.daemon = Daemon(PROGRAM, temporary_directory(self), CONFIGURATION.format(
            url=self.press.url, smtp=self.press.smtp, port=self.port, world=WORLD))
        self.addCleanup(self.daemon.discard)
        self.daemon.start()
        wait_until(lambda: self.press.count("/feed/0") >= 2, PATIENCE, "the baseline", self.press.seen)
        self.wanted = {}  # title -> who is to get a mail of it

    def ask(self, method, path, body=None):
        """As a browser or a mail program does."""
        headers = {"Origin": "https://mail.example"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return ask(self.port, method, path, body, headers)

    def publish(self, title, readers):
        """Returns the mail that each of `readers`, and nobody else, gets of it."""
        self.wanted[title] = set(readers)
        self.press.publish(0, title, "Organisers speak of a Maidan.")
        wait_until(lambda: self.about(title).keys() >= set(readers), PATIENCE, "the mails", self.press.seen)
        self.assertEqual(self.about(title).keys(), set(readers))
        return {address: email.message_from_bytes(mail, policy=email.policy.default)
                for address, mail in self.about(title).items()}

    def about(self, title):
        return {recipients[0]: mail for recipients, mail in self.press.mails if title.encode() in mail}

    def stop(self):
        """Nothing more comes now: nobody got what was not for him."""
        self.assertEqual(self.daemon.stop(), 0)
        self.assertEqual({title: set(self.about(title)) for title in self.wanted}, self.wanted)

    def test_one_click_leaves_for_one_reader_until_he_comes_back(self):
        first = self.publish("The first", ["anna@press.test", "boris@press.test"])
        links = {}
        for address, mail in first.items():
            self.assertEqual(mail["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
            self.assertRegex(mail["List-Unsubscribe"].strip(), "^<%s/unsubscribe/[0-9a-z_-]+>$" % WORLD)
            links[address] = mail["List-Unsubscribe"].strip().strip("<>").removeprefix(WORLD)
        self.assertEqual(len(set(links.values())), 2)

        status, page = self.ask("GET", links["anna@press.test"])
        self.assertEqual(status, 200)
        self.assertIn("Maidan &amp; more", page)
        self.assertIn("<button>Unsubscribe</button>", page)
        self.publish("The second", ["anna@press.test", "boris@press.test"])  # looking changed nothing

        status, page = self.ask("POST", links["anna@press.test"], "List-Unsubscribe=One-Click")
        self.assertEqual(status, 200)
        self.assertIn("anna@press.test gets no more mail about", page)
        self.publish("The third", ["boris@press.test"])

        status, page = self.ask("POST", links["anna@press.test"] + "?again=yes")
        self.assertEqual(status, 200)
        self.publish("The fourth", ["anna@press.test", "boris@press.test"])
        self.stop()

    def test_who_has_no_link_changes_nothing(self):
        link = self.publish("The first", ["anna@press.test", "boris@press.test"])["anna@press.test"]["List-Unsubscribe"]
        path = link.strip().strip("<>").removeprefix(WORLD)
        wrong = path[:-1] + ("0" if path[-1] != "0" else "1")
        for target in (wrong, "/unsubscribe/", "/unsubscribe/" + "x" * 5000):
            self.assertEqual(self.ask("POST", target, "List-Unsubscribe=One-Click")[0], 404, target)
        self.assertEqual(self.ask("POST", path, "x" * 10_000)[0], 413)
        self.assertEqual(self.ask("GET", "/status")[0], 421)
        self.assertEqual(self.ask("POST", "/subscriptions/Maidan/pause")[0], 421)
        self.publish("The second", ["anna@press.test", "boris@press.test"])
        self.stop()


if __name__ == "__main__":
    unittest.main()
