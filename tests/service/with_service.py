"""Runs a test against a service of its own: `with_service.py SERVICE TEST.py FOLDER`, which gets the service's address and a folder."""

import pathlib
import subprocess
import sys
import tempfile

import running

if __name__ == "__main__":
    program, test, pictures = sys.argv[1:]
    pathlib.Path(pictures).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tenet-service-") as folder:
        service = running.Service(program, "log.sqlite", folder=folder)
        try:
            status = subprocess.run([sys.executable, test, service.url, pictures]).returncode
        finally:
            ended = service.end()
    sys.exit(status or ended)
