"""The guide and the specification tell the truth: their policies are right, their edits apply, and their commands print
what they show.

usage: guide_test.py TENET ROOT [--update]

With --update the guide's commands show what they print now; read the difference before it is kept.
"""

import os
import sys

from examples import Block, Document

GUIDE = os.path.join("grammar", "GUIDE.md")
SPEC = os.path.join("grammar", "SPEC.md")


def enough(guide):
    """Both languages of the guide show blocks of every kind."""
    seen, faults = {}, []
    for part in guide.parts:
        if isinstance(part, Block):
            seen[title].add(part.kind)
        elif part[0] == 1:
            title = part[1]
            seen[title] = set()
    if len(seen) != 2:
        faults.append(f"{GUIDE}: two parts are expected, not {list(seen)}")
    for title, kinds in seen.items():
        for kind in {"policy", "json", "diff", "console"} - kinds:
            faults.append(f"{GUIDE}: {title!r} has no {kind} block")
    return faults


def main(tenet, root, *options):
    faults = []
    for path in (GUIDE, SPEC):
        document = Document(os.path.abspath(tenet), root, path)
        faults += document.run()
        if path == GUIDE:
            faults += enough(document)
        if "--update" in options:
            with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                file.write(document.renewed())
    for fault in faults:
        print(fault)
    return 1 if faults else 0


sys.exit(main(*sys.argv[1:]))
