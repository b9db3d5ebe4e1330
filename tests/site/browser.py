"""A real browser: Debian's Chromium, driven over W3C WebDriver by its own chromedriver.

The protocol is JSON over HTTP, so nothing has to be installed for Python.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

PATIENCE = 30  # seconds that anything in a page may take
PHONE, DESKTOP = (390, 844), (1280, 900)
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the standard's own name for one
KEYS = {
    "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
    "Enter": "\ue007", "Tab": "\ue004", "Shift": "\ue008", "End": "\ue010", "Home": "\ue011",
}  # fmt: skip


def program(name: str) -> str:
    """Where *name* is; else the test is skipped, or fails where clients are required."""
    found = shutil.which(name)
    return found or absent(name)


def absent(name: str) -> NoReturn:
    """Skip the test for want of *name*, or fail it where clients are required."""
    end = pytest.fail if os.environ.get("BRIEFING_CLIENTS") == "required" else pytest.skip
    end(f"{name} is not installed")


class Browser:
    """A window with an empty profile."""

    def __init__(self, driver: str, *, scripts: bool = True) -> None:
        self._driver = driver
        preferences = {} if scripts else {"profile.managed_default_content_settings.javascript": 2}
        options = {
            "binary": program("chromium"),
            "args": [
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--mute-audio",
                "--autoplay-policy=no-user-gesture-required", "--hide-scrollbars",
            ],
            "prefs": preferences,
        }  # fmt: skip
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
        }
        made = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{made['sessionId']}"

    def open(self, address: str) -> None:
        """Go to *address* and wait until it is loaded."""
        self._ask("POST", f"{self._session}/url", {"url": address})

    def run(self, script: str, *arguments: object) -> Any:
        """What *script*, the body of a function, returns; promises are waited for."""
        body = {"script": script, "args": list(arguments)}
        return self._ask("POST", f"{self._session}/execute/sync", body)

    def until(self, script: str, *arguments: object) -> Any:
        """What *script* returns as soon as that is true."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := self.run(script, *arguments):
                return found
            time.sleep(0.05)
        raise AssertionError(f"it never came true: {script}")

    def find(self, selector: str) -> str:
        """The element that *selector* finds first."""
        body = {"using": "css selector", "value": selector}
        return str(self._ask("POST", f"{self._session}/element", body)[_ELEMENT])

    def click(self, selector: str) -> None:
        """Click as a mouse does, in the middle of the element."""
        self._ask("POST", f"{self._session}/element/{self.find(selector)}/click", {})

    def type(self, selector: str, text: str) -> None:
        """Type *text* into the element."""
        self._ask("POST", f"{self._session}/element/{self.find(selector)}/value", {"text": text})

    def press(self, *keys: str) -> None:
        """Press *keys* together, wherever the focus is."""
        values = [KEYS.get(key, key) for key in keys]
        acts = [{"type": "keyDown", "value": each} for each in values]
        acts += [{"type": "keyUp", "value": each} for each in reversed(values)]
        body = {"actions": [{"type": "key", "id": "keyboard", "actions": acts}]}
        self._ask("POST", f"{self._session}/actions", body)

    def tell(self, command: str, **parameters: object) -> Any:
        """Send a command of the DevTools protocol."""
        body = {"cmd": command, "params": parameters}
        return self._ask("POST", f"{self._session}/goog/cdp/execute", body)

    def look(self, size: tuple[int, int], theme: str) -> None:
        """Be a screen of *size* whose system likes *theme*, light or dark, and little motion."""
        self.tell("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1],
                  deviceScaleFactor=1, mobile=size == PHONE)  # fmt: skip
        features = {"prefers-color-scheme": theme, "prefers-reduced-motion": "reduce"}
        listed = [{"name": name, "value": value} for name, value in features.items()]
        self.tell("Emulation.setEmulatedMedia", features=listed)

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Write what is seen, or the *whole* page, as PNG to *path*."""
        taken = self.tell("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(taken["data"]))

    def complaints(self) -> list[str]:
        """What the page wrote to the console since last asked."""
        said = self._ask("POST", f"{self._session}/se/log", {"type": "browser"})
        return [each["message"] for each in said]

    def close(self) -> None:
        """End the browser."""
        self._ask("DELETE", self._session)

    def _ask(self, method: str, path: str, body: object | None = None) -> Any:
        request = urllib.request.Request(
            f"{self._driver}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json; charset=utf-8"},
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=2 * PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(json.load(error)["value"]["message"].split("\n")[0]) from error


@contextlib.contextmanager
def driving() -> Iterator[str]:
    """The address of a running chromedriver."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [program("chromedriver"), f"--port={port}", "--log-level=OFF"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(10)
