"""Serves a function of `a` and `b` to callers."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def serve(answer, refuse=400):
    class Window(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.say(200, {})

        def do_POST(self):
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            try:
                asked = json.loads(raw)
                a, b = int(asked["a"]), int(asked["b"])
            except (ValueError, TypeError, KeyError):
                return self.say(refuse, {})
            return self.say(200, {"answer": answer(a, b)})

        def say(self, status, told):
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    open("log.txt", "w").close()
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Window).serve_forever()
