"""Downloads the texts that the full scale needs into `data/`: `python prepare.py [shakespeare_char] [enwik8] [text8]`.

Without names, all of them (about 70 MB to download, 200 MB on disk). A text that is there already is only checked. What was
downloaded is kept only if its checksum is the one in `text_data.py`. Nothing but the Python standard library and numpy is needed.
"""
from __future__ import annotations

import io
import sys
import urllib.error
import urllib.request
import zipfile

from text_data import HERE, SOURCES, Source, checked_text, digest_of

SECONDS = 60  # without a byte, after which a download is given up


def main(names: list[str]) -> None:
    known = [name for name, source in SOURCES.items() if source.url]
    for name in names:
        if name not in known:
            raise SystemExit(f"There is no text {name!r} to download; choose among {', '.join(known)}.")
    for name in names or known:
        path = HERE / SOURCES[name].path
        if path.exists():
            print(f"{name}: {len(checked_text(name, path)):,} characters are there, and their checksum is right.")
        else:
            fetch(name, SOURCES[name])


def fetch(name: str, source: Source) -> None:
    """Writes the text beside its place first, so that an interrupted download is never taken for the whole."""
    print(f"{name}: downloading {source.url}", flush=True)
    content = downloaded(source)
    found = digest_of(content, source.digest)
    if found != source.digest:
        raise SystemExit(f"{name}: what {source.url} gave has the checksum {found}, not {source.digest}. Nothing was kept.")
    path = HERE / source.path
    path.parent.mkdir(exist_ok=True)
    draft = path.with_name(path.name + ".part")
    draft.write_bytes(content)
    draft.replace(path)
    print(f"{name}: {len(content):,} characters, checksum right, in {source.path}")


def downloaded(source: Source) -> bytes:
    try:
        with urllib.request.urlopen(source.url, timeout=SECONDS) as answer:
            content = answer.read()
        return zipfile.ZipFile(io.BytesIO(content)).read(source.member) if source.member else content
    except (urllib.error.URLError, OSError, zipfile.BadZipFile, KeyError) as error:
        raise SystemExit(f"{source.url} could not be read: {error}. Download it by other means and put the text at {source.path}.") from error


if __name__ == "__main__":
    main(sys.argv[1:])
