"""A small press on loopback: feeds with pages behind them, a webhook receiver and a mailbox. All that was asked and sent is
kept."""

import base64
import collections
import hashlib
import hmac
import http.server
import json
import socketserver
import threading

from daemon import SECRET

FILLER = ("The ministers spoke for most of the day and came to no end. A further round is to follow in the spring, said a "
          "person who had been in the room. Nobody else wanted to say more than that.")


def page(title, text):
    return ("<!doctype html><html lang=en><head><title>%s</title></head><body><nav><a href=/>Home</a></nav><article>"
            "<h1>%s</h1><p>%s</p><p>%s</p></article><aside>Maidan: what else was read</aside></body></html>"
            % (title, title, text, FILLER)).encode()


def serve(kind, handler):
    class Server(kind):
        daemon_threads = True

        def handle_error(self, *_):
            pass  # a daemon that was killed hangs up in the middle

    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Press:
    def __init__(self, feeds):
        self.lock = threading.Lock()
        self.articles = [[] for _ in range(feeds)]   # of each feed: [(title, text)]
        self.asked = []                              # (path, status, conditional)
        self.received = []                           # (headers, body) of webhooks
        self.mails = []                              # (recipients, text)
        self.server = serve(http.server.ThreadingHTTPServer, web_handler(self))
        self.mailbox = serve(socketserver.ThreadingTCPServer, smtp_handler(self))
        self.url = "http://127.0.0.1:%d" % self.server.server_address[1]
        self.smtp = "smtp://127.0.0.1:%d" % self.mailbox.server_address[1]

    def close(self):
        for server in (self.server, self.mailbox):
            server.shutdown()
            server.server_close()

    def publish(self, feed, title, text):
        with self.lock:
            self.articles[feed].append((title, text))
            return "%s/a/%d/%d" % (self.url, feed, len(self.articles[feed]) - 1)

    def count(self, prefix, status=None):
        with self.lock:
            return sum(path.startswith(prefix) and status in (None, code) for path, code, _ in self.asked)

    def alerts(self):
        """Of the webhooks: (subscription, address of the article) -> ids of the deliveries, in the order they came."""
        with self.lock:
            alerts = {}
            for headers, body in self.received:
                data = json.loads(body)["data"]
                alerts.setdefault((data["subscription"]["name"], data["article"]["url"]), []).append(headers["webhook-id"])
            return alerts

    def seen(self):
        """All of it in short, for a test that fails to say."""
        alerts = self.alerts()
        with self.lock:
            asked = collections.Counter("%s %d" % (path, status) for path, status, _ in self.asked)
            mails = [(recipients, *(line.decode() for line in text.splitlines() if line.startswith(b"Subject:")))
                     for recipients, text in self.mails]
        return "asked: %s\nalerts: %s\nmails: %s" % (dict(asked), alerts, mails)

    def feed(self, number):
        items = "".join("<item><title>%s</title><link>%s/a/%d/%d</link><description>A summary.</description></item>"
                        % (title, self.url, number, i) for i, (title, _) in reversed(list(enumerate(self.articles[number]))))
        return ("<?xml version='1.0'?><rss version='2.0'><channel><title>Feed %d</title><link>%s/</link>"
                "<description>d</description>%s</channel></rss>" % (number, self.url, items)).encode()


def web_handler(press):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def do_GET(self):
            with press.lock:
                kind, _, rest = self.path.strip("/").partition("/")
                if kind == "feed":
                    body = press.feed(int(rest))
                elif kind == "a":
                    feed, article = map(int, rest.split("/"))
                    body = page(*press.articles[feed][article])
                else:
                    return self.answer(404, b"nothing here")
                tag = '"%s"' % hashlib.sha256(body).hexdigest()[:16]
                return self.answer(304 if self.headers["If-None-Match"] == tag else 200, body, tag)

        def do_POST(self):
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) < length:
                return None  # a daemon that was killed hung up in the middle
            with press.lock:
                press.received.append(({k.lower(): v for k, v in self.headers.items()}, body))
                return self.answer(204, b"")

        def answer(self, status, body, tag=None):
            press.asked.append((self.path, status, self.headers["If-None-Match"] is not None))
            if status in (204, 304):
                body = b""
            self.send_response(status)
            if tag:
                self.send_header("ETag", tag)
            if status not in (204, 304):
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def smtp_handler(press):
    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            self.say("220 press.test")
            recipients = []
            for line in self.rfile:
                word = line[:4].upper()
                if word == b"RCPT":
                    recipients.append(line.decode().split("<")[1].split(">")[0])
                if word == b"DATA":
                    self.say("354 go on")
                    text = b"".join(iter(self.line_of_text, b".\r\n"))
                    with press.lock:
                        press.mails.append((recipients, text))
                    recipients = []
                self.say("221 bye" if word == b"QUIT" else "250 press.test")
                if word == b"QUIT":
                    return

        def line_of_text(self):
            line = self.rfile.readline()
            if not line:
                raise ConnectionAbortedError("a daemon that was killed hung up in the middle")
            return line

        def say(self, line):
            self.wfile.write(line.encode() + b"\r\n")

    return Handler


def is_signed(headers, body):
    """By the letter of Standard Webhooks 1.0.0."""
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    signed = b"%s.%s.%s" % (headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body)
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return expected in headers["webhook-signature"].split()
