"""Work grows with the input, never faster: instructions for 4n are at most 4.4 times those for n.

usage: growth_test.py TENET

Instructions are counted by callgrind, which gives the same count on every machine. What a run costs before it reads anything is
counted once, over next to nothing, and taken off.
"""

import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile

import corpus

MOST = 4.4
HEAD = "policy a\nas of t\nfact t : date\nfact c : count\nfact f : yes/no\n"


def requirements(line, n):
    return HEAD + "decide d\n" + "".join(f"  require r{i}: {line.replace('#', str(i))}\n" for i in range(n))


def records(n):
    row = '{"subject": "general", "passed_on": "2022-01-31"}'
    return '{"applied_on": "2023-05-01", "audits": 4, "study": 20, "extension": false, "remark": "x", "exams": [' + ", ".join([row] * n) + "]}"


LONG = corpus.GOOD.replace("up to 20", "up to 60000")

# name: (how many, the files for n, the command)
CASES = {
    "requirements": (500, lambda n: {"a.policy": requirements("c >= #", n)}, ["check", "a.policy"]),
    "requirements, Chinese": (500, lambda n: {"a.policy": requirements("t 有效 5年 且 c 不少于 #次", n)}, ["check", "a.policy"]),
    "facts": (500, lambda n: {"a.policy": "policy a\n" + "".join(f"fact f{i} : count\n" for i in range(n))}, ["check", "a.policy"]),
    "errors": (1_000, lambda n: {"a.policy": "policy a\n" + "fact ! : !\n" * n}, ["check", "a.policy"]),
    "unknown names": (500, lambda n: {"a.policy": requirements("y# >= 1", n)}, ["check", "a.policy"]),
    "words run together": (500, lambda n: {"a.policy": requirements("c不少于#次", n)}, ["check", "a.policy"]),
    "types that differ": (500, lambda n: {"a.policy": requirements("t >= #", n)}, ["check", "a.policy"]),
    "one long line": (1_000, lambda n: {"a.policy": HEAD + "decide d\n  require " + " or ".join(f"c >= {i}" for i in range(n)) + "\n"}, ["check", "a.policy"]),
    "a long comment": (60_000, lambda n: {"a.policy": corpus.GOOD + "# " + "字" * n + "\n"}, ["check", "a.policy"]),
    "hidden characters": (1_000, lambda n: {"a.policy": "policy a\n" + "# \u202e\n" * n}, ["check", "a.policy"]),
    "a chain of defines": (500, lambda n: {"a.policy": HEAD + "define d0 = f\n" + "".join(f"define d{i} = not d{i - 1}\n" for i in range(1, n))
                                           + f"decide d\n  require d{n - 1}\n"}, ["check", "a.policy"]),
    "a circle of defines": (500, lambda n: {"a.policy": "policy a\n" + "".join(f"define d{i} = d{(i + 1) % n}\n" for i in range(n))}, ["check", "a.policy"]),
    "one name twice": (500, lambda n: {"a.policy": "policy a\n" + "fact f : count\n" * n}, ["check", "a.policy"]),
    "cases": (200, lambda n: {"a.policy": HEAD + "output o\n" + "".join(f"  = {i} when c = {i}\n" for i in range(n)) + "  = 0 otherwise\n"}, ["check", "a.policy"]),
    "aggregates": (200, lambda n: {"a.policy": corpus.GOOD + "".join(f"  require a{i}: count of exams where passed_on within {i + 1}d >= 1\n" for i in range(n))},
                   ["check", "a.policy"]),
    "values of a choice": (200, lambda n: {"a.policy": "policy a\nchoice c\n" + "".join(f"  v{i}\n" for i in range(n)) + "fact f : c\ndecide d\n"
                                           + "".join(f"  require r{i}: f = v{i}\n" for i in range(n))}, ["check", "a.policy"]),
    "building a header": (200, lambda n: {"a.policy": requirements("c >= #", n)}, ["build", "a.policy", "--to", "cpp", "-o", "a.hpp"]),
    "records": (500, lambda n: {"a.policy": LONG, "f.json": records(n)}, ["eval", "a.policy", "--facts", "f.json"]),
    "records without fields": (500, lambda n: {"a.policy": LONG, "f.json": '{"exams": [' + ", ".join(["{}"] * n) + "]}"}, ["eval", "a.policy", "--facts", "f.json", "--format", "json"]),
    "wrong records": (500, lambda n: {"a.policy": LONG, "f.json": '{"exams": [' + ", ".join(["7"] * n) + "]}"}, ["eval", "a.policy", "--facts", "f.json"]),
    "applicants": (200, lambda n: {"a.policy": corpus.GOOD, "f.jsonl": (records(2) + "\n") * n}, ["eval", "a.policy", "--facts", "f.jsonl"]),
    "unknown facts": (1_000, lambda n: {"a.policy": corpus.GOOD, "f.json": "{" + ",".join(f'"x{i}": 1' for i in range(n)) + "}"}, ["eval", "a.policy", "--facts", "f.json"]),
    "brackets": (1_000, lambda n: {"a.policy": corpus.GOOD, "f.json": '{"exams": ' + "[" * n + "]" * n + "}"}, ["eval", "a.policy", "--facts", "f.json"]),
}


def instructions(tenet, files, command):
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
                file.write(text)
        run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", tenet, *command], cwd=folder, capture_output=True,
                             text=True, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"})
    counted = re.search(r"Collected : (\d+)", run.stderr)
    if counted is None or run.returncode > 2 or "-o" in command and run.returncode != 0:
        sys.exit(f"callgrind failed on {command}:\n{run.stderr[-2000:]}")
    return int(counted.group(1))


def growth(tenet, case, start):
    n, files, command = case
    few, many = (instructions(tenet, files(count), command) - start for count in (n, 4 * n))
    return few, many, many / few


def main(tenet, *wanted):
    start = instructions(tenet, {"a.policy": "policy a\n"}, ["check", "a.policy"])
    cases = {name: case for name, case in CASES.items() if not wanted or name in wanted}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = dict(zip(cases, pool.map(lambda case: growth(tenet, case, start), cases.values())))
    failed = [name for name, (_, _, ratio) in results.items() if ratio > MOST]
    for name, (few, many, ratio) in results.items():
        print(f"reached: growth of {name}: {few:,} to {many:,} instructions, {ratio:.2f} times for four times as much")
    for name in failed:
        print(f"{name} grows faster than its input: {results[name][2]:.2f} > {MOST}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), *sys.argv[2:])
