from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from parsers import lexicon as dictionary_module
from parsers import words as module
from parsers.lexicon import Lexicon, government_terms, installed_dictionary
from parsers.readers import read
from parsers.words import Jieba, Tagger, tag

SAMPLES = Path(__file__).parents[2] / "samples"
TERMS = list(government_terms())
# Three lines that stand before the sorted ones, two out of their order, and the last one.
ODD_ENTRIES = ["江南Style", "小S", "c++", "吉林工业大学", "吉林", "高富帅", "高姓大名", "龢"]
STRANGE = [
    "",
    "，",
    "〇",
    "\u3000",
    "\x00",
    "\ud800",
    "😀公开",
    "ABC公开123",
    "3.14%",
    "政务\r\n公开",
    "公",
    "龘",
    "\U0002070e",
    "T恤衫和AT&T",
]


class Peer(NamedTuple):
    """jieba as it comes: the whole dictionary, our terms added in the same order."""

    tokenizer: Any
    flags: dict[str, str]

    def words(self, text: str) -> list[tuple[str, str]]:
        cut = self.tokenizer.cut(text, HMM=False)
        return [(word, self.flags.get(word, "x")) for word in cut]


def whole(dictionary: bytes) -> Peer:
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(BytesIO(dictionary))
    tokenizer.initialized = True
    lines = dictionary.decode("utf-8").splitlines()
    return Peer(tokenizer, {line.split(" ")[0]: line.split(" ")[2] for line in lines})


@pytest.fixture(scope="module")
def jieba_itself() -> Peer:
    peer = whole(installed_dictionary())
    for term, flag in TERMS:
        peer.tokenizer.add_word(term, freq=None, tag=flag)
        peer.flags[term] = flag
    return peer


def made(name: str) -> Tagger:
    if name == "rjieba":
        pytest.importorskip("rjieba", reason="the extra `fast` is not installed")
        return module.Rjieba(installed_dictionary())
    return Jieba(installed_dictionary())


@pytest.fixture(scope="module", params=["jieba", "rjieba"])
def either(request: pytest.FixtureRequest) -> Tagger:
    return made(request.param)


