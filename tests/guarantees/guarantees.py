#!/usr/bin/env python3
"""Checks what runtime/GUARANTEES.md promises: `guarantees.py [NAME...] [--policy FILE...]`.

Without names all of them are checked. The promises that can be read off a program's objects are checked on the policies given,
else on three of the project. With --breach the programs break each promise, and each check must notice.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

import callgraph
import instructions

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
POLICIES = ["policies/auditor/auditor.policy", "tests/guarantees/wide.policy", "policies/ccaa/upgrade_to_auditor.policy"]
COMPILERS = ("g++", "clang++-14")
STRICT = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Wold-style-cast", "-Wundef", "-Werror"]
SERVICE = [*STRICT, "-fno-exceptions", "-fno-rtti"]
MEMORY = {"memcpy", "memmove", "memset", "memcmp"}
NEWLIB = pathlib.Path("/usr/include/newlib")
PROMISES = {}


class Broken(Exception):
    """A promise that is not kept."""


class Unchecked(Exception):
    """What says nothing about a promise: a policy or a program that does not compile."""


def promise(check):
    PROMISES[check.__name__.replace("_", "-")] = check
    return check


def run(*command, cwd=None, fault=Broken):
    done = subprocess.run([str(each) for each in command], cwd=cwd, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise fault(f"{' '.join(map(str, command))} gave {done.returncode}:\n{done.stdout}{done.stderr}"[:4000])
    return done


class Policy:
    """A policy, its header, and what the service that asks it needs to know."""

    def __init__(self, workshop, path):
        self.name = pathlib.Path(path).stem
        self.header = workshop.folder / f"{self.name}.hpp"
        workshop.build(path, self.header)
        self.namespace = re.search(r"using Facts = ::(\S+)::Facts;", self.header.read_text())[1]


class Workshop:
    """A folder to build in, the `tenet` to build headers with, and whether promises are to be broken."""

    def __init__(self, folder, tenet, policies, breach):
        self.folder, self.tenet, self.breach = folder, tenet, breach
        self.made = {}
        self.said = None
        self.policies = [Policy(self, path) for path in policies]

    def build(self, policy, header):
        run(self.tenet, "build", policy, "--to", "cpp", "-o", header, fault=Unchecked)

    def breaking(self, name):
        return [f"-DTENET_BREACH_{name.upper().replace('-', '_')}"] if self.breach else []

    def compile(self, compiler, source, output, *options):
        run(compiler, f"-I{self.folder}", f"-I{SOURCE / 'runtime/include'}", *options, HERE / source, "-o", output, cwd=self.folder,
            fault=Unchecked)
        return output

    def service(self, policy, compiler, name, *options):
        """The object of a service that asks everything of a policy; the same one for promises that look at the same."""
        made = (policy.name, compiler, *self.breaking(name), *options)
        if made not in self.made:
            self.made[made] = self.compile(compiler, "service.cpp", self.folder / f"{policy.name}-{len(self.made)}.o", "-c",
                                           f'-DTENET_HEADER="{policy.header.name}"', f"-DTENET_POLICY={policy.namespace}", *made[2:])
        return self.made[made]

    def services(self, name, *levels):
        for policy in self.policies:
            for compiler in COMPILERS:
                for level in levels:
                    yield f"{policy.name}, {compiler} {level}", self.service(policy, compiler, name, level, *SERVICE)

    def sample_headers(self):
        self.build(SOURCE / POLICIES[0], self.folder / "auditor.hpp")
        self.build(SOURCE / POLICIES[2], self.folder / "upgrade.hpp")

    def digest(self):
        """What the answers come to in an ordinary program, alike of both compilers; looked at once."""
        if self.said is not None:
            return self.said
        self.sample_headers()
        said = {run(self.compile(compiler, "plain.cpp", self.folder / "plain", "-O2", *SERVICE)).stdout for compiler in COMPILERS}
        if len(said) != 1:
            raise Broken(f"the compilers' programs answer differently: {said}")
        self.said = said.pop()
        return self.said


def undefined(object_file, nm="nm"):
    return {line.split()[-1] for line in run(nm, "-u", object_file).stdout.splitlines()}


@promise
def symbols(shop):
    """No allocation, no library, no system call: at most four functions on memory are left to link."""
    for what, service in shop.services("symbols", "-O0", "-O2"):
        left = undefined(service)
        if left - MEMORY:
            raise Broken(f"{what}: needs {', '.join(sorted(left - MEMORY))}")
        print(f"  {what}: needs {', '.join(sorted(left)) or 'nothing'}")


# What clang refers to for the sake of a `noexcept` around a call that it does not look into: it ends the program.
GUARDS = {"g++": set(), "clang++-14": {"_ZSt9terminatev", "__cxa_begin_catch", "__gxx_personality_v0"}}


@promise
def exceptions(shop):
    """Where a service has exceptions, nothing here throws, catches or unwinds; where it has none, everything compiles."""
    for policy in shop.policies:
        for compiler in COMPILERS:
            left = undefined(shop.service(policy, compiler, "exceptions", "-O2", *STRICT)) - MEMORY - GUARDS[compiler]
            if left:
                raise Broken(f"{policy.name}, {compiler}: throws, catches or unwinds: {', '.join(sorted(left))}")
            print(f"  {policy.name}, {compiler}: nothing is thrown, caught or unwound")


@promise
def storage(shop):
    """No writable static storage, and nothing that is made at the start or on first use."""
    for what, service in shop.services("storage", "-O0", "-O2"):
        for words in map(str.split, re.sub(r"\[ *\d+\]", "", run("readelf", "-SW", service).stdout).splitlines()):
            # What holds addresses is written by the loader alone.
            if len(words) < 7 or words[0].startswith(".data.rel.ro") or "W" not in words[6] or int(words[4], 16) == 0:
                continue
            raise Broken(f"{what}: {int(words[4], 16)} writable bytes in {words[0]}")
        if "guard variable" in run("nm", "-C", service).stdout:
            raise Broken(f"{what}: something is made on first use")
        print(f"  {what}: no writable byte")


@promise
def stack(shop):
    """The deepest stack is known before the program runs: no recursion, no stack that grows with the facts."""
    for policy in shop.policies:
        service = shop.service(policy, "g++", "stack", "-O2", "-ffunction-sections", "-fcallgraph-info=su", *SERVICE)
        try:
            graph = callgraph.CallGraph(service.with_suffix(".ci").read_text(), callgraph.address_taken(service))
            for function, (size, chain) in sorted(graph.bounds("service_").items()):
                if function != "service_breach":
                    print(f"  {policy.name}, {function}: at most {size} bytes, by {len(chain)} calls")
        except callgraph.Refused as refused:
            raise Broken(f"{policy.name}: {refused}") from refused


@promise
def cortex_m0(shop):
    """A processor without division, 64-bit words or an operating system: only the arithmetic of its compiler is added."""
    target = ["-mcpu=cortex-m0", "-mthumb", "-isystem", NEWLIB / "c++/12.2.1", "-isystem",
              NEWLIB / "c++/12.2.1/arm-none-eabi/thumb/v6-m/nofp", "-isystem", NEWLIB]
    for policy in shop.policies:
        service = shop.service(policy, "arm-none-eabi-g++", "cortex-m0", "-Os", *SERVICE, *target)
        left = undefined(service, "arm-none-eabi-nm")
        # Of the compiler's helpers, those on integers: l is 64 bits, u unsigned, i 32; d and f would be floating point.
        beyond = {name for name in left - MEMORY
                  if not re.fullmatch(r"__aeabi_(u?idiv(mod)?|u?ldivmod|lmul|ll?s[lr]|lasr|lcmp|ulcmp|mem\w+)|__gnu_thumb1_case_\w+", name)}
        if beyond:
            raise Broken(f"{policy.name}: needs {', '.join(sorted(beyond))}")
        text, data, bss = run("arm-none-eabi-size", service).stdout.splitlines()[1].split()[:3]
        if int(bss) != 0:
            raise Broken(f"{policy.name}: {bss} writable bytes")
        print(f"  {policy.name}: {int(text) + int(data)} bytes of code and tables, needs {', '.join(sorted(left))}")


def expect(wanted, program, compiler):
    """That a program answers as any other does."""
    said = run(program).stdout
    if said != wanted:
        raise Broken(f"{compiler}: answers {said!r} instead of {wanted!r}")


@promise
def bare(shop):
    """A program that is linked with nothing, not even C's own library, answers as any other does."""
    wanted = shop.digest()
    for compiler in COMPILERS:
        parts = shop.compile(compiler, "bare.cpp", shop.folder / "bare.o", "-O2", "-c", *SERVICE, "-fno-stack-protector",
                             *shop.breaking("bare"))
        program = shop.folder / "bare"
        run(compiler, "-nostdlib", "-static", parts, "-o", program)
        expect(wanted, program, compiler)
        print(f"  {compiler}: the same answers, {program.stat().st_size} bytes of program")


