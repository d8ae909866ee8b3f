"""A headless Chromium that is driven through chromedriver, with nothing but the standard library between."""

import base64
import contextlib
import json
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request


class Browser:
    """One window. Scripts that the test runs are no part of the page: its policy on content does not bind them."""

    def __init__(self, profile):
        for program in ("chromium", "chromedriver"):
            if shutil.which(program) is None:
                raise SystemExit(f"{program} is not there: install Debian's chromium and chromium-driver")
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                       text=True)
        self.root = f"http://127.0.0.1:{self.port()}"
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--disable-background-networking", "--no-first-run", f"--user-data-dir={profile}"]
        found = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:loggingPrefs": {"browser": "ALL"},
            "goog:chromeOptions": {"binary": shutil.which("chromium"), "args": arguments}}}})
        self.session = f"/session/{found['sessionId']}"

    def port(self):
        """chromedriver says which port it has taken."""
        for line in self.driver.stdout:
            if "started successfully on port" in line:
                return int(line.rstrip(". \n").rsplit(" ", 1)[1])
        raise SystemExit("chromedriver does not start")

    def ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.root + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {error.read().decode()[:600]}") from None

    def post(self, path, **body):
        return self.ask("POST", self.session + path, body)

    def devtools(self, command, **parameters):
        return self.post("/goog/cdp/execute", cmd=command, params=parameters)

    def open(self, path, fragment=""):
        self.post("/url", url=f"file://{path}{'#' + fragment if fragment else ''}")

    def open_address(self, address):
        """A page that some server gives, not a file."""
        self.post("/url", url=address)

    def run(self, script, *arguments):
        """What a function body gives back."""
        return self.post("/execute/sync", script=script, args=list(arguments))

    def until(self, script, *arguments):
        """Waits until a function body gives something that is true, and gives that."""
        end = time.monotonic() + 20
        while not (value := self.run(script, *arguments)):
            if time.monotonic() > end:
                raise AssertionError(f"this has not come about: {script}")
            time.sleep(0.05)
        return value

    def element(self, selector):
        found = self.post("/element", using="css selector", value=selector)
        return next(iter(found.values()))

    def click(self, selector):
        self.post(f"/element/{self.element(selector)}/click")

    def type(self, selector, text):
        self.post(f"/element/{self.element(selector)}/value", text=text)

    def press(self, *keys):
        """Keys one after the other, whatever has the focus: `\ue004` is the tabulator and so on, as WebDriver numbers them."""
        pressed = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.post("/actions", actions=[{"type": "key", "id": "keyboard", "actions": pressed}])

    def size(self, width, height, mobile=False):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)

    def media(self, kind="", **features):
        """As on paper (`print`), or as one who prefers something sees it: `prefers_color_scheme="dark"`."""
        preferred = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.devtools("Emulation.setEmulatedMedia", media=kind, features=preferred)

    def downloads(self, folder):
        """Where files go that the page hands out."""
        self.devtools("Browser.setDownloadBehavior", behavior="allow", downloadPath=folder)

    def screenshot(self, path, whole=False):
        """What can be seen, or the page from top to bottom, as PNG."""
        taken = self.devtools("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        with open(path, "wb") as file:
            file.write(base64.b64decode(taken["data"]))

    def pdf(self):
        """The page as it prints."""
        return base64.b64decode(self.devtools("Page.printToPDF", printBackground=True)["data"])

    def console(self):
        """What has been said there since the last time: errors, and what the page's policy on content has stopped."""
        return [f"{each['level']}: {each['message']}" for each in self.post("/se/log", type="browser")]

    def close(self):
        with contextlib.suppress(Exception):
            self.ask("DELETE", self.session)
        self.driver.terminate()
        self.driver.wait(30)


@contextlib.contextmanager
def browser():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        window = Browser(profile)
        try:
            yield window
        finally:
            window.close()
