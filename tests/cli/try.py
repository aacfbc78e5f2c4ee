#!/usr/bin/env python3
"""Tries `watchword try` on a small press of its own, on loopback.

    try.py PROGRAM           PROGRAM: the watchword that was built
"""

import contextlib
import http.server
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else "watchword"

FILLER = ["The council of the valley met on Monday and spoke at length about the repair of the old footbridge by the mill.",
          "Its members agreed that the planks are rotten, that the railing is loose, and that both have been so for years.",
          "A decision was put off until the carpenter of the neighbouring village has named a price and a date."]


def page(title, paragraphs, menu="Maidan anniversary"):
    text = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return (f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title></head><body>"
            f"<nav><ul><li><a href='/1'>{menu}</a></li><li><a href='/2'>Weather</a></li></ul></nav>"
            f"<article><h1>{title}</h1>\n{text}</article><footer><p>The Valley Post</p></footer></body></html>")


ARTICLES = {  # path: (title, standfirst in the feed, paragraphs or None when the page is gone)
    "/news/square": ("Crowds gather on the square", "A teaser.", [*FILLER, "Some called it a second Maidan, others a fair."]),
    "/news/bridge": ("The footbridge by the mill", "Another teaser.", FILLER),
    "/news/gone": ("A piece that is gone", "It spoke of the Security Council.", None),
    "/private/letter": ("A letter", "It spoke of the Maidan as well.", [*FILLER, "The Security Council was not amused."]),
}

HOME = ("<!DOCTYPE html><html><head><title>The Valley Post</title>"
        "<link rel='alternate' type='application/rss+xml' title='All news' href='/rss'>"
        "<link rel='alternate' type='application/rss+xml' title='Sport' href='/sport.rss'></head>"
        "<body><h1>The Valley Post</h1><ul>" +
        "".join(f"<li><a href='{path}'>{title}</a></li>" for path, (title, _, _) in ARTICLES.items()) + "</ul></body></html>")


def rss(origin, articles):
    items = "".join(f"<item><title>{title}</title><link>{origin}{path}</link><guid>{origin}{path}</guid>"
                    f"<pubDate>Tue, 03 Mar 2026 08:{59 - at:02}:00 GMT</pubDate><description>{standfirst}</description></item>"
                    for at, (path, (title, standfirst, _)) in enumerate(articles.items()))
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>The Valley Post</title>{items}</channel></rss>"


def neighbour(origin):
    """The same server at another address, where nothing would answer: it is refused before it is asked."""
    return origin.replace("127.0.0.1", "127.0.0.2")


