# SPDX-License-Identifier: MIT
"""A server under test: started on a free port, asked, ended, looked at."""
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time


class Server:
    """errkb-serve on a port of its own. As a context manager it must end well:
    exit status 0, and nothing that a sanitizer says."""

    def __init__(self, program, *options, address="127.0.0.1:0", environment=None, **popen):
        environment = {**os.environ, "LC_ALL": "C", **(environment or {})}
        command = [program, *options]
        if address is not None:
            command += ["--listen", address]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, text=True, **popen)
        self.lines, self.url, self.said = [], None, threading.Condition()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        with self.said:
            self.said.wait_for(lambda: self.url is not None or self.process.poll() is not None, 60)
        if self.url is None:
            self.reader.join(5)
            raise RuntimeError("no server: " + "".join(self.lines))
        found = re.match(r"http://(.*):(\d+)/", self.url)
        self.host, self.port = (found[1].strip("[]"), int(found[2])) if found else (None, None)

    def _read(self):
        for line in self.process.stderr:
            with self.said:
                self.lines.append(line)
                found = re.search(r"listening at ([^\s\"]+)", line)
                if found:
                    self.url = found[1]
                self.said.notify_all()
        with self.said:
            self.said.notify_all()

    def wait_for_line(self, pattern, count=1):
        """Wait until the server has said it so often."""
        with self.said:
            return self.said.wait_for(lambda: sum(bool(re.search(pattern, line)) for line in self.lines) >= count, 60)

    def connection(self):
        return http.client.HTTPConnection(self.host, self.port, timeout=60)

    def ask(self, target, method="GET", body=None, headers=None, connection=None):
        """One request: (status, header fields, body)."""
        own = connection is None
        connection = connection or self.connection()
        connection.request(method, target, body=body, headers=headers or {})
        reply = connection.getresponse()
        result = reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read()
        if own:
            connection.close()
        return result

    def json(self, target, **options):
        status, fields, body = self.ask(target, **options)
        return status, fields, json.loads(body)

    def raw(self, request, pause=0):
        """Bytes out, bytes in until the server ends the connection or says no more."""
        with socket.create_connection((self.host, self.port), timeout=60) as s:
            s.sendall(request)
            if pause:
                time.sleep(pause)
            try:
                s.shutdown(socket.SHUT_WR)
                parts = []
                while part := s.recv(65536):
                    parts.append(part)
            except OSError:
                parts = []
            return b"".join(parts)

    def metric(self, name):
        for line in self.ask("/metrics")[2].decode().splitlines():
            if line.startswith(name + " "):
                return float(line.split()[1])
        return None

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        status = self.process.wait(60)
        self.reader.join(5)
        return status

    def __enter__(self):
        return self

    def __exit__(self, *what):
        status = self.process.poll()
        if status is None:
            status = self.end()
        text = "".join(self.lines)
        if what[0] is None and (status != 0 or "Sanitizer" in text or "runtime error" in text):
            raise RuntimeError(f"the server ended with {status}:\n{text[-4000:]}")


class Checks:
    """Counts what holds; tells what does not."""

    def __init__(self):
        self.count, self.failed = 0, []

    def that(self, holds, *what):
        self.count += 1
        if not holds:
            self.failed.append(" ".join(map(str, what)))
            print("FAILED:", *what, flush=True)

    def equal(self, got, wanted, *what):
        self.that(got == wanted, *what, f": {got!r}, not {wanted!r}")

    def report(self):
        print(f"{self.count} checks, {len(self.failed)} failed")
        return 1 if self.failed or not self.count else 0
