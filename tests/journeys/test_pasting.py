"""What an author pastes from Word arrives as plain paragraphs, lists and emphasis; what is typed is
saved to the last word."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import steps
from tests.journeys.studio import open_course, save

pytestmark = pytest.mark.browser
BULLET = (
    "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if "
    "!supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "
    '"Times New Roman"\'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>%s<o:p></o:p></p>'
)
WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}'
    "</style><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body>"
    "<p class=MsoNormal><span style='font-family:\"Comic Sans MS\";color:red'>The <b>vagus</b> "
    "nerve.<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    f"{BULLET % 'First point'}{BULLET % 'Second point'}"
    '<img src="file:///C:/x.png"></body></html>'
)
PASTE = """(field, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "The vagus nerve.");
  const event = { clipboardData: data, bubbles: true, cancelable: true };
  field.dispatchEvent(new ClipboardEvent("paste", event));
}"""
SAVED = """async field => {
  let box = field;
  while (!box.querySelector("input[type=hidden]")) box = box.parentElement;
  const input = box.querySelector("input[type=hidden]");
  while (!input.value.includes("Second point")) await new Promise(requestAnimationFrame);
  return input.value;
}"""


def kept(editor: Locator) -> list[tuple[str, str]]:
    """Return kind and words of every paragraph that the form would send."""
    content: dict[str, Any] = json.loads(editor.evaluate(SAVED))
    return [(block["type"], block["text"]) for block in content["blocks"] if block["text"].strip()]


def test_what_comes_from_word_is_plain(page: Page) -> None:
    steps.log_in(page, "author@example.org")
    open_course(page, "Pregnancy massage")
    page.locator(".builder-title a").first.click()
    editor = page.locator(".public-DraftEditor-content").first
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")

    editor.evaluate(PASTE, WORD)

    expect(editor).to_contain_text("Second point")
    expect(editor).not_to_contain_text(re.compile("·|Mso|color"))
    assert kept(editor) == [
        ("unstyled", "The vagus nerve."),
        ("unordered-list-item", "First point"),
        ("unordered-list-item", "Second point"),
    ]


def test_whoever_saves_at_once_loses_no_word(page: Page) -> None:
    steps.log_in(page, "author@example.org")
    open_course(page, "Pregnancy massage")
    page.locator(".builder-title a").nth(1).click()
    editor = page.locator(".public-DraftEditor-content").first
    editor.click()
    page.keyboard.press("End")
    page.keyboard.type(" Said at the very last.")

    save(page)

    expect(editor).to_contain_text("Said at the very last.")