class Press(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((time.monotonic(), self.path))
        origin = f"http://127.0.0.1:{self.server.server_port}"
        kind, body = "text/html; charset=utf-8", None
        if self.path == "/rss" and self.server.has_feed:
            kind, body = "application/rss+xml", rss(origin, ARTICLES)
        elif self.path == "/":
            body = HOME
        elif self.path == "/bare":
            body = "<!DOCTYPE html><html><title>Nothing</title><body><p>Nothing here.</p></body></html>"
        elif self.path == "/picture":
            kind, body = "image/png", "\x89PNG\r\n\x1a\n"
        elif self.path == "/robots.txt":
            kind, body = "text/plain", "User-agent: *\nDisallow: /private/\n"
        elif self.path in ARTICLES and ARTICLES[self.path][2]:
            body = page(ARTICLES[self.path][0], ARTICLES[self.path][2])
        data = (body or "Not found").encode()
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", neighbour(origin) + "/rss")
        else:
            self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def press():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Press) as server:
        server.asked, server.has_feed = [], True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class Try(unittest.TestCase):
    def setUp(self):
        self.server = self.enterContext(press())
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        self.origin = f"http://127.0.0.1:{self.server.server_port}"

    def configure(self, delay="0s"):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        path = pathlib.Path(folder) / "watchword.toml"
        path.write_text(f'[state]\ndirectory = "{folder}"\n[fetch]\nallow_networks = ["127.0.0.0/8"]\n'
                        f'delay_per_host = "{delay}"\n[lists]\nsquares = "maidan OR tahrir"\n', encoding="utf-8")
        return path

    def run_bare(self, *arguments):
        environment = {**os.environ, "HOME": self.home, "TMPDIR": self.home}
        return subprocess.run([PROGRAM, *arguments], cwd=self.home, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=240, check=False, encoding="utf-8")

    def attempt(self, path, query, *arguments, **settings):
        return self.run_bare("--config", self.configure(**settings), "try", self.origin + path, query, *arguments)

    def attempt_json(self, path, query, *arguments):
        result = self.attempt(path, query, "--json", *arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def paths(self):
        return [path for _, path in self.server.asked]

    def test_a_feed_is_read_and_every_hit_says_why(self):
        said = self.attempt_json("/rss", "maidan")
        self.assertEqual((said["feed"]["title"], said["feed"]["entries"], said["read"]), ("The Valley Post", 4, 4))
        square, bridge, _, _ = said["articles"]
        self.assertEqual([(hit["field"], hit["text"]) for hit in square["hits"]], [("body", "Maidan")])
        self.assertIn("a second Maidan", square["hits"][0]["excerpt"])
        self.assertFalse(bridge["matches"], "the menu is no part of the article")

    def test_what_its_page_does_not_tell_its_feed_does(self):
        said = self.attempt_json("/rss", '"security council"')
        told = {article["title"]: article for article in said["articles"]}
        self.assertEqual(told["A piece that is gone"]["text"], "feed")
        self.assertTrue(told["A piece that is gone"]["matches"])
        self.assertIn("404", told["A piece that is gone"]["trouble"])

    def test_robots_txt_is_obeyed_and_asked_once(self):
        said = self.attempt_json("/rss", "maidan")
        letter = said["articles"][3]
        self.assertEqual((letter["text"], letter["matches"]), ("feed", True))
        self.assertIn("robots.txt", letter["trouble"])
        self.assertNotIn("/private/letter", self.paths())
        self.assertEqual(self.paths().count("/robots.txt"), 1)

    def test_a_host_is_left_in_peace_between_two_pages(self):
        self.assertEqual(self.attempt("/rss", "maidan", delay="200ms").returncode, 0)
        pages = [when for when, path in self.server.asked if path.startswith("/news/")]
        self.assertEqual(len(pages), 3)
        self.assertGreaterEqual(min(b - a for a, b in zip(pages, pages[1:])), 0.19)

    def test_a_site_leads_to_its_feeds(self):
        said = self.attempt_json("/", "maidan")
        self.assertEqual(said["feed"]["url"], self.origin + "/rss")
        self.assertEqual(said["page"], self.origin + "/")
        self.assertEqual([other["title"] for other in said["others"]], ["Sport"])

    def test_an_article_is_judged_by_itself(self):
        said = self.attempt_json("/news/square", "@squares")
        self.assertEqual((said["article"], said["matching"]), (self.origin + "/news/square", 1))

    def test_the_newest_are_read_up_to_the_limit(self):
        said = self.attempt_json("/rss", "maidan", "--limit", "2")
        self.assertEqual([article["title"] for article in said["articles"]],
                         ["Crowds gather on the square", "The footbridge by the mill"])

    def test_a_person_reads_what_was_found_and_what_was_not(self):
        result = self.attempt("/rss", "maidan")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertNotIn("\x1b", result.stdout)
        for line in ["The Valley Post", "Crowds gather on the square", "  maidan in the body",
                     "2 articles match, 2 articles read and not matched"]:
            self.assertIn(line, result.stdout.splitlines())
        self.assertIn("not read: " + self.origin + "/news/gone", result.stdout)

    def test_no_hit_is_no_fault(self):
        self.assertEqual(self.attempt("/rss", "zeppelin").returncode, 0)

    def test_a_feed_that_the_page_does_not_name_is_found_where_feeds_usually_are(self):
        said = self.attempt_json("/bare", "maidan", "--limit", "1")
        self.assertEqual((said["feed"]["url"], said["others"]), (self.origin + "/rss", []))

    def test_where_there_is_no_feed_it_says_so(self):
        self.server.has_feed = False
        for path in ["/bare", "/picture"]:
            with self.subTest(path):
                result = self.attempt(path, "maidan")
                self.assertEqual(result.returncode, 65)
                self.assertIn("no feed", result.stderr)

    def test_who_does_not_answer_is_unavailable(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"http://127.0.0.1:{free.getsockname()[1]}/rss"
            self.assertEqual(self.run_bare("--config", self.configure(), "try", address, "maidan").returncode, 69)
        self.assertEqual(self.attempt("/missing", "maidan").returncode, 69)

    def test_needs_no_configuration_and_the_address_that_is_typed_is_meant(self):
        result = self.run_bare("try", self.origin + "/rss", "maidan")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("match", result.stdout)

    def test_private_addresses_that_were_not_typed_are_refused_unless_the_configuration_has_them(self):
        result = self.run_bare("try", self.origin + "/elsewhere", "maidan")
        self.assertEqual(result.returncode, 69)
        self.assertIn("allow_networks", result.stderr)
        self.assertIn("--config", result.stderr)
        self.assertEqual(self.paths(), ["/elsewhere"])

    def test_a_fault_in_the_query_is_shown_in_its_place(self):
        result = self.attempt("/rss", "maidan OR (")
        self.assertEqual(result.returncode, 65)
        self.assertRegex(result.stderr, r"query:1:\d+: .*\n  maidan OR \(\n {2,}\^")
        self.assertEqual(self.paths(), [])

    def test_a_broken_configuration_is_told(self):
        path = self.configure()
        path.write_text("[fetch]\nsurprise = 1\n", encoding="utf-8")
        result = self.run_bare("--config", path, "try", self.origin + "/rss", "maidan")
        self.assertEqual(result.returncode, 78)
        self.assertIn(":2:1:", result.stderr)

    def tearDown(self):
        self.assertEqual(os.listdir(self.home), [], "nothing is left behind")


if __name__ == "__main__":
    unittest.main()
