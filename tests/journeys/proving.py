"""What happens to a certificate after it was issued: checked by its file, named for other bodies,
corrected, gathered."""

import re
import zipfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.journeys import desk

NEW_NAME = "Zoë Lüdenscheidt"


def check_by_file(browser: Browser, site: str, pdf: Path) -> None:
    """A stranger drops the PDF, then a copy with one byte changed."""
    page = browser.new_page(base_url=site)
    page.goto("/verify/")
    page.get_by_label(re.compile("Drop the PDF here")).set_input_files(pdf)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", name="Valid")).to_be_visible()
    expect(page.locator(".verdict")).to_contain_text("We signed this file, and nothing in it")
    expect(page.locator(".verdict")).to_contain_text("We signed this credential")
    expect(page.locator(".verdict")).to_contain_text("byte for byte")

    content = bytearray(pdf.read_bytes())
    content[len(content) // 3] ^= 1
    doctored = {"name": "copy.pdf", "mimeType": "application/pdf", "buffer": bytes(content)}
    page.get_by_label(re.compile("Drop the PDF here")).set_input_files(doctored)  # type: ignore[arg-type]
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", name="Doctored")).to_be_visible()
    page.close()


def name_a_body(page: Page) -> str:
    """Add a body with a number, and have the certificate issued anew for it; return the old verify
    address."""
    certificate = page.url
    old = page.locator("main a[href^='/verify/']").first.get_attribute("href") or ""
    page.get_by_role("link", name="Choose which it names").click()
    page.get_by_role("link", name="Add a professional body").click()
    page.get_by_label(re.compile("Professional body")).select_option(
        label="Association of Massage Therapists (AMT)"
    )
    page.get_by_label(re.compile("number", re.IGNORECASE)).fill("98765")
    page.get_by_role("button", name=re.compile("Add|Save")).click()
    page.goto(f"{certificate}bodies/")
    page.get_by_label(re.compile("Association of Massage Therapists")).check()
    page.get_by_role("button", name="Issue it for these").click()
    expect(page.locator(".certificate")).to_contain_text("98765")
    return old


def look_at_the_old_one(browser: Browser, site: str, address: str) -> None:
    """The old address says only which one counts, and leads to it."""
    page = browser.new_page(base_url=site)
    page.goto(address)
    expect(page.get_by_role("heading", name="Replaced")).to_be_visible()
    assert "Zoë" not in page.content()
    page.get_by_role("button", name="Check that one").click()
    expect(page.get_by_role("heading", name="Valid")).to_be_visible()
    expect(page.locator(".verdict")).to_contain_text("Member no. 98765")
    page.close()


def correct_the_name(page: Page, browser: Browser, site: str) -> None:
    """The learner asks, support grants, the learner has it."""
    page.goto("/certificates/")
    page.get_by_role("link", name="Ask for a correction").click()
    page.get_by_label("Your name as it must be printed").fill(NEW_NAME)
    page.get_by_label("What has changed").fill("I use one surname at work.")
    page.get_by_role("button", name="Ask for the correction").click()
    expect(page.get_by_text("Support looks at it")).to_be_visible()

    support = desk.member_of_staff(browser, site, "support@example.org")
    support.goto("/cms/")
    support.get_by_role("link", name=re.compile(NEW_NAME)).click()
    support.get_by_role("button", name="Grant the name").click()
    expect(support.get_by_text("Decided. The learner gets a mail.")).to_be_visible()
    support.context.close()

    page.goto("/certificates/")
    expect(page.get_by_text("replaced by")).to_have_count(2)
    page.locator(".timeline a").first.click()
    expect(page.locator(".certificate .name")).to_have_text(NEW_NAME)


def gather(page: Page) -> None:
    """Ask for the ZIP and wait until it is there; and take the transcript."""
    page.goto("/certificates/")
    with page.expect_download() as transcript:
        page.get_by_role("link", name="Transcript (PDF)").click()
    assert transcript.value.path().read_bytes().startswith(b"%PDF-")
    page.get_by_role("button", name="All certificates as a ZIP file").click()
    link = page.get_by_role("link", name="Download the ZIP file")
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as parcel:
        link.click()
    names = zipfile.ZipFile(parcel.value.path()).namelist()
    assert len([name for name in names if name.endswith(".pdf")]) == 1  # none with the old name
    assert "certificates.csv" in names