@pytest.fixture
def no_rjieba(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a machine where only jieba is installed."""
    monkeypatch.setitem(sys.modules, "rjieba", None)
    module.tagger.cache_clear()
    yield
    module.tagger.cache_clear()


def sample_lines() -> list[str]:
    notices = sorted(SAMPLES.glob("*/notice.txt"))
    return [line.text for notice in notices for page in read(notice).pages for line in page.lines]


def mixtures(seed: int, count: int) -> list[str]:
    """Words of the dictionary, names, terms and digits in a row, and characters at random."""
    chance = random.Random(seed)
    entries = [line.split(" ")[0] for line in installed_dictionary().decode("utf-8").splitlines()]
    pieces: list[list[str]] = [
        entries,
        [term for term, _ in TERMS],
        ODD_ENTRIES,
        ["青禾区", "柳湾街道办事处", "欧阳晓岚", "王建国", "石塘镇"],
        ["2023", "16条", "98.5%", "３．５", "第3名", "，", "。", "、", " ", "（", "A-1", "c++"],
        [chr(chance.randrange(0x4E00, 0x9FFF)) for _ in range(500)],
    ]
    return [
        "".join(chance.choice(chance.choice(pieces)) for _ in range(chance.randint(1, 14)))
        for _ in range(count)
    ]


def test_words_cover_the_text_without_gap() -> None:
    text = "全区部门均公开了政策解读，共16条"
    words = tag(text)
    assert "".join(word.text for word in words) == text
    assert [word.start for word in words[1:]] == [word.end for word in words[:-1]]


@pytest.mark.parametrize("word", [term for term, _ in TERMS])
def test_every_term_of_the_user_dictionary_is_one_word(word: str) -> None:
    assert [found.text for found in tag(word)] == [word]


def test_no_term_stands_twice() -> None:
    terms = [term for term, _ in TERMS]
    assert len(terms) == len(set(terms))


def test_samples_are_tagged_as_jieba_itself_does(either: Tagger, jieba_itself: Peer) -> None:
    lines = [line for line in sample_lines() if line]
    assert len(lines) > 200
    for line in lines:
        assert either.tag(line) == jieba_itself.words(line)


def test_mixtures_of_words_are_tagged_as_jieba_itself_does(
    either: Tagger, jieba_itself: Peer
) -> None:
    for text in mixtures(seed=20231, count=8000):
        assert either.tag(text) == jieba_itself.words(text), text


@pytest.mark.parametrize("text", [*STRANGE, *ODD_ENTRIES], ids=ascii)
def test_strange_texts_are_tagged_as_jieba_itself_does(
    text: str, either: Tagger, jieba_itself: Peer
) -> None:
    assert either.tag(text) == jieba_itself.words(text)


def test_any_character_of_unicode_is_tagged_as_jieba_itself_does(
    either: Tagger, jieba_itself: Peer
) -> None:
    everything = [chr(code) for code in range(0x32000)]
    chance = random.Random(5)
    for start in range(0, len(everything), 64):
        text = "".join(everything[start : start + 64])
        assert either.tag(text) == jieba_itself.words(text), start
    for _ in range(2000):
        text = "".join(chance.choice(everything) for _ in range(8)) + "政务公开"
        assert either.tag(text) == jieba_itself.words(text), ascii(text)


def test_a_cut_that_hangs_on_the_sum_of_all_frequencies_is_jiebas(
    either: Tagger, jieba_itself: Peer
) -> None:
    # One word or two are almost equally likely here: rjieba by itself takes two.
    for text in ("变红", "步道", "同升", "治疗者", "中岛", "速度快"):
        assert either.tag(text) == jieba_itself.words(text), text


def test_tags_that_our_terms_change_are_ours_with_both(either: Tagger) -> None:
    assert [flag for _, flag in either.tag("共计")] == ["d"]
    assert [either.tag(term) for term, _ in TERMS] == [[term] for term in TERMS]


def test_rjieba_cuts_words_where_it_is_installed() -> None:
    pytest.importorskip("rjieba", reason="the extra `fast` is not installed")
    assert module.tagger().name == "rjieba"


@pytest.mark.usefixtures("no_rjieba")
def test_jieba_cuts_words_where_rjieba_is_not_installed() -> None:
    assert module.tagger().name == "jieba"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rjieba.py", b"raise ImportError('no such machine')"),
        ("rjieba/rjieba.abi3.so", b"of another machine"),
        ("rjieba/__init__.py", b"raise ImportError('no such machine')"),
    ],
)
def test_jieba_cuts_words_where_the_binary_of_rjieba_does_not_load(
    name: str, content: bytes, tmp_path: Path
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(content)
    if name.startswith("rjieba/"):
        (tmp_path / "rjieba" / "__init__.py").touch()
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from parsers.words import tagger; print(tagger().name)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(tmp_path)], capture_output=True, check=True
    )
    assert done.stdout.split() == [b"jieba"]


@pytest.mark.parametrize("before", [True, False], ids=["package first", "package afterwards"])
def test_rjieba_serves_others_beside_us(before: bool) -> None:
    pytest.importorskip("rjieba", reason="the extra `fast` is not installed")
    theirs = "import rjieba; rjieba.add_word('件九十', 10**9, 'x')\n"
    ours = (
        "from parsers.words import tag; print(*[word.text for word in tag('公开文件九十八条')])\n"
    )
    code = (theirs + ours if before else ours + theirs) + "print(*rjieba.cut('文件九十八'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().split("\n")[:2] == ["公开 文件 九十八 条", "文 件九十 八"]


@pytest.mark.parametrize("at_once", [1, 8])
def test_a_start_makes_one_cutter(at_once: int) -> None:
    pytest.importorskip("rjieba", reason="the extra `fast` is not installed")
    code = (
        "import sys\nfrom concurrent.futures import ThreadPoolExecutor\n"
        "from parsers.words import _rjieba\n"
        f"with ThreadPoolExecutor({at_once}) as pool:\n"
        f"    found = set(pool.map(lambda _: _rjieba(), range({at_once})))\n"
        "print(len(found), 'rjieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.split() == [b"1", b"False"]


def test_rjieba_is_left_where_jieba_has_another_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = installed_dictionary().decode("utf-8").splitlines()[:3000]
    other = "\n".join([*lines, "青禾 70 ns", ""]).encode()
    monkeypatch.setattr(module, "installed_dictionary", lambda: other)
    module.tagger.cache_clear()
    try:
        assert module.tagger().name == "jieba"
    finally:
        module.tagger.cache_clear()


def test_the_other_ways_of_cutting_find_what_they_look_up(jieba_itself: Peer) -> None:
    mine = Jieba(installed_dictionary())
    tokenizer, lexicon = mine.tokenizer, mine.lexicon
    for text in [*mixtures(seed=7, count=300), *sample_lines()]:
        lexicon.load(text)
        assert tokenizer.lcut(text, HMM=True) == jieba_itself.tokenizer.lcut(text, HMM=True)
        searched = jieba_itself.tokenizer.lcut_for_search(text)
        assert tokenizer.lcut_for_search(text) == searched


def test_a_term_added_later_counts_as_in_jieba_itself() -> None:
    mine = Jieba(installed_dictionary())
    tokenizer, lexicon = mine.tokenizer, mine.lexicon
    peer = whole(installed_dictionary())
    for term, flag in TERMS:
        peer.tokenizer.add_word(term, freq=None, tag=flag)
    for term, frequency in [("公开栏目页", None), ("开发布", 12), ("青禾", None), ("政府网", 0)]:
        lexicon.load(term)
        for each in (tokenizer, peer.tokenizer):
            each.add_word(term, freq=frequency)
        assert tokenizer.FREQ[term] == peer.tokenizer.FREQ[term]
    assert tokenizer.total == peer.tokenizer.total
    text = "区政府网站公开发布青禾公开栏目页"
    lexicon.load(text)
    assert tokenizer.lcut(text, HMM=False) == peer.tokenizer.lcut(text, HMM=False)


def test_loading_the_beginnings_of_all_words_gives_the_whole_dictionary() -> None:
    dictionary = installed_dictionary()
    peer = whole(dictionary)
    lexicon = Lexicon(dictionary)
    assert lexicon.total == peer.tokenizer.total
    for beginning in {word[:2] for word in peer.flags}:
        lexicon.load(beginning)
    assert lexicon.frequencies == peer.tokenizer.FREQ
    assert lexicon.flags == peer.flags


def test_one_clause_loads_little_of_the_dictionary() -> None:
    lexicon = Lexicon(installed_dictionary())
    lexicon.load("全区部门均公开了政策解读")
    assert "政策" in lexicon.frequencies
    assert len(lexicon.frequencies) < 1000


def test_the_installed_dictionary_is_the_known_one() -> None:
    assert zlib.crc32(installed_dictionary()) == dictionary_module.KNOWN_CHECKSUM


def test_another_dictionary_is_used_as_it_is() -> None:
    # The same words in another order: nothing may be concluded from where a line stands.
    lines = installed_dictionary().decode("utf-8").splitlines()[:5000]
    other = "\n".join([*reversed(lines), "政策 900 n", "解读 800", "青禾 70 ns", ""]).encode()
    mine = Jieba(other)
    tokenizer, lexicon = mine.tokenizer, mine.lexicon
    assert lexicon.total > tokenizer.FREQ["政策"] == 900
    assert (lexicon.flags["青禾"], lexicon.flags.get("解读")) == ("ns", None)
    expected = whole(other.replace("解读 800".encode(), "解读 800 x".encode())).tokenizer
    for term, flag in TERMS:
        expected.add_word(term, freq=None, tag=flag)
    for text in mixtures(seed=11, count=200):
        lexicon.load(text)
        assert tokenizer.lcut(text, HMM=False) == expected.lcut(text, HMM=False)


def test_threads_that_share_the_tagger_find_the_same_words(
    either: Tagger, jieba_itself: Peer
) -> None:
    shared = made(either.name)
    texts = [text for text in mixtures(seed=3, count=400) if text]
    together = threading.Barrier(4)

    def cut_all(order: int) -> dict[str, list[tuple[str, str]]]:
        mine = random.Random(order).sample(texts, len(texts))
        together.wait()
        return {text: list(shared.tag(text)) for text in mine}

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(cut_all, range(4)))
    expected = {text: jieba_itself.words(text) for text in texts}
    assert all(result == expected for result in results)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_child_process_cuts_with_the_tagger_of_its_parent(either: Tagger) -> None:
    code = (
        "import os, sys; from parsers import words\n"
        f"words.tagger = lambda made=words.{type(either).__name__}"
        "(words.installed_dictionary()): made\n"
        "before = words.tag('全区公开政策解读')\n"
        "words.tag.cache_clear()\n"
        "child = os.fork()\n"
        "if not child: os._exit(words.tag('全区公开政策解读') != before)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )
    assert subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=False).returncode == 0


def test_importing_the_module_does_not_load_jieba() -> None:
    code = (
        "import sys, parsers.words, parsers.statistics\n"
        "sys.exit(any(x.split('.')[0] in ('jieba', 'rjieba') for x in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def with_jieba_only(code: str) -> str:
    return f"import sys; sys.modules['rjieba'] = None\n{code}"


TAGGING = "from parsers.words import tag; tag('政策解读')"
BOTH_WAYS = pytest.mark.parametrize(
    "code", [TAGGING, with_jieba_only(TAGGING)], ids=["any", "jieba"]
)


@BOTH_WAYS
def test_tagging_prints_nothing(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, check=True
    )
    assert done.stdout + done.stderr == b""


@BOTH_WAYS
def test_tagging_writes_no_file(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(name, str(tmp_path))
    code = f"import tempfile\n{code}"
    subprocess.run([sys.executable, "-B", "-c", code], check=True, cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_jieba_is_imported_without_pkg_resources() -> None:
    code = with_jieba_only(
        f"{TAGGING}\nsys.exit('jieba' not in sys.modules or 'pkg_resources' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_rjieba_cuts_ordinary_text_without_jieba() -> None:
    pytest.importorskip("rjieba", reason="the extra `fast` is not installed")
    code = f"import sys; {TAGGING}\nsys.exit('jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_module_is_hidden_from_this_thread_only_and_only_meanwhile() -> None:
    name, other = "this_module_is_hidden", "this_one_is_not_hidden_but_absent"

    def error_of(module_name: str) -> str | None:
        with pytest.raises(ModuleNotFoundError) as caught:
            __import__(module_name)
        return caught.value.name

    hooks = list(sys.meta_path)
    asked: list[str] = []

    class Witness:
        """The next hook, which hears of a module only when no hook before it refused."""

        def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
            asked.append(name)

    witness: Any = Witness()
    sys.meta_path.insert(0, witness)
    try:
        with module._without(name):
            assert error_of(name) == name
            assert asked == []
            assert error_of(other) == other
            assert asked == [other]
            with ThreadPoolExecutor(1) as pool:
                pool.submit(error_of, name).result()
            assert asked == [other, name]
        assert error_of(name) == name
        assert asked == [other, name, name]
    finally:
        sys.meta_path.remove(witness)
    assert sys.meta_path == hooks
