"""Serves your controller over HTTP. You need not change it."""

import json
import os
import signal
import sys
import traceback
from http.server import BaseHTTPRequestHandler, HTTPServer

from controller import Controller


class Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self):
        self.answer(200, {"status": "ok"})

    def do_POST(self):
        observation = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        try:
            self.answer(200, controller.decide(observation))
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


with open("data/history.jsonl") as file:
    controller = Controller([json.loads(line) for line in file])
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Desk).serve_forever()
