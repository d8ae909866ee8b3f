"""Requests that mean no good: `hostile_test.py SERVICE TENET`. Each gets an error, and no other client loses its answer."""

import json
import shutil
import socket
import tempfile
import threading
import time
import unittest

import running

PATH = "/v1/questions/ccaa.hotline"
BODY = '{"topic": "qms"}'
HEAD = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
GOOD = f"{HEAD}Content-Length: {len(BODY)}\r\n\r\n{BODY}"
CONNECTIONS = 48


class Raw:
    """A connection that sends whatever it is told."""

    def __init__(self, service):
        self.socket = socket.create_connection(("127.0.0.1", service.port), timeout=30)
        self.read = b""

    def send(self, text):
        self.socket.sendall(text if isinstance(text, bytes) else text.encode())

    def response(self):
        """Status and body of the next response; None where the connection is closed."""
        while b"\r\n\r\n" not in self.read:
            if not self.more():
                return None
        head, _, self.read = self.read.partition(b"\r\n\r\n")
        length = int(next(line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")))
        while len(self.read) < length:
            assert self.more(), "the response is cut off"
        body, self.read = self.read[:length], self.read[length:]
        return int(head.split()[1]), json.loads(body)

    def more(self):
        try:
            got = self.socket.recv(65536)
        except ConnectionResetError:
            return False
        self.read += got
        return bool(got)

    def close(self):
        self.socket.close()


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="tenet-service-")
        cls.service = running.Service(PROGRAM, "log.sqlite", "--connections", CONNECTIONS, "--time-limit", 2,
                                      "--body-limit", 100_000, folder=cls.folder)
        # An honest client asks all the while.
        cls.honest = running.Load(cls.service, PATH, [BODY], clients=1, patient=True)

    @classmethod
    def tearDownClass(cls):
        cls.honest.stop()
        assert cls.service.end() == 0
        shutil.rmtree(cls.folder)

    def setUp(self):
        self.raws = []

    def tearDown(self):
        for raw in self.raws:
            raw.close()
        self.assertEqual(self.honest.failures, [])
        before = len(self.honest.answers)
        self.service.until(lambda: len(self.honest.answers) > before + 5)

    def raw(self):
        self.raws.append(Raw(self.service))
        return self.raws[-1]

    def refused(self, text, status, kind):
        """A request that is refused with a problem; whatever follows it on the connection is not answered."""
        raw = self.raw()
        raw.send(text)
        got = raw.response()
        self.assertIsNotNone(got, text[:200])
        self.assertEqual((got[0], got[1]["type"], got[1]["status"]), (status, f"urn:tenet:problem:{kind}", status), text[:200])
        return raw

    def test_what_is_no_http(self):
        for text in ("\r\n\r\n", "nonsense\r\n\r\n", "GET\r\n\r\n", f"POST {PATH}\r\n\r\n", "\0\0\0\0\r\n\r\n", "é\r\n\r\n",
                     f"POST {PATH} HTTP/9.9\r\n\r\n"):
            raw = self.raw()
            raw.send(text)
            raw.socket.shutdown(socket.SHUT_WR)
            got = raw.response()
            self.assertTrue(got is None or got[0] in (400, 411, 505), (text, got))

    def test_lengths_that_are_wrong(self):
        self.refused(f"{HEAD}\r\n", 411, "no-length")
        self.refused(f"{HEAD}Content-Length: 16\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "not-http")
        self.refused(f"{HEAD}Content-Length: 16\r\nContent-Length: 17\r\n\r\n{BODY}", 400, "not-http")
        for length in ("-1", "1x", "0x10", "+16", "1 6", "１６"):
            self.refused(f"{HEAD}Content-Length: {length}\r\n\r\n{BODY}", 400, "not-http")
        for length in ("100001", "99999999999", "18446744073709551616", "9" * 50):
            raw = self.refused(f"{HEAD}Content-Length: {length}\r\n\r\n{BODY}{GOOD}", 413, "too-large")
            self.assertIsNone(raw.response())  # what follows is a body that nobody reads, not a request

    def test_bodies_that_are_huge(self):
        raw = self.raw()
        raw.send(f"{HEAD}Transfer-Encoding: chunked\r\n\r\n")
        chunk = f"{10_000:x}\r\n{'x' * 10_000}\r\n".encode()
        try:
            for _ in range(100):
                raw.send(chunk)
        except OSError:
            pass
        got = raw.response()
        self.assertTrue(got is None or got[0] in (400, 413), got)
        self.refused("GET / HTTP/1.1\r\n" + "X-Long: " + "x" * 7000 + "\r\n" * 1 + "".join(
            f"X-{i}: {'y' * 1000}\r\n" for i in range(200)) + "\r\n", 431, "head-too-large")
        raw = self.raw()
        raw.send("GET /" + "a" * 20_000 + " HTTP/1.1\r\n\r\n")
        self.assertEqual(raw.response()[0], 414)

    def test_facts_that_are_deep_or_of_the_wrong_type(self):
        for body in ("[" * 50_000, '{"a":' * 10_000, '{"topic": ' + "[" * 40_000, "null", "5", "[]", '"qms"', '{"topic": {}}',
                     '{"topic": "qms", "topic": "ems"}', '{"topic": "\\ud800"}', '{"topic": 1e999}', "{}garbage", "\ufeff"):
            content = body.encode()
            raw = self.raw()
            raw.send(f"{HEAD}Content-Length: {len(content)}\r\n\r\n".encode() + content + GOOD.encode())
            status, problem = raw.response()
            self.assertIn(status, (400, 422), body[:50])
            self.assertTrue(problem["title"] and problem["detail"], body[:50])
            self.assertEqual(raw.response()[0], 200)  # the connection goes on
        for content in (b"\xff\xfe{}", b'{"topic": "\xc3"}', b"\x00"):
            raw = self.refused(f"{HEAD}Content-Length: {len(content)}\r\n\r\n".encode() + content, 400, "not-json")

    def test_types_and_methods(self):
        wrong = HEAD.replace("application/json", "text/xml")
        self.refused(f"{wrong}Content-Length: {len(BODY)}\r\n\r\n{BODY}", 415, "not-json-type")
        self.refused(f"{HEAD}Content-Encoding: gzip\r\nContent-Length: {len(BODY)}\r\n\r\n{BODY}", 415, "not-json-type")
        untyped = HEAD.replace("Content-Type: application/json\r\n", "")
        self.refused(f"{untyped}Content-Length: {len(BODY)}\r\n\r\n{BODY}", 415, "not-json-type")
        named = HEAD.replace("application/json", "Application/JSON ; charset=utf-8")
        raw = self.raw()
        raw.send(f"{named}Content-Length: {len(BODY)}\r\n\r\n{BODY}")
        self.assertEqual(raw.response()[0], 200)
        for method in ("PUT", "DELETE", "PATCH", "BREW"):
            raw = self.raw()
            raw.send(f"{method} {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{{}}{GOOD}")
            status, problem = raw.response()
            self.assertIn(status, (400, 404, 405), method)
            self.assertIsNone(raw.response())
        for path in (PATH + "/batch", "/health"):
            method = "GET" if path.endswith("batch") else "POST"
            status, headers, _ = self.service.ask(method, path, "{}" if method == "POST" else None)
            self.assertEqual((status, headers["Allow"] is None), (405, False), path)
        # A GET with a body: it is answered, and the body is not taken for a request.
        raw = self.raw()
        raw.send(f"GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: {len(GOOD)}\r\n\r\n{GOOD}")
        self.assertEqual(raw.response()[0], 200)
        self.assertIsNone(raw.response())
        for path in ("/../../etc/passwd", "/page.html/..", "/%2e%2e/", "/v1/questions/../..", "/pagex.css", "/v1/questions/%00"):
            raw = self.raw()
            raw.send(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n")
            self.assertEqual(raw.response()[0], 404, path)

    def test_parts_of_an_answer_are_not_given(self):
        for part in ("bytes=0-9", "bytes=999999-", "bytes=" + "0-," * 2000 + "0-"):
            raw = self.raw()
            raw.send(f"{HEAD}Range: {part}\r\nContent-Length: {len(BODY)}\r\n\r\n{BODY}")
            status, answer = raw.response()
            self.assertEqual((status, answer["policy"]), (200, "ccaa.hotline"), part[:30])

    def test_bodies_that_could_be_taken_for_requests(self):
        for lengths in (f"Content-Length: 0\r\nContent-Length: {len(GOOD)}", f"Content-Length : {len(GOOD)}",
                        "Transfer-Encoding: xchunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                        f"Transfer-Encoding : chunked\r\nContent-Length: {len(GOOD)}"):
            for begin in ("GET /health HTTP/1.1\r\nHost: x\r\n", HEAD):
                raw = self.refused(f"{begin}{lengths}\r\n\r\n{GOOD}", 400, "not-http")
                self.assertIsNone(raw.response(), lengths)

    def test_a_client_that_waits_before_its_body(self):
        raw = self.raw()
        raw.send(f"{HEAD}Expect: 100-continue\r\nContent-Length: {len(BODY)}\r\n\r\n")
        while b"\r\n\r\n" not in raw.read:
            self.assertTrue(raw.more())
        self.assertTrue(raw.read.startswith(b"HTTP/1.1 100 "), raw.read)
        raw.read = b""
        raw.send(BODY)
        self.assertEqual(raw.response()[0], 200)

    def test_batches_of_too_many_cases(self):
        body = "[" + ",".join(["1"] * 20_000) + "]"
        status, _, text = self.service.ask("POST", PATH + "/batch", body)
        self.assertEqual((status, json.loads(text)["type"]), (413, "urn:tenet:problem:too-large"))

    def test_requests_that_follow_one_another(self):
        raw = self.raw()
        raw.send(GOOD * 200)
        for _ in range(200):
            self.assertEqual(raw.response()[0], 200)
        # Cut anywhere, they are the same requests.
        for size in (1, 7, 50):
            raw = self.raw()
            text = GOOD * 3
            for i in range(0, len(text), size):
                raw.send(text[i:i + size])
            self.assertEqual([raw.response()[0] for _ in range(3)], [200] * 3)

    def test_clients_that_are_slow(self):
        # As many as there is room for; the honest client holds one.
        slow = [self.raw() for _ in range(CONNECTIONS - 4)]
        began = time.monotonic()
        beginnings = (GOOD[:30], GOOD[:-5], HEAD + "Content-Length: 50\r\n\r\n", "P", GOOD[:100])
        for i, raw in enumerate(slow):
            raw.send(beginnings[i % len(beginnings)])
        dripping = threading.Event()

        def drip():
            while not dripping.wait(0.2):
                for each in slow:
                    try:
                        each.send("x")
                    except OSError:
                        pass

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            self.assertEqual(self.service.ask("POST", PATH, BODY)[0], 200)  # one more client is served
            statuses = []
            for raw in slow:
                got = raw.response()
                statuses.append(got and got[0])
            self.assertLess(time.monotonic() - began, 15)
            self.assertTrue(all(status in (400, 408, None) for status in statuses), statuses)
            self.assertIn(408, statuses)
        finally:
            dripping.set()
            thread.join()

    def test_more_clients_than_there_is_room_for(self):
        crowd = [self.raw() for _ in range(2 * CONNECTIONS)]
        told = 0
        for raw in crowd:
            try:
                raw.send(GOOD)
                got = raw.response()
            except OSError:
                continue
            if got and got[0] == 503:
                self.assertEqual(got[1]["type"], "urn:tenet:problem:busy")
                told += 1
            else:
                self.assertTrue(got is None or got[0] == 200, got)
        self.assertGreater(told, 0)
        for raw in crowd:
            raw.close()
        self.service.until(lambda: self.service.ask("POST", PATH, BODY)[0] == 200)

    def test_clients_that_go_away(self):
        for _ in range(50):
            raw = Raw(self.service)
            raw.send(GOOD[:-3])
            raw.close()
            raw = Raw(self.service)
            raw.send(GOOD * 20)
            raw.close()
        # One that asks and never takes the answers.
        raw = self.raw()
        raw.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        raw.socket.settimeout(1)
        try:
            for _ in range(3000):
                raw.send(f"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n")
        except OSError:
            pass


if __name__ == "__main__":
    PROGRAM, TENET = running.arguments()
    unittest.main()
