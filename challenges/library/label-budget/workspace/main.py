"""Serves your strategy over HTTP. You need not change it."""

import json
import os
import signal
import sys
import traceback
from http.server import BaseHTTPRequestHandler, HTTPServer

from strategy import Strategy

player = None


def begin(told):
    global player
    player = Strategy(told["pool"], batch=told["batch"], codes=told["codes"])
    return {}


def tell(told):
    player.tell([tuple(pair) for pair in told["answers"]])
    return {}


MOVES = {
    "/begin": begin,
    "/ask": lambda told: {"ids": list(player.ask(told["left"]))},
    "/tell": tell,
    "/predict": lambda told: {"codes": list(player.predict(told["rows"]))},
    "/finish": lambda told: {"labels": [list(pair) for pair in player.finish().items()]},
}


class Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        self.answer(200, {"status": "ok"})

    def do_POST(self):
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        try:
            self.answer(200, MOVES[self.path](told))
        except Exception:
            traceback.print_exc()
            self.answer(500, {"error": "see the log"})

    def answer(self, status, told):
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Desk).serve_forever()