@promise
def confined(shop):
    """Under strict seccomp, where any system call but read, write and exit ends the program."""
    wanted = shop.digest()
    for compiler in COMPILERS:
        program = shop.compile(compiler, "confined.cpp", shop.folder / "confined", "-O2", *STRICT, *shop.breaking("confined"))
        expect(wanted, program, compiler)
        print(f"  {compiler}: the same answers, no system call")


@promise
def threads(shop):
    """Eight threads at once, with the thread sanitizer looking on."""
    wanted = shop.digest()
    for compiler in COMPILERS:
        program = shop.compile(compiler, "threads.cpp", shop.folder / "threads", "-O1", "-g", "-fsanitize=thread", "-pthread",
                               *STRICT, *shop.breaking("threads"))
        expect(wanted, program, compiler)
        print(f"  {compiler}: eight times the same answers, no race")


# At most so many instructions, both compilers, -O2, x86-64:
#     start + each * conditions + list * conditions over lists + record * records + tried * records * conditions over them
# A search for what is missing takes 200 more a condition for every 64 of them.
QUESTIONS = ("decide", "explain", "missing")
BOUNDS = {
    "known": {"start": 150, "each": 30, "list": 0, "record": 0, "tried": 20},
    "decide": {"start": 2500, "each": 400, "list": 4500, "record": 0, "tried": 350},
    "explain": {"start": 5000, "each": 1200, "list": 8500, "record": 0, "tried": 700},
    "missing": {"start": 5000, "each": 1200, "list": 8500, "record": 2500, "tried": 700},
}


