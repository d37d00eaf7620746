"""Text of a corpus that would be a program elsewhere: in report, notebooks and drawings it is text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
import yaml
from bs4 import BeautifulSoup
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from analysis.report.evidence import TEMPLATES
from analysis.report.page import write_report
from analysis.study import Study
from tests.builders.browser import INSTALLED, in_view, open_browser
from tests.builders.studies import write_page

pytestmark = pytest.mark.slow
RUN = "window.ran=(window.ran||0)+1"
# Each would set a mark, or ask the network, where it were taken for more than text.
SCRIPT = (TEMPLATES / "report.js").read_text(encoding="utf-8").strip()
HOSTILE = (
    f"<script>{RUN}</script>", f"<img src=x onerror={RUN}>", f'<svg onload="{RUN}"><circle/></svg>', f"<svg><script>{RUN}</script></svg>",
    f"</style><script>{RUN}</script>", f"</script><script>{RUN}</script>", f"--><script>{RUN}</script><!--", f"]]><script>{RUN}</script>",
    f'"onmouseover="{RUN}" x="', f"' autofocus onfocus='{RUN}", f'<a href="javascript:{RUN}">trade</a>', f"[trade](javascript:{RUN})",
    "{{1234*4321}}", "{% raw %}${1234*4321}", "$\\href{javascript:alert(1)}{x}$ and $x_1$", "![x](http://127.0.0.1:9/x.png)", "<iframe src=http://127.0.0.1:9></iframe>",
    "<base href=http://127.0.0.1:9/>", "<meta http-equiv=refresh content=0;url=http://127.0.0.1:9>", "<style>body{display:none}</style>",
    "<form action=http://127.0.0.1:9><button>x</button></form>", "<template><b>x</b></template>", "&lt;script&gt;", "<plaintext>", "<!--contents-->", "<details open ontoggle=alert(1)>",
)  # fmt: skip
NAME = "a\"><img src=x onerror=window.ran=1> '& b"


def front(**values: str) -> str:
    return f"---\n{yaml.dump(values, allow_unicode=True)}---\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study whose every free text is hostile, with its report."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "readouts").mkdir()
    points = [f"They spoke of trade, {text} and of North Korea {text}." for text in HOSTILE]
    shown = "".join(HOSTILE)
    first = write_page(points).replace("A Meeting", f"Meeting {HOSTILE[0]}").replace("AOKI Taro", "AOKI Taro<script>")
    source = front(
        url=f'https://example.org/"><script>{RUN}</script>',
        publisher=shown,
        title=shown,
        licence=shown,
        place=shown[:300],
    )
    (folder / "readouts" / f"{NAME}.txt").write_text(source + first, encoding="utf-8")
    second = write_page(
        ["They spoke of students.", "They spoke <b onclick=x>of sanctions</b>.", *points[:3]], "June 1, 2024"
    )
    (folder / "readouts" / "b.txt").write_text(front(place="<i>Busan</i>") + second, encoding="utf-8")
    (folder / "coding.csv").write_text(
        f'readout,sentence,themes,coder,note\nb,1,economy,<b>{HOSTILE[1]},"{HOSTILE[0]}"\n', encoding="utf-8"
    )
    write_report(Study.open(folder))
    return folder


def check_markup(soup: BeautifulSoup) -> None:
    """Nothing that can run, ask the network, or change the page, is an element or an attribute."""
    assert not soup.select(
        "iframe, object, embed, base, form, template, plaintext, img:not([src^='data:']), link[rel=stylesheet]"
    )
    assert len(soup.select("meta[http-equiv=refresh]")) == 0
    assert all(str(script.string) == SCRIPT for script in soup.select("script"))
    assert len(soup.select("script")) <= 1
    for element in soup.find_all(True):
        for name, value in element.attrs.items():
            assert not name.lower().startswith("on"), (element.name, name)
            if name.lower() in ("href", "src", "xlink:href", "action"):
                assert re.match(r"#|data:|notebooks/[\w-]+\.html$|https://example\.org/", str(value)), value


def test_no_markup_of_a_text_is_markup_of_the_report(corpus: Path) -> None:
    page = (corpus / "report" / "index.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(page, "html.parser")
    check_markup(soup)
    told = " ".join(soup.get_text(" ").split())
    assert "{{1234*4321}}" in told
    assert str(1234 * 4321) not in page
    evidence = soup.select_one(".texts")
    assert evidence is not None
    shown = "".join(evidence.get_text().split())
    assert all("".join(text.split()) in shown for text in HOSTILE)


def test_no_markup_of_a_text_is_markup_of_a_notebook(corpus: Path) -> None:
    for path in (corpus / "notebooks").glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                assert output.output_type == "execute_result"
                assert set(output.data) <= {"text/html", "text/plain"}
                soup = BeautifulSoup(output.data.get("text/html", ""), "html.parser")
                check_markup(soup)
                # JupyterLab draws what stands between two $ as a formula, but not below this class.
                assert not [
                    text
                    for text in soup.find_all(string=re.compile(r"\$"))
                    if not text.find_parent(class_="mathjax_ignore")
                ]


def test_no_markup_of_a_text_is_markup_of_a_drawing(corpus: Path) -> None:
    for path in (corpus / "figures").glob("*.svg"):
        names = {element.tag.rpartition("}")[2] for element in ElementTree.parse(path).iter()}
        assert not names & {"script", "foreignObject", "image", "iframe", "set", "animate", "handler"}
        for element in ElementTree.parse(path).iter():
            assert not [name for name in element.attrib if name.startswith("on")]
            assert all(value.startswith("#") for name, value in element.attrib.items() if name.endswith("href"))


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    if not INSTALLED:
        pytest.skip("Chromium and its driver are not installed")
    with open_browser() as browser:
        yield browser


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("guarded", [True, False], ids=["as it is", "without its policy"])
def test_nothing_of_a_text_runs_in_a_browser(corpus: Path, browser: webdriver.Chrome, guarded: bool) -> None:
    path = corpus / "report" / "index.html"
    if not guarded:  # the policy is a second guard: nothing may lean on it
        page = path.read_text(encoding="utf-8")
        path = path.with_name("unguarded.html")
        path.write_text(re.sub(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", page), encoding="utf-8")
    browser.get("about:blank")
    browser.get_log("performance")
    browser.get(path.as_uri())
    check_quiet(browser, path)
    browser.execute_script("document.documentElement.style.scrollBehavior = 'auto'")
    for link in [a for a in browser.find_elements(By.CSS_SELECTOR, "svg a[href^='#']") if a.rect["width"] > 6][:12:3]:
        browser.execute_script(
            "arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))", link
        )
        name = browser.execute_script("return decodeURIComponent(location.hash.slice(1))")
        assert f"#{name}" == link.get_dom_attribute("href")
        WebDriverWait(browser, 5).until(lambda browser, name=name: in_view(browser, name))
    for hostile in (f"<script>{RUN}</script>", "'\\\"];" + RUN, "s-</span>"):
        box = browser.find_element(By.CSS_SELECTOR, ".tools input")
        box.clear()
        box.send_keys(hostile)
        browser.execute_script("location.hash = arguments[0]", hostile)
        browser.execute_script("location.hash = encodeURIComponent(arguments[0])", hostile)
    check_quiet(browser, path)
    body = browser.find_element(By.CSS_SELECTOR, ".texts").get_property("textContent")
    assert f"<script>{RUN}</script>" in body
    assert "{{1234*4321}}" in body


def check_quiet(browser: webdriver.Chrome, path: Path) -> None:
    """Nothing has run, nothing was asked for, nothing is complained of."""
    assert browser.execute_script("return window.ran") is None
    assert browser.execute_script("return [...document.scripts].every((one) => one.text === arguments[0])", SCRIPT)
    assert browser.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"}
    assert {
        url for url in asked if url.split("#")[0] != path.as_uri() and not url.startswith(("data:", "about:"))
    } == set()
    assert not [e for e in events if e["method"] == "Page.javascriptDialogOpening"]


def test_the_browser_of_these_tests_would_tell(tmp_path: Path, browser: webdriver.Chrome) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<body>{HOSTILE[0]}<p>{HOSTILE[1]}</p>")
    browser.get(page.as_uri())
    assert browser.execute_script("return window.ran") >= 1
    with pytest.raises(AssertionError):
        check_quiet(browser, page)
