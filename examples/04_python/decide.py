"""Asks a policy from Python with nothing but its standard library: `decide.py libtenet.so.0 auditor.table`."""

import ctypes
import json
import sys

DONE, FACTS_WRONG = 0, 2
JSON, ENGLISH, CHINESE = 1, 0, 1


class Policy:
    """A table, and an asker for one thread."""

    def __init__(self, library, path):
        self.tenet = ctypes.CDLL(library)
        self.tenet.tenet_policy.restype = ctypes.c_char_p
        self.tenet.tenet_policy.argtypes = [ctypes.c_void_p]
        if self.tenet.tenet_abi() != 1:
            raise RuntimeError("this library has another interface")
        self.table, self.asker = ctypes.c_void_p(), ctypes.c_void_p()
        why = ctypes.create_string_buffer(256)
        if self.tenet.tenet_open_file(path.encode(), ENGLISH, ctypes.byref(self.table), why, ctypes.c_size_t(len(why))) != DONE:
            raise ValueError(f"{path}: {why.value.decode()}")
        if self.tenet.tenet_asker_open(self.table, ctypes.byref(self.asker)) != DONE:
            raise MemoryError

    def close(self):
        self.tenet.tenet_asker_close(self.asker)
        self.tenet.tenet_close(self.table)

    def name(self):
        return self.tenet.tenet_policy(self.table).decode()

    def answer(self, facts, language=ENGLISH):
        """What `tenet eval --format json` answers; of facts that are not right, `{"refused": …}`."""
        text = json.dumps(facts).encode()
        answer = ctypes.c_char_p()
        result = self.tenet.tenet_answer(self.asker, text, ctypes.c_size_t(len(text)), JSON, language, ctypes.byref(answer), None)
        if result not in (DONE, FACTS_WRONG):
            raise RuntimeError(f"tenet_answer gave {result}")
        return json.loads(answer.value)


policy = Policy(sys.argv[1], sys.argv[2])
applicant = {"applied_on": "2023-05-01", "exam": "2018-04-30", "audits": 4, "extension": False}
for decision, told in policy.answer(applicant)["decisions"].items():
    print(policy.name(), decision, told["verdict"])
    for requirement in told["requirements"]:
        if requirement["status"] == "failed":
            print(" ", requirement["id"], requirement["message"])
print(policy.answer({"applied_on": "2023-05-01", "audits": -1}, CHINESE)["refused"]["message"])
policy.close()
