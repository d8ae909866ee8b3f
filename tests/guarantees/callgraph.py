"""The deepest stack of a call graph that g++ wrote with -fcallgraph-info=su."""

import re
import subprocess

NODE = re.compile(r'^node: \{ title: "([^"]*)" label: "(.*?)"')
EDGE = re.compile(r'^edge: \{ sourcename: "([^"]*)" targetname: "([^"]*)"')
SIZE = re.compile(r"(\d+) bytes \(([^)]*)\)")
INDIRECT = "__indirect_call"
# What a call costs besides the frame of the function that is called: the address to return to.
CALL = 8


class Refused(Exception):
    """Why no bound can be given."""


def symbol(title):
    return title.rsplit(":", 1)[-1]


class CallGraph:
    def __init__(self, text, taken):
        """`taken` are the functions of which the address is taken: those that an indirect call may reach. Where there is none, the
        policy has no list, and no record is ever read."""
        self.frames, self.calls = {}, {}
        for line in text.splitlines():
            if node := NODE.match(line):
                size = SIZE.search(node[2])
                if size and "dynamic" in size[2] and "bounded" not in size[2]:
                    raise Refused(f"{symbol(node[1])} takes stack by a number known at run time only")
                self.frames[node[1]] = int(size[1]) if size else 0
            elif edge := EDGE.match(line):
                self.calls.setdefault(edge[1], set()).add(edge[2])
        self.calls[INDIRECT] = {title for title in self.frames if symbol(title) in taken}

    def deepest(self, title, path=()):
        """The most bytes that a call of this function takes, and by which calls."""
        if title in path:
            raise Refused("these call one another: " + " -> ".join(map(symbol, path[path.index(title):])))
        known = self.known.get(title)
        if known is None:
            best = (0, ())
            for called in self.calls.get(title, ()):
                bytes_, chain = self.deepest(called, path + (title,))
                best = max(best, (bytes_ + (0 if called == INDIRECT else CALL), chain))
            known = (self.frames.get(title, 0) + best[0], (title,) + best[1])
            self.known[title] = known
        return known

    def bounds(self, prefix):
        """By function whose name begins so: the most bytes, and the calls that take them."""
        self.known = {}
        found = {symbol(title): self.deepest(title) for title in self.frames if symbol(title).startswith(prefix)}
        if not found:
            raise Refused(f"no function begins with {prefix}")
        return found


def shown(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def address_taken(object_file):
    """The functions that something other than a call names, of an object compiled with -ffunction-sections."""
    functions = {words[7] for words in map(str.split, shown("readelf", "-sW", object_file))
                 if len(words) >= 8 and words[3] == "FUNC"}

    def function(name):
        """Of a relocation's name, which is that of a function or of the section that it is alone in."""
        name = re.sub(r"^\.text\.(?:unlikely\.|startup\.|hot\.)?", "", re.sub(r"[-+]0x[0-9a-f]+$", "", name))
        return name if name in functions else None

    taken, section = set(), ""
    for words in map(str.split, shown("readelf", "-rW", object_file)):
        if words[:2] == ["Relocation", "section"]:
            section = words[2].strip("'")
        elif len(words) >= 5 and words[2] == "R_X86_64_64" and not section.startswith((".rela.text", ".rela.debug")):
            taken.add(function(words[4]))  # of other types are the entries of a jump table
    for line in shown("objdump", "-drw", "--no-show-raw-insn", object_file):
        match = re.search(r":\t(\S+).*R_X86_64_\S+\t(\S+)$", line)
        if match and not match[1].startswith(("call", "j")):
            taken.add(function(match[2]))
    return taken - {None}
