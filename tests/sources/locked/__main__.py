"""Writes the locked PDF files beside this module: python -m tests.sources.locked."""

from tests.sources.locked.making import FOLDER, LOCKS, OPENS, TEXT, locked_pdf
from tests.sources.pdfs import lines, pdf

if __name__ == "__main__":
    plain = pdf([lines(TEXT)], info=b"/Author(Ann Lee)")
    for name, lock in LOCKS.items():
        for password in ("", OPENS):
            kind = "user" if password else "owner"
            (FOLDER / f"{name}-{kind}.pdf").write_bytes(locked_pdf(plain, lock, password))
