"""A receiver of JSON on loopback that does what FOLDER/mode says and keeps what it was sent in FOLDER/requests.jsonl.

    receiver.py FOLDER          prints its port

Modes: a status (200, 410, 500 …) · slow (half a second, then 200) · never (no answer) · drop (keeps it, hangs up) · long (200 with a
megabyte) · redirect (302 to itself).
"""
import http.server
import json
import pathlib
import sys
import threading
import time

folder = pathlib.Path(sys.argv[1])
gate = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        path = folder / "mode"
        mode = path.read_text().strip() if path.exists() else "200"
        body = self.rfile.read(int(self.headers.get("content-length", "0"))).decode()
        line = {"path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()}, "body": body, "mode": mode, "at": time.time()}
        with gate, open(folder / "requests.jsonl", "a", encoding="utf-8") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
        if mode == "never":
            time.sleep(60)
        if mode in ("never", "drop"):
            self.close_connection = True
            self.connection.close()
            return
        if mode == "slow":
            time.sleep(0.5)
        status = int(mode) if mode.isdigit() else 302 if mode == "redirect" else 200
        answer = b"x" * 1_000_000 if mode == "long" else b"answered " + str(status).encode()
        self.send_response(status)
        if mode == "redirect":
            self.send_header("location", "/elsewhere")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        try:
            self.wfile.write(answer)
        except OSError:
            pass

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
# Ends with whoever started it.
sys.stdin.read()
