"""Where a window may be opened, asked before Qt is, which would abort the process."""

import os
import socket

import pytest

from reader.__main__ import NO_DISPLAY, why_no_window

pytestmark = pytest.mark.e2e

NUMBER = 7000 + os.getpid() % 50_000
"""Of a display that nobody has."""


@pytest.fixture(autouse=True)
def _linux_without_a_display(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("display", [":{}", ":{}.0", "unix:{}", "localhost:{}.0", ":99999", "none"])
def test_a_display_that_does_not_answer_is_told(monkeypatch, display):
    name = display.format(NUMBER)
    monkeypatch.setenv("DISPLAY", name)
    assert why_no_window() == f"The display {name} does not answer"
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert why_no_window() == "", "Qt will not look at it"


def test_no_display_is_told_and_wayland_is_one(monkeypatch):
    assert why_no_window() == NO_DISPLAY
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert why_no_window() == ""
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.delenv("WAYLAND_DISPLAY")
    assert why_no_window() == ""


@pytest.mark.parametrize("display", [":{}", ":{}.1", "unix:{}", "my-host/unix:{}"])
def test_a_local_display_answers_at_its_socket(monkeypatch, display):
    monkeypatch.setenv("DISPLAY", display.format(NUMBER))
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0/tmp/.X11-unix/X{NUMBER}")
        server.listen()
        assert why_no_window() == ""


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "tcp/localhost"])
def test_the_display_of_a_remote_shell_answers_at_its_port(monkeypatch, host):
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("DISPLAY", f"{host}:{server.getsockname()[1] - 6000}.0")
        assert why_no_window() == ""


@pytest.mark.parametrize("name", ["/private/tmp/launch/org.xquartz:0", "unix:/tmp/x:0"])
def test_the_path_of_a_socket_is_left_to_qt(monkeypatch, name):
    monkeypatch.setenv("DISPLAY", name)
    assert why_no_window() == ""
