"""The log of decisions: `log_test.py SERVICE TENET sqlite|postgres`. Nothing that was answered is lost, whatever becomes of the service."""

import json
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
import unittest

import running

PATH = "/v1/questions/ccaa.upgrade_to_auditor"
APPLICANTS = running.APPLICANTS


class Log(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.postgres = running.Postgres() if KIND == "postgres" else None

    @classmethod
    def tearDownClass(cls):
        if cls.postgres:
            cls.postgres.remove()

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tenet-service-"))
        self.where = "log.sqlite"
        if self.postgres:
            self.database = f"log{time.monotonic_ns()}"
            self.postgres.ask(f"CREATE DATABASE {self.database}")
            self.where = self.postgres.where(self.database)
        self.service = running.Service(PROGRAM, self.where, folder=self.folder)

    def tearDown(self):
        self.service.end()
        shutil.rmtree(self.folder)

    def rows(self, sql):
        """What the database itself says, a list of texts a row."""
        if self.postgres:
            return [line.split("|") for line in self.postgres.ask(sql, self.database).splitlines()]
        with sqlite3.connect(f"file:{self.folder / 'log.sqlite'}?mode=ro", uri=True) as database:
            return [[str(each) for each in row] for row in database.execute(sql)]

    def account_for(self, answers):
        """Every decision that was answered stands in the log as it was answered."""
        log = {entry["decision"]: entry for entry in self.service.printed_log()}
        self.assertEqual(len({decision for _, decision, _ in answers}), len(answers))
        for body, decision, answer in answers:
            entry = log[decision]
            self.assertEqual(entry["facts"], json.loads(body))
            self.assertEqual(entry["fingerprint"], answer["fingerprint"])
            for name, told in answer["decisions"].items():
                kept = entry["decisions"][name]
                self.assertEqual(kept["verdict"], told["verdict"])
                self.assertEqual([(each["id"], each["status"], each.get("shortfall")) for each in kept["requirements"]],
                                 [(each["id"], each["status"], each.get("shortfall")) for each in told["requirements"]])
            self.assertEqual(entry["outputs"], answer["outputs"])
        return log

    def test_a_kill_under_load_loses_nothing_that_was_answered(self):
        answers = []
        for _ in range(3):
            load = running.Load(self.service, PATH, APPLICANTS)
            self.service.until(lambda load=load: len(load.answers) > 300)
            self.assertEqual(self.service.end(signal.SIGKILL), -signal.SIGKILL)
            load.stop()
            # Clients lost their connection, and only that.
            self.assertFalse([each for each in load.failures if each.startswith(("4", "5"))], load.failures)
            answers += load.answers
            self.service.start()
        log = self.account_for(answers)
        # What was kept but not answered any more is at most a request of each client each time.
        self.assertLessEqual(len(log), len(answers) + 3 * 8)
        print(f"reached: {len(answers)} decisions answered before kills, {len(log)} in the log of {KIND}")
        status, headers, _ = self.service.ask("POST", PATH, APPLICANTS[0])
        self.assertEqual(status, 200)
        self.assertIn(headers["Tenet-Decision"], {entry["decision"] for entry in self.service.printed_log()})

    def test_a_kill_under_batches_keeps_each_whole_or_not_at_all(self):
        body = "[" + ",".join(APPLICANTS) + "]"
        answered, path = [], PATH + "/batch"

        def client():
            connection = self.service.connect()
            try:
                while True:
                    connection.request("POST", path, body, running.JSON)
                    answered.append([each["decision"] for each in json.loads(connection.getresponse().read())])
            except (OSError, running.http.client.HTTPException, ValueError):
                connection.close()

        clients = [threading.Thread(target=client) for _ in range(4)]
        for each in clients:
            each.start()
        self.service.until(lambda: len(answered) > 20)
        self.service.end(signal.SIGKILL)
        for each in clients:
            each.join()
        self.service.start()
        log = {entry["decision"] for entry in self.service.printed_log()}
        self.assertLessEqual({decision for batch in answered for decision in batch}, log)
        self.assertEqual(len(log) % len(APPLICANTS), 0)

    def test_it_stops_after_what_was_asked(self):
        load = running.Load(self.service, PATH, APPLICANTS)
        self.service.until(lambda: len(load.answers) > 200)
        self.assertEqual(self.service.end(signal.SIGTERM), 0)
        load.stop()
        self.assertFalse([each for each in load.failures if each.startswith(("4", "5"))])
        self.service.start()
        # Nothing was kept that was not answered.
        self.assertEqual(len(self.account_for(load.answers)), len(load.answers))

    def test_it_stops_though_a_client_goes_on(self):
        client = socket.create_connection(("127.0.0.1", self.service.port))
        request = f"POST {PATH}?trial=1 HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}".encode()

        def go_on():
            try:
                while True:
                    client.sendall(request * 10)
                    client.recv(1 << 20)
            except OSError:
                pass

        going = threading.Thread(target=go_on)
        going.start()
        try:
            time.sleep(0.3)
            began = time.monotonic()
            self.assertEqual(self.service.end(), 0)
            self.assertLess(time.monotonic() - began, 10)
        finally:
            client.close()
            going.join()

    def test_it_stops_as_soon_as_it_has_started(self):
        for _ in range(10):
            self.assertEqual(self.service.end(), 0)
            self.service.start()

    def test_it_replays(self):
        for facts in APPLICANTS:
            self.assertEqual(self.service.ask("POST", PATH, facts)[0], 200)
        pretty = json.dumps({"topic": "qms"}, indent=2)
        self.assertEqual(self.service.ask("POST", "/v1/questions/ccaa.hotline", pretty)[0], 200)
        lines = subprocess.run([PROGRAM, "log", "--log", self.where], stdout=subprocess.PIPE, check=True, cwd=self.folder).stdout
        self.assertEqual(lines.count(b"\n"), len(APPLICANTS) + 1)
        same = subprocess.run([TENET, "replay", "-", running.POLICIES], input=lines, stdout=subprocess.PIPE)
        self.assertEqual(same.returncode, 0, same.stdout.decode())
        # Other rules: five complete audits instead of four.
        other = self.folder / "policies"
        shutil.copytree(running.POLICIES, other)
        policy = other / "upgrade_to_auditor.policy"
        text = policy.read_text()
        changed = text.replace("其他情形 取 4次", "其他情形 取 5次")
        self.assertNotEqual(changed, text, "the policy reads otherwise now: change this edit too")
        policy.write_text(changed)
        now = subprocess.run([TENET, "replay", "-", other], input=lines, stdout=subprocess.PIPE, text=False)
        self.assertEqual(now.returncode, 1, now.stdout.decode())

    def test_the_table_can_be_asked(self):
        self.service.ask("POST", PATH, APPLICANTS[0])
        self.service.ask("POST", "/v1/questions/ccaa.hotline", '{"topic": "qms"}')
        rows = self.rows("SELECT policy, coalesce(verdict, '-'), length(fingerprint) FROM decisions ORDER BY id")
        self.assertEqual(rows, [["ccaa.upgrade_to_auditor", "eligible", "64"], ["ccaa.hotline", "-", "64"]])

    def test_what_cannot_be_recorded_is_not_answered(self):
        self.assertEqual(self.service.ask("POST", PATH, APPLICANTS[0])[0], 200)
        if self.postgres:
            self.postgres.stop()
        else:
            blocker = sqlite3.connect(self.folder / "log.sqlite", isolation_level=None)
            blocker.execute("BEGIN EXCLUSIVE")
        status, headers, text = self.service.ask("POST", PATH, APPLICANTS[0])
        self.assertEqual((status, headers["Tenet-Decision"]), (503, None))
        self.assertEqual(json.loads(text)["type"], "urn:tenet:problem:no-log")
        self.assertEqual(self.service.ask("POST", PATH + "?trial=1", APPLICANTS[0])[0], 200)
        if self.postgres:
            self.postgres.start()
        else:
            blocker.close()
        self.service.until(lambda: self.service.ask("POST", PATH, APPLICANTS[0])[0] == 200)
        self.assertEqual(len(self.service.printed_log()), 2)

    def test_a_locked_log_holds_nobody_up_for_long(self):
        if self.postgres:
            blocker = subprocess.Popen(["psql", "-d", self.where, "-qc", "BEGIN; LOCK TABLE decisions; SELECT pg_sleep(20)"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.service.until(lambda: "t" in self.rows("SELECT bool_or(relation = 'decisions'::regclass) FROM pg_locks "
                                                        "WHERE mode = 'AccessExclusiveLock'")[0])
        else:
            blocker = sqlite3.connect(self.folder / "log.sqlite", isolation_level=None)
            blocker.execute("BEGIN EXCLUSIVE")
        began, statuses = time.monotonic(), []
        clients = [threading.Thread(target=lambda: statuses.append(self.service.ask("POST", PATH, APPLICANTS[0])[0]))
                   for _ in range(6)]
        for each in clients:
            each.start()
        for each in clients:
            each.join()
        self.assertEqual(statuses, [503] * 6)
        self.assertLess(time.monotonic() - began, 16)
        if self.postgres:
            blocker.kill()
            blocker.wait()
            self.postgres.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND "
                              "pid <> pg_backend_pid()", self.database)
        else:
            blocker.close()

    def test_ids_grow(self):
        ids = [self.service.ask("POST", PATH, APPLICANTS[0])[1]["Tenet-Decision"] for _ in range(60)]
        self.assertEqual(ids, sorted(ids))
        self.assertTrue(all(re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", each)
                            for each in ids), ids[0])

    def test_one_decision_can_be_printed(self):
        ids = [self.service.ask("POST", PATH, facts)[1]["Tenet-Decision"] for facts in APPLICANTS[:3]]
        command = [PROGRAM, "log", "--log", self.where, "--decision"]
        done = subprocess.run([*command, ids[1]], stdout=subprocess.PIPE, check=True, cwd=self.folder)
        self.assertEqual(json.loads(done.stdout)["facts"], json.loads(APPLICANTS[1]))
        none = subprocess.run([*command, "no such"], stderr=subprocess.PIPE, cwd=self.folder)
        self.assertEqual(none.returncode, 2)

    def test_a_log_that_is_moved_is_not_written_to(self):
        if self.postgres:
            return
        self.assertEqual(self.service.ask("POST", PATH, APPLICANTS[0])[0], 200)
        (self.folder / "log.sqlite").rename(self.folder / "moved.sqlite")
        self.assertEqual(self.service.ask("POST", PATH, APPLICANTS[0])[0], 503)
        (self.folder / "moved.sqlite").rename(self.folder / "log.sqlite")
        self.assertEqual(self.service.ask("POST", PATH, APPLICANTS[0])[0], 200)
        self.assertEqual(len(self.service.printed_log()), 2)

    def test_it_can_outlive_the_power(self):
        self.service.end()
        self.service.options = ("--durable",)
        self.service.start()
        load = running.Load(self.service, PATH, APPLICANTS)
        self.service.until(lambda: len(load.answers) > 100)
        self.service.end(signal.SIGKILL)
        load.stop()
        self.service.start()
        self.account_for(load.answers)

    def test_a_log_that_cannot_be_opened_is_said(self):
        where = "/no/such/folder/log.sqlite" if KIND == "sqlite" else "host=/no/such/folder dbname=x"
        done = subprocess.run([PROGRAM, "--port", "0", "--log", where], stderr=subprocess.PIPE, text=True, cwd=self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn("/no/such/folder", done.stderr)
        read = subprocess.run([PROGRAM, "log", "--log", where], stderr=subprocess.PIPE, text=True, cwd=self.folder)
        self.assertEqual(read.returncode, 2)
        self.assertIn("/no/such/folder", read.stderr)

    def test_what_is_no_log_is_refused(self):
        if self.postgres:
            self.postgres.ask("CREATE DATABASE other")
            self.postgres.ask("CREATE TABLE decisions (x int)", "other")
            wheres = [self.postgres.where("other")]
        else:
            (self.folder / "text").write_text("no database, but long enough to be taken for one by its size alone" * 50)
            with sqlite3.connect(self.folder / "other.sqlite") as other:
                other.execute("CREATE TABLE something (x)")
            wheres = ["", ":memory:", "text", "other.sqlite"]
        for where in wheres:
            done = subprocess.run([PROGRAM, "--port", "0", "--log", where], stderr=subprocess.PIPE, text=True, cwd=self.folder,
                                  timeout=20)
            self.assertEqual(done.returncode, 2, where)
            self.assertTrue(done.stderr.startswith("decision_service: "), done.stderr)


if __name__ == "__main__":
    PROGRAM, TENET, KIND = running.arguments()
    unittest.main()
