"""The README tells the truth: its policies compile, its sample runs print what they show, its folders exist. What
runtime/README.md quotes stands in an example that is compiled.

usage: readme_test.py TENET ROOT
"""

import glob
import os
import re
import sys
import tempfile

from examples import environment, run

POLICIES = 2  # the English one and its Chinese twin


def blocks(text):
    return re.findall(r"^```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def check_policy(tenet, text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "auditor.policy")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        printed, status = run(f"tenet check '{path}'", folder, environment(tenet, "en_US.UTF-8"))
    return [] if status == 0 else [f"a policy does not compile:\n{printed}"]


def check_session(tenet, root, block):
    """A block `$ COMMAND` followed by what it prints, run at the root with `tenet` on the path."""
    command, _, shown = block.removeprefix("$ ").partition("\n")
    printed, _ = run(command, root, environment(tenet, "en_US.UTF-8"))
    if printed == shown:
        return []
    return [f"{command}\n--- shown\n{shown}--- printed\n{printed}"]


def check_quotes(root):
    with open(os.path.join(root, "runtime", "README.md"), encoding="utf-8") as file:
        quotes = re.findall(r"^```cpp\n(.*?)^```$", file.read(), re.MULTILINE | re.DOTALL)
    lines = set()
    for source in glob.glob(os.path.join(root, "examples", "*", "main.cpp")):
        with open(source, encoding="utf-8") as file:
            lines.update(line.strip() for line in file)
    quoted = [line.strip() for quote in quotes for line in quote.splitlines()]
    faults = [f"runtime/README.md: no example has this line: {line}" for line in quoted if line not in lines]
    return faults if quoted else ["runtime/README.md quotes nothing"]


def main(tenet, root):
    with open(os.path.join(root, "README.md"), encoding="utf-8") as file:
        text = file.read()
    policies = [b for b in blocks(text) if b.startswith(("policy ", "政策 "))]
    sessions = [b for b in blocks(text) if b.startswith("$ ")]
    faults = []
    if len(policies) != POLICIES or not sessions:
        faults.append(f"{len(policies)} policies and {len(sessions)} sample runs found")
    for policy in policies:
        faults += check_policy(tenet, policy)
    for session in sessions:
        faults += check_session(tenet, root, session)
    for folder in re.findall(r"^\| `([a-z]+)/` \|", text, re.MULTILINE):
        if not os.path.isdir(os.path.join(root, folder)):
            faults.append(f"no folder {folder}/")
    faults += check_quotes(root)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


sys.exit(main(*sys.argv[1:]))
