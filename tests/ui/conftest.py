import pytest

from tests.ui.desktop import Desktop


@pytest.fixture
def desktop(qtbot, tmp_path):
    """A window with nothing open yet."""
    made = Desktop(tmp_path, qtbot)
    yield made
    made.close()