def told_bounds():
    """How runtime/GUARANTEES.md tells them; the last row refers to the one before it."""
    for bound in list(BOUNDS.values())[:-1]:
        lists = f" + {bound['list']:,} × conditions over lists" if bound["list"] else ""
        yield (f"{bound['start']:,} + {bound['each']:,} × conditions{lists} + "
               f"{bound['tried']:,} × records × conditions over them")


def count_instructions(program, asked, folder):
    """How many instructions each of the questions took."""
    for old in folder.glob("counts*"):
        old.unlink()
    watched = [f"{option}{question}_measured" for question in QUESTIONS for option in ("--toggle-collect=", "--dump-after=")]
    run("valgrind", "--tool=callgrind", f"--callgrind-out-file={folder / 'counts'}", *watched, program,
        *(word for question in asked for word in question), cwd=folder)
    return [int(re.search(r"^totals: (\d+)", (folder / f"counts.{i + 1}").read_text(), re.MULTILINE)[1]) for i in range(len(asked))]


def bound_of(kind, conditions, over_lists, records):
    bound = BOUNDS[kind]
    searched = 200 * (conditions // 64) if kind == "missing" else 0
    return (bound["start"] + (bound["each"] + searched) * conditions + bound["list"] * over_lists
            + (bound["record"] + bound["tried"] * over_lists) * records)


@promise
def instructions_(shop):
    """Time is bounded by the policy and the number of records, whatever the facts are."""
    for told in told_bounds():
        if told not in (SOURCE / "runtime/GUARANTEES.md").read_text():
            raise Unchecked(f"runtime/GUARANTEES.md does not say {told}")
    cases = [(instructions.policy_of_conditions(n), instructions.facts_of_conditions(n), n, 0, (0,)) for n in (4, 40, 200)]
    cases += [(instructions.policy_of_records(n), instructions.facts_of_records(n), n, n, (0, 1, 10, 1000)) for n in (1, 8)]
    worst = {}
    for policy, facts, conditions, over_lists, record_counts in cases:
        (shop.folder / "many.policy").write_text(policy)
        (shop.folder / "many.cpp").write_text(instructions.program(facts))
        shop.build(shop.folder / "many.policy", shop.folder / "many.hpp")
        asked = [(question, scene, records) for question in QUESTIONS for scene in instructions.SCENES
                 for records in record_counts]
        for compiler in COMPILERS:
            program = shop.compile(compiler, shop.folder / "many.cpp", shop.folder / "many", "-O2", *STRICT,
                                   *shop.breaking("instructions"))
            for (question, scene, records), count in zip(asked, count_instructions(program, asked, shop.folder)):
                kind = "known" if question == "decide" and scene == "known" else question
                bound = bound_of(kind, conditions, over_lists, records)
                what = (f"{count} instructions at {conditions} conditions and {records} records with facts `{scene}`, {compiler}, "
                        f"of {bound} allowed")
                if not 0 < count <= bound:
                    raise Broken(f"{question}: {what}")
                worst[kind] = max(worst.get(kind, (0, "")), (count / bound, what))
    for kind, (_, what) in worst.items():
        print(f"  {kind}: nearest to its bound {what}")


PROMISES["instructions"] = PROMISES.pop("instructions-")


def promised():
    """The names by which the document says how to check a promise."""
    return re.findall(r"guarantees\.py ([a-z0-9-]+)$", (SOURCE / "runtime/GUARANTEES.md").read_text(), re.MULTILINE)


def find_tenet(given):
    built = sorted(SOURCE.glob("build/*/tenet"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in [given] if given else [*built, "tenet"]:
        try:
            if subprocess.run([path, "--version"], capture_output=True).returncode == 0:
                return path
        except OSError:
            continue
    raise SystemExit("guarantees.py: no tenet; build it (examples/run), or say where it is by --tenet")


def keeps(name, shop):
    """Whether a promise is kept; says so."""
    print(f"{name}: {PROMISES[name].__doc__}", flush=True)
    try:
        PROMISES[name](shop)
    except Broken as broken:
        print(f"  {broken}\n  NOT KEPT{', as it should be' if shop.breach else ''}", flush=True)
        return False
    print("  kept", flush=True)
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="the promises to check: " + ", ".join(PROMISES))
    parser.add_argument("--policy", action="append", metavar="FILE", help="a policy to check them on; may be repeated")
    parser.add_argument("--tenet", metavar="PATH", help="the command line to build headers with")
    parser.add_argument("--breach", action="store_true", help="break each promise: each check must notice")
    options = parser.parse_args()
    if unknown := set(options.names) - set(PROMISES):
        parser.error(f"no promise {', '.join(sorted(unknown))}; there are {', '.join(PROMISES)}")
    if sorted(promised()) != sorted(PROMISES):
        raise SystemExit(f"guarantees.py: runtime/GUARANTEES.md promises {promised()}, checked are {list(PROMISES)}")
    policies = options.policy or [SOURCE / path for path in POLICIES]
    failed = 0
    with tempfile.TemporaryDirectory(prefix="tenet-guarantees-") as folder:
        try:
            tenet = find_tenet(options.tenet)
            print(f"with {tenet}")
            shop = Workshop(pathlib.Path(folder), tenet, policies, options.breach)
            for name in options.names or PROMISES:
                failed += keeps(name, shop) == options.breach
        except Unchecked as unchecked:
            print(f"guarantees.py: not checked: {unchecked}", file=sys.stderr)
            return 2
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
