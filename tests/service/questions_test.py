"""Every question over HTTP: `questions_test.py SERVICE TENET`. Answers are held against those of `tenet eval`."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest

import forms
import running

APPLICANTS = 60
SEED = os.environ.get("TENET_SEED", "0")


def evaluated(tenet, policy, applicants, lang):
    """What the command line answers, a dictionary each."""
    file = running.POLICIES / (policy.removeprefix("ccaa.") + ".policy")
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in applicants)
    done = subprocess.run([tenet, "eval", file, "--facts", "-", "--format", "json", "--lang", lang], input=text,
                          text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    for answer in answers:
        answer.pop("output_reasons", None)
    return answers


class Questions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="tenet-service-")
        cls.service = running.Service(PROGRAM, "log.sqlite", folder=cls.folder)
        cls.questions = cls.service.get("/v1/questions")

    @classmethod
    def tearDownClass(cls):
        cls.service.end()
        shutil.rmtree(cls.folder)

    def hold(self, answered, expected, lang):
        """An answer, or a problem, against what the command line says."""
        if "refused" not in expected:
            return self.assertEqual(answered, expected)
        told = expected["refused"]
        for name in ("code", "help"):
            self.assertEqual(answered[name], told[name], lang)
        if "pointer" in answered:
            self.assertEqual(answered["pointer"], told["pointer"], lang)
        self.assertEqual(answered["detail"], told["message"], lang)
        self.assertEqual(answered["status"], 422)

    def test_there_are_as_many_as_policies(self):
        policies = {path.stem for path in running.POLICIES.glob("*.policy")} - {"common", "china_calendar"}
        self.assertEqual({each["id"] for each in self.questions}, {f"ccaa.{name}" for name in policies})
        self.assertEqual(len(policies), 21)

    def test_every_question_answers_as_the_command_line(self):
        answered = refused = 0
        for question in self.questions:
            path = f"/v1/questions/{question['id']}"
            form = self.service.get(path)
            self.assertEqual(form["fingerprint"], question["fingerprint"])
            applicants = forms.applicants(form, APPLICANTS, SEED)
            for lang in ("en", "zh"):
                expected = evaluated(TENET, question["id"], applicants, lang)
                self.assertEqual(len(expected), APPLICANTS)
                status, headers, text = self.service.ask("POST", f"{path}/batch?lang={lang}", json.dumps(applicants))
                self.assertEqual((status, headers["Tenet-Fingerprint"]), (200, question["fingerprint"]), text)
                for i, (one, wanted) in enumerate(zip(json.loads(text), expected, strict=True)):
                    with self.subTest(question=question["id"], lang=lang, applicant=applicants[i]):
                        if "problem" in one:
                            self.assertTrue(one["problem"].pop("pointer", f"/{i}").startswith(f"/{i}"))
                        self.hold(one.get("problem") or one["answer"], wanted, lang)
                        answered += "answer" in one
                        refused += "problem" in one
                for facts, wanted in list(zip(applicants, expected))[:8]:
                    with self.subTest(question=question["id"], lang=lang, applicant=facts):
                        status, headers, text = self.service.ask("POST", f"{path}?lang={lang}", json.dumps(facts))
                        self.assertEqual(status == 200, "refused" not in wanted)
                        self.assertEqual(status == 200, headers["Tenet-Decision"] is not None)
                        self.assertEqual(headers["Content-Language"], lang)
                        self.hold(json.loads(text), wanted, lang)
        print(f"reached: {len(self.questions)} questions over HTTP, {answered} cases answered, {refused} refused")
        self.assertGreater(answered, 20 * APPLICANTS)

    def test_the_language_is_the_one_accepted(self):
        for accepted, lang in (("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("en-GB", "en"), ("fr, zh", "zh"), ("", "en"), ("fr", "en")):
            status, headers, text = self.service.ask("POST", "/v1/questions/ccaa.hotline", "{",
                                                     running.JSON | {"Accept-Language": accepted})
            self.assertEqual((status, headers["Content-Language"]), (400, lang))
            self.assertIn("事实" if lang == "zh" else "facts", json.loads(text)["title"])

    def test_what_is_tried_is_not_recorded(self):
        before = len(self.service.printed_log())
        status, headers, _ = self.service.ask("POST", "/v1/questions/ccaa.hotline?trial=1", '{"topic": "qms"}')
        self.assertEqual((status, headers["Tenet-Decision"]), (200, None))
        self.assertEqual(len(self.service.printed_log()), before)
        self.assertEqual(self.service.ask("POST", "/v1/questions/ccaa.hotline?trial=0", '{"topic": "qms"}')[0], 200)
        self.assertEqual(len(self.service.printed_log()), before + 1)
        status, _, text = self.service.ask("POST", "/v1/questions/ccaa.hotline?trial=yes", '{"topic": "qms"}')
        self.assertEqual((status, json.loads(text)["type"]), (400, "urn:tenet:problem:parameter"))

    def test_an_answer_that_would_be_too_large_is_not_given_nor_recorded(self):
        # A few bytes a record, each of which the answer names in every requirement that it is missing for.
        case = '{"trainee_certificates":[' + ",".join(["{}"] * 1000) + "]}"
        path = "/v1/questions/ccaa.upgrade_to_auditor"
        _, _, answer = self.service.ask("POST", path + "?trial=1", case)
        before = len(self.service.printed_log())
        count = (128 << 20) // len(answer) + 2
        status, _, text = self.service.ask("POST", path + "/batch", "[" + ",".join([case] * count) + "]")
        self.assertEqual((status, json.loads(text)["type"]), (413, "urn:tenet:problem:answer-too-large"))
        self.assertEqual(len(self.service.printed_log()), before)

    def test_problems_say_where(self):
        status, _, text = self.service.ask("POST", "/v1/questions/ccaa.upgrade_to_auditor",
                                           '{"audits": [{}, {"ended_on": "2023-02-30"}]}')
        problem = json.loads(text)
        self.assertEqual((status, problem["code"], problem["pointer"]), (422, "T0413", "/audits/1/ended_on"))
        self.assertEqual(problem["type"], "urn:tenet:problem:facts")
        status, _, text = self.service.ask("POST", "/v1/questions/ccaa.nothing", "{}")
        self.assertEqual((status, json.loads(text)["type"]), (404, "urn:tenet:problem:no-such-question"))
        for body in ("{}", "[{}", "[{},]", "[{}]]", "[,{}]", "", "[}", '["]'):
            status, _, text = self.service.ask("POST", "/v1/questions/ccaa.hotline/batch", body)
            self.assertEqual((status, json.loads(text)["type"]), (400, "urn:tenet:problem:not-an-array"), body)
        status, _, text = self.service.ask("POST", "/v1/questions/ccaa.hotline/batch", "[]")
        self.assertEqual((status, json.loads(text)), (200, []))
        status, _, text = self.service.ask("POST", "/v1/questions/ccaa.hotline/batch",
                                           ' [ {"topic": "qms"} , 5 ,{"topic":"no such"} ] ')
        one, two, three = json.loads(text)
        self.assertIn("answer", one)
        self.assertEqual((two["problem"]["code"], two["problem"]["pointer"]), ("T0403", "/1"))
        self.assertEqual((three["problem"]["code"], three["problem"]["pointer"]), ("T0417", "/2/topic"))

    def test_openapi_health_and_metrics(self):
        described = self.service.get("/openapi.json?lang=zh")
        self.assertEqual(described["openapi"], "3.1.0")
        for question in self.questions:
            post = described["paths"][f"/v1/questions/{question['id']}"]["post"]
            self.assertEqual(post["summary"], question["label"]["zh"])
        self.assertEqual(self.service.get("/health"), {"status": "ok"})
        self.service.ask("POST", "/v1/questions/ccaa.hotline", '{"topic": "qms"}')
        _, headers, text = self.service.ask("GET", "/metrics")
        self.assertTrue(headers["Content-Type"].startswith("text/plain"))
        self.assertRegex(text, r'(?m)^tenet_decisions_total\{policy="ccaa\.hotline",verdict="none"\} [1-9]')
        self.assertEqual(text.count("\ntenet_rules_info{"), 21)


if __name__ == "__main__":
    PROGRAM, TENET = running.arguments()
    unittest.main()
