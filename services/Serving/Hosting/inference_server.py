"""Serves a script that defines model_fn (and, if it likes, input_fn, predict_fn, output_fn) by SageMaker's container contract."""
import importlib.util
import json
import os
import sys
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LARGEST_BODY = 6 * 1024 * 1024


def load(path):
    sys.path.insert(0, os.path.dirname(path))
    spec = importlib.util.spec_from_file_location("user_script", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_input(body, content_type):
    text = body.decode("utf-8")
    if content_type.startswith("text/csv"):
        return [[float(value) for value in line.split(",")] for line in text.splitlines() if line.strip()]
    return json.loads(text)


def write_output(prediction, accept):
    if hasattr(prediction, "tolist"):
        prediction = prediction.tolist()
    if accept.startswith("text/csv"):
        rows = prediction if isinstance(prediction, list) else [prediction]
        return "\n".join(",".join(map(str, row)) if isinstance(row, list) else str(row) for row in rows), "text/csv"
    return json.dumps(prediction), "application/json"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script = None
    model = None

    def do_GET(self):
        self.answer(200 if self.path == "/ping" else 404, b"", "text/plain")

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        if self.path != "/invocations" or length > LARGEST_BODY:
            self.close_connection = True
            self.answer(413 if length > LARGEST_BODY else 404, b"", "text/plain")
            return
        body = self.rfile.read(length)
        try:
            result, kind = self.predict(body, self.headers.get("Content-Type") or "text/csv", self.headers.get("Accept") or "application/json")
            self.answer(200, result if isinstance(result, bytes) else str(result).encode("utf-8"), kind)
        except Exception as fault:  # what a user's script raises is for its caller to read
            traceback.print_exc()
            self.answer(500, f"{type(fault).__name__}: {fault}".encode("utf-8"), "text/plain")

    def predict(self, body, content_type, accept):
        script = self.script
        data = script.input_fn(body, content_type) if hasattr(script, "input_fn") else read_input(body, content_type)
        prediction = script.predict_fn(data, self.model) if hasattr(script, "predict_fn") else self.model.predict(data)
        if not hasattr(script, "output_fn"):
            return write_output(prediction, accept)
        result = script.output_fn(prediction, accept)
        return result if isinstance(result, tuple) else (result, accept)

    def answer(self, status, body, kind):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


if __name__ == "__main__":
    Handler.script = load(sys.argv[1])
    Handler.model = Handler.script.model_fn(sys.argv[2])
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["SAGEMAKER_BIND_TO_PORT"])), Handler).serve_forever()
