#!/usr/bin/env python3
"""Holds `watchword demo` to its story: every scene, what was sent, and that nothing is left behind.

    demo.py PROGRAM          PROGRAM: the watchword that was built
"""

import base64
import email
import email.policy
import hashlib
import hmac
import json
import os
import pathlib
import pty
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "watchword"
PATIENCE = 240  # seconds until something that must happen counts as missing


def run(*arguments, **environment):
    """The outcome of a run in an empty home, and what it left there."""
    with tempfile.TemporaryDirectory() as home:
        variables = {**os.environ, "HOME": home, "TMPDIR": home, **environment}
        result = subprocess.run([PROGRAM, "demo", *arguments], cwd=home, env=variables, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=PATIENCE, check=False)
        return result, os.listdir(home)


def on_terminal(**environment):
    """What a run prints on a terminal."""
    master, slave = pty.openpty()
    variables = {**os.environ, "TERM": "xterm", **environment}
    with subprocess.Popen([PROGRAM, "demo"], env=variables, stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        printed = b""
        try:
            while piece := os.read(master, 65536):
                printed += piece
        except OSError:  # the other end is closed
            pass
        os.close(master)
        process.wait(timeout=PATIENCE)
    return printed.decode()


class Demo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.result, cls.left = run("--json")
        cls.scenes = [json.loads(line) for line in cls.result.stdout.decode().splitlines()]

    def scene(self, name):
        return next(scene for scene in self.scenes if scene["scene"] == name)

    def test_it_ends_well_and_leaves_nothing_behind(self):
        self.assertEqual((self.result.returncode, self.result.stderr), (0, b""))
        self.assertEqual(self.left, [])

    def test_the_day_goes_from_scene_to_scene(self):
        self.assertEqual([scene["scene"] for scene in self.scenes],
                         ["opening", "baseline", "hit", "webhook", "mail", "no hit", "hit", "hit", "edit", "failing",
                          "removal", "recovered", "end"])
        times = [scene["time"] for scene in self.scenes]
        self.assertEqual(times, sorted(times))

    def test_a_hit_says_what_was_found_and_where(self):
        hit = self.scene("hit")
        self.assertEqual(hit["subscription"]["query"], 'Maidan OR "Security Council"')
        found = {each["part"]: each for each in hit["hits"]}
        self.assertEqual(found["Maidan"]["field"], "standfirst")
        self.assertIn("Maidan-style", found["Maidan"]["excerpt"])
        self.assertEqual(found['"Security Council"']["field"], "body")

    def test_words_are_found_in_their_forms(self):
        russian, ukrainian = [scene for scene in self.scenes if scene["scene"] == "hit"][1:]
        self.assertEqual((russian["article"]["language"], ukrainian["article"]["language"]), ("ru", "uk"))
        self.assertIn("Совета безопасности", [hit["text"] for hit in russian["hits"]])
        self.assertIn("Майдані", [hit["text"] for hit in ukrainian["hits"]])

    def test_the_menu_is_no_part_of_the_article(self):
        miss = self.scene("no hit")
        self.assertGreater(miss["on_page"], 0)
        self.assertEqual(miss["in_article"], 0)

    def test_the_webhook_is_signed_by_standard_webhooks(self):
        sent = self.scene("webhook")
        headers = {name.lower(): value for name, value in sent["headers"].items()}
        secret = (ROOT / "daemon/demo/world/newsroom.whsec").read_text(encoding="ascii").strip().removeprefix("whsec_")
        signed = f'{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{sent["body"]}'.encode()
        mac = hmac.new(base64.b64decode(secret), signed, hashlib.sha256).digest()
        self.assertIn("v1," + base64.b64encode(mac).decode(), headers["webhook-signature"].split())
        self.assertTrue(sent["signature_holds"])
        body = json.loads(sent["body"])
        self.assertEqual(body["type"], "article.matched")
        self.assertEqual(body["data"]["article"], self.scene("hit")["article"])

    def test_the_mail_reads_well_either_way(self):
        message = email.message_from_string(self.scene("mail")["data"], policy=email.policy.default)
        self.assertEqual(message["To"], "desk@desk.example")
        text, html = (part.get_content() for part in message.iter_parts())
        self.assertEqual(text.splitlines(), self.scene("mail")["text"].splitlines())
        self.assertIn("Maidan", html)

    def test_an_edit_is_told_in_words(self):
        diff = self.scene("edit")["diff"]
        self.assertEqual(diff["grade"], "substantive")
        number = next(change for change in diff["changes"] if "1,400" in change["after"])
        self.assertIn("number", [number["kind"], *number.get("also", [])])
        self.assertIn(["remove", "400"], number["words"])
        self.assertIn(["insert", "1,400"], number["words"])
        self.assertIn("quotation", [kind for change in diff["changes"] for kind in [change["kind"], *change.get("also", [])]])

    def test_what_is_gone_was_there_before(self):
        gone = self.scene("removal")
        self.assertLess(gone["present_at"], gone["absent_at"])
        self.assertEqual(gone["absence"], "404 Not Found")

    def test_a_feed_that_fails_is_told_once_and_so_is_its_recovery(self):
        self.assertIn("503", self.scene("failing")["text"])
        self.assertIn("Harbour Gazette", self.scene("recovered")["subject"])
        self.assertEqual((self.scene("end")["webhooks"], self.scene("end")["mails"]), (5, 7))

    def test_it_reads_well_when_piped(self):
        result, _ = run()
        self.assertEqual(result.returncode, 0)
        self.assertNotIn(b"\x1b", result.stdout)
        self.assertIn("[-400-]{+1,400+}", result.stdout.decode())

    def test_colours_are_for_terminals_that_want_them(self):
        self.assertIn("\x1b[31;9m400\x1b[0m", on_terminal(NO_COLOR=""))
        self.assertNotIn("\x1b", on_terminal(NO_COLOR="1"))


if __name__ == "__main__":
    unittest.main()
