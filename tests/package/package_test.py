"""Installs a build somewhere else and uses it: `package_test.py BUILD_FOLDER`.

The examples are built as projects of their own against the installed package, against the Debian packages, with pkg-config, and
with the source tree as a subdirectory; what is rebuilt after an edit is asked of ninja.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
SOURCE = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = {"01_hello": ("hello", "auditor"), "02_records": ("records", "renewal"), "05_batch": ("batch", "admission"),
            "06_json": ("json", "allowance"), "07_explain": ("explain", "grant")}


def run(*command, cwd=None, **env):
    done = subprocess.run([str(each) for each in command], cwd=cwd, env=os.environ | env, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))} gave {done.returncode}:\n{done.stdout}")
    return done.stdout


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="tenet-package-"))
        cls.prefix = cls.folder / "installed"
        run("cmake", "--install", BUILD, "--prefix", cls.prefix)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def build(self, source, name, *options):
        """Configures and builds a project; gives its build folder."""
        build = self.folder / name
        run("cmake", "-S", source, "-B", build, "-G", "Ninja", "-D", "CMAKE_BUILD_TYPE=Release", *options)
        run("cmake", "--build", build)
        return build

    def test_the_readmes_of_the_examples(self):
        home = self.folder / "home"
        home.mkdir()
        (home / "tenet").symlink_to(self.prefix)
        for example in ("01_hello", "03_c", "04_python", "05_batch"):
            with self.subTest(example=example):
                copy = self.folder / "readme" / example
                shutil.copytree(SOURCE / "examples" / example, copy)
                text = (copy / "README.md").read_text()
                for shown in text.split("```cmake\n")[1:]:
                    self.assertEqual(shown.split("```")[0], (copy / "CMakeLists.txt").read_text())
                steps = text.split("```sh\n")[2].split("```")[0]
                shown = run("sh", "-ec", steps, cwd=copy, HOME=str(home))
                self.assertTrue(shown.endswith((copy / "expected.txt").read_text()), shown)

    def test_examples_build_against_the_installed_package(self):
        for example, (program, _) in EXAMPLES.items():
            copy = self.folder / "examples" / example
            shutil.copytree(SOURCE / "examples" / example, copy)
            build = self.build(copy, f"build-{example}", "-D", f"CMAKE_PREFIX_PATH={self.prefix}")
            self.assertEqual(run(build / program), (copy / "expected.txt").read_text())

    def test_the_package_can_be_moved(self):
        moved = self.folder / "moved"
        shutil.copytree(self.prefix, moved)
        build = self.build(SOURCE / "examples/01_hello", "build-moved", "-D", f"CMAKE_PREFIX_PATH={moved}")
        self.assertIn(str(moved), (build / "build.ninja").read_text())
        self.assertNotIn(str(self.prefix), (build / "build.ninja").read_text())

    def test_an_edit_rebuilds_what_depends_on_it_and_nothing_else(self):
        project = self.folder / "two"
        write(project / "shared.policy", "policy shared\nparam most = 3\n")
        write(project / "one.policy", 'policy one\nuse "shared.policy"\nfact n : count\ndecide ok\n  require n <= most\n')
        write(project / "other.policy", "policy other\nfact n : count\ndecide ok\n  require n <= 4\n")
        for name in ("one", "other"):
            write(project / f"{name}.cpp", f"#include <{name}.hpp>\nint main() {{ return {name}::ok({{}}).verdict"
                                           " == tenet::Verdict::Undetermined ? 0 : 1; }\n")
        write(project / "CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\nproject(two LANGUAGES CXX)\n"
                                          "find_package(tenet REQUIRED)\n"
                                          "tenet_add_policies(one_policies one.policy)\n"
                                          "tenet_add_policies(other_policies other.policy TESTS other.policy)\n"
                                          "add_executable(one one.cpp)\ntarget_link_libraries(one one_policies)\n"
                                          "add_executable(other other.cpp)\ntarget_link_libraries(other other_policies)\n")
        build = self.build(project, "build-two", "-D", f"CMAKE_PREFIX_PATH={self.prefix}")
        self.assertIn("no work to do", run("ninja", "-C", build))

        def edited(name, text):
            write(project / name, text)
            return run("ninja", "-C", build, "-v")

        imported = edited("shared.policy", "policy shared\nparam most = 2\n")
        self.assertIn("one.policy", imported)
        self.assertIn("one.cpp", imported)
        self.assertNotIn("other", imported)
        own = edited("other.policy", "policy other\nfact n : count\ndecide ok\n  require n <= 5\n")
        self.assertIn("other.cpp", own)
        self.assertNotIn("one.policy", own)

    def test_a_policy_that_is_wrong_stops_the_build_and_says_where(self):
        project = self.folder / "wrong"
        write(project / "wrong.policy", "policy wrong\ndecide ok\n  require nothing\n")
        write(project / "CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\nproject(wrong LANGUAGES CXX)\n"
                                          "find_package(tenet REQUIRED)\n"
                                          "tenet_add_policies(policies wrong.policy)\n"
                                          "add_custom_target(all_of_it ALL DEPENDS policies_headers)\n")
        with self.assertRaisesRegex(AssertionError, r"wrong\.policy:3:11: .*T0201"):
            self.build(project, "build-wrong", "-D", f"CMAKE_PREFIX_PATH={self.prefix}")

    def test_a_test_that_fails_stops_the_build(self):
        project = self.folder / "asserted"
        text = ('policy asserted\nfact n : count\ndecide ok\n  require few: n <= 4\n'
                'test "four"\n  given n = 4\n  expect ok eligible\n')
        write(project / "asserted.policy", text)
        write(project / "main.cpp", "#include <asserted.hpp>\nint main() { return 0; }\n")
        write(project / "CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\nproject(asserted LANGUAGES CXX)\n"
                                          "find_package(tenet REQUIRED)\n"
                                          "tenet_add_policies(policies asserted.policy ASSERTED)\n"
                                          "add_executable(service main.cpp)\ntarget_link_libraries(service policies)\n")
        options = ("-D", f"CMAKE_PREFIX_PATH={self.prefix}")
        self.build(project, "build-asserted", *options)
        write(project / "asserted.policy", text.replace("n <= 4", "n <= 3"))
        with self.assertRaisesRegex(AssertionError, r"asserted\.policy:5: four: ok eligible"):
            self.build(project, "build-asserted", *options)

    def test_pkg_config(self):
        header = self.folder / "auditor.hpp"
        run(self.prefix / "bin/tenet", "build", SOURCE / "examples/01_hello/auditor.policy", "--to", "cpp", "-o", header)
        flags = run("pkg-config", "--cflags", "tenet", PKG_CONFIG_PATH=str(self.prefix / "share/pkgconfig")).split()
        program = self.folder / "hello"
        run("c++", "-std=c++20", *flags, "-I", self.folder, SOURCE / "examples/01_hello/main.cpp", "-o", program)
        self.assertEqual(run(program), (SOURCE / "examples/01_hello/expected.txt").read_text())

    def test_a_subdirectory(self):
        """The tool comes from elsewhere, as when a service is built for another machine."""
        project = self.folder / "super"
        shutil.copytree(SOURCE / "examples/01_hello", project)
        text = (project / "CMakeLists.txt").read_text()
        self.assertIn("find_package(tenet 0.1 REQUIRED)", text)
        write(project / "CMakeLists.txt", text.replace(
            "find_package(tenet 0.1 REQUIRED)", f"set(TENET_TOOL OFF)\nadd_subdirectory({SOURCE} tenet EXCLUDE_FROM_ALL)"))
        build = self.build(project, "build-super", "-D", f"TENET_EXECUTABLE={self.prefix}/bin/tenet")
        self.assertEqual(run(build / "hello"), (project / "expected.txt").read_text())

    def test_debian_packages(self):
        packages, root = self.folder / "packages", self.folder / "root"
        run("cpack", "--config", BUILD / "CPackConfig.cmake", "-B", packages)
        files = {each.name.split("_")[0]: each for each in packages.glob("*.deb")}
        self.assertEqual(set(files), {"libtenet", "libtenet-dev", "tenet"})
        self.assertTrue(files["libtenet-dev"].name.endswith("_all.deb"))
        for package in ("tenet", "libtenet"):
            self.assertIn("libc6", run("dpkg-deb", "-f", files[package], "Depends"))
        for each in files.values():
            run("dpkg-deb", "-x", each, root)
        build = self.build(SOURCE / "examples/01_hello", "build-deb", "-D", f"CMAKE_PREFIX_PATH={root}/usr")
        self.assertEqual(run(build / "hello"), (SOURCE / "examples/01_hello/expected.txt").read_text())
        build = self.build(SOURCE / "examples/03_c", "build-deb-c", "-D", f"CMAKE_PREFIX_PATH={root}/usr")
        self.assertEqual(run(build / "decide", build / "auditor.table"), (SOURCE / "examples/03_c/expected.txt").read_text())


if __name__ == "__main__":
    unittest.main()
