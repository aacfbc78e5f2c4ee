#!/usr/bin/env python3
"""The daemon's whole job on a small press of the tests' own, over real sockets and with real crashes.

    press_world.py PROGRAM
"""

import email
import email.policy
import os
import tempfile
import unittest

from daemon import Daemon, PATIENCE, SECRET, program, wait_until
from press import Press, is_signed

PROGRAM = program()
FEEDS = 3

CONFIGURATION = """
[fetch]
contact = "https://example.org/bot"
allow_networks = ["127.0.0.0/8"]
delay_per_host = "0s"
[poll]
interval = "1s"
interval_min = "1s"
adaptive = false
[smtp]
url = "{smtp}"
[[receiver]]
name = "newsroom"
webhook = "{url}/hook"
secret_file = "{directory}/hook.whsec"
[[receiver]]
name = "desk"
email = ["desk@press.test"]
[[subscription]]
name = "Maidan"
query = "maidan"
receivers = ["newsroom", "desk"]
[[subscription]]
name = "Council"
query = '"security council"'
feeds = ["{url}/feed/0", "{url}/feed/1", "{url}/feed/2"]
receivers = ["newsroom", "desk"]
"""


class PressWorld(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory(prefix="watchword-")
        self.addCleanup(directory.cleanup)
        self.press = Press(FEEDS)
        self.addCleanup(self.press.close)
        with open(os.path.join(directory.name, "hook.whsec"), "w", encoding="ascii") as secret:
            secret.write(SECRET + "\n")
        configuration = CONFIGURATION.format(url=self.press.url, smtp=self.press.smtp, directory=directory.name)
        for feed in range(FEEDS):
            configuration += '[[feed]]\nurl = "%s/feed/%d"\n' % (self.press.url, feed)
        self.daemon = Daemon(PROGRAM, directory.name, configuration)
        self.addCleanup(self.daemon.discard)
        for feed in range(FEEDS):
            self.press.publish(feed, "Old news %d" % feed, "The Maidan of long ago.")

    def start_with_baseline(self):
        self.daemon.start()
        self.wait(lambda: all(self.press.count("/a/%d/0" % feed, 200) for feed in range(FEEDS)), "the baseline to be read")
        self.wait(lambda: all(self.press.count("/feed/%d" % feed, 304) for feed in range(FEEDS)), "a second poll of each feed")

    def wait(self, condition, what):
        wait_until(condition, PATIENCE, what, self.press.seen)

    def delivered(self, expected):
        return set(self.press.alerts()) == expected and len(self.press.mails) == len(expected)

    def test_every_planted_hit_arrives_exactly_once_and_no_decoy_does(self):
        self.start_with_baseline()
        self.assertEqual((self.press.received, self.press.mails), ([], []), "a baseline alerts nobody")
        expected = {
            ("Maidan", self.press.publish(0, "Back to the Maidan", "They came at noon.")),
            ("Maidan", self.press.publish(1, "A square", "It was a Maidan-style protest.")),
            ("Council", self.press.publish(2, "New York", "The Security\u00a0Council met.")),
        }
        decoy = self.press.publish(0, "Maidanek", "The security of the council was in question.").removeprefix(self.press.url)
        self.wait(lambda: self.delivered(expected), "the alerts")
        self.wait(lambda: self.press.count(decoy, 200), "the decoy to be read")
        quiet = {path: self.press.count(path, 304) + 2 for path in ("/feed/%d" % feed for feed in range(FEEDS))}
        self.wait(lambda: all(self.press.count(path, 304) >= count for path, count in quiet.items()),
                  "two rounds without news")

        self.assertEqual(self.daemon.stop(), 0)
        self.assertTrue(self.delivered(expected), self.press.seen())
        self.assertEqual({key: len(ids) for key, ids in self.press.alerts().items()}, {key: 1 for key in expected}, "each once")
        for headers, body in self.press.received:
            self.assertTrue(is_signed(headers, body))
        for recipients, text in self.press.mails:
            self.assertEqual(recipients, ["desk@press.test"])
            mail = email.message_from_bytes(text, policy=email.policy.default)
            self.assertEqual(mail["Auto-Submitted"], "auto-generated")
            self.assertEqual(mail.get_content_type(), "multipart/alternative")
        first = {path for path, _, conditional in self.press.asked if path.startswith("/feed/") and not conditional}
        unconditional = [path for path, _, conditional in self.press.asked
                         if path.startswith("/feed/") and not conditional]
        self.assertEqual(sorted(first), sorted(unconditional), "a validator that was given comes back for ever")

    def test_after_crashes_nothing_is_lost_and_a_repeat_has_the_same_id(self):
        self.start_with_baseline()
        expected = set()
        for crash in range(6):
            # Each a little later on the way from the poll to the receiver.
            moments = [lambda: self.press.count("/feed/"), lambda: self.press.count("/a/"), lambda: len(self.press.received)]
            moment, reached = moments[crash % 3], moments[crash % 3]()
            for feed in range(FEEDS):
                url = self.press.publish(feed, "Round %d on the Maidan" % crash, "The Security Council was silent.")
                expected |= {("Maidan", url), ("Council", url)}
            self.wait(lambda: moment() > reached, "the moment to crash")
            self.daemon.kill()
            self.daemon.start()
        self.wait(lambda: set(self.press.alerts()) == expected, "every alert")
        self.wait(lambda: len(self.press.mails) >= len(expected), "every mail")
        self.assertEqual(self.daemon.stop(), 0)
        for key, ids in self.press.alerts().items():
            self.assertEqual(len(set(ids)), 1, key)


if __name__ == "__main__":
    unittest.main()
