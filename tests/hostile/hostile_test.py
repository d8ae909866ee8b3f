"""Every case of the hostile corpus is answered or refused: with a message, within bounds, and with every file left as it was.

usage: hostile_test.py TENET [--unbounded-memory] [PART OF A NAME]
"""

import hashlib
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

import corpus

LEAST_CASES = 200
MOST_MEMORY = 256 << 20  # bytes of resident memory
SAFETY_SECONDS = 60      # ten times what the slowest case takes on a slow machine; a stop, not a measurement
# What could change how a terminal shows a message: escape sequences, and characters that hide or reorder others.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")


def write(folder, files):
    for path, content in files.items():
        place = os.path.join(os.fsencode(folder), os.fsencode(path))
        if isinstance(content, tuple):
            kind, *rest = content
            if kind == "folder":
                os.makedirs(place)
            elif kind == "pipe":
                os.mkfifo(place)
            else:
                os.symlink(rest[0], place)
            continue
        with open(place, "wb") as file:
            file.write(content)


def picture(folder):
    """Every file below the folder with what it holds."""
    found = {}
    for place in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if place.is_file(follow_symlinks=False):
            with open(place.path, "rb") as file:
                found[place.name] = hashlib.sha256(file.read()).hexdigest()
        else:
            found[place.name] = "other"
    return found


class Run:
    """One run of the command line in the case's folder, with what it used."""

    def __init__(self, tenet, case, folder, bounded):
        def limit():
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if bounded:
                resource.setrlimit(resource.RLIMIT_STACK, (8 << 20, 8 << 20))

        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        began = time.monotonic()
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            given.write(case.stdin)
            given.seek(0)
            process = subprocess.Popen([tenet, *case.command], cwd=folder, stdin=given, stdout=out, stderr=err, env=environment, preexec_fn=limit)
            self.hung = False
            while True:
                pid, status, usage = os.wait4(process.pid, os.WNOHANG)
                if pid != 0:
                    break
                if time.monotonic() - began > SAFETY_SECONDS:
                    self.hung = True
                    process.kill()
                time.sleep(0.001)
            process.returncode = 0
            out.seek(0)
            err.seek(0)
            self.out, self.err = out.read(), err.read()
        self.status = os.waitstatus_to_exitcode(status)
        self.memory = usage.ru_maxrss * 1024
        self.seconds = time.monotonic() - began


def faults_of(run, case, before, after, bounded):
    said = (run.out + run.err).decode("utf-8", "backslashreplace")
    if run.hung:
        yield "does not end"
    elif run.status not in case.statuses:
        yield f"ends with {run.status}, not one of {case.statuses}"
    if run.status != 0 and not run.err.strip():
        yield "says nothing"
    if case.says not in said:
        yield f"does not say {case.says}"
    if UNSAFE.search(said):
        yield f"prints {UNSAFE.search(said).group()!r}"
    if "\\x" in said and b"\\x" not in run.out + run.err:
        yield "prints what is not UTF-8"
    if before != after:
        yield "changed the folder"
    if bounded and run.memory > MOST_MEMORY:
        yield f"took {run.memory >> 20} MiB"


def main(tenet, *options):
    bounded = "--unbounded-memory" not in options
    wanted = [option for option in options if not option.startswith("--")]
    cases = [case for case in corpus.all_cases() if all(part in case.name for part in wanted)]
    failed, most_memory, slowest = 0, 0, (0, "")
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            write(folder, case.files)
            before = picture(folder)
            run = Run(tenet, case, folder, bounded)
            faults = list(faults_of(run, case, before, picture(folder), bounded))
        most_memory = max(most_memory, run.memory)
        slowest = max(slowest, (run.seconds, case.name))
        if faults:
            failed += 1
            print(f"{case.name}: {'; '.join(faults)}\n{run.err.decode('utf-8', 'backslashreplace')[:600]}")
    if not wanted and len(cases) < LEAST_CASES:
        sys.exit(f"only {len(cases)} cases")
    print(f"reached: {len(cases)} hostile cases, {failed} failed, at most {most_memory >> 20} MiB, slowest {slowest[0]:.1f} s ({slowest[1]})")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), *sys.argv[2:])
