from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from parsers.words import cache_folder, tag
from schemas.vocabulary_files import vocabulary


def test_words_cover_the_text_without_gap() -> None:
    text = "全区部门均公开了政策解读，共16条"
    words = tag(text)
    assert "".join(word.text for word in words) == text
    assert [word.start for word in words[1:]] == [word.end for word in words[:-1]]


@pytest.mark.parametrize(
    "word", [w for ws in vocabulary("government_terms")["words"].values() for w in ws]
)
def test_every_term_of_the_user_dictionary_is_one_word(word: str) -> None:
    assert [found.text for found in tag(word)] == [word]


def test_no_term_stands_twice() -> None:
    words = [w for ws in vocabulary("government_terms")["words"].values() for w in ws]
    assert len(words) == len(set(words))


def test_importing_the_module_does_not_load_jieba() -> None:
    code = "import sys, parsers.words, parsers.statistics; sys.exit('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_tagging_prints_nothing() -> None:
    code = "from parsers.words import tag; tag('政策解读')"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, check=True
    )
    assert done.stdout + done.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_cache_folder_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = cache_folder()
    assert folder is not None
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_cache_folder_others_can_write_to_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tongbao").mkdir()
    (tmp_path / "tongbao").chmod(0o777)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() is None


def test_unusable_cache_folder_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert cache_folder() is None
