"""A decision service that runs, and a server of PostgreSQL for its log, with nothing but the standard library between."""

import http.client
import json
import os
import pathlib
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
POLICIES = SOURCE / "policies" / "ccaa"
# The samples of the upgrade that are answered, a line of JSON each.
APPLICANTS = [facts for facts, expected in zip((POLICIES / "applicants.jsonl").read_text().splitlines(),
                                               (POLICIES / "expected.jsonl").read_text().splitlines(), strict=True)
              if "verdict" in json.loads(expected)]
JSON = {"Content-Type": "application/json"}


class Postgres:
    """A cluster of its own, on a free port of this machine, that goes with the test."""

    def __init__(self):
        found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if not found:
            raise SystemExit("initdb is not there: install Debian's postgresql")
        self.programs = found[-1].parent
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tenet-postgres-"))
        # The server does not run as root.
        self.user = []
        if os.geteuid() == 0:
            self.user = ["runuser", "-u", "postgres", "--"]
            os.chown(self.folder, pwd.getpwnam("postgres").pw_uid, -1)
        self.run("initdb", "-A", "trust", "-U", "tenet", "--no-sync", "-D", self.folder / "data")
        self.start()

    def run(self, program, *arguments):
        done = subprocess.run([*self.user, self.programs / program, *map(str, arguments)], cwd="/", text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            raise AssertionError(f"{program}: {done.stdout}")

    def start(self):
        # Only a socket in its own folder: no port can be taken already.
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        self.run("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "server.log", "-o", options, "-w", "start")

    def stop(self, how="fast"):
        self.run("pg_ctl", "-D", self.folder / "data", "-m", how, "-w", "stop")

    def where(self, database="postgres"):
        return f"host={self.folder} user=tenet dbname={database}"

    def ask(self, sql, database="postgres"):
        done = subprocess.run(["psql", "-d", self.where(database), "-Atqc", sql], text=True, check=True,
                              stdout=subprocess.PIPE)
        return done.stdout

    def remove(self):
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


class Service:
    """One process of the service on a free port."""

    def __init__(self, program, log, *options, folder):
        self.program, self.log, self.options, self.folder = program, str(log), options, pathlib.Path(folder)
        self.start()

    def start(self):
        command = [self.program, "--port", "0", "--log", self.log, *self.options]
        self.process = subprocess.Popen(list(map(str, command)), stderr=subprocess.PIPE, text=True, cwd=self.folder)
        self.lines = []
        for line in self.process.stderr:
            self.lines.append(line)
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                self.port = int(found[1])
                break
        else:
            raise AssertionError("".join(self.lines) or "the service does not start")
        self.reading = threading.Thread(target=lambda: self.lines.extend(self.process.stderr))
        self.reading.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, method, path, body=None, headers=None):
        """Status, headers and text of one request."""
        connection = self.connect()
        try:
            connection.request(method, path, body, headers or (JSON if method == "POST" else {}))
            response = connection.getresponse()
            return response.status, response.headers, response.read().decode()
        finally:
            connection.close()

    def get(self, path):
        status, _, text = self.ask("GET", path)
        assert status == 200, (path, status, text)
        return json.loads(text)

    def end(self, with_signal=signal.SIGTERM):
        """Ends it; gives the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(with_signal)
        status = self.process.wait(timeout=60)
        self.reading.join()
        self.process.stderr.close()
        return status

    def printed_log(self):
        """The entries that `decision_service log` prints, a dictionary each."""
        done = subprocess.run([self.program, "log", "--log", self.log], stdout=subprocess.PIPE, check=True, cwd=self.folder)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def until(self, holds):
        end = time.monotonic() + 30
        while not holds():
            if time.monotonic() > end:
                raise AssertionError("this has not come about:\n" + "".join(self.lines))
            time.sleep(0.02)


class Load:
    """Clients that each keep a connection and ask one after another, until they are told to stop or the service goes."""

    def __init__(self, service, path, bodies, clients=8, patient=False):
        """A patient client connects anew where its connection was closed before it asked, as a crowded service may do."""
        self.service, self.path, self.bodies, self.patient = service, path, bodies, patient
        self.answers, self.failures = [], []  # (body, decision, answer); what else came
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self.run, args=(number,)) for number in range(clients)]
        for thread in self.threads:
            thread.start()

    def run(self, number):
        connection = self.service.connect()
        count, asked_at = number, None
        while not self.stopping.is_set():
            body = self.bodies[count % len(self.bodies)]
            count += 1
            try:
                connection.request("POST", self.path, body, JSON)
                response = connection.getresponse()
                text = response.read()
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                if self.patient and asked_at is not None and time.monotonic() - asked_at > 0.9:
                    asked_at = None
                    continue
                self.failures.append(repr(error))
                break
            asked_at = time.monotonic()
            if response.status != 200:
                self.failures.append(f"{response.status} {text.decode()}")
                continue
            self.answers.append((body, response.headers["Tenet-Decision"], json.loads(text)))
        connection.close()

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join()
        return self


def arguments():
    """Those of `TEST.py SERVICE TENET …`, a text each; what begins with a dash is left to unittest."""
    own = [each for each in sys.argv[1:] if not each.startswith("-")]
    sys.argv[1:] = [each for each in sys.argv[1:] if each.startswith("-")]
    return own
