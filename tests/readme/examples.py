"""The examples of a document, run as its reader would run them.

A fenced block says by its first word what it is:

  policy    a file, or if it does not begin with a policy's own line, lines for the end of a file
  json      a file of facts
  text      any other file
  diff      lines of a file: those with `-` go, those with `+` come, others stay and say where
  console   lines `$ COMMAND`, each followed by what it prints; a line `…` stands for lines left out

The line before a policy, json, text or diff block ends with the file's name in backquotes, as the reader is told it. Commands
run in a scratch copy of the policies and examples, in which the document's own files stand too. Those stay until the next
heading of the first level; what else is changed, as by a diff, is undone at the next heading of any level. Under a
first heading in Chinese commands answer in Chinese.
"""

import os
import re
import shutil
import subprocess
import tempfile

COPIED = ["policies", "examples"]
POLICY = re.compile(r"(?:#.*\n|\n)*(?:language|语言|policy|政策) ")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LEFT_OUT = "…"


class Block:
    """A fenced block: its kind and text, the file that the line before names, its first line in the document."""

    def __init__(self, kind, text, name, line):
        self.kind, self.text, self.name, self.line = kind, text, name, line


def read(text):
    """The headings and blocks of a document, in order: (level, heading) and Block."""
    before, lines, found = "", text.split("\n"), []
    at = 0
    while at < len(lines):
        line = lines[at]
        if fence := re.match(r"```(\w*)$", line):
            end = lines.index("```", at + 1)
            names = re.findall(r"`([^`]+)`", before)
            body = "".join(f"{inner}\n" for inner in lines[at + 1:end])
            found.append(Block(fence.group(1), body, names[-1] if names else "", at + 1))
            at = end
        elif heading := re.match(r"(#+) (.*)", line):
            found.append((len(heading.group(1)), heading.group(2)))
        before = line or before
        at += 1
    return found


def environment(tenet, language):
    variables = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LC_MESSAGES", "LANGUAGE")}
    path = os.path.dirname(tenet) + os.pathsep + os.environ["PATH"]
    return {**variables, "LC_CTYPE": "C.UTF-8", "LANG": language, "PATH": path}


def run(command, folder, variables):
    done = subprocess.run(["bash", "-c", command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, env=variables, check=False)
    return done.stdout, done.returncode


def commands(block):
    """The commands of a console block, each with what it is shown to print."""
    parts = re.split(r"^\$ (.*)\n", block.text, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2])), parts[0]


def agrees(shown, printed):
    """Whether `printed` reads as `shown`, in which a line `…` stands for any lines."""
    pieces = [re.escape(piece) for piece in re.split(rf"^{LEFT_OUT}\n", shown, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*".join(pieces), printed) is not None


def patched(text, edit):
    """The text after the edit, or None unless the lines that it begins from stand in the text exactly once."""
    old = "".join(line[1:] for line in edit.splitlines(True) if line[0] != "+")
    new = "".join(line[1:] for line in edit.splitlines(True) if line[0] != "-")
    if not old or ("\n" + text).count("\n" + old) != 1:
        return None
    return ("\n" + text).replace("\n" + old, "\n" + new)[1:]


class Document:
    """Runs the examples of one document; `run` tells what is wrong with them."""

    def __init__(self, tenet, root, path):
        self.tenet, self.root, self.path = tenet, root, path
        with open(os.path.join(root, path), encoding="utf-8") as file:
            self.text = file.read()
        self.parts = read(self.text)
        self.own, self.faults, self.unproved, self.printed = {}, [], [], []
        self.variables = environment(tenet, "en_US.UTF-8")

    def fault(self, block, text):
        self.faults.append(f"{self.path}:{block.line}: {text}")

    def file(self, name):
        return os.path.join(self.scratch, name)

    def restart(self):
        """The scratch copy as a section finds it: the product's files, and the document's own."""
        for folder in os.listdir(self.scratch):
            path = self.file(folder)
            if os.path.isdir(path):
                shutil.rmtree(path)
            else:
                os.remove(path)
        for folder in COPIED:
            shutil.copytree(os.path.join(self.root, folder), self.file(folder))
        for name, text in self.own.items():
            self.write(name, text)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.file(name)), exist_ok=True)
        with open(self.file(name), "w", encoding="utf-8") as file:
            file.write(text)

    def text_of(self, block):
        try:
            with open(self.file(block.name), encoding="utf-8") as file:
                return file.read()
        except OSError:
            self.fault(block, f"there is no file {block.name!r} to change")
            return None

    def check(self, block):
        printed, status = run(f"tenet check '{block.name}'", self.scratch, self.variables)
        if status != 0 or len(printed.splitlines()) != 1:
            self.fault(block, f"{block.name} has findings:\n{printed}")

    def policy(self, block):
        text = block.text
        if not POLICY.match(text):
            text = self.text_of(block)
            if text is None:
                return
            text += "\n" + block.text
        self.write(block.name, text)
        if not block.name.startswith(tuple(COPIED)):
            self.own[block.name] = text
        self.check(block)

    def keep(self, block):
        self.write(block.name, block.text)
        self.own[block.name] = block.text

    def diff(self, block):
        if (text := self.text_of(block)) is None:
            return
        changed = patched(text, block.text)
        if changed is None:
            self.fault(block, f"the lines do not stand in {block.name} just once")
            return
        self.write(block.name, changed)
        self.unproved.append(block)

    def console(self, block):
        found, rest = commands(block)
        if rest or not found:
            self.fault(block, "a line of a console block comes before its first `$ `")
        renewed = ""
        for command, shown in found:
            printed, _ = run(command, self.scratch, self.variables)
            if not agrees(shown, printed):
                self.fault(block, f"$ {command}\n--- shown\n{shown}--- printed\n{printed}")
            left_out = f"\n{LEFT_OUT}\n" in f"\n{shown}"
            renewed += f"$ {command}\n{shown if left_out else printed}"
        self.printed.append((block, renewed))
        self.unproved = []

    def renewed(self):
        """The document's text in which the commands show what they have printed, where no lines are left out."""
        lines = self.text.split("\n")
        for block, text in reversed(self.printed):
            lines[block.line:block.line + block.text.count("\n")] = text.split("\n")[:-1]
        return "\n".join(lines)

    def end_section(self):
        """What a section changed and showed no run of must at least be right."""
        for block in self.unproved:
            self.check(block)
        self.unproved = []

    def run(self):
        runs = {"policy": self.policy, "json": self.keep, "text": self.keep, "diff": self.diff, "console": self.console}
        with tempfile.TemporaryDirectory() as self.scratch:
            self.restart()
            for part in self.parts:
                if not isinstance(part, Block):
                    self.end_section()
                    if part[0] == 1:
                        self.own = {}
                        language = "zh_CN.UTF-8" if CHINESE.search(part[1]) else "en_US.UTF-8"
                        self.variables = environment(self.tenet, language)
                    self.restart()
                elif part.kind not in runs:
                    self.fault(part, f"no block is of the kind {part.kind!r}")
                elif part.kind != "console" and not re.fullmatch(r"[\w./-]+\.(policy|json|txt|csv)", part.name):
                    self.fault(part, "the line before does not end with the name of a file")
                else:
                    runs[part.kind](part)
            self.end_section()
        return self.faults
