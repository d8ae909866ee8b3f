"""Tables that are taken while the service runs: `tables_test.py SERVICE TENET`."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

import running

PATH = "/v1/questions/ccaa.upgrade_to_auditor"
APPLICANTS = running.APPLICANTS


def table(folder, name, edit=lambda text: text, policy="upgrade_to_auditor"):
    """A table of a policy of the notice, edited; gives its bytes."""
    policies = folder / f"policies-{name}"
    shutil.copytree(running.POLICIES, policies)
    file = policies / f"{policy}.policy"
    text = file.read_text()
    file.write_text(edit(text))
    made = folder / f"{name}.made"
    subprocess.run([TENET, "build", file, "--to", "table", "-o", made], check=True)
    return made.read_bytes()


def one_audit_more(text):
    changed = text.replace("其他情形 取 4次", "其他情形 取 5次")
    assert changed != text, "the policy reads otherwise now: change this edit too"
    return changed


class Tables(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tenet-service-"))
        self.tables = self.folder / "tables"
        self.tables.mkdir()
        self.service = running.Service(PROGRAM, "log.sqlite", "--tables", self.tables, folder=self.folder)

    def tearDown(self):
        self.service.end()
        shutil.rmtree(self.folder)

    def drop(self, name, content):
        """As whoever publishes rules should: written elsewhere, then moved there."""
        made = self.folder / "moving"
        made.write_bytes(content)
        os.replace(made, self.tables / name)

    def fingerprint(self):
        return next(each for each in self.service.get("/v1/questions") if each["id"] == "ccaa.upgrade_to_auditor")["fingerprint"]

    def files(self):
        return {each["file"]: each for each in self.service.get("/v1/tables")}

    def test_swaps_under_load_drop_nothing_and_mix_nothing(self):
        built_in = self.fingerprint()
        contents = [table(self.folder, "same"), table(self.folder, "more", one_audit_more)]
        needed = {}  # by fingerprint: how many complete audits its rules ask for
        load = running.Load(self.service, PATH, APPLICANTS)
        try:
            for turn in range(12):
                before = len(load.answers)
                self.drop("upgrade.table", contents[turn % 2])
                self.service.until(lambda turn=turn: self.fingerprint() != built_in or turn % 2 == 0)
                self.service.until(lambda turn=turn: len(self.made()) == turn + 1)
                self.service.until(lambda before=before: len(load.answers) > before + 100)
        finally:
            load.stop()
        self.assertEqual(load.failures, [])
        for body, decision, answer in load.answers:
            self.assertIsNotNone(decision)
            extended = json.loads(body).get("extension_clause_applies")
            asked = answer["outputs"]["required_complete_audits"]
            if extended is False:
                needed.setdefault(answer["fingerprint"], set()).add(asked)
        self.assertEqual(len(needed), 2)
        self.assertEqual(needed.pop(built_in), {4})
        self.assertEqual(set(needed.popitem()[1]), {5})
        log = {entry["decision"]: entry["fingerprint"] for entry in self.service.printed_log()}
        self.assertEqual(log, {decision: answer["fingerprint"] for _, decision, answer in load.answers})
        print(f"reached: {len(load.answers)} answers while tables were swapped 12 times")

    def made(self):
        return [line for line in self.service.lines if "is in force" in line]

    def test_a_table_that_cannot_be_used_leaves_the_old_one_in_force(self):
        good = table(self.folder, "more", one_audit_more)
        built_in = self.fingerprint()
        self.drop("upgrade.table", good)
        self.service.until(lambda: self.fingerprint() != built_in)
        in_force = self.fingerprint()
        broken = bytearray(good)
        broken[len(broken) // 2] ^= 1
        for content in (bytes(broken), good[:-5], b"", b"no table"):
            seen = len([line for line in self.service.lines if "refused" in line])
            self.drop("upgrade.table", content)
            self.service.until(lambda seen=seen: len([line for line in self.service.lines if "refused" in line]) > seen)
            self.assertEqual(self.fingerprint(), in_force)
            told = self.files()["upgrade.table"]
            self.assertEqual(told["fingerprint"], in_force)
            self.assertTrue(told["refused"]["en"] and told["refused"]["zh"], told)
            status, _, text = self.service.ask("POST", PATH, APPLICANTS[0])
            self.assertEqual((status, json.loads(text)["fingerprint"]), (200, in_force))
        self.drop("upgrade.table", good)
        self.service.until(lambda: "refused" not in self.files()["upgrade.table"])
        (self.tables / "upgrade.table").unlink()
        self.service.until(lambda: self.fingerprint() == built_in)
        self.assertEqual(self.files(), {})

    def test_of_two_tables_of_one_policy_the_first_by_name_is_in_force(self):
        built_in = self.fingerprint()
        more = table(self.folder, "more", one_audit_more)
        self.drop("b.table", more)
        self.service.until(lambda: self.fingerprint() != built_in)
        self.drop("a.table", table(self.folder, "same"))
        self.service.until(lambda: self.fingerprint() == built_in)
        self.assertIn("a.table", self.files()["b.table"]["refused"]["en"])
        self.service.end()
        self.service.start()  # it does not matter which came first
        self.assertEqual(self.fingerprint(), built_in)
        (self.tables / "a.table").unlink()
        self.service.until(lambda: self.fingerprint() != built_in)
        self.assertNotIn("refused", self.files()["b.table"])

    def test_a_folder_that_goes_changes_nothing(self):
        built_in = self.fingerprint()
        self.drop("upgrade.table", table(self.folder, "more", one_audit_more))
        self.service.until(lambda: self.fingerprint() != built_in)
        in_force = self.fingerprint()
        self.tables.rename(self.folder / "elsewhere")
        self.service.until(lambda: any("folder cannot be read" in line for line in self.service.lines))
        self.assertEqual(self.fingerprint(), in_force)
        (self.folder / "elsewhere").rename(self.tables)
        self.service.until(lambda: any("can be read again" in line for line in self.service.lines))
        self.assertEqual(self.fingerprint(), in_force)

    def test_a_table_that_is_written_slowly_is_taken_when_it_is_whole(self):
        content = table(self.folder, "more", one_audit_more)
        built_in = self.fingerprint()
        with open(self.tables / "slow.table", "wb", buffering=0) as file:
            for i in range(0, len(content), 1500):
                file.write(content[i:i + 1500])
                time.sleep(0.05)
        self.service.until(lambda: self.fingerprint() != built_in)

    def test_byte_order_marks_are_taken_as_everywhere(self):
        self.drop("upgrade.table", table(self.folder, "more", one_audit_more))
        self.service.until(lambda: self.files())
        statuses = [self.service.ask("POST", PATH, (marks + APPLICANTS[0]).encode())[0] for marks in ("", "\ufeff", "\ufeff\ufeff")]
        self.assertEqual(statuses[:2], [200, 200])
        log = self.service.printed_log()
        self.assertEqual(len(log), statuses.count(200))
        for entry in log:
            self.assertEqual(entry["facts"], json.loads(APPLICANTS[0]))

    def test_a_question_that_is_not_built_in(self):
        policy = self.folder / "new.policy"
        policy.write_text('policy office.leave "Leave"\nfact days_left : count\noutput may_leave = days_left >= 1\n')
        made = self.folder / "new.made"
        subprocess.run([TENET, "build", policy, "--to", "table", "-o", made], check=True)
        self.drop("leave.table", made.read_bytes())
        self.service.until(lambda: len(self.service.get("/v1/questions")) == 22)
        status, headers, text = self.service.ask("POST", "/v1/questions/office.leave", '{"days_left": 2}')
        self.assertEqual((status, json.loads(text)["outputs"]), (200, {"may_leave": True}))
        status, _, text = self.service.ask("POST", "/v1/questions/office.leave", '{"days_left": "2"}')
        self.assertEqual((status, json.loads(text)["code"]), (422, "T0409"))


if __name__ == "__main__":
    PROGRAM, TENET = running.arguments()
    unittest.main()
