from PySide6.QtCore import Qt

from reader.core.spans import Span
from tests.ui.boxes import pressed, typed

CTRL, KEY = Qt.KeyboardModifier.ControlModifier, Qt.Key


def test_the_palette_switches_to_the_baseline_of_another_tagger_and_no_judgement_changes(desktop):
    desktop.open("Mosul fell.").suggest(("Mosul", "GPE"))
    desktop.session.judge("tag", entities=[Span(0, 5, "ORG")])
    desktop.key(KEY.Key_K, CTRL)
    typed(desktop, "baseline: reader")
    entry = desktop.window.boxes.palette.rows.found[0].entry
    assert entry.title.startswith("Baseline: reader ")
    assert entry.detail == "", "another one is shown"
    pressed(desktop, KEY.Key_Return)
    assert desktop.worker.asked[0] == "use reader"
    assert desktop.worker.asked[1][1] == "Mosul fell."
    assert "Baseline: reader, looking" in desktop.window.status.texts[1]
    assert desktop.session.layer.positive == {Span(0, 5, "ORG")}
    desktop.key(KEY.Key_K, CTRL)
    typed(desktop, "baseline: reader")
    assert desktop.window.boxes.palette.rows.found[0].entry.detail == "shown: tag again"
    asked = len(desktop.worker.asked)
    pressed(desktop, KEY.Key_Return)
    assert len(desktop.worker.asked) > asked
